/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/mail_longest.h"

#include <string.h>

#include "programme/edition_contact.h"
#include "programme/edition_find.h"
#include "programme/question.h"

#define CHARACTER      "\xf0\xa0\xae\xb7" /* U+20BB7, one of those with the most bytes */
#define DATE_CHARS     40
#define LINK_CHARS     500 /* of four bytes: the base URL, which a setting holds, and what stands behind it */
#define CODE_CHARS     20
#define RECEIPT_DIGITS 10
#define HOST_CHARS     64 /* of four bytes: more than a name of the DNS */

/* A text of so many characters. */
static const char *characters(struct arena *arena, size_t count)
{
	const size_t size = strlen(CHARACTER);
	char *text = arena_alloc(arena, count * size + 1);

	for (size_t i = 0; i < count; i++)
		memcpy(text + i * size, CHARACTER, size);
	return text;
}

static const char *answer(struct arena *arena, const struct edition *edition, const char *question)
{
	return characters(arena, edition_find_question(edition, question)->chars_max);
}

static const char *longest_course(const struct edition *edition, enum lang lang)
{
	const char *longest = "";

	for (size_t i = 0; i < edition->course_count; i++) {
		const char *name = lang_pick(edition->courses[i].name, lang);
		if (strlen(name) > strlen(longest))
			longest = name;
	}
	return longest;
}

static struct value *longest_targets(struct arena *arena)
{
	struct value *targets = value_list(arena);

	for (int i = 0; i < QUESTION_HOSTS_MAX; i++)
		value_add(arena, targets, value_text(arena, characters(arena, HOST_CHARS)));
	return targets;
}

struct value *mail_longest(struct arena *arena, const struct edition *edition, enum lang lang)
{
	struct value *map = value_map(arena);

	value_set_text(arena, map, "short_name", lang_pick(edition->short_name, lang));
	value_set_text(arena, map, "edition_name", lang_pick(edition->name, lang));
	value_set_text(arena, map, "receipt",
		       arena_printf(arena, "%s%0*d", edition->receipt_prefix, RECEIPT_DIGITS, 0));
	value_set_text(arena, map, "company", answer(arena, edition, "company_name"));
	value_set_text(arena, map, "contact_name", answer(arena, edition, "contact_name"));
	value_set_text(arena, map, "course", longest_course(edition, lang));
	value_set_int(arena, map, "visits", 20);
	value_set_text(arena, map, "link", characters(arena, LINK_CHARS));
	value_set_text(arena, map, "confirm_link", characters(arena, LINK_CHARS));
	value_set_int(arena, map, "confirm_days", 100);
	value_set_bool(arena, map, "by_post", false); /* what a mail server takes is bounded, a letter is not */
	value_set_text(arena, map, "code", characters(arena, CODE_CHARS));
	value_set_text(arena, map, "due", characters(arena, DATE_CHARS));
	value_set_int(arena, map, "position", 1000000000);
	value_set_text(arena, map, "today", characters(arena, DATE_CHARS));
	value_set_text(arena, map, "closes", characters(arena, DATE_CHARS));
	value_set_text(arena, map, "call_page", characters(arena, LINK_CHARS));
	value_set_text(arena, map, "reason", characters(arena, MAIL_LONGEST_REASON_CHARS));
	value_set(arena, map, "targets", longest_targets(arena));
	value_set_text(arena, map, "until", characters(arena, DATE_CHARS));
	value_set_bool(arena, map, "has_sources", value_count(edition->sources) > 0);
	value_set_shared(arena, map, "sources", edition->sources);
	value_set(arena, map, "contact", edition_contact_value(arena, &edition->contact, lang));
	return map;
}
