/* SPDX-License-Identifier: Apache-2.0 */
/* A door that nobody can see closed from outside: the company says what guards it, the report says who said so. */
#include "story/story.h"

#include <string.h>

#include "codec/json.h"
#include "main/check_table.h"
#include "usecases/diagnosis/diagnosis_deed.h"
#include "usecases/diagnosis/explain_door.h"
#include "usecases/diagnosis/rejudge.h"
#include "usecases/diagnosis/view_report.h"
#include "usecases/my/view_my.h"
#include "usecases/privacy/erase_content.h"
#include "usecases/seal/audit_verify.h"

#define DOOR "vpn-login-exposed:127.0.0.1:443"
#define LINE                                                                                                           \
	"{\"check\":\"vpn-login-exposed\",\"verdict\":\"bad\",\"priority\":\"P2\",\"confidence\":\"confirmed\","       \
	"\"target\":\"127.0.0.1\",\"address\":\"127.0.0.1\",\"port\":443,\"variant\":\"\",\"evidence\":\"\","          \
	"\"details\":{\"product\":\"FortiGate SSL-VPN\",\"path\":\"/remote/login\"}}"

/* A diagnosis that found a VPN device; its report is released. */
static int64_t found_door(struct story *story)
{
	int64_t number;

	story->office->checks = check_table;
	number = story_diagnosed_case(story);
	story_tamper(story, "INSERT INTO finding (diagnosis_id, position, line) VALUES (77, 2, '" LINE "')");
	return number;
}

static int64_t read_door(struct story *story)
{
	int64_t number = found_door(story);

	assert_ok(story_do(story, &diagnosis_deed_release, &story->secretariat, number), &story->why);
	return number;
}

static enum err say(struct story *story, const struct actor *actor, int64_t number, const char *answer,
		    const char *said_by, const char **ret_problem)
{
	struct value *answers = value_map(&story->arena);
	const struct explain_door_typed typed = {answers, str_from(said_by)};

	value_set_text(&story->arena, answers, DOOR, answer);
	return explain_door_say(story->office, actor, NULL, number, &typed, ret_problem, &story->why);
}

static void says(struct story *story, const struct actor *actor, int64_t number, const char *answer)
{
	const char *problem = NULL;

	assert_ok(say(story, actor, number, answer, "総務部 山田 花子", &problem), &story->why);
	assert_string_equal(problem, "");
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

static void a_company_explains_a_door_and_its_report_says_so(void **state)
{
	struct story *story = *state;
	int64_t number = read_door(story);
	const struct actor company = story_company(number);

	assert_true(report_says(story, &company, number, "2週間以内に、対応が必要です"));
	assert_true(report_says(story, &company, number, "R7-0001-1"));
	says(story, &company, number, "second_factor");
	assert_false(report_says(story, &company, number, "2週間以内に、対応が必要です"));
	assert_true(report_says(story, &company, number, "総務部 山田 花子様からうかがった説明"));
	assert_true(report_says(story, &company, number, "運営事務局は、確かめていません"));
	assert_true(report_says(story, &company, number, "「優先度2 早めに」から下げました"));
	assert_true(report_says(story, &company, number, "多要素認証を必須にする（貴社の説明あり）"));
	assert_true(report_says(story, &company, number, "R7-0001-2"));
}

static void a_new_answer_takes_the_former_one_back(void **state)
{
	struct story *story = *state;
	int64_t number = read_door(story);
	const struct actor company = story_company(number);

	says(story, &company, number, "second_factor");
	says(story, &company, number, "second_factor"); /* the same again changes nothing */
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM explanation"), 1);
	says(story, &company, number, "");
	assert_true(report_says(story, &company, number, "2週間以内に、対応が必要です"));
	assert_false(report_says(story, &company, number, "うかがった説明"));
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM explanation"), 2);
}

static void what_was_told_by_telephone_names_who_heard_it(void **state)
{
	struct story *story = *state;
	int64_t number = read_door(story);

	says(story, &story->secretariat, number, "let_in");
	assert_true(report_says(story, &story->secretariat, number,
				arena_printf(&story->arena, "（電話で%sがうかがいました）", story->secretariat.name)));
}

static void only_the_company_and_the_secretariat_answer(void **state)
{
	struct story *story = *state;
	int64_t number = found_door(story);
	const struct actor company = story_company(number), other = story_company(number + 1);
	const char *problem = NULL;

	assert_int_equal(say(story, &company, number, "second_factor", "山田", &problem), ERR_DENIED);
	assert_ok(story_do(story, &diagnosis_deed_release, &story->secretariat, number), &story->why);
	assert_int_equal(say(story, &other, number, "second_factor", "山田", &problem), ERR_DENIED);
	assert_int_equal(say(story, &story->tokyo, number, "second_factor", "山田", &problem), ERR_DENIED);
	assert_int_equal(say(story, &story->expert, number, "second_factor", "山田", &problem), ERR_DENIED);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM explanation"), 0);
}

static void an_answer_needs_a_name_and_must_fit_the_door(void **state)
{
	struct story *story = *state;
	int64_t number = read_door(story);
	const struct actor company = story_company(number);
	const char *problem = NULL;

	assert_ok(say(story, &company, number, "second_factor", "  ", &problem), &story->why);
	assert_string_equal(problem, "missing");
	assert_ok(say(story, &company, number, "second_factor", "a\x01", &problem), &story->why);
	assert_string_equal(problem, "sign");
	assert_int_equal(say(story, &company, number, "nonsense", "山田", &problem), ERR_INVALID);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM explanation"), 0);
}

static void the_companys_page_asks_until_it_is_answered(void **state)
{
	struct story *story = *state;
	int64_t number = read_door(story);
	const struct actor company = story_company(number);
	struct value *view;

	assert_ok(view_my(story->office, &story->arena, &company, LANG_JA, &view, &story->why), &story->why);
	assert_int_equal(value_get_int(view, "doors", -1), 1);
	assert_int_equal(value_get_int(view, "doors_open", -1), 1);
	says(story, &company, number, "second_factor");
	assert_ok(view_my(story->office, &story->arena, &company, LANG_JA, &view, &story->why), &story->why);
	assert_int_equal(value_get_int(view, "doors", -1), 1);
	assert_int_equal(value_get_int(view, "doors_open", -1), 0);
}

static void an_answer_stays_when_the_observations_are_judged_again(void **state)
{
	struct story *story = *state;
	int64_t number = read_door(story);
	struct rejudge_result result;

	story_tamper(
		story,
		"INSERT INTO observation (diagnosis_id, position, line) VALUES (77, 3, "
		"'{\"at_ms\":1748822400002,\"kind\":\"http.response\",\"target\":\"127.0.0.1\","
		"\"address\":\"127.0.0.1\",\"port\":443,\"data\":{\"method\":\"GET\",\"path\":\"/\",\"status\":302,"
		"\"headers\":[[\"location\",\"/remote/login\"]],\"body\":\"\",\"tls\":true}}')");
	says(story, &story->secretariat, number, "second_factor");
	assert_ok(rejudge_all(story->office, NULL, &result, &story->why), &story->why);
	assert_int_equal(result.changed, 1);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM finding WHERE line LIKE '%\"vpn-login-exposed\"%'"), 1);
	assert_true(report_says(story, &story->secretariat, number, "「優先度2 早めに」から下げました"));
}

static void what_was_said_is_sealed_and_can_be_erased(void **state)
{
	struct story *story = *state;
	int64_t number = read_door(story);
	const struct audit_verify_input input = {.key = str_of("", 0)};
	struct value *report = NULL;

	says(story, &story->secretariat, number, "second_factor");
	story_tamper(story, "UPDATE explanation SET answer = 'let_in'");
	assert_ok(audit_verify(story->office, &story->arena, &input, &report, &story->why), &story->why);
	assert_true(value_count(value_get(report, "differences")) >= 1);
	story_settle_mails(story);
	assert_ok(erase_content(story->office, &story->secretariat, number, ERASE_CONTACT, "retention_5y", &story->why),
		  &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM explanation WHERE said_by <> ''"), 0);
	assert_ok(
		erase_content(story->office, &story->secretariat, number, ERASE_DIAGNOSIS, "retention_5y", &story->why),
		&story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM explanation"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(a_company_explains_a_door_and_its_report_says_so),
		STORY(a_new_answer_takes_the_former_one_back),
		STORY(what_was_told_by_telephone_names_who_heard_it),
		STORY(only_the_company_and_the_secretariat_answer),
		STORY(an_answer_needs_a_name_and_must_fit_the_door),
		STORY(the_companys_page_asks_until_it_is_answered),
		STORY(an_answer_stays_when_the_observations_are_judged_again),
		STORY(what_was_said_is_sealed_and_can_be_erased),
	};

	return test_store_run("doors", tests, COUNT(tests));
}
