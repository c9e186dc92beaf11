/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "cases/history.h"

static const char start[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

static void make_history(struct history_entry entries[3])
{
	static const enum case_event events[] = {CASE_EVENT_APPLIED, CASE_EVENT_CHECKED, CASE_EVENT_APPROVED};
	static const enum case_state states[] = {CASE_STATE_RECEIVED, CASE_STATE_CHECKED, CASE_STATE_INVITED};
	const char *before = start;

	for (int i = 0; i < 3; i++) {
		entries[i] = (struct history_entry){7, i + 1,  1,      1000 + i, events[i], states[i], ACTOR_PERSON,
						    i, "名前", "理由", "{}",     ""};
		history_seal(&entries[i], before);
		before = entries[i].hash;
	}
}

static void assert_broken_at(const struct history_entry *entries, size_t count, const char *place)
{
	enum case_state folded;
	struct fault why = {0};

	assert_int_equal(history_fold(entries, count, start, &folded, &why), ERR_CORRUPT);
	assert_non_null(strstr(why.text, place));
}

static void an_untouched_history_folds_to_its_state(void **state)
{
	struct history_entry entries[3];
	enum case_state folded = CASE_STATE_NONE;

	make_history(entries);
	assert_int_equal(history_fold(entries, 3, start, &folded, NULL), ERR_OK);
	assert_int_equal(folded, CASE_STATE_INVITED);
}

static void a_changed_reason_is_found(void **state)
{
	struct history_entry entries[3];

	make_history(entries);
	entries[1].reason = "別の理由";
	assert_broken_at(entries, 3, "case 7, entry 2");
}

static void a_changed_kind_of_actor_is_found(void **state)
{
	struct history_entry entries[3];

	make_history(entries);
	entries[1].actor_kind = ACTOR_PROGRAM;
	assert_broken_at(entries, 3, "case 7, entry 2");
}

static void text_moved_between_members_is_found(void **state)
{
	struct history_entry entries[3];

	make_history(entries);
	entries[1].actor_name = "名前理";
	entries[1].reason = "由";
	assert_broken_at(entries, 3, "entry 2");
}

static void a_removed_entry_is_found(void **state)
{
	struct history_entry entries[3];

	make_history(entries);
	entries[1] = entries[2];
	assert_broken_at(entries, 2, "entry 3");
}

static void a_resealed_entry_breaks_the_next_one(void **state)
{
	struct history_entry entries[3];

	make_history(entries);
	entries[1].at_ms++;
	history_seal(&entries[1], entries[0].hash);
	assert_broken_at(entries, 3, "entry 3");
}

static void an_impossible_event_is_found_even_with_a_right_hash(void **state)
{
	struct history_entry entry = {7,   1,  1,    1000, CASE_EVENT_APPROVED, CASE_STATE_INVITED, ACTOR_PERSON, 1,
				      "a", "", "{}", ""};

	history_seal(&entry, start);
	assert_broken_at(&entry, 1, "cannot lead");
}

static void a_change_of_any_member_is_found(void **state)
{
	struct history_entry whole[3], entries[3];
	enum { MEMBERS = 5 };

	make_history(whole);
	for (int member = 0; member < MEMBERS; member++) {
		memcpy(entries, whole, sizeof(entries));
		switch (member) {
		case 0: entries[1].case_id = 8; break;
		case 1: entries[1].at_ms--; break;
		case 2: entries[1].actor_id = 9; break;
		case 3: entries[1].actor_name = "別人"; break;
		case 4: entries[1].detail = "{\"a\":1}"; break;
		}
		assert_broken_at(entries, 3, "entry 2");
	}
}

/* Computed apart from this code: each text behind its length in bytes, numbers in decimal. */
static void what_was_sealed_long_ago_is_still_whole(void **state)
{
	struct history_entry entries[3];

	make_history(entries);
	assert_string_equal(entries[0].hash, "dee6af837ffc3edf6aa41f31c76402d3322aed69181f7a46a37449ddbf8aed9e");
}

static void a_new_case_has_no_state_yet(void **state)
{
	enum case_state folded = CASE_STATE_RECEIVED;

	assert_int_equal(history_fold(NULL, 0, start, &folded, NULL), ERR_OK);
	assert_int_equal(folded, CASE_STATE_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_untouched_history_folds_to_its_state),
		cmocka_unit_test(a_changed_reason_is_found),
		cmocka_unit_test(a_changed_kind_of_actor_is_found),
		cmocka_unit_test(text_moved_between_members_is_found),
		cmocka_unit_test(a_removed_entry_is_found),
		cmocka_unit_test(a_resealed_entry_breaks_the_next_one),
		cmocka_unit_test(an_impossible_event_is_found_even_with_a_right_hash),
		cmocka_unit_test(a_change_of_any_member_is_found),
		cmocka_unit_test(what_was_sealed_long_ago_is_still_whole),
		cmocka_unit_test(a_new_case_has_no_state_yet),
	};
	return cmocka_run_group_tests_name("history", tests, NULL, NULL);
}
