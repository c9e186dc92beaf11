/* SPDX-License-Identifier: Apache-2.0 */
/* What is kept for a while only is gone afterwards, also when nobody comes any more. */
#include "story/story.h"

#include "calendar/day.h"
#include "store/account/link_asked_store.h"
#include "usecases/account/link_request.h"
#include "usecases/privacy/forget_traces.h"

static int64_t asked(struct story *story)
{
	return story_ask(story, "SELECT COUNT(*) FROM link_asked");
}

static void tick(struct story *story)
{
	struct forget_traces traces = {.office = story->office};

	forget_traces_tick(&traces);
	assert_true(traces.next_ms > 0); /* it was done */
}

static void an_address_that_asked_for_a_link_is_forgotten_after_an_hour(void **state)
{
	struct story *story = *state;

	assert_ok(link_request_ask(story->office, "203.0.113.5", STR("R7-0001"), STR("taro@example.jp"), &story->why),
		  &story->why);
	assert_int_equal(asked(story), 1);
	tick(story);
	assert_int_equal(asked(story), 1);
	story->office->clock.fixed_ms += LINK_ASKED_KEPT_MS + 1;
	tick(story);
	assert_int_equal(asked(story), 0);
}

static void what_nobody_finished_is_forgotten_with_its_day(void **state)
{
	static const char count[] = "SELECT (SELECT COUNT(*) FROM draft) + (SELECT COUNT(*) FROM session) + "
				    "(SELECT COUNT(*) FROM device) + (SELECT COUNT(*) FROM sign_in_failure) + "
				    "(SELECT COUNT(*) FROM authorisation_request)";
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	const char *now = arena_printf(&story->arena, "%lld", (long long)clock_now_ms(&story->office->clock));
	const char *const rows[] = {
		arena_printf(
			&story->arena,
			"INSERT INTO draft (token_hash, edition, name, address, answers, way, saved_ms, expires_ms) "
			"VALUES ('a', 'e', 'a', '203.0.113.5', '{}', '', %s, %s + 1)",
			now, now),
		arena_printf(&story->arena,
			     "INSERT INTO session (token_hash, created_ms, expires_ms) VALUES ('a', %s, %s + 1)", now,
			     now),
		arena_printf(&story->arena,
			     "INSERT INTO device (token_hash, person_id, failures, expires_ms) SELECT 'a', MIN(id), 0, "
			     "%s + 1 FROM person",
			     now),
		arena_printf(
			&story->arena,
			"INSERT INTO sign_in_failure (sign_in_name, address, at_ms) VALUES ('x', '203.0.113.5', %s)",
			now),
		arena_printf(&story->arena,
			     "INSERT INTO authorisation_request (case_id, authorisation_id, document, code_id, tries, "
			     "mailed_ms) VALUES (%lld, 5, '{}', 6, 0, %s)",
			     (long long)number, now),
	};

	story_tamper(story, "DELETE FROM session");
	story_tamper(story, "DELETE FROM draft");
	for (size_t i = 0; i < COUNT(rows); i++)
		story_tamper(story, rows[i]);
	tick(story);
	assert_int_equal(story_ask(story, count), 5);
	story->office->clock.fixed_ms += 2 * DAY_MS;
	tick(story);
	assert_int_equal(story_ask(story, count), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(an_address_that_asked_for_a_link_is_forgotten_after_an_hour),
		STORY(what_nobody_finished_is_forgotten_with_its_day),
	};

	return test_store_run("traces", tests, COUNT(tests));
}
