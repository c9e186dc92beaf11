/* SPDX-License-Identifier: Apache-2.0 */
/* A password and a code: how it is set up, asked for, guessed and taken away. */
#include "story/account/second.h"

#include <string.h>

#include "usecases/account/second_step.h"
#include "usecases/account/session.h"
#include "usecases/account/sign_in.h"
#include "usecases/account/staff.h"
#include "usecases/seal/audit_verify.h"

#define NAME     "hanako"
#define PASSWORD "a long enough password"
#define STEP_MS  INT64_C(30000)

#define HERE "192.0.2.1"

static const struct staff_browser browser = {.client = HERE};

static struct actor add_hanako(struct story *story)
{
	struct actor hanako = {.role = ROLE_SECRETARIAT, .name = "Hanako"};

	assert_ok(staff_add(story->office, NAME, "Hanako", ROLE_SECRETARIAT, PASSWORD, &hanako.person_id, &story->why),
		  &story->why);
	return hanako;
}

static int64_t set_up(struct story *story, const struct actor *person)
{
	int64_t made_ms = second_set_up(story, person);

	story->office->clock.fixed_ms += STEP_MS;
	return made_ms;
}

static struct sign_in_result come_in(struct story *story)
{
	const struct sign_in_input input = {STR(NAME), STR(PASSWORD), browser};
	struct sign_in_result result;

	assert_ok(sign_in(story->office, &input, &result, &story->why), &story->why);
	return result;
}

static struct second_step_result answer(struct story *story, const struct token *token, const char *code)
{
	struct second_step_result result;

	assert_ok(second_step_answer(story->office, str_from(token->text), str_from(code), &browser, &result,
				     &story->why),
		  &story->why);
	return result;
}

static enum role role_of(struct story *story, const struct token *session)
{
	struct actor actor;

	assert_ok(session_find_actor(story->office, str_from(session->text), &story->arena, &actor, &story->why),
		  &story->why);
	return actor.role;
}

static void behind_the_password_the_code_opens_the_session(void **state)
{
	struct story *story = *state;
	struct actor hanako = add_hanako(story);
	int64_t made_ms = set_up(story, &hanako);
	struct sign_in_result half = come_in(story);
	struct second_step_result whole;

	assert_int_equal(half.outcome, SIGN_IN_CODE);
	assert_int_equal(role_of(story, &half.code_token), ROLE_VISITOR); /* it is no session */
	whole = answer(story, &half.code_token, second_code(story, &hanako, made_ms));
	assert_int_equal(whole.outcome, SECOND_STEP_DONE);
	assert_int_equal(role_of(story, &whole.session.token), ROLE_SECRETARIAT);
}

static void a_code_is_read_in_any_width(void **state)
{
	struct story *story = *state;
	struct actor hanako = add_hanako(story);
	int64_t made_ms = set_up(story, &hanako);
	struct sign_in_result half = come_in(story);
	const char *code = second_code(story, &hanako, made_ms);
	const char *wide = "";

	for (const char *c = code; *c; c++) /* U+FF10 and up: what a Japanese keyboard types */
		wide = arena_printf(&story->arena, "%s\xef\xbc%c", wide, 0x90 + *c - '0');
	assert_int_equal(answer(story, &half.code_token, wide).outcome, SECOND_STEP_DONE);
}

static void each_code_is_good_once(void **state)
{
	struct story *story = *state;
	struct actor hanako = add_hanako(story);
	const char *code = second_code(story, &hanako, set_up(story, &hanako));
	struct sign_in_result half = come_in(story), other = come_in(story);

	assert_int_equal(answer(story, &half.code_token, code).outcome, SECOND_STEP_DONE);
	assert_int_equal(answer(story, &other.code_token, code).outcome, SECOND_STEP_WRONG);
	assert_int_equal(answer(story, &half.code_token, code).outcome, SECOND_STEP_OVER);
}

static void who_guesses_begins_again_and_has_to_wait(void **state)
{
	struct story *story = *state;
	struct actor hanako = add_hanako(story);
	int64_t made_ms = set_up(story, &hanako);
	struct sign_in_result half = come_in(story);

	for (int i = 0; i < SECOND_STEP_TRIES_MAX; i++)
		assert_int_equal(answer(story, &half.code_token, "12345").outcome, SECOND_STEP_WRONG);
	assert_int_equal(answer(story, &half.code_token, second_code(story, &hanako, made_ms)).outcome,
			 SECOND_STEP_OVER);
	for (int i = 0; i < 5; i++) /* the right password alone takes back no failure */
		half = come_in(story);
	assert_int_equal(half.outcome, SIGN_IN_WAIT);
}

static void a_code_that_comes_late_is_too_late(void **state)
{
	struct story *story = *state;
	struct actor hanako = add_hanako(story);
	int64_t made_ms = set_up(story, &hanako);
	struct sign_in_result half = come_in(story);

	story->office->clock.fixed_ms += SECOND_STEP_MINUTES * 60 * 1000;
	assert_int_equal(answer(story, &half.code_token, second_code(story, &hanako, made_ms)).outcome,
			 SECOND_STEP_OVER);
}

static void who_is_disabled_between_password_and_code_stays_out(void **state)
{
	struct story *story = *state;
	const struct actor administrator = {.role = ROLE_ADMINISTRATOR, .person_id = 1, .name = "admin"};
	struct actor hanako = add_hanako(story);
	int64_t made_ms = set_up(story, &hanako);
	struct sign_in_result half = come_in(story);

	assert_ok(staff_change(story->office, &administrator, NAME, STAFF_DISABLE, &story->why), &story->why);
	assert_int_equal(answer(story, &half.code_token, second_code(story, &hanako, made_ms)).outcome,
			 SECOND_STEP_OVER);
}

static void it_is_set_up_only_by_who_has_the_key_and_soon(void **state)
{
	struct story *story = *state;
	struct actor hanako = add_hanako(story);
	struct second_step_offer offer;
	bool is_set = true;

	assert_ok(second_step_offer(story->office, &hanako, 0, &offer, &story->why), &story->why);
	assert_ok(second_step_set(story->office, &hanako, offer.made_ms, STR("000000x"), &is_set, &story->why),
		  &story->why);
	assert_false(is_set);
	story->office->clock.fixed_ms += 3600 * 1000;
	assert_ok(second_step_set(story->office, &hanako, offer.made_ms,
				  str_from(second_code(story, &hanako, offer.made_ms)), &is_set, &story->why),
		  &story->why);
	assert_false(is_set);
	assert_int_equal(come_in(story).outcome, SIGN_IN_DONE);
}

static void it_is_taken_away_with_a_code_and_says_so_to_the_log(void **state)
{
	struct story *story = *state;
	const struct audit_verify_input input = {.key = STR("")};
	struct actor hanako = add_hanako(story);
	int64_t made_ms = set_up(story, &hanako);
	struct value *report;
	bool is_removed = true;

	assert_ok(second_step_remove(story->office, &hanako, STR(""), HERE, &is_removed, &story->why), &story->why);
	assert_false(is_removed);
	assert_ok(second_step_remove(story->office, &hanako, str_from(second_code(story, &hanako, made_ms)), HERE,
				     &is_removed, &story->why),
		  &story->why);
	assert_true(is_removed);
	assert_int_equal(come_in(story).outcome, SIGN_IN_DONE);
	assert_ok(audit_verify(story->office, &story->arena, &input, &report, &story->why), &story->why);
	assert_int_equal(value_count(value_get(report, "differences")), 0);
}

/* Else a borrowed session would take the second step over. */
static void it_is_not_set_up_in_the_place_of_another(void **state)
{
	struct story *story = *state;
	struct actor hanako = add_hanako(story);
	struct second_step_offer offer;
	bool is_set = true;

	(void)set_up(story, &hanako);
	assert_ok(second_step_offer(story->office, &hanako, 0, &offer, &story->why), &story->why);
	assert_ok(second_step_set(story->office, &hanako, offer.made_ms,
				  str_from(second_code(story, &hanako, offer.made_ms)), &is_set, &story->why),
		  &story->why);
	assert_false(is_set);
}

static void who_guesses_to_take_it_away_has_to_wait(void **state)
{
	struct story *story = *state;
	struct actor hanako = add_hanako(story);
	int64_t made_ms = set_up(story, &hanako);
	bool is_removed = true;

	for (int i = 0; i < 6; i++)
		assert_ok(second_step_remove(story->office, &hanako, STR("12345"), HERE, &is_removed, &story->why),
			  &story->why);
	assert_ok(second_step_remove(story->office, &hanako, str_from(second_code(story, &hanako, made_ms)), HERE,
				     &is_removed, &story->why),
		  &story->why);
	assert_false(is_removed);
}

static void who_lost_the_telephone_is_let_in_again_by_a_reset(void **state)
{
	struct story *story = *state;
	const struct actor administrator = {.role = ROLE_ADMINISTRATOR, .person_id = 1, .name = "admin"};
	struct actor hanako = add_hanako(story);
	int64_t made_ms = set_up(story, &hanako);
	struct sign_in_result half = come_in(story);

	assert_ok(staff_change(story->office, &administrator, NAME, STAFF_RESET, &story->why), &story->why);
	assert_int_equal(answer(story, &half.code_token, second_code(story, &hanako, made_ms)).outcome,
			 SECOND_STEP_OVER);
	assert_int_equal(come_in(story).outcome, SIGN_IN_DONE);
}

static void a_new_password_voids_the_way_that_the_old_one_opened(void **state)
{
	struct story *story = *state;
	const struct actor administrator = {.role = ROLE_ADMINISTRATOR, .person_id = 1, .name = "admin"};
	struct actor hanako = add_hanako(story);
	int64_t made_ms = set_up(story, &hanako);
	struct sign_in_result half = come_in(story);

	assert_ok(staff_set_password(story->office, &administrator, NAME, "another long password", &story->why),
		  &story->why);
	assert_int_equal(answer(story, &half.code_token, second_code(story, &hanako, made_ms)).outcome,
			 SECOND_STEP_OVER);
}

static void the_other_sessions_end_and_this_one_stays(void **state)
{
	struct story *story = *state;
	struct actor hanako = add_hanako(story);
	struct sign_in_result here = come_in(story), there = come_in(story);

	assert_ok(staff_session_end_others(story->office, &hanako, str_from(here.session.token.text), &story->why),
		  &story->why);
	assert_int_equal(role_of(story, &here.session.token), ROLE_SECRETARIAT);
	assert_int_equal(role_of(story, &there.session.token), ROLE_VISITOR);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(behind_the_password_the_code_opens_the_session),
		STORY(a_code_is_read_in_any_width),
		STORY(each_code_is_good_once),
		STORY(who_guesses_begins_again_and_has_to_wait),
		STORY(a_code_that_comes_late_is_too_late),
		STORY(who_is_disabled_between_password_and_code_stays_out),
		STORY(it_is_set_up_only_by_who_has_the_key_and_soon),
		STORY(it_is_taken_away_with_a_code_and_says_so_to_the_log),
		STORY(it_is_not_set_up_in_the_place_of_another),
		STORY(who_guesses_to_take_it_away_has_to_wait),
		STORY(who_lost_the_telephone_is_let_in_again_by_a_reset),
		STORY(a_new_password_voids_the_way_that_the_old_one_opened),
		STORY(the_other_sessions_end_and_this_one_stays),
	};

	return test_store_run("second_step", tests, COUNT(tests));
}
