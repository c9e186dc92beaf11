/* SPDX-License-Identifier: Apache-2.0 */
/* A report of another tool is handed over: what is kept, what is not, and who reads of it. */
#include "story/story.h"

#include <string.h>

#include "codec/json.h"
#include "main/check_table.h"
#include "usecases/diagnosis/diagnosis_deed.h"
#include "usecases/diagnosis/handed_report.h"
#include "usecases/diagnosis/rejudge.h"
#include "usecases/diagnosis/view_report.h"
#include "usecases/diagnosis/view_runs.h"
#include "usecases/privacy/erase_content.h"
#include "usecases/seal/audit_verify.h"

#define SCAN(hosts) "<?xml version=\"1.0\"?>\n<nmaprun scanner=\"nmap\" start=\"1748822400\">" hosts "</nmaprun>\n"
#define HOST(address, port)                                                                                            \
	"\n<host starttime=\"1748822400\"><status state=\"up\"/><address addr=\"" address                              \
	"\" addrtype=\"ipv4\"/><ports><port protocol=\"tcp\" portid=\"" port                                           \
	"\"><state state=\"open\"/><service name=\"telnet\" method=\"probed\" conf=\"10\"/></port></ports></host>"

static int64_t diagnosed_case(struct story *story)
{
	story->office->checks = check_table;
	return story_diagnosed_case(story);
}

static enum handed_report_outcome hand(struct story *story, int64_t number, const char *name, const char *bytes)
{
	const struct handed_report_file file = {str_from(name), str_from(bytes)};
	enum handed_report_outcome outcome = HANDED_REPORT_OUTCOMES;

	assert_ok(handed_report_take(story->office, &story->secretariat, NULL, number, &file, &outcome, &story->why),
		  &story->why);
	return outcome;
}

static const struct value *first_report(struct story *story)
{
	struct value *view = NULL;
	const struct value *reports;

	assert_ok(view_runs(story->office, &story->arena, &story->secretariat, LANG_JA, 1, &view, &story->why),
		  &story->why);
	reports = value_get(value_at(value_get(view, "runs"), 0), "reports");
	assert_int_equal(value_count(reports), 1);
	return value_at(reports, 0);
}

static void only_what_is_of_authorised_hosts_is_kept_and_the_rest_is_counted_and_named(void **state)
{
	struct story *story = *state;
	int64_t number = diagnosed_case(story), before = story_ask(story, "SELECT COUNT(*) FROM observation");
	const struct value *report;

	assert_int_equal(hand(story, number, "scan.xml", SCAN(HOST("127.0.0.1", "2323") HOST("192.0.2.77", "23"))),
			 HANDED_REPORT_TAKEN);
	assert_true(story_ask(story, "SELECT COUNT(*) FROM observation") > before);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM observation WHERE line LIKE '%192.0.2.77%'"), 0);
	report = first_report(story);
	assert_string_equal(value_get_text(report, "file"), "scan.xml");
	assert_string_equal(value_get_text(report, "tool"), "nmap");
	assert_true(value_get_int(report, "left_out", 0) > 0);
	assert_int_equal(value_count(value_get(report, "hosts")), 1);
	assert_string_equal(value_at(value_get(report, "hosts"), 0)->text.p, "192.0.2.77");
	assert_int_equal(strlen(value_get_text(report, "sha256")), 64);
	assert_true(*value_get_text(report, "by") && *value_get_text(report, "at"));
}

static void what_is_kept_is_judged_again_and_sealed(void **state)
{
	const struct audit_verify_input input = {.key = str_of("", 0)};
	struct story *story = *state;
	struct rejudge_result result;
	struct value *report = NULL;
	int64_t number = diagnosed_case(story);

	assert_ok(rejudge_all(story->office, NULL, &result, &story->why), &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM finding WHERE line LIKE '%2323%'"), 0);
	hand(story, number, "scan.xml", SCAN(HOST("127.0.0.1", "2323")));
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM job WHERE kind = 'rejudge'"), 1);
	assert_ok(rejudge_all(story->office, NULL, &result, &story->why), &story->why);
	assert_int_equal(result.looked_at, 1);
	assert_true(story_ask(story, "SELECT COUNT(*) FROM finding WHERE line LIKE '%2323%'") > 0);
	/* The story moved the case on behind the log's back: that is not what is asked here. */
	story_tamper(story, "UPDATE company_case SET state = 'confirmed'");
	assert_ok(audit_verify(story->office, &story->arena, &input, &report, &story->why), &story->why);
	assert_int_equal(value_count(value_get(report, "differences")), 0);
}

static bool report_says(struct story *story, const struct actor *actor, int64_t number, const char *text)
{
	struct value *view;
	BUF_SCOPED json;

	buf_init(&json, 1 << 20);
	assert_ok(view_report(story->office, &story->arena, actor, LANG_JA, number, &view, &story->why), &story->why);
	json_encode(&json, view);
	return strstr(buf_text(&json), text) != NULL;
}

static void a_released_report_tells_nothing_that_came_later_until_it_is_released_again(void **state)
{
	struct story *story = *state;
	struct rejudge_result result;
	int64_t number = diagnosed_case(story);
	const struct actor company = story_company(number);

	hand(story, number, "early.xml", SCAN(HOST("127.0.0.1", "2424")));
	assert_ok(rejudge_all(story->office, NULL, &result, &story->why), &story->why);
	assert_ok(story_do(story, &diagnosis_deed_release, &story->secretariat, number), &story->why);
	story->office->clock.fixed_ms += 60000;
	hand(story, number, "late.xml", SCAN(HOST("127.0.0.1", "2323")));
	assert_ok(rejudge_all(story->office, NULL, &result, &story->why), &story->why);
	assert_true(report_says(story, &company, number, "2424"));
	assert_false(report_says(story, &company, number, "2323"));
	assert_true(report_says(story, &story->secretariat, number, "2323"));
	assert_ok(story_do(story, &diagnosis_deed_release, &story->secretariat, number), &story->why);
	assert_true(report_says(story, &company, number, "2323"));
}

static void what_changes_no_finding_asks_for_a_release_too(void **state)
{
	static const struct check none[] = {{.id = ""}};
	struct story *story = *state;
	struct rejudge_result result;
	int64_t number = diagnosed_case(story);
	const struct actor company = story_company(number);

	story->office->checks = none; /* nothing is found, whatever is seen */
	assert_ok(rejudge_all(story->office, NULL, &result, &story->why), &story->why);
	assert_ok(story_do(story, &diagnosis_deed_release, &story->secretariat, number), &story->why);
	story->office->clock.fixed_ms += 60000;
	hand(story, number, "late.xml", SCAN(HOST("127.0.0.1", "2323")));
	assert_ok(rejudge_all(story->office, NULL, &result, &story->why), &story->why);
	assert_int_equal(result.changed, 0);
	assert_false(report_says(story, &company, number, "2323"));
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM judgement WHERE state = 'open' AND changes = 0"), 1);
	assert_ok(story_do(story, &diagnosis_deed_release, &story->secretariat, number), &story->why);
	assert_true(report_says(story, &company, number, "2323"));
}

/* Judges nothing, but a file comes meanwhile. */
static void hand_meanwhile(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	struct story *const *story = check->rule;

	hand(*story, story_ask(*story, "SELECT case_id FROM diagnosis"), "late.xml", SCAN(HOST("127.0.0.1", "2323")));
}

static void a_file_that_comes_while_it_is_judged_is_judged_in_the_next_turn(void **state)
{
	struct story *story = *state;
	const struct check meanwhile[] = {{.id = "meanwhile", .judge = hand_meanwhile, .rule = &story}, {.id = ""}};
	struct rejudge_result result;

	diagnosed_case(story);
	story->office->checks = meanwhile;
	assert_ok(rejudge_all(story->office, NULL, &result, &story->why), &story->why);
	assert_int_equal(result.looked_at, 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM finding WHERE line LIKE '%as it was%'"), 1);
	story->office->checks = check_table;
	assert_ok(rejudge_all(story->office, NULL, &result, &story->why), &story->why);
	assert_int_equal(result.looked_at, 1);
	assert_true(story_ask(story, "SELECT COUNT(*) FROM finding WHERE line LIKE '%2323%'") > 0);
}

static void the_same_file_is_stored_once(void **state)
{
	struct story *story = *state;
	int64_t number = diagnosed_case(story), count;

	assert_int_equal(hand(story, number, "scan.xml", SCAN(HOST("127.0.0.1", "2323"))), HANDED_REPORT_TAKEN);
	count = story_ask(story, "SELECT COUNT(*) FROM observation");
	assert_int_equal(hand(story, number, "again.xml", SCAN(HOST("127.0.0.1", "2323"))), HANDED_REPORT_KNOWN);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM observation"), count);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM handed_report"), 1);
}

static void what_cannot_be_taken_is_said_with_file_and_line_and_nothing_is_stored(void **state)
{
	struct story *story = *state;
	int64_t number = diagnosed_case(story), count = story_ask(story, "SELECT COUNT(*) FROM observation");

	assert_int_equal(hand(story, number, "", ""), HANDED_REPORT_NO_FILE);
	assert_int_equal(hand(story, number, "letter.txt", "Dear all,"), HANDED_REPORT_UNREAD);
	assert_int_equal(strncmp(story->why.text, "letter.txt:1: ", 14), 0);
	assert_int_equal(hand(story, number, "scan.xml", SCAN("\n<host>")), HANDED_REPORT_UNREAD);
	assert_int_equal(strncmp(story->why.text, "scan.xml:3", 10), 0);
	assert_int_equal(hand(story, number, "scan.xml", SCAN(HOST("192.0.2.77", "23"))), HANDED_REPORT_FOREIGN);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM observation"), count);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM handed_report"), 0);
}

static void nobody_else_and_nothing_without_permission_hands_over(void **state)
{
	struct story *story = *state;
	int64_t number = diagnosed_case(story);
	const struct actor company = story_company(number);
	const struct handed_report_file file = {STR("scan.xml"), STR(SCAN(HOST("127.0.0.1", "2323")))};
	enum handed_report_outcome outcome;

	assert_int_equal(handed_report_take(story->office, &story->tokyo, NULL, number, &file, &outcome, &story->why),
			 ERR_DENIED);
	assert_int_equal(handed_report_take(story->office, &company, NULL, number, &file, &outcome, &story->why),
			 ERR_DENIED);
	story_tamper(story, "UPDATE authorisation SET state = 'revoked'");
	assert_int_equal(
		handed_report_take(story->office, &story->secretariat, NULL, number, &file, &outcome, &story->why),
		ERR_CONFLICT);
	story_tamper(story, "UPDATE authorisation SET state = 'authorised'");
	story_tamper(story, "UPDATE diagnosis SET state = 'failed'");
	assert_int_equal(
		handed_report_take(story->office, &story->secretariat, NULL, number, &file, &outcome, &story->why),
		ERR_CONFLICT);
}

static void what_was_erased_keeps_neither_name_nor_hash(void **state)
{
	struct story *story = *state;
	int64_t number = diagnosed_case(story);

	hand(story, number, "acme.xml", SCAN(HOST("127.0.0.1", "2323") HOST("192.0.2.77", "23")));
	story_settle_mails(story);
	assert_ok(erase_content(story->office, &story->secretariat, number, ERASE_DIAGNOSIS, "request", &story->why),
		  &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM handed_report WHERE name = '' AND hosts = '' AND "
					  "LENGTH(sha256) < 64"),
			 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(only_what_is_of_authorised_hosts_is_kept_and_the_rest_is_counted_and_named),
		STORY(what_is_kept_is_judged_again_and_sealed),
		STORY(a_released_report_tells_nothing_that_came_later_until_it_is_released_again),
		STORY(what_changes_no_finding_asks_for_a_release_too),
		STORY(a_file_that_comes_while_it_is_judged_is_judged_in_the_next_turn),
		STORY(the_same_file_is_stored_once),
		STORY(what_cannot_be_taken_is_said_with_file_and_line_and_nothing_is_stored),
		STORY(nobody_else_and_nothing_without_permission_hands_over),
		STORY(what_was_erased_keeps_neither_name_nor_hash),
	};

	return test_store_run("handed_report", tests, COUNT(tests));
}
