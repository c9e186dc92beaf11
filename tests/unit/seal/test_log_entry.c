/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "seal/log_entry.h"
#include "test.h"

static const struct log_bound bound[] = {
	{"answers", "12.application", {{1, 2, 3}}},
	{"consent", "7", {{4, 5, 6}}},
};

static struct log_entry whole(void)
{
	return (struct log_entry){.kind = "applied",
				  .edition = "tokyo-r7",
				  .case_number = 12,
				  .at_ms = INT64_C(1748826000000),
				  .actor_kind = "company",
				  .state = "received",
				  .course = "one",
				  .arrival = 12,
				  .holds_place = true,
				  .random = "0123456789abcde",
				  .bound = bound,
				  .bound_count = 2};
}

#define WHOLE                                                                                                          \
	"tenken-log/1\nkind applied\nedition tokyo-r7\ncase 12\ntime 1748826000000\nactor company\nstate received\n"   \
	"course one\narrival 12\nplace 1\nrandom MDEyMzQ1Njc4OWFiY2RlAA==\n"                                           \
	"bound answers 12.application AQIDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"                                  \
	"bound consent 7 BAUGAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n"

static void an_entry_is_lines_in_one_order(void **state)
{
	struct log_entry entry = whole();
	BUF_SCOPED bytes;

	buf_init(&bytes, LOG_ENTRY_BYTES_MAX);
	assert_int_equal(log_entry_write(&entry, &bytes, NULL), ERR_OK);
	assert_string_equal(buf_text(&bytes), WHOLE);
}

static void what_was_written_is_read(void **state)
{
	struct log_entry entry;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(log_entry_read(&arena, STR(WHOLE), &entry, NULL), ERR_OK);
	assert_string_equal(entry.kind, "applied");
	assert_string_equal(entry.edition, "tokyo-r7");
	assert_int_equal(entry.case_number, 12);
	assert_int_equal(entry.at_ms, INT64_C(1748826000000));
	assert_string_equal(entry.actor_kind, "company");
	assert_int_equal(entry.actor_id, 0);
	assert_string_equal(entry.state, "received");
	assert_string_equal(entry.course, "one");
	assert_int_equal(entry.arrival, 12);
	assert_true(entry.holds_place);
	assert_memory_equal(entry.random, "0123456789abcde", LOG_ENTRY_RANDOM_SIZE);
	assert_int_equal(entry.bound_count, 2);
	assert_string_equal(entry.bound[1].name, "consent");
	assert_string_equal(entry.bound[0].key, "12.application");
	assert_string_equal(entry.bound[1].key, "7");
	assert_true(commitment_equal(&entry.bound[1].commitment, &bound[1].commitment));
	assert_false(commitment_equal(&entry.bound[1].commitment, &bound[0].commitment));
}

static void an_entry_of_the_office_has_few_lines(void **state)
{
	struct log_entry entry = {
		.kind = "setting_changed", .edition = "", .actor_kind = "program", .state = "", .course = ""};
	BUF_SCOPED bytes;

	buf_init(&bytes, LOG_ENTRY_BYTES_MAX);
	assert_int_equal(log_entry_write(&entry, &bytes, NULL), ERR_OK);
	assert_string_equal(buf_text(&bytes),
			    "tenken-log/1\nkind setting_changed\nactor program\nrandom AAAAAAAAAAAAAAAAAAAAAA==\n");
}

/* Nothing that differs in a byte is the same entry, and nothing that reads alike is written in two ways. */
static void any_other_form_is_refused(void **state)
{
	static const char *const wrong[] = {
		"",
		"tenken-log/2\nkind applied\nrandom AAAAAAAAAAAAAAAAAAAAAA==\n",
		"tenken-log/1\nkind applied\nrandom AAAAAAAAAAAAAAAAAAAAAA==",
		"tenken-log/1\nrandom AAAAAAAAAAAAAAAAAAAAAA==\n",
		"tenken-log/1\nkind applied\n",
		"tenken-log/1\nkind  applied\nrandom AAAAAAAAAAAAAAAAAAAAAA==\n",
		"tenken-log/1\nkind Applied\nrandom AAAAAAAAAAAAAAAAAAAAAA==\n",
		"tenken-log/1\nkind applied\ncase 012\nrandom AAAAAAAAAAAAAAAAAAAAAA==\n",
		"tenken-log/1\nkind applied\ncase 0\nrandom AAAAAAAAAAAAAAAAAAAAAA==\n",
		"tenken-log/1\nkind applied\ncase -1\nrandom AAAAAAAAAAAAAAAAAAAAAA==\n",
		"tenken-log/1\nkind applied\ncase 9223372036854775808\nrandom AAAAAAAAAAAAAAAAAAAAAA==\n",
		"tenken-log/1\nkind applied\nplace 2\nrandom AAAAAAAAAAAAAAAAAAAAAA==\n",
		"tenken-log/1\nkind applied\ncase 1\nedition r7\nrandom AAAAAAAAAAAAAAAAAAAAAA==\n",
		"tenken-log/1\nkind applied\nedition \nrandom AAAAAAAAAAAAAAAAAAAAAA==\n",
		"tenken-log/1\nkind applied\nrandom AAAAAAAAAAAAAAAAAAAAAB==\n",
		"tenken-log/1\nkind applied\nrandom AAAAAAAAAAAAAAAAAAAA\n",
		"tenken-log/1\nkind applied\nrandom AAAAAAAAAAAAAAAAAAAAAA==\nbound answers AAAA\n",
		"tenken-log/1\nkind applied\nrandom AAAAAAAAAAAAAAAAAAAAAA==\nbound answers  "
		"AQIDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
		"tenken-log/1\nkind applied\nrandom AAAAAAAAAAAAAAAAAAAAAA==\nbound answers AQIDAAAAAAAAAAAAAAAAAAAA"
		"AAAAAAAAAAAAAAAAAAA=\n",
		"tenken-log/1\nkind applied\nrandom AAAAAAAAAAAAAAAAAAAAAA==\nbound answers A "
		"AQIDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
		"tenken-log/1\nkind applied\nrandom AAAAAAAAAAAAAAAAAAAAAA==\nbound an.swers 1 "
		"AQIDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
		WHOLE "more\n",
		WHOLE "\n",
	};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(wrong); i++) {
		struct log_entry entry;
		if (log_entry_read(&arena, str_from(wrong[i]), &entry, NULL) != ERR_INVALID)
			fail_msg("taken: %s", wrong[i]);
	}
}

static void a_fault_names_the_line(void **state)
{
	struct log_entry entry;
	struct fault why;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(log_entry_read(&arena, STR("tenken-log/1\nkind applied\ncase one\n"), &entry, &why),
			 ERR_INVALID);
	assert_string_equal(why.text, "log entry: line 3 is not as docs/log-format.md says");
}

static void what_cannot_be_read_back_is_not_written(void **state)
{
	static const struct log_bound wrong[] = {
		{"", "1", {{0}}},
		{"an.swers", "1", {{0}}},
		{"answers", "", {{0}}},
		{"answers", NULL, {{0}}},
		{"answers", "one two", {{0}}},
		{"answers", "a-key-that-is-longer-than-a-word-of-the-log-may-be-by-one-letter", {{0}}}};
	struct log_entry entries[3 + COUNT(wrong)];

	for (size_t i = 0; i < COUNT(entries); i++)
		entries[i] = whole();
	entries[0].kind = "";
	entries[1].course = "two words";
	entries[2].arrival = -1;
	for (size_t i = 0; i < COUNT(wrong); i++) {
		entries[3 + i].bound = &wrong[i];
		entries[3 + i].bound_count = 1;
	}
	for (size_t i = 0; i < COUNT(entries); i++) {
		BUF_SCOPED bytes;

		buf_init(&bytes, LOG_ENTRY_BYTES_MAX);
		assert_int_equal(log_entry_write(&entries[i], &bytes, NULL), ERR_INVALID);
	}
}

static void a_commitment_hides_its_content_behind_the_salt(void **state)
{
	struct commitment_salt salts[2];
	struct commitment a, b, c, d;

	commitment_salts_draw(salts, COUNT(salts));
	a = commitment_of(&salts[0], STR("yes"));
	b = commitment_of(&salts[1], STR("yes"));
	c = commitment_of(&salts[0], STR("yes"));
	d = commitment_of(&salts[0], STR("no"));
	assert_false(commitment_equal(&a, &b));
	assert_true(commitment_equal(&a, &c));
	assert_false(commitment_equal(&a, &d));
}

int test_log_entry(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_entry_is_lines_in_one_order),
		cmocka_unit_test(what_was_written_is_read),
		cmocka_unit_test(an_entry_of_the_office_has_few_lines),
		cmocka_unit_test(any_other_form_is_refused),
		cmocka_unit_test(a_fault_names_the_line),
		cmocka_unit_test(what_cannot_be_read_back_is_not_written),
		cmocka_unit_test(a_commitment_hides_its_content_behind_the_salt),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
