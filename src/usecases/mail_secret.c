/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/mail_secret.h"

#include <string.h>

#include "calendar/day.h"
#include "mail/message.h"
#include "people/confirm_code.h"
#include "people/personal_link.h"

#define TEXT_MAX (MESSAGE_BODY_MAX + (size_t)64 * 1024)

static struct personal_link link_of(const struct office *office, const struct case_row *of,
				    const struct message_row *mail)
{
	return (struct personal_link){
		.message_id = mail->id,
		.version = of->link_version,
		.expires_ms = clock_now_ms(&office->clock) + PERSONAL_LINK_DAYS * DAY_MS,
	};
}

static const char *address(struct arena *arena, const struct office *office, const struct message_row *mail,
			   const char *folder, const char *link)
{
	return arena_printf(arena, "%s%s/%s/%s", office->base_url, mail->lang == LANG_EN ? "/en" : "", folder, link);
}

static const char *replace_mark(struct arena *arena, const char *body, const char *mark, const char *with)
{
	struct str rest = str_from(body);
	BUF_SCOPED out;

	buf_init(&out, TEXT_MAX);
	while (rest.n) {
		struct str before = str_head(rest, str_find(rest, mark));

		buf_add(&out, before);
		rest = str_skip(rest, before.n);
		if (rest.n)
			buf_add_text(&out, with);
		rest = str_skip(rest, strlen(mark));
	}
	return out.full ? body : arena_strdup(arena, buf_text(&out));
}

static const char *put_link(struct arena *arena, const struct office *office, const struct case_row *of,
			    const struct message_row *mail)
{
	const struct personal_link link = link_of(office, of, mail);
	char enter[PERSONAL_LINK_LENGTH + 1], confirm[PERSONAL_LINK_LENGTH + 1];
	const char *body = mail->body;

	personal_link_format(office->secret, PERSONAL_LINK_TO_ENTER, &link, enter);
	personal_link_format(office->secret, PERSONAL_LINK_TO_CONFIRM, &link, confirm);
	if (mail_secret_has_link(body))
		body = replace_mark(arena, body, MAIL_SECRET_LINK, address(arena, office, mail, "enter", enter));
	if (mail_secret_asks_to_confirm(body))
		body = replace_mark(arena, body, MAIL_SECRET_CONFIRM,
				    address(arena, office, mail, "received", confirm));
	return body;
}

const char *mail_secret_put(struct arena *arena, const struct office *office, const struct case_row *of,
			    const struct message_row *mail)
{
	const char *body = put_link(arena, office, of, mail);
	char code[CONFIRM_CODE_DIGITS + 1];
	int64_t request;

	if (!mail_secret_has_code(mail->body) || !str_to_i64(str_from(mail->occasion), &request))
		return body;
	confirm_code_make(office->secret, request, code);
	return replace_mark(arena, body, MAIL_SECRET_CODE, code);
}

const char *mail_secret_hide(struct arena *arena, const struct office *office, const struct message_row *mail)
{
	bool is_letter = mail->state == MESSAGE_STATE_TO_POST;
	const char *link = texts_get(office->texts, arena, mail->lang,
				     is_letter ? "mail.letter_place" : "mail.link_place", NULL),
		   *code = texts_get(office->texts, arena, mail->lang,
				     is_letter ? "mail.letter_place" : "mail.code_place", NULL);
	const char *body = replace_mark(arena, mail->body, MAIL_SECRET_LINK, link);

	body = replace_mark(arena, body, MAIL_SECRET_CONFIRM, link);
	return replace_mark(arena, body, MAIL_SECRET_CODE, code);
}

bool mail_secret_has_link(const char *body)
{
	return strstr(body, MAIL_SECRET_LINK) != NULL;
}

bool mail_secret_asks_to_confirm(const char *body)
{
	return strstr(body, MAIL_SECRET_CONFIRM) != NULL;
}

bool mail_secret_has_code(const char *body)
{
	return strstr(body, MAIL_SECRET_CODE) != NULL;
}
