/* SPDX-License-Identifier: Apache-2.0 */
/* Deeds on a case: a button is there exactly where its deed moves the case, a form does one deed once, and the history
 * says who did it. */
#include "story/story.h"

#include <string.h>

#include "codec/json.h"
#include "usecases/account/session.h"
#include "usecases/desk/case_buttons.h"
#include "usecases/desk/view_case.h"
#include "usecases/diagnosis/diagnose_run.h"
#include "usecases/diagnosis/diagnosis_deed.h"
#include "usecases/diagnosis/targets_deed.h"
#include "usecases/diagnosis/targets_form.h"
#include "usecases/screening/screening_deed.h"

static const struct once first = {{"0123456789abcdef", 16}}, second = {{"fedcba9876543210", 16}},
			 third = {{"0011223344556677", 16}};

/* --- buttons --- */

/* What may stand beside a case. */
static const struct side {
	enum authorisation_state authorisation;
	enum diagnosis_state diagnosis;
	int64_t released_judgement;
} sides[] = {
	{AUTHORISATION_STATE_AUTHORISED, DIAGNOSIS_STATE_NONE, 0},
	{AUTHORISATION_STATE_REVOKED, DIAGNOSIS_STATE_NONE, 0},
	{AUTHORISATION_STATE_AUTHORISED, DIAGNOSIS_STATE_OBSERVING, 0},
	{AUTHORISATION_STATE_AUTHORISED, DIAGNOSIS_STATE_DONE, 0},
	{AUTHORISATION_STATE_AUTHORISED, DIAGNOSIS_STATE_DONE, 1},
};

struct scene {
	struct story *story;
	int64_t number, authorisation_id;
	enum case_state state;
	const struct side *side;
	const char *answers; /* of the pre-interview, as its draft holds them */
};

/* Puts the case back into the state of the scene, whatever a deed made of it. */
static void lay(const struct scene *scene)
{
	struct story *story = scene->story;
	struct arena *arena = &story->arena;

	story_tamper(story, "DELETE FROM diagnosis");
	story_tamper(story, "DELETE FROM left_rank");
	story_tamper(story, "DELETE FROM questionnaire_draft");
	story_tamper(story, arena_printf(arena, "INSERT INTO questionnaire_draft VALUES (%lld, '%s', 1)",
					 (long long)scene->number, scene->answers));
	story_tamper(story, arena_printf(arena, "DELETE FROM authorisation WHERE id <> %lld",
					 (long long)scene->authorisation_id));
	story_tamper(story, arena_printf(arena, "UPDATE authorisation SET state = '%s', revoked_ms = %s",
					 authorisation_state_name(scene->side->authorisation),
					 scene->side->authorisation == AUTHORISATION_STATE_REVOKED ? "1" : "NULL"));
	if (scene->side->diagnosis)
		story_tamper(
			story,
			arena_printf(
				arena,
				"INSERT INTO diagnosis SELECT 77, case_id, id, 'first_diagnosis', '%s', 1, 1, NULL, "
				"'', '', '', %s, '', 1, %lld, '', NULL FROM authorisation",
				diagnosis_state_name(scene->side->diagnosis),
				scene->side->released_judgement ? "1" : "NULL",
				(long long)scene->side->released_judgement));
	story_tamper(story, arena_printf(arena,
					 "UPDATE company_case SET state = '%s', course = 'one', arrival = 1, "
					 "checked_by = %lld, expert_id = %lld",
					 case_state_name(scene->state), (long long)story->secretariat.person_id,
					 (long long)story->expert.person_id));
}

struct look {
	const struct scene *scene;
	struct case_facts facts;
};

static enum err load_facts(struct tx *tx, void *context, struct fault *why)
{
	struct look *look = context;

	return case_facts_load(tx, &look->scene->story->arena, look->scene->story->office, look->scene->number,
			       &look->facts, why);
}

static struct case_facts facts_of(const struct scene *scene)
{
	struct look look = {.scene = scene};

	assert_ok(db_read(scene->story->office->db, load_facts, &look, &scene->story->why), &scene->story->why);
	return look.facts;
}

static void try_deed(const struct scene *scene, const struct case_button *button, const struct actor *actor,
		     struct case_facts *facts)
{
	struct story *story = scene->story;
	const struct case_deed_input input = {.reason = STR("都合"),
					      .person_id = story->expert.person_id,
					      .mail = STR("neu@example.jp"),
					      .course = STR("three"),
					      .document = "{}"};
	bool is_shown = case_deed_is_open(button->deed, actor, facts), has_moved;
	int64_t events = facts->row.event_count;
	enum err err = case_deed_do(button->deed, story->office, actor, NULL, scene->number, &input, &story->why);

	*facts = facts_of(scene);
	has_moved = facts->row.event_count > events;
	if (has_moved != is_shown || (has_moved && err))
		fail_msg("%s as %s in the state %s (%s, %s): shown %d, moved %d, %s", button->key,
			 role_name(actor->role), case_state_name(scene->state),
			 authorisation_state_name(scene->side->authorisation),
			 diagnosis_state_name(scene->side->diagnosis), is_shown, has_moved, err ? story->why.text : "");
	if (has_moved) {
		lay(scene);
		*facts = facts_of(scene);
	}
}

/* The page of who may see the case shows the same buttons. */
static void compare_page(const struct scene *scene, const struct actor *actor, const struct case_facts *facts)
{
	struct story *story = scene->story;
	struct value *view;
	enum err err = view_case(story->office, &story->arena, actor, LANG_JA, scene->number, &view, &story->why);

	if (!permission_may_see_case(actor, &facts->of)) {
		assert_int_equal(err, ERR_DENIED);
		return;
	}
	assert_ok(err, &story->why);
	for (const struct case_button *button = case_buttons; button->key; button++)
		assert_int_equal(value_get_bool(view, button->key), case_deed_is_open(button->deed, actor, facts));
}

static void try_all(const struct scene *scene)
{
	struct story *story = scene->story;
	const struct actor company = story_company(scene->number), other = story_company(scene->number + 1);
	const struct actor *const actors[] = {&story->secretariat, &story->tokyo, &story->expert,
					      &story->diagnosis,   &company,      &other};
	struct case_facts facts;

	lay(scene);
	facts = facts_of(scene);
	for (size_t i = 0; i < COUNT(actors); i++) {
		compare_page(scene, actors[i], &facts);
		for (const struct case_button *button = case_buttons; button->key; button++)
			try_deed(scene, button, actors[i], &facts);
	}
}

static const char *text_of(struct story *story, const struct value *map)
{
	BUF_SCOPED text;

	buf_init(&text, 65536);
	json_encode(&text, map);
	return arena_strdup(&story->arena, buf_text(&text));
}

/* What stands beside a case matters where a diagnosis may be under way. */
static bool is_telling(enum case_state at, const struct side *side)
{
	return side == sides || at == CASE_STATE_SUPPORTED || at == CASE_STATE_ADVISED || at == CASE_STATE_WITHDRAWN;
}

/* On one engine: the rules know none. */
static void a_button_is_shown_exactly_where_its_deed_moves_the_case(void **state)
{
	struct story *story = *state;
	struct scene scene = {.story = story};

	if (story->store->is_postgres)
		return;
	scene.number = story_case_at(story, "one", "authorised");
	scene.answers = text_of(story, value_get(story->file, "questionnaire"));
	scene.authorisation_id = story_ask(story, "SELECT id FROM authorisation");
	for (size_t i = 0; i < COUNT(sides); i++)
		for (int at = CASE_STATE_RECEIVED; at < CASE_STATE_COUNT; at++) {
			scene.side = &sides[i];
			scene.state = (enum case_state)at;
			if (is_telling(scene.state, scene.side))
				try_all(&scene);
		}
}

/* --- forms --- */

static enum err do_once(struct story *story, const struct case_deed *deed, const struct actor *actor, int64_t number,
			const struct once *once)
{
	return case_deed_do(deed, story->office, actor, once, number, NULL, &story->why);
}

static void a_form_that_was_used_for_one_deed_does_no_other(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "received");

	assert_ok(do_once(story, &screening_deed_check, &story->secretariat, number, &first), &story->why);
	assert_int_equal(do_once(story, &screening_deed_approve, &story->tokyo, number, &first), ERR_CONFLICT);
	assert_non_null(strstr(story->why.text, "used before, for \"checked\""));
	assert_int_equal(story_state(story, number), CASE_STATE_CHECKED);
}

static void used_forms_are_forgotten_when_no_session_can_send_them_again(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "received");

	assert_ok(do_once(story, &screening_deed_check, &story->secretariat, number, &first), &story->why);
	story->office->clock.fixed_ms += SESSION_STAFF_MS;
	assert_int_equal(do_once(story, &screening_deed_approve, &story->tokyo, number, &first), ERR_CONFLICT);
	story->office->clock.fixed_ms += 2 * INT64_C(86400000);
	assert_ok(do_once(story, &screening_deed_approve, &story->tokyo, number, &second), &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM form_use"), 1);
}

static void a_form_that_was_used_for_one_case_does_nothing_to_another(void **state)
{
	struct story *story = *state;
	int64_t one = story_case_at(story, "one", "received"), other = story_case_at(story, "one", "received");

	assert_ok(do_once(story, &screening_deed_check, &story->secretariat, one, &first), &story->why);
	assert_int_equal(do_once(story, &screening_deed_check, &story->secretariat, other, &first), ERR_CONFLICT);
	assert_int_equal(story_state(story, other), CASE_STATE_RECEIVED);
}

static void a_permission_is_taken_back_by_a_form_of_its_own_and_once(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");
	const struct actor company = story_company(number);
	struct value *problems;

	assert_ok(targets_form_submit(story->office, &story->arena, &company, &first,
				      value_get(story->file, "authorisation"), &problems, &story->why),
		  &story->why);
	assert_int_equal(story_type_code(story, number, &third, story_code(story, number)), TARGETS_CODE_RIGHT);
	assert_int_equal(do_once(story, &targets_deed_revoke, &company, number, &first), ERR_CONFLICT);
	assert_int_equal(do_once(story, &targets_deed_revoke, &company, number, &third), ERR_CONFLICT);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM authorisation WHERE state = 'authorised'"), 1);
	for (int i = 0; i < 2; i++)
		assert_ok(do_once(story, &targets_deed_revoke, &company, number, &second), &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM authorisation WHERE state = 'revoked'"), 1);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM event WHERE kind = 'targets_revoked'"), 1);
}

static void a_form_whose_deed_was_refused_is_not_used_up(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "received");

	assert_int_equal(do_once(story, &screening_deed_approve, &story->tokyo, number, &first), ERR_CONFLICT);
	assert_ok(story_do(story, &screening_deed_check, &story->secretariat, number), &story->why);
	assert_ok(do_once(story, &screening_deed_approve, &story->tokyo, number, &first), &story->why);
	assert_int_equal(story_state(story, number), CASE_STATE_INVITED);
}

static void a_report_is_released_once(void **state)
{
	struct story *story = *state;
	struct scene scene = {.story = story, .number = story_case_at(story, "one", "authorised")};

	scene.authorisation_id = story_ask(story, "SELECT id FROM authorisation");
	scene.state = CASE_STATE_SUPPORTED;
	scene.side = &sides[3];
	lay(&scene);
	assert_ok(story_do(story, &diagnosis_deed_release, &story->secretariat, scene.number), &story->why);
	assert_int_equal(story_do(story, &diagnosis_deed_release, &story->secretariat, scene.number), ERR_CONFLICT);
	story_mail(story, scene.number, "report_released");
}

/* --- who did it --- */

static const struct value *newest_entry(struct story *story, int64_t number)
{
	struct value *view;

	assert_ok(view_case(story->office, &story->arena, &story->secretariat, LANG_JA, number, &view, &story->why),
		  &story->why);
	return value_at(value_get(view, "history"), 0);
}

static void run_job(struct story *story)
{
	const struct job job = {.kind = DIAGNOSE_JOB, .subject = story_ask(story, "SELECT id FROM diagnosis")};

	story->office->probe.path = "/nonexistent/probe"; /* would be an error, if it were run */
	assert_ok(diagnose_run(story->office, &job, &story->why), &story->why);
}

static void who_stopped_a_diagnosis_stands_in_the_history(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "authorised");
	const struct value *entry;

	assert_ok(story_do(story, &diagnosis_deed_start, &story->secretariat, number), &story->why);
	assert_ok(story_do(story, &diagnosis_deed_stop, &story->diagnosis, number), &story->why);
	entry = newest_entry(story, number);
	assert_string_equal(value_get_text(entry, "event"), "diagnosis_stopped");
	assert_string_equal(value_get_text(entry, "actor"), "高木 亮");
	assert_false(value_get_bool(entry, "is_system"));
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM diagnosis WHERE state = 'stopped'"), 1);
}

static void what_was_stopped_by_hand_ends_but_once(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "authorised");

	assert_ok(story_do(story, &diagnosis_deed_start, &story->secretariat, number), &story->why);
	for (int i = 0; i < 2; i++)
		assert_ok(story_do(story, &diagnosis_deed_stop, &story->secretariat, number), &story->why);
	run_job(story);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM event WHERE kind = 'diagnosis_stopped'"), 1);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM event WHERE kind = 'diagnosis_ended'"), 0);
}

static void what_the_program_ends_is_shown_as_its_own(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "authorised");
	const struct actor company = story_company(number);
	const struct value *entry;

	assert_ok(story_do(story, &diagnosis_deed_start, &story->secretariat, number), &story->why);
	assert_ok(story_do(story, &targets_deed_revoke, &company, number), &story->why);
	run_job(story);
	entry = newest_entry(story, number);
	assert_string_equal(value_get_text(entry, "event"), "diagnosis_ended");
	assert_string_equal(value_get_text(entry, "outcome"), "stopped");
	assert_true(value_get_bool(entry, "is_system"));
}

static void a_company_called_as_the_program_is_shown_as_the_company(void **state)
{
	static const char *const names[] = {"system", "tenken"};
	struct story *story = *state;

	for (size_t i = 0; i < 2; i++) {
		struct token token = story_fill_in(story, story_answers(story, names[i], "one"));
		int64_t number = story_submit(story, token, LANG_JA).case_id;
		const struct value *entry = newest_entry(story, number);

		assert_string_equal(value_get_text(entry, "actor"), names[i]);
		assert_false(value_get_bool(entry, "is_system"));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(a_button_is_shown_exactly_where_its_deed_moves_the_case),
		STORY(a_form_that_was_used_for_one_deed_does_no_other),
		STORY(used_forms_are_forgotten_when_no_session_can_send_them_again),
		STORY(a_form_that_was_used_for_one_case_does_nothing_to_another),
		STORY(a_permission_is_taken_back_by_a_form_of_its_own_and_once),
		STORY(a_form_whose_deed_was_refused_is_not_used_up),
		STORY(a_report_is_released_once),
		STORY(who_stopped_a_diagnosis_stands_in_the_history),
		STORY(what_was_stopped_by_hand_ends_but_once),
		STORY(what_the_program_ends_is_shown_as_its_own),
		STORY(a_company_called_as_the_program_is_shown_as_the_company),
	};

	return test_store_run("deeds", tests, COUNT(tests));
}
