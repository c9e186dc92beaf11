/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/mail_secret.h"

#include <string.h>

#include "calendar/day.h"
#include "mail/message.h"
#include "people/personal_link.h"

#define TEXT_MAX (MESSAGE_BODY_MAX + (size_t)64 * 1024)

/* The address that opens the case to who has the mail. */
static const char *make_link(struct arena *arena, const struct office *office, const struct case_row *of,
			     const struct message_row *mail)
{
	const struct personal_link link = {
		.message_id = mail->id,
		.version = of->link_version,
		.expires_ms = clock_now_ms(&office->clock) + PERSONAL_LINK_DAYS * DAY_MS,
	};
	char text[PERSONAL_LINK_LENGTH + 1];

	personal_link_format(office->secret, &link, text);
	return arena_printf(arena, "%s%s/enter/%s", office->base_url, mail->lang == LANG_EN ? "/en" : "", text);
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

const char *mail_secret_put(struct arena *arena, const struct office *office, const struct case_row *of,
			    const struct message_row *mail)
{
	if (!mail_secret_has_link(mail->body))
		return mail->body;
	return replace_mark(arena, mail->body, MAIL_SECRET_LINK, make_link(arena, office, of, mail));
}

const char *mail_secret_hide(struct arena *arena, const struct office *office, const struct message_row *mail)
{
	return replace_mark(arena, mail->body, MAIL_SECRET_LINK,
			    texts_get(office->texts, arena, mail->lang, "mail.link_place", NULL));
}

bool mail_secret_has_link(const char *body)
{
	return strstr(body, MAIL_SECRET_LINK) != NULL;
}
