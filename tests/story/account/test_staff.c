/* SPDX-License-Identifier: Apache-2.0 */
/* Somebody is asked to join the staff, and joins. */
#include "story/story.h"

#include <string.h>

#include "calendar/day.h"
#include "usecases/account/sign_in.h"
#include "usecases/account/staff.h"
#include "usecases/account/staff_invite.h"
#include "usecases/account/staff_join.h"
#include "usecases/seal/audit_verify.h"

#define MAIL     "hanako@example.jp"
#define PASSWORD "a long enough password"

static const struct actor administrator = {.role = ROLE_ADMINISTRATOR, .name = "admin"};

static enum err invite_as(struct story *story, const struct actor *actor, const char *mail, const char *name,
			  int64_t *ret_id)
{
	const struct staff_invite_input input = {mail, name, ROLE_SECRETARIAT};

	return staff_invite(story->office, actor, &input, ret_id, &story->why);
}

/* The invitation, when its mail was sent: a rehearsal sends none and says so. */
static int64_t invite(struct story *story)
{
	struct job job = {.kind = STAFF_INVITE_JOB};

	assert_ok(invite_as(story, &administrator, MAIL, "佐藤 花子", &job.subject), &story->why);
	assert_ok(staff_invite_run(story->office, &job, &story->why), &story->why);
	return job.subject;
}

static struct str link_of(struct story *story, int64_t id)
{
	const struct staff_invitation_row row = {.id = id, .until_ms = STORY_NOW_MS + STAFF_INVITE_DAYS * DAY_MS};
	char link[PERSONAL_LINK_LENGTH + 1];

	staff_invite_link(story->office, &row, link);
	return str_from(arena_strdup(&story->arena, link));
}

static enum staff_join_state look(struct story *story, struct str link)
{
	struct staff_join found;

	assert_ok(staff_join_look(story->office, &story->arena, link, &found, &story->why), &story->why);
	return found.state;
}

static enum staff_join_state join(struct story *story, struct str link, const char *password,
				  enum password_problem expected)
{
	enum password_problem problem;
	struct staff_join found;

	assert_ok(staff_join_do(story->office, &story->arena, link, str_from(password), &problem, &found, &story->why),
		  &story->why);
	assert_int_equal(problem, expected);
	return found.state;
}

static enum sign_in_outcome come_in(struct story *story, const char *name)
{
	const struct sign_in_input input = {.name = str_from(name), .password = STR(PASSWORD), .browser.client = ""};
	struct sign_in_result result;

	assert_ok(sign_in(story->office, &input, &result, &story->why), &story->why);
	return result.outcome;
}

static int64_t people(struct story *story)
{
	return story_ask(story, "SELECT COUNT(*) FROM person WHERE mail = '" MAIL "'");
}

static void who_is_invited_chooses_a_password_and_signs_in(void **state)
{
	struct story *story = *state;
	struct str link = link_of(story, invite(story));

	assert_int_equal(look(story, link), STAFF_JOIN_OPEN);
	assert_int_equal(people(story), 0); /* looking changes nothing */
	assert_int_equal(join(story, link, "short", PASSWORD_PROBLEM_SHORT), STAFF_JOIN_OPEN);
	assert_int_equal(join(story, link, MAIL, PASSWORD_PROBLEM_NAME), STAFF_JOIN_OPEN);
	assert_int_equal(people(story), 0);
	assert_int_equal(join(story, link, PASSWORD, PASSWORD_PROBLEM_NONE), STAFF_JOIN_DONE);
	assert_int_equal(come_in(story, "Hanako@Example.jp"), SIGN_IN_DONE);
}

static void an_invitation_is_good_once(void **state)
{
	struct story *story = *state;
	struct str link = link_of(story, invite(story));

	assert_int_equal(join(story, link, PASSWORD, PASSWORD_PROBLEM_NONE), STAFF_JOIN_DONE);
	assert_int_equal(join(story, link, "another long password", PASSWORD_PROBLEM_NONE), STAFF_JOIN_DONE);
	assert_int_equal(people(story), 1);
	assert_int_equal(come_in(story, MAIL), SIGN_IN_DONE); /* with the first password */
}

static void an_invitation_ends_by_time_and_by_being_withdrawn(void **state)
{
	struct story *story = *state;
	int64_t id = invite(story);
	struct str link = link_of(story, id);

	story->office->clock.fixed_ms += STAFF_INVITE_DAYS * DAY_MS - 1;
	assert_int_equal(look(story, link), STAFF_JOIN_OPEN);
	story->office->clock.fixed_ms += 1;
	assert_int_equal(join(story, link, PASSWORD, PASSWORD_PROBLEM_NONE), STAFF_JOIN_VOID);
	story->office->clock.fixed_ms = STORY_NOW_MS;
	assert_ok(staff_invite_withdraw(story->office, &administrator, id, &story->why), &story->why);
	assert_int_equal(join(story, link, PASSWORD, PASSWORD_PROBLEM_NONE), STAFF_JOIN_VOID);
	assert_int_equal(people(story), 0);
}

static void an_invitation_ends_with_the_rights_of_who_invited(void **state)
{
	struct story *story = *state;
	struct actor boss = {.role = ROLE_ADMINISTRATOR, .name = "Boss"};
	struct job job = {.kind = STAFF_INVITE_JOB};

	assert_ok(staff_add(story->office, "boss", "Boss", boss.role, PASSWORD, &boss.person_id, &story->why),
		  &story->why);
	assert_ok(invite_as(story, &boss, MAIL, "佐藤 花子", &job.subject), &story->why);
	assert_int_equal(look(story, link_of(story, job.subject)), STAFF_JOIN_OPEN);
	assert_ok(staff_change(story->office, &administrator, "boss", STAFF_DISABLE, &story->why), &story->why);
	assert_int_equal(look(story, link_of(story, job.subject)), STAFF_JOIN_VOID);
}

static void a_link_that_was_not_made_here_opens_nothing(void **state)
{
	struct story *story = *state;
	char *changed = str_dup(&story->arena, link_of(story, invite(story)));

	assert_int_equal(look(story, link_of(story, 12345)), STAFF_JOIN_VOID);
	changed[3] = changed[3] == 'A' ? 'B' : 'A';
	assert_int_equal(look(story, str_from(changed)), STAFF_JOIN_VOID);
	assert_int_equal(look(story, STR("")), STAFF_JOIN_VOID);
}

static void what_cannot_be_an_invitation_is_refused(void **state)
{
	struct story *story = *state;
	int64_t id;

	assert_int_equal(invite_as(story, &administrator, "not an address", "A", &id), ERR_INVALID);
	assert_int_equal(invite_as(story, &administrator, MAIL, " ", &id), ERR_INVALID);
	assert_int_equal(invite_as(story, &story->secretariat, MAIL, "A", &id), ERR_DENIED);
	(void)join(story, link_of(story, invite(story)), PASSWORD, PASSWORD_PROBLEM_NONE);
	assert_int_equal(invite_as(story, &administrator, "Hanako@Example.jp", "A", &id), ERR_CONFLICT);
	story->office->rehearsal = false;
	assert_int_equal(invite_as(story, &administrator, "taro@example.jp", "A", &id), ERR_CONFLICT);
}

static void each_step_of_an_invitation_stands_in_the_log(void **state)
{
	struct story *story = *state;
	const struct audit_verify_input input = {.key = STR("")};
	struct value *report;
	int64_t id = invite(story);

	assert_ok(staff_invite_withdraw(story->office, &administrator, id, &story->why), &story->why);
	(void)join(story, link_of(story, invite(story)), PASSWORD, PASSWORD_PROBLEM_NONE);
	assert_ok(audit_verify(story->office, &story->arena, &input, &report, &story->why), &story->why);
	assert_int_equal(value_count(value_get(report, "differences")), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(who_is_invited_chooses_a_password_and_signs_in),
		STORY(an_invitation_is_good_once),
		STORY(an_invitation_ends_by_time_and_by_being_withdrawn),
		STORY(an_invitation_ends_with_the_rights_of_who_invited),
		STORY(a_link_that_was_not_made_here_opens_nothing),
		STORY(what_cannot_be_an_invitation_is_refused),
		STORY(each_step_of_an_invitation_stands_in_the_log),
	};
	return test_store_run("staff", tests, COUNT(tests));
}
