/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/mail_context.h"

#include <string.h>

#include "calendar/day.h"
#include "mail/message.h"
#include "people/personal_link.h"
#include "programme/edition_contact.h"
#include "programme/edition_find.h"
#include "programme/mail_longest.h"
#include "usecases/case_deed.h"
#include "usecases/receipt.h"

#define TEXT_MAX (MESSAGE_BODY_MAX + (size_t)64 * 1024)

_Static_assert(CASE_DEED_REASON_CHARS_MAX <= MAIL_LONGEST_REASON_CHARS, "a checked mail holds every reason");

const char *mail_context_link(struct arena *arena, const struct office *office, const struct case_row *row,
			      enum lang lang)
{
	const struct personal_link link = {
		.case_id = row->id,
		.version = row->link_version,
		.expires_ms = clock_now_ms(&office->clock) + PERSONAL_LINK_DAYS * DAY_MS,
	};
	char text[PERSONAL_LINK_LENGTH + 1];

	personal_link_format(office->secret, &link, text);
	return arena_printf(arena, "%s%s/enter/%s", office->base_url, lang == LANG_EN ? "/en" : "", text);
}

#define LINK_MARK "{{link}}" /* as the templates of mails have it */

static const char *replace_mark(struct arena *arena, const char *body, const char *with)
{
	struct str rest = str_from(body);
	BUF_SCOPED out;

	buf_init(&out, TEXT_MAX);
	while (rest.n) {
		struct str before = str_head(rest, str_find(rest, LINK_MARK));

		buf_add(&out, before);
		rest = str_skip(rest, before.n);
		if (rest.n)
			buf_add_text(&out, with);
		rest = str_skip(rest, strlen(LINK_MARK));
	}
	return out.full ? body : arena_strdup(arena, buf_text(&out));
}

const char *mail_context_put_link(struct arena *arena, const struct office *office, const struct case_row *row,
				  enum lang lang, const char *body)
{
	return strstr(body, LINK_MARK) ? replace_mark(arena, body, mail_context_link(arena, office, row, lang)) : body;
}

const char *mail_context_hide_link(struct arena *arena, const struct office *office, enum lang lang, const char *body)
{
	return replace_mark(arena, body, texts_get(office->texts, arena, lang, "mail.link_place", NULL));
}

struct value *mail_context(struct arena *arena, const struct office *office, const struct edition *edition,
			   const struct case_row *row, enum lang lang, const char *reason)
{
	const struct edition_course *course = edition_find_course(edition, str_from(row->course));
	struct value *map = value_map(arena);

	value_set_text(arena, map, "short_name", lang_pick(edition->short_name, lang));
	value_set_text(arena, map, "edition_name", lang_pick(edition->name, lang));
	value_set_text(arena, map, "receipt", receipt_format(arena, row));
	value_set_text(arena, map, "company", row->company_name);
	value_set_text(arena, map, "contact_name", row->contact_name);
	value_set_text(arena, map, "course", course ? lang_pick(course->name, lang) : row->course);
	value_set_int(arena, map, "visits", course ? course->visits : 0);
	value_set_text(arena, map, "link", office->rehearsal ? mail_context_link(arena, office, row, lang) : LINK_MARK);
	value_set_text(arena, map, "due",
		       row->answer_due_ms ? day_format_date(arena, lang, day_of_ms(row->answer_due_ms - 1)) : "");
	value_set_text(arena, map, "today", day_format_date(arena, lang, day_of_ms(clock_now_ms(&office->clock))));
	value_set_text(arena, map, "reason", reason);
	value_set(arena, map, "contact", edition_contact_value(arena, &edition->contact, lang));
	return map;
}
