/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/mail_context.h"

#include "calendar/day.h"
#include "findings/authorisation.h"
#include "programme/edition_contact.h"
#include "programme/edition_find.h"
#include "programme/mail_longest.h"
#include "usecases/call.h"
#include "usecases/case_deed.h"
#include "usecases/mail_secret.h"
#include "usecases/receipt.h"

_Static_assert(CASE_DEED_REASON_CHARS_MAX <= MAIL_LONGEST_REASON_CHARS, "a checked mail holds every reason");

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
	value_set_text(arena, map, "link", MAIL_SECRET_LINK);
	value_set_text(arena, map, "confirm_link", MAIL_SECRET_CONFIRM);
	value_set_int(arena, map, "confirm_days", edition->confirm_days);
	value_set_bool(arena, map, "by_post", !*row->mail);
	value_set_text(arena, map, "code", MAIL_SECRET_CODE);
	value_set_text(arena, map, "due",
		       row->answer_due_ms ? day_format_date(arena, lang, day_of_ms(row->answer_due_ms - 1)) : "");
	value_set_int(arena, map, "position", row->waiting_position);
	value_set_text(arena, map, "today", day_format_date(arena, lang, day_of_ms(clock_now_ms(&office->clock))));
	value_set_text(arena, map, "closes", day_format_date(arena, lang, day_of_ms(edition->closes_ms - 1)));
	value_set_text(arena, map, "call_page",
		       arena_printf(arena, "%s%s%s", office->base_url, lang == LANG_EN ? "/en" : "",
				    call_path(arena, edition)));
	value_set_text(arena, map, "reason", reason);
	value_set(arena, map, "targets", value_list(arena));
	value_set_text(arena, map, "until", "");
	value_set_bool(arena, map, "has_sources", value_count(edition->sources) > 0);
	value_set_shared(arena, map, "sources", edition->sources);
	value_set(arena, map, "contact", edition_contact_value(arena, &edition->contact, lang));
	return map;
}

enum err mail_context_add_permission(struct arena *arena, struct value *map, const char *json, enum lang lang,
				     struct fault *why)
{
	struct value *targets = value_list(arena);
	struct authorisation *permission;
	enum err err = authorisation_parse(arena, str_from(json), &permission, why);

	if (err)
		return err;
	for (size_t i = 0; i < permission->target_count; i++)
		value_add(arena, targets, value_text(arena, permission->targets[i].host));
	value_set(arena, map, "targets", targets);
	value_set_text(arena, map, "until", day_format_time(arena, lang, authorisation_run_ends_ms(permission)));
	return ERR_OK;
}
