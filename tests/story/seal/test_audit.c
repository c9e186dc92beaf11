/* SPDX-License-Identifier: Apache-2.0 */
/* What somebody changes behind the program's back is found, and named by what was done. */
#include "story/seal/forger.h"

#include "usecases/log_key.h"
#include "usecases/office_open.h"
#include "usecases/screening/screening_deed.h"
#include "usecases/seal/audit_replay.h"
#include "usecases/seal/audit_verify.h"

/* Three cases; the second was declined with a reason. */
static void make_cases(struct story *story)
{
	story_case_at(story, "one", "confirmed");
	assert_ok(story_do_with_reason(story, &screening_deed_decline, &story->secretariat,
				       story_case_at(story, "one", "received"), "都外の事業所のため。"),
		  &story->why);
	story_case_at(story, "three", "received");
}

static const struct value *verify(struct story *story, const char *head)
{
	const struct audit_verify_input input = {.head = head[0] ? str_from(head) : (struct str){NULL, 0},
						 .key = str_of("", 0)};
	struct value *report = NULL;

	assert_ok(audit_verify(story->office, &story->arena, &input, &report, &story->why), &story->why);
	return report;
}

static void assert_honest(struct story *story)
{
	const struct value *list = value_get(verify(story, ""), "differences");

	if (value_count(list))
		fail_msg("%s %s %s", value_get_text(value_at(list, 0), "kind"),
			 value_get_text(value_at(list, 0), "unit"), value_get_text(value_at(list, 0), "key"));
}

static void an_honest_store_has_no_differences(void **state)
{
	struct story *story = *state;
	const struct value *report;

	make_cases(story);
	assert_honest(story);
	report = verify(story, forger_head(story));
	assert_int_equal(value_get_int(report, "cases", -1), 3);
	assert_int_equal(value_count(value_get(report, "differences")), 0);
	assert_false(value_get_bool(report, "nothing_outside"));
}

/* What verifying says after these statements, which are then taken back. */
struct attack {
	const char *sql[8];
	const char *kind; /* the difference that it has to name */
	const char *unit, *key;
};

static void assert_found(struct story *story, const char *head, const struct attack *attack)
{
	struct forger forger;

	forger_open(&forger, story);
	forger_begin(&forger);
	for (size_t i = 0; i < COUNT(attack->sql) && attack->sql[i]; i++)
		assert_true(forger_run(&forger, attack->sql[i], NULL));
	if (!forger_is_named(forger_verify(&forger, head), attack->kind, attack->unit, attack->key))
		fail_msg("no %s after: %s", attack->kind, attack->sql[0]);
	forger_end(&forger);
	forger_close(&forger);
}

static void a_changed_row_is_named(void **state)
{
	static const struct attack attacks[] = {
		{{"UPDATE event SET reason = 'x' WHERE case_id = 2 AND position = 2"}, "row_changed", "event", "2.2"},
		{{"UPDATE event SET actor_kind = 'program' WHERE case_id = 2 AND position = 2"},
		 "row_changed",
		 "event",
		 "2.2"},
		{{"UPDATE company_case SET arrived_ms = arrived_ms - 1 WHERE id = 3"},
		 "row_changed",
		 "company_case",
		 "3"},
		{{"UPDATE company_case SET course = 'one', arrival = 99 WHERE id = 3"},
		 "row_changed",
		 "company_case",
		 "3"},
		{{"UPDATE company_case SET state = 'confirmed' WHERE id = 3"}, "row_changed", "company_case", "3"},
		{{"UPDATE answer_sheet SET answers = '{}' WHERE case_id = 1 AND form = 'questionnaire'"},
		 "row_changed",
		 "answer_sheet",
		 "1.questionnaire"},
		{{"UPDATE consent SET withdrawn_ms = 1 WHERE case_id = 2"}, "row_changed", "consent", "2"},
		{{"UPDATE message SET recipient = 'eve@example.net' WHERE case_id = 3"}, "row_changed", NULL, NULL},
		{{"UPDATE setting SET value = 'eve@example.net' WHERE name = 'mail_from'"},
		 "row_changed",
		 "setting",
		 "mail_from"},
		{{"UPDATE person SET role = 'administrator' WHERE role = 'expert'"}, "row_changed", NULL, NULL},
		{{"UPDATE case_count SET cases = cases - 1 WHERE state = 'received'"}, "case_count", NULL, NULL},
		{{"DELETE FROM case_count"}, "case_count", NULL, NULL},
		{{"INSERT INTO support SELECT id, edition, course, 0, 0, 'none' FROM company_case WHERE state = "
		  "'received'"},
		 "support",
		 NULL,
		 NULL},
	};
	struct story *story = *state;

	make_cases(story);
	for (size_t i = 0; i < COUNT(attacks); i++)
		assert_found(story, "", &attacks[i]);
}

static void a_row_that_was_taken_out_is_named(void **state)
{
	struct story *story = *state;

	make_cases(story);
	assert_found(story, "",
		     &(struct attack){
			     {"DELETE FROM event WHERE case_id = 1 AND position = 2"}, "row_removed", "event", "1.2"});
	assert_found(story, "",
		     &(struct attack){{"DELETE FROM consent WHERE case_id = 3"}, "row_removed", "consent", "3"});
}

static void a_row_that_was_put_in_is_named(void **state)
{
	struct story *story = *state;

	make_cases(story);
	assert_found(story, "",
		     &(struct attack){{"INSERT INTO person (id, sign_in_name, display_name, role, password_hash, "
				       "created_ms, mail) VALUES (77, 'eve', 'Eve', 'administrator', 'x', 1, '')"},
				      "row_added",
				      "person",
				      "77"});
}

/* The last case with every row and entry of it. */
#define TAKE_OUT_CASE_3                                                                                                \
	"DELETE FROM message WHERE case_id = 3", "DELETE FROM consent WHERE case_id = 3",                              \
		"DELETE FROM answer_sheet WHERE case_id = 3", "DELETE FROM event WHERE case_id = 3",                   \
		"DELETE FROM company_case WHERE id = 3", "DELETE FROM log_entry WHERE case_number = 3",                \
		"DELETE FROM log_salt WHERE position NOT IN (SELECT position FROM log_entry)"

static void a_case_that_was_taken_out_whole_is_missed(void **state)
{
	struct story *story = *state;

	make_cases(story);
	assert_found(story, forger_head(story), &(struct attack){{TAKE_OUT_CASE_3}, "kept_head_longer", NULL, NULL});
	assert_found(story, "", &(struct attack){{TAKE_OUT_CASE_3}, "edge", NULL, NULL});
}

static void an_entry_that_was_rewritten_is_named(void **state)
{
	struct story *story = *state;

	make_cases(story);
	assert_found(story, "",
		     &(struct attack){{"UPDATE log_entry SET bytes = (SELECT bytes FROM log_entry WHERE position = 3) "
				       "WHERE position = 2"},
				      "entry_hash",
				      NULL,
				      NULL});
}

/* Who has the signing key can make a store that agrees with itself. Only a head from before tells. */
static void a_log_that_was_rewritten_with_its_key_is_found_by_a_kept_head_alone(void **state)
{
	struct story *story = *state;
	struct forger forger;
	const char *kept;

	make_cases(story);
	kept = forger_head(story);
	forger_open(&forger, story);
	forger_begin(&forger);
	assert_true(forger_run(&forger, "UPDATE company_case SET arrived_ms = arrived_ms - 1 WHERE id = 3", NULL));
	forger_rewrite_log(&forger);
	assert_int_equal(value_count(value_get(forger_verify(&forger, ""), "differences")), 0);
	assert_true(value_get_bool(forger_verify(&forger, ""), "nothing_outside"));
	assert_true(forger_is_named(forger_verify(&forger, kept), "kept_head_root", NULL, NULL));
	forger_end(&forger);
	forger_close(&forger);
}

static void a_head_of_another_log_is_refused(void **state)
{
	struct story *story = *state;
	const char *foreign =
		"check.example.jp/log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
		"— check.example.jp/log AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==\n";

	assert_true(forger_is_named(verify(story, foreign), "kept_head_signature", NULL, NULL));
}

/* As it lies in a mail program: with carriage returns, and empty lines around it. */
static void a_head_saved_out_of_a_mail_is_read(void **state)
{
	struct story *story = *state;
	const char *kept;
	BUF_SCOPED saved;

	make_cases(story);
	kept = forger_head(story);
	buf_init(&saved, 1 << 16);
	buf_add_text(&saved, "\r\n");
	for (; *kept; kept++)
		buf_printf(&saved, *kept == '\n' ? "\r\n" : "%c", *kept);
	buf_add_text(&saved, "\r\n\r\n");
	assert_int_equal(value_count(value_get(verify(story, buf_text(&saved)), "differences")), 0);
}

static void a_text_that_is_no_head_is_a_wrong_input(void **state)
{
	const struct audit_verify_input input = {.head = STR("hello"), .key = str_of("", 0)};
	struct story *story = *state;
	struct value *report = NULL;

	const struct audit_verify_input empty = {.head = STR("")};

	assert_int_equal(audit_verify(story->office, &story->arena, &input, &report, &story->why), ERR_INVALID);
	assert_int_equal(audit_verify(story->office, &story->arena, &empty, &report, &story->why), ERR_INVALID);
}

static void the_replay_counts_what_the_log_says(void **state)
{
	struct story *story = *state;
	const struct value *course;
	struct value *report = NULL;

	make_cases(story);
	assert_ok(audit_replay(story->office, &story->arena, &report, &story->why), &story->why);
	assert_int_equal(value_count(value_get(report, "differences")), 0);
	assert_int_equal(value_count(value_get(report, "courses")), 2);
	course = value_at(value_get(report, "courses"), 0);
	assert_string_equal(value_get_text(course, "course"), "one");
	assert_int_equal(value_get_int(course, "applications", -1), 2);
	assert_int_equal(value_get_int(course, "holding", -1), 1); /* the other was declined */
}

static void a_store_is_not_written_with_another_key(void **state)
{
	struct story *story = *state;
	const char *path = test_store_file(story->store, &story->arena, "other.key");
	struct office *office = NULL;
	struct note_signer signer;

	office_close(story->office);
	story->office = NULL;
	assert_ok(log_key_make(path, "check.example.jp/log", &signer, &story->why), &story->why);
	assert_int_equal(office_open(&(struct office_open){.address = story->store->address, .log_key = path}, &office,
				     &story->why),
			 ERR_INVALID);
	assert_int_equal(office_open(&(struct office_open){.address = story->store->address}, &office, &story->why),
			 ERR_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(an_honest_store_has_no_differences),
		STORY(a_changed_row_is_named),
		STORY(a_row_that_was_taken_out_is_named),
		STORY(a_row_that_was_put_in_is_named),
		STORY(a_case_that_was_taken_out_whole_is_missed),
		STORY(an_entry_that_was_rewritten_is_named),
		STORY(a_log_that_was_rewritten_with_its_key_is_found_by_a_kept_head_alone),
		STORY(a_head_of_another_log_is_refused),
		STORY(a_head_saved_out_of_a_mail_is_read),
		STORY(a_text_that_is_no_head_is_a_wrong_input),
		STORY(the_replay_counts_what_the_log_says),
		STORY(a_store_is_not_written_with_another_key),
	};

	return test_store_run("audit", tests, COUNT(tests));
}
