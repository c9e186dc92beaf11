/* SPDX-License-Identifier: Apache-2.0 */
/* A name is what its bearer types: no step on its way writes it otherwise. */
#include "story/story.h"

#include <string.h>

#include "usecases/screening/screening_deed.h"

/* Compatibility ideographs (which even NFC would rewrite), one outside the basic plane, variants chosen by a selector,
 * and what CP932 knows beside JIS. */
static const char *const names[] = {
	"株式会社\uFA19\uFA10\uFA1B", "合同会社𠮷野家具", "葛\U000E0100飾製作所", "㈱髙﨑①", "有限会社ﾀﾅｶ",
};

static int64_t apply_as(struct story *story, const char *company, const char *person)
{
	struct value *typed = story_answers(story, company, "one");

	value_set_text(&story->arena, typed, "contact_name", person);
	return story_submit(story, story_fill_in(story, typed), LANG_JA).case_id;
}

static void a_name_is_stored_as_it_was_typed(void **state)
{
	struct story *story = *state;

	for (size_t i = 0; i < COUNT(names); i++) {
		const struct case_row row = story_load(story, apply_as(story, names[i], names[i]));
		assert_string_equal(row.company_name, names[i]);
		assert_string_equal(row.contact_name, names[i]);
	}
}

static void a_mail_speaks_to_it_as_it_was_typed(void **state)
{
	struct story *story = *state;

	for (size_t i = 0; i < COUNT(names); i++) {
		int64_t number = apply_as(story, names[i], names[i]);
		assert_ok(story_do(story, &screening_deed_check, &story->secretariat, number), &story->why);
		assert_ok(story_do(story, &screening_deed_approve, &story->tokyo, number), &story->why);
		assert_non_null(strstr(story_mail(story, number, "invitation").body,
				       arena_printf(&story->arena, "%s\n%s 様\n", names[i], names[i])));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(a_name_is_stored_as_it_was_typed),
		STORY(a_mail_speaks_to_it_as_it_was_typed),
	};

	return test_store_run("names", tests, COUNT(tests));
}
