/* SPDX-License-Identifier: Apache-2.0 */
/* Staff come in by name and password; who guesses waits, and nobody makes a colleague wait. */

#include "story/story.h"

#include <pthread.h>

#include "people/throttle.h"
#include "usecases/account/session.h"
#include "usecases/account/sign_in.h"
#include "usecases/account/staff.h"
#include "usecases/seal/audit_verify.h"

#define NAME     "hanako"
#define PASSWORD "twelve letters and more"
#define GUESSERS 12

/* Clients. */
#define HERE      "192.0.2.1"
#define ELSEWHERE "2001:db8::/64"

static const struct actor administrator = {.role = ROLE_ADMINISTRATOR, .person_id = 1, .name = "admin"};

static void add_hanako(struct story *story)
{
	int64_t id;

	assert_ok(staff_add(story->office, NAME, "Hanako", ROLE_SECRETARIAT, PASSWORD, &id, &story->why), &story->why);
}

static struct sign_in_result try(struct story *story, const struct sign_in_input *input)
{
	struct sign_in_result result;

	assert_ok(sign_in(story->office, input, &result, &story->why), &story->why);
	return result;
}

static struct sign_in_result come_in(struct story *story, const char *password, const char *session, const char *device)
{
	return try(story,
		   &(struct sign_in_input){STR(NAME), str_from(password), {str_from(session), str_from(device), HERE}});
}

static enum sign_in_outcome come_from(struct story *story, const char *client, const char *name, const char *password)
{
	return try(story, &(struct sign_in_input){.name = str_from(name),
						  .password = str_from(password),
						  .browser.client = client})
		.outcome;
}

static enum role role_of(struct story *story, const struct token *session)
{
	struct actor actor;

	assert_ok(session_find_actor(story->office, str_from(session->text), &story->arena, &actor, &story->why),
		  &story->why);
	return actor.role;
}

/* Until the name waits. */
static void guess(struct story *story)
{
	struct sign_in_result result = {.outcome = SIGN_IN_WRONG};

	for (int i = 0; i < 10 && result.outcome == SIGN_IN_WRONG; i++)
		result = come_in(story, "a guess of a stranger", "", "");
	assert_int_equal(result.outcome, SIGN_IN_WAIT);
	assert_true(result.wait_s > 0);
}

static void the_right_password_opens_a_session(void **state)
{
	struct story *story = *state;
	struct sign_in_result result;

	add_hanako(story);
	assert_int_equal(come_in(story, "not the password", "", "").outcome, SIGN_IN_WRONG);
	result = come_in(story, PASSWORD, "", "");
	assert_int_equal(result.outcome, SIGN_IN_DONE);
	assert_int_equal(role_of(story, &result.session.token), ROLE_SECRETARIAT);
}

static void a_stranger_who_guesses_makes_only_strangers_wait(void **state)
{
	struct story *story = *state;
	struct sign_in_result known;

	add_hanako(story);
	known = come_in(story, PASSWORD, "", "");
	guess(story);
	assert_int_equal(come_in(story, PASSWORD, "", "").outcome, SIGN_IN_WAIT);
	assert_int_equal(come_in(story, PASSWORD, "", known.session.device.text).outcome, SIGN_IN_DONE);
}

static void a_stranger_elsewhere_makes_nobody_here_wait(void **state)
{
	struct story *story = *state;

	add_hanako(story);
	guess(story);
	assert_int_equal(come_from(story, ELSEWHERE, NAME, PASSWORD), SIGN_IN_DONE);
	assert_int_equal(come_from(story, "", NAME, PASSWORD), SIGN_IN_DONE);
	assert_int_equal(come_from(story, HERE, NAME, PASSWORD), SIGN_IN_WAIT);
}

static void one_address_that_tries_many_names_waits(void **state)
{
	struct story *story = *state;
	char name[] = "aaaa";

	add_hanako(story);
	for (int i = 0; i < 20; i++, name[0]++)
		assert_int_equal(come_from(story, HERE, name, "summer of 2025"), SIGN_IN_WRONG);
	assert_int_equal(come_from(story, HERE, NAME, PASSWORD), SIGN_IN_WAIT);
	assert_int_equal(come_from(story, ELSEWHERE, NAME, PASSWORD), SIGN_IN_DONE);
}

static void this_machine_tries_many_names_without_waiting(void **state)
{
	struct story *story = *state;
	char name[] = "aaaa";

	add_hanako(story);
	for (int i = 0; i < 20; i++, name[0]++)
		assert_int_equal(come_from(story, "", name, "summer of 2025"), SIGN_IN_WRONG);
	assert_int_equal(come_from(story, "", NAME, PASSWORD), SIGN_IN_DONE);
}

/* Failures of others under the name, each from an address of its own, as if they had just happened. */
static void let_a_crowd_fail(struct story *story, int count)
{
	for (int i = 0; i < count; i++)
		story_tamper(story, arena_printf(&story->arena,
						 "INSERT INTO sign_in_failure (sign_in_name, address, at_ms) "
						 "VALUES ('" NAME "', '198.51.100.%d', %lld)",
						 i, (long long)clock_now_ms(&story->office->clock)));
}

static void a_crowd_that_guesses_one_name_makes_only_strangers_wait(void **state)
{
	struct story *story = *state;
	struct sign_in_result known;

	add_hanako(story);
	known = come_in(story, PASSWORD, "", "");
	let_a_crowd_fail(story, 99);
	assert_int_equal(come_from(story, ELSEWHERE, NAME, "the last free guess"), SIGN_IN_WRONG);
	assert_int_equal(come_from(story, ELSEWHERE, NAME, PASSWORD), SIGN_IN_WAIT);
	assert_int_equal(come_in(story, PASSWORD, "", known.session.device.text).outcome, SIGN_IN_DONE);
	story->office->clock.fixed_ms += 61000;
	assert_int_equal(come_from(story, ELSEWHERE, NAME, PASSWORD), SIGN_IN_DONE);
}

static void failures_are_forgotten_within_an_hour(void **state)
{
	struct story *story = *state;

	add_hanako(story);
	guess(story);
	story->office->clock.fixed_ms += THROTTLE_FORGET_MS + 1;
	assert_int_equal(come_from(story, ELSEWHERE, NAME, "a guess of a stranger"), SIGN_IN_WRONG);
	assert_int_equal(story_ask(story, "SELECT count(*) FROM sign_in_failure"), 1);
}

static bool is_known(struct story *story, const char *name, const char *device)
{
	const struct sign_in_input input = {
		.name = str_from(name), .browser.device = str_from(device), .browser.client = HERE};
	bool is_known = true;

	assert_ok(sign_in_is_known(story->office, &input, &is_known, &story->why), &story->why);
	return is_known;
}

static void only_the_device_of_the_person_is_known(void **state)
{
	struct story *story = *state;
	struct sign_in_result result;

	add_hanako(story);
	result = come_in(story, PASSWORD, "", "");
	assert_true(is_known(story, NAME, result.session.device.text));
	assert_false(is_known(story, NAME, ""));
	assert_false(is_known(story, NAME, result.session.token.text));
	assert_false(is_known(story, "taro", result.session.device.text));
	assert_ok(staff_change(story->office, &administrator, NAME, STAFF_END_SESSIONS, &story->why), &story->why);
	assert_false(is_known(story, NAME, result.session.device.text));
}

static void a_device_that_guesses_is_a_stranger_too(void **state)
{
	struct story *story = *state;
	struct sign_in_result known;

	add_hanako(story);
	known = come_in(story, PASSWORD, "", "");
	for (int i = 0; i < 10; i++)
		assert_int_equal(come_in(story, "a guess of a thief", "", known.session.device.text).outcome,
				 SIGN_IN_WRONG);
	guess(story);
	assert_int_equal(come_in(story, PASSWORD, "", known.session.device.text).outcome, SIGN_IN_WAIT);
	story->office->clock.fixed_ms += 61000;
	assert_int_equal(come_in(story, PASSWORD, "", known.session.device.text).outcome, SIGN_IN_DONE);
}

static void the_device_of_one_person_is_not_that_of_another(void **state)
{
	struct story *story = *state;
	const struct sign_in_input of_taro = {.name = STR("taro"), .password = STR(PASSWORD), .browser.client = HERE};
	struct sign_in_result taro;
	int64_t id;

	add_hanako(story);
	assert_ok(staff_add(story->office, "taro", "Taro", ROLE_EXPERT, PASSWORD, &id, &story->why), &story->why);
	assert_ok(sign_in(story->office, &of_taro, &taro, &story->why), &story->why);
	guess(story);
	assert_int_equal(come_in(story, PASSWORD, "", taro.session.device.text).outcome, SIGN_IN_WAIT);
}

static void a_new_sign_in_ends_the_session_of_the_same_browser(void **state)
{
	struct story *story = *state;
	struct sign_in_result first, other, second;

	add_hanako(story);
	first = come_in(story, PASSWORD, "", "");
	other = come_in(story, PASSWORD, "", "");
	second = come_in(story, PASSWORD, first.session.token.text, first.session.device.text);
	assert_int_equal(role_of(story, &first.session.token), ROLE_VISITOR);
	assert_int_equal(role_of(story, &second.session.token), ROLE_SECRETARIAT);
	assert_int_equal(role_of(story, &other.session.token), ROLE_SECRETARIAT);
}

static void a_disabled_person_is_out_until_enabled(void **state)
{
	struct story *story = *state;
	struct sign_in_result result;

	add_hanako(story);
	result = come_in(story, PASSWORD, "", "");
	assert_ok(staff_change(story->office, &administrator, NAME, STAFF_DISABLE, &story->why), &story->why);
	assert_int_equal(role_of(story, &result.session.token), ROLE_VISITOR);
	assert_int_equal(come_in(story, PASSWORD, "", "").outcome, SIGN_IN_WRONG);
	assert_ok(staff_change(story->office, &administrator, NAME, STAFF_ENABLE, &story->why), &story->why);
	assert_int_equal(role_of(story, &result.session.token), ROLE_VISITOR);
	assert_int_equal(come_in(story, PASSWORD, "", "").outcome, SIGN_IN_DONE);
	assert_int_equal(staff_change(story->office, &administrator, "nobody", STAFF_DISABLE, &story->why),
			 ERR_NOT_FOUND);
}

static void only_an_administrator_manages_people(void **state)
{
	struct story *story = *state;
	struct actor oneself = administrator;

	add_hanako(story);
	assert_int_equal(staff_change(story->office, &story->secretariat, NAME, STAFF_DISABLE, &story->why),
			 ERR_DENIED);
	assert_int_equal(staff_set_password(story->office, &story->tokyo, NAME, "another long password", &story->why),
			 ERR_DENIED);
	oneself.person_id = story_ask(story, "SELECT id FROM person WHERE sign_in_name = '" NAME "'");
	assert_int_equal(staff_change(story->office, &oneself, NAME, STAFF_DISABLE, &story->why), ERR_DENIED);
	assert_int_equal(come_in(story, PASSWORD, "", "").outcome, SIGN_IN_DONE);
}

static void a_new_password_ends_sessions_and_waits(void **state)
{
	struct story *story = *state;
	struct sign_in_result result;

	add_hanako(story);
	result = come_in(story, PASSWORD, "", "");
	guess(story);
	assert_int_equal(staff_set_password(story->office, &administrator, NAME, "short", &story->why), ERR_INVALID);
	assert_ok(staff_set_password(story->office, &administrator, NAME, "another long password", &story->why),
		  &story->why);
	assert_int_equal(role_of(story, &result.session.token), ROLE_VISITOR);
	assert_int_equal(come_in(story, PASSWORD, "", "").outcome, SIGN_IN_WRONG);
	assert_int_equal(come_in(story, "another long password", "", "").outcome, SIGN_IN_DONE);
}

static void what_happens_to_people_stands_in_the_log(void **state)
{
	struct story *story = *state;
	const struct audit_verify_input input = {.key = STR("")};
	struct value *report;
	int64_t before;

	add_hanako(story);
	before = story_ask(story, "SELECT count(*) FROM log_entry");
	assert_ok(staff_change(story->office, &administrator, NAME, STAFF_END_SESSIONS, &story->why), &story->why);
	assert_ok(staff_change(story->office, &administrator, NAME, STAFF_DISABLE, &story->why), &story->why);
	assert_int_equal(story_ask(story, "SELECT count(*) FROM log_entry"), before + 2);
	assert_ok(audit_verify(story->office, &story->arena, &input, &report, &story->why), &story->why);
	assert_int_equal(value_count(value_get(report, "differences")), 0);
}

static void *guess_once(void *context)
{
	struct story *story = context;
	const struct sign_in_input input = {
		.name = STR(NAME), .password = STR("a guess of many"), .browser.client = HERE};
	struct sign_in_result result = {.outcome = SIGN_IN_DONE};
	struct fault why;

	if (sign_in(story->office, &input, &result, &why))
		return NULL;
	return result.outcome == SIGN_IN_WRONG ? story : NULL;
}

static void many_guesses_at_once_are_no_more_than_in_a_row(void **state)
{
	struct story *story = *state;
	pthread_t threads[GUESSERS];
	int judged = 0;

	add_hanako(story);
	for (int i = 0; i < GUESSERS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, guess_once, story), 0);
	for (int i = 0; i < GUESSERS; i++) {
		void *was_judged;

		pthread_join(threads[i], &was_judged);
		judged += was_judged != NULL;
	}
	assert_true(judged <= 6); /* five are free, and the last may come a second later */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(the_right_password_opens_a_session),
		STORY(a_stranger_who_guesses_makes_only_strangers_wait),
		STORY(a_stranger_elsewhere_makes_nobody_here_wait),
		STORY(one_address_that_tries_many_names_waits),
		STORY(this_machine_tries_many_names_without_waiting),
		STORY(a_crowd_that_guesses_one_name_makes_only_strangers_wait),
		STORY(failures_are_forgotten_within_an_hour),
		STORY(only_the_device_of_the_person_is_known),
		STORY(a_device_that_guesses_is_a_stranger_too),
		STORY(the_device_of_one_person_is_not_that_of_another),
		STORY(a_new_sign_in_ends_the_session_of_the_same_browser),
		STORY(a_disabled_person_is_out_until_enabled),
		STORY(only_an_administrator_manages_people),
		STORY(a_new_password_ends_sessions_and_waits),
		STORY(what_happens_to_people_stands_in_the_log),
		STORY(many_guesses_at_once_are_no_more_than_in_a_row),
	};

	return test_store_run("sign_in", tests, COUNT(tests));
}
