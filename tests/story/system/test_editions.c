/* SPDX-License-Identifier: Apache-2.0 */
/* Many editions in one store: each with its own numbers, places and mails, in versions that two people make. */
#include "story/story.h"

#include <string.h>

#include "store/system/edition_store.h"
#include "usecases/desk/view_case.h"
#include "usecases/desk/view_cases.h"
#include "usecases/edition_folder.h"
#include "usecases/privacy/erase_content.h"
#include "usecases/receipt.h"
#include "usecases/say_deed.h"
#include "usecases/screening/screening_deed.h"
#include "usecases/system/case_list.h"
#include "usecases/system/edition_deed.h"

#define R8 "s/^id: tokyo_r7/id: tokyo_r8/; s/^receipt_prefix: .*/receipt_prefix: \"R8-\"/"

static enum err add(struct story *story, const char *script, const char *as, const char *reason)
{
	const struct edition_deed deed = {.as = as, .reason = reason};
	const char *folder = story_variant(story, script);
	struct edition_deed_result result;
	enum err err = edition_deed_add(story->office, &story->arena, folder, &deed, &result, &story->why);

	story_forget(story, folder);
	return err;
}

static enum err publish(struct story *story, const char *id, const char *as)
{
	struct edition_deed_result result;

	return edition_deed_publish(story->office, &story->arena, id, &(struct edition_deed){.as = as}, &result,
				    &story->why);
}

static void change(struct story *story, const char *script)
{
	assert_ok(add(story, script, "secretariat", "会場の都合のため"), &story->why);
	assert_ok(publish(story, STORY_EDITION_ID, "tokyo"), &story->why);
}

static int64_t apply_with(struct story *story, const char *id, const struct value *typed)
{
	struct apply_result result = {.outcome = APPLY_CLOSED};
	const struct token token = token_new();
	struct apply_page_result taken;
	struct apply_draft draft;
	struct call call;

	assert_ok(call_find(story->office, id, &call, &story->why), &story->why);
	draft = (struct apply_draft){.call = &call, .token = str_from(token.text), .name = STORY_DRAFT, .client = ""};
	for (size_t i = 0; i < call.edition->application_count; i++)
		assert_ok(apply_take_page(story->office, &story->arena, &draft, call.edition->application[i].id, typed,
					  &taken, &story->why),
			  &story->why);
	assert_ok(apply_submit(story->office, &story->arena, &draft, LANG_JA, &result, &story->why), &story->why);
	return result.case_id;
}

static int64_t apply_to(struct story *story, const char *id)
{
	return apply_with(story, id, story_answers(story, "株式会社ためし", "one"));
}

static void a_draft_is_no_call_until_it_is_published(void **state)
{
	struct story *story = *state;
	struct call call;

	assert_ok(add(story, R8, NULL, NULL), &story->why);
	assert_int_equal(call_find(story->office, "tokyo_r8", &call, &story->why), ERR_NOT_FOUND);
	assert_ok(publish(story, "tokyo_r8", NULL), &story->why);
	assert_ok(call_find(story->office, "tokyo_r8", &call, &story->why), &story->why);
	assert_int_equal(call.edition->version, 1);
	assert_true(call_is_open(&call));
}

static void each_edition_has_its_own_receipt_numbers_and_places(void **state)
{
	struct story *story = *state;
	int64_t first = apply_to(story, STORY_EDITION_ID), second, id = 0;

	story_publish_r8(story);
	second = apply_to(story, "tokyo_r8");
	assert_int_equal(story_load(story, second).number, 1);
	assert_non_null(strstr(story_mail(story, first, "receipt").subject, "R7-0001"));
	assert_non_null(strstr(story_mail(story, second, "receipt").subject, "R8-0001"));
	assert_ok(receipt_find(story->office, STR("R8-1"), &id, &story->why), &story->why);
	assert_int_equal(id, second);
	assert_int_equal(receipt_find(story->office, STR("1"), &id, &story->why), ERR_NOT_FOUND);
	assert_int_equal(receipt_find(story->office, STR("R9-0001"), &id, &story->why), ERR_NOT_FOUND);
}

static void no_second_edition_has_the_receipt_prefix_of_the_first(void **state)
{
	struct story *story = *state;

	assert_int_equal(add(story, "s/^id: tokyo_r7/id: tokyo_r8/", NULL, NULL), ERR_CONFLICT);
	assert_non_null(strstr(story->why.text, "R7-"));
}

static void a_published_edition_changes_with_a_reason_and_by_two_people(void **state)
{
	static const char places[] = "s/places: 45/places: 46/";
	struct story *story = *state;

	assert_int_equal(add(story, places, "secretariat", " "), ERR_INVALID);
	assert_int_equal(add(story, places, NULL, "増員"), ERR_INVALID);
	assert_int_equal(add(story, places, "nobody", "増員"), ERR_NOT_FOUND);
	assert_int_equal(add(story, places, "expert", "増員"), ERR_DENIED);
	assert_ok(add(story, places, "secretariat", "増員"), &story->why);
	assert_int_equal(story_call(story).edition->version, 1);
	assert_int_equal(publish(story, STORY_EDITION_ID, NULL), ERR_INVALID);
	assert_int_equal(publish(story, STORY_EDITION_ID, "secretariat"), ERR_DENIED);
	assert_ok(publish(story, STORY_EDITION_ID, "tokyo"), &story->why);
	assert_int_equal(story_call(story).edition->version, 2);
	assert_int_equal(story_call(story).edition->courses[0].places, 46);
	assert_int_equal(publish(story, STORY_EDITION_ID, "tokyo"), ERR_CONFLICT);
}

static void only_texts_period_places_and_calendar_change(void **state)
{
	struct story *story = *state;

	assert_int_equal(add(story, "s/answer_days: 10/answer_days: 5/", "secretariat", "短縮"), ERR_INVALID);
	assert_non_null(strstr(story->why.text, "edition.yaml, answer_days"));
	assert_int_equal(add(story, "", "secretariat", "なし"), ERR_CONFLICT);
	assert_ok(add(story, "s/closes: 2025-06-30/closes: 2025-07-04/", "secretariat", "延長"), &story->why);
}

static void deeds_done_stay_under_their_version(void **state)
{
	struct story *story = *state;
	int64_t id = apply_to(story, STORY_EDITION_ID);
	struct value *shown;

	change(story, "s/places: 45/places: 46/");
	assert_ok(story_do(story, &screening_deed_check, &story->secretariat, id), &story->why);
	assert_int_equal(story_load(story, id).edition_version, 1);
	assert_ok(case_list_one(story->office, &story->arena, STR("R7-0001"), &shown, &story->why), &story->why);
	assert_int_equal(value_get_int(value_at(value_get(shown, "history"), 0), "edition_version", 0), 1);
	assert_int_equal(value_get_int(value_at(value_get(shown, "history"), 1), "edition_version", 0), 2);
}

static void what_was_filled_in_before_a_change_is_judged_by_the_new_version(void **state)
{
	struct story *story = *state;
	struct token token = story_fill_in(story, story_answers(story, "株式会社ためし", "one"));

	change(story, "s/closes: 2025-06-30/closes: 2025-06-01/");
	assert_int_equal(story_submit(story, token, LANG_JA).outcome, APPLY_CLOSED);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM company_case"), 0);
}

/* Of the newest version of an edition. */
static const char *changes_of(struct story *story, const char *id)
{
	struct value *view;

	assert_ok(edition_deed_list(story->office, &story->arena, &view, &story->why), &story->why);
	for (size_t i = 0; i < value_count(value_get(view, "editions")); i++) {
		const struct value *edition = value_at(value_get(view, "editions"), i);
		if (strcmp(value_get_text(edition, "id"), id) == 0)
			return value_get_text(value_at(value_get(edition, "versions"), 0), "changes");
	}
	return "";
}

static enum err close_call(struct story *story, const char *as)
{
	const struct edition_deed deed = {.as = as};

	return edition_deed_close(story->office, STORY_EDITION_ID, &deed, &story->why);
}

static void a_closed_call_takes_no_application_and_its_cases_go_on(void **state)
{
	struct story *story = *state;
	int64_t id = apply_to(story, STORY_EDITION_ID);
	struct token token = story_fill_in(story, story_answers(story, "株式会社あと", "one"));

	assert_int_equal(close_call(story, "expert"), ERR_DENIED);
	assert_ok(close_call(story, "tokyo"), &story->why);
	assert_int_equal(story_ask(story, "SELECT e.closed_by - p.id FROM edition e JOIN person p ON "
					  "p.sign_in_name = 'tokyo' WHERE e.id = 'tokyo_r7'"),
			 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM edition WHERE closed_by IS NOT NULL"), 1);
	assert_int_equal(story_submit(story, token, LANG_JA).outcome, APPLY_CLOSED);
	assert_ok(story_do(story, &screening_deed_check, &story->secretariat, id), &story->why);
	assert_int_equal(add(story, "s/places: 45/places: 46/", "secretariat", "増員"), ERR_CONFLICT);
	assert_int_equal(close_call(story, "tokyo"), ERR_CONFLICT);
}

/* A call that was published before the program sent receipts. */
struct older {
	struct story *story;
	struct edition_parts parts;
	const char *packed;
};

static enum err store_older(struct tx *tx, void *context, struct fault *why)
{
	const struct older *older = context;
	const struct actor program = actor_program();
	const struct edition_row row = {"tokyo_r8", "R8-", EDITION_STATE_PUBLISHED, 1, 0, 0};
	struct edition_version_row version = {.edition = row.id, .version = 1, .parts = older->packed};
	enum err err = edition_store_insert(tx, &row, why);

	version.hash = version.reason = version.changes = "";
	version.proposed_ms = version.published_ms = 1;
	say_deed_on_edition(tx, &older->story->office->clock, &program, "edition_published", row.id);
	return err ? err : edition_store_add_version(tx, &version, why);
}

static void store_without(struct story *story, const char *name)
{
	struct older older = {.story = story};
	const char *folder = story_variant(story, R8);
	size_t at = 0;
	BUF_SCOPED packed;

	buf_init(&packed, EDITION_PACKED_MAX);
	assert_ok(edition_folder_read(&story->arena, folder, &older.parts, &story->why), &story->why);
	while (strcmp(older.parts.items[at].name, name) != 0)
		at++;
	memmove(&older.parts.items[at], &older.parts.items[at + 1],
		(--older.parts.count - at) * sizeof(older.parts.items[0]));
	assert_ok(edition_parts_pack(&older.parts, &packed, &story->why), &story->why);
	older.packed = buf_text(&packed);
	assert_ok(db_write(story->office->db, store_older, &older, &story->why), &story->why);
	story_forget(story, folder);
}

static void a_call_older_than_a_mail_says_it_in_the_words_of_another_call(void **state)
{
	struct story *story = *state;

	store_without(story, "mails/receipt.yaml");
	assert_non_null(strstr(story_mail(story, apply_to(story, "tokyo_r8"), "receipt").subject, "R8-0001"));
	assert_int_equal(add(story, R8 "; s/places: 45/places: 46/", "secretariat", "増員"), ERR_OK);
	assert_string_equal(changes_of(story, "tokyo_r8"), "texts places");
}

static const struct value *earlier_of(struct story *story, int64_t id, const struct actor *actor)
{
	struct value *view;

	assert_ok(view_case(story->office, &story->arena, actor, LANG_JA, id, &view, &story->why), &story->why);
	return value_get(view, "earlier");
}

static int64_t apply_as(struct story *story, const char *call, const char *name, const char *address,
			const char *number)
{
	struct value *answers = story_answers(story, name, "one");

	value_set_text(&story->arena, answers, "address", address);
	value_set_text(&story->arena, answers, "corporate_number", number);
	value_set_text(&story->arena, answers, "organisation", number[0] ? "company" : "sole_proprietor");
	return apply_with(story, call, answers);
}

static void a_company_is_found_in_earlier_calls(void **state)
{
	struct story *story = *state;
	const struct value *earlier;
	int64_t first, same, look, other;

	first = apply_as(story, STORY_EDITION_ID, "株式会社ためし", "東京都港区架空1-2", "4999901000020");
	story_publish_r8(story);
	same = apply_as(story, "tokyo_r8", "株式会社ためし改", "東京都港区架空9-9", "4999901000020");
	look = apply_as(story, "tokyo_r8", "㈱ためし", "東京都港区架空１－２", "");
	other = apply_as(story, "tokyo_r8", "株式会社ためし", "東京都港区架空1-2", "5999901000011");
	earlier = earlier_of(story, same, &story->secretariat);
	assert_int_equal(value_count(earlier), 1);
	assert_string_equal(value_get_text(value_at(earlier, 0), "receipt"), "R7-0001");
	assert_true(value_get_bool(value_at(earlier, 0), "is_same"));
	earlier = earlier_of(story, look, &story->secretariat);
	assert_int_equal(value_count(earlier), 1);
	assert_false(value_get_bool(value_at(earlier, 0), "is_same"));
	assert_int_equal(value_count(earlier_of(story, other, &story->secretariat)), 0);
	story_settle_mails(story);
	assert_ok(erase_content(story->office, &story->secretariat, first, ERASE_ANSWERS, "request", &story->why),
		  &story->why);
	assert_int_equal(value_count(earlier_of(story, same, &story->secretariat)), 0);
	assert_int_equal(value_count(earlier_of(story, same, &(struct actor){ROLE_COMPANY, .case_id = same})), 0);
}

static void the_list_of_cases_tells_the_edition_of_each(void **state)
{
	struct story *story = *state;
	struct value *cases;

	story_publish_r8(story);
	apply_to(story, STORY_EDITION_ID);
	apply_to(story, "tokyo_r8");
	assert_ok(case_list(story->office, &story->arena, "", &cases, &story->why), &story->why);
	assert_int_equal(value_count(cases), 2);
	assert_string_equal(value_get_text(value_at(cases, 1), "receipt"), "R8-0001");
	assert_string_equal(value_get_text(value_at(cases, 1), "arrived"), "2025-06-02T10:00:00+09:00");
	assert_true(value_get_bool(value_at(cases, 1), "holds_place"));
	assert_ok(case_list(story->office, &story->arena, "tokyo_r8", &cases, &story->why), &story->why);
	assert_int_equal(value_count(cases), 1);
}

static int64_t listed(struct story *story, const char *edition, const char *text)
{
	const struct case_query query = {.edition = edition, .state = "", .course = "", .text = text, .page = 1};
	struct value *view;

	story_index_cases(story);
	assert_ok(view_cases(story->office, &story->arena, &story->secretariat, LANG_JA, &query, &view, &story->why),
		  &story->why);
	return value_get_int(view, "count", 0);
}

static void the_desk_looks_at_one_call_and_searches_in_all(void **state)
{
	struct story *story = *state;

	story_publish_r8(story);
	apply_to(story, STORY_EDITION_ID);
	apply_to(story, STORY_EDITION_ID);
	apply_to(story, "tokyo_r8");
	assert_int_equal(listed(story, "", ""), 3);
	assert_int_equal(listed(story, STORY_EDITION_ID, ""), 2);
	assert_int_equal(listed(story, "tokyo_r8", ""), 1);
	assert_int_equal(listed(story, "tokyo_r8", "ためし"), 3);
	assert_int_equal(listed(story, "tokyo_r8", "R7-0002"), 1);
	assert_int_equal(listed(story, STORY_EDITION_ID, "2"), 1);
	assert_int_equal(listed(story, "tokyo_r8", "2"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(a_draft_is_no_call_until_it_is_published),
		STORY(each_edition_has_its_own_receipt_numbers_and_places),
		STORY(no_second_edition_has_the_receipt_prefix_of_the_first),
		STORY(a_published_edition_changes_with_a_reason_and_by_two_people),
		STORY(only_texts_period_places_and_calendar_change),
		STORY(deeds_done_stay_under_their_version),
		STORY(what_was_filled_in_before_a_change_is_judged_by_the_new_version),
		STORY(a_closed_call_takes_no_application_and_its_cases_go_on),
		STORY(the_desk_looks_at_one_call_and_searches_in_all),
		STORY(a_call_older_than_a_mail_says_it_in_the_words_of_another_call),
		STORY(a_company_is_found_in_earlier_calls),
		STORY(the_list_of_cases_tells_the_edition_of_each),
	};

	return test_store_run("editions", tests, COUNT(tests));
}
