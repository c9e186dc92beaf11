/* SPDX-License-Identifier: Apache-2.0 */
/* A company says that the receipt arrived, or is rung. */
#include "story/story.h"

#include <pthread.h>
#include <string.h>

#include "calendar/day.h"
#include "usecases/account/company_link.h"
#include "usecases/account/confirm_mail.h"
#include "usecases/mail_watch.h"
#include "usecases/post/mail_deed.h"
#include "usecases/screening/correct_mail.h"

/* The link of the button in the case's receipt. */
static struct str link_in(struct story *story, const char *body)
{
	const char *at = strstr(body, "/received/");

	assert_non_null(at);
	at += strlen("/received/");
	return str_from(arena_strndup(&story->arena, at, strcspn(at, " \r\n")));
}

static struct str link_of(struct story *story, int64_t number)
{
	return link_in(story, story_mail(story, number, "receipt").body);
}

static enum confirm_mail_state look(struct story *story, struct str link)
{
	struct confirm_mail found = {CONFIRM_MAIL_VOID, ""};

	assert_ok(confirm_mail_look(story->office, &story->arena, link, &found, &story->why), &story->why);
	return found.state;
}

static enum confirm_mail_state press(struct story *story, struct str link)
{
	struct confirm_mail found = {CONFIRM_MAIL_VOID, ""};

	assert_ok(confirm_mail_do(story->office, &story->arena, link, &found, &story->why), &story->why);
	return found.state;
}

static int64_t confirmations(struct story *story)
{
	return story_ask(story, "SELECT COUNT(*) FROM event WHERE kind = 'mail_confirmed' AND actor_kind = 'company' "
				"AND actor_name = '株式会社ためし'");
}

/* A case whose receipt was sent, at the office's time. */
static int64_t sent_case(struct story *story)
{
	int64_t number = story_case_at(story, "one", "received");

	story_settle_mails(story);
	return number;
}

static void watch(struct story *story, int64_t message_id)
{
	const struct job job = {.kind = MAIL_WATCH_JOB, .subject = message_id};

	assert_ok(mail_watch_run(story->office, &job, &story->why), &story->why);
}

static int64_t tasks(struct story *story, const char *state)
{
	return story_ask(story,
			 arena_printf(&story->arena,
				      "SELECT COUNT(*) FROM task WHERE kind = 'mail_unconfirmed' AND state = '%s'",
				      state));
}

/* Two business days behind the Monday on which stories play, and the first moment after them. */
static void wait_for_the_deadline(struct story *story)
{
	story->office->clock.fixed_ms = day_start_ms(day_of_ms(STORY_NOW_MS) + 3);
}

static void opening_the_page_changes_nothing_and_the_button_counts_once(void **state)
{
	struct story *story = *state;
	struct str link = link_of(story, sent_case(story));

	for (int i = 0; i < 2; i++)
		assert_int_equal(look(story, link), CONFIRM_MAIL_OPEN);
	assert_int_equal(confirmations(story), 0);
	for (int i = 0; i < 2; i++)
		assert_int_equal(press(story, link), CONFIRM_MAIL_DONE);
	assert_int_equal(look(story, link), CONFIRM_MAIL_DONE);
	assert_int_equal(confirmations(story), 1);
}

static void the_button_lets_nobody_in_and_no_other_link_presses_it(void **state)
{
	struct story *story = *state;
	struct str link = link_of(story, sent_case(story));
	const struct message_row invitation = story_mail(story, story_case_at(story, "one", "invited"), "invitation");
	int64_t case_id = 1;

	assert_ok(company_link_case(story->office, link, &case_id, &story->why), &story->why);
	assert_int_equal(case_id, 0);
	assert_int_equal(press(story, story_link(story, &invitation)), CONFIRM_MAIL_VOID);
	assert_int_equal(press(story, STR("AAAA")), CONFIRM_MAIL_VOID);
	assert_int_equal(confirmations(story), 0);
}

static void a_receipt_that_waited_a_week_is_watched_from_its_sending(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "received");
	const int64_t week = 7;

	story->office->clock.fixed_ms += week * DAY_MS;
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM job WHERE kind = 'watch_mail'"), 0);
	story_settle_mails(story);
	watch(story, story_mail(story, number, "receipt").id);
	assert_int_equal(tasks(story, "open"), 0);
	assert_int_equal(story_ask(story, "SELECT run_at_ms FROM job WHERE kind = 'watch_mail'"),
			 day_start_ms(day_of_ms(STORY_NOW_MS) + week + 3));
}

static void who_does_not_answer_in_two_business_days_is_rung(void **state)
{
	struct story *story = *state;
	int64_t mail = story_mail(story, sent_case(story), "receipt").id;

	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM job WHERE kind = 'watch_mail'"), 1);
	watch(story, mail);
	assert_int_equal(story_ask(story, "SELECT run_at_ms FROM job WHERE kind = 'watch_mail'"),
			 day_start_ms(day_of_ms(STORY_NOW_MS) + 3));
	wait_for_the_deadline(story);
	story->office->clock.fixed_ms--;
	watch(story, mail);
	assert_int_equal(tasks(story, "open"), 0);
	wait_for_the_deadline(story);
	for (int i = 0; i < 2; i++) /* a job that was killed runs again */
		watch(story, mail);
	assert_int_equal(tasks(story, "open"), 1);
	assert_int_equal(story_ask(story, "SELECT due_day FROM task"), day_of_ms(STORY_NOW_MS) + 7); /* Monday */
}

static void *watch_beside_others(void *context)
{
	struct story *story = context;
	const struct job job = {.kind = MAIL_WATCH_JOB, .subject = story_mail(story, 1, "receipt").id};
	struct fault why;

	return mail_watch_run(story->office, &job, &why) ? context : NULL;
}

static void however_many_look_at_once_there_is_one_task(void **state)
{
	struct story *story = *state;
	pthread_t threads[4];
	void *failed[4];

	assert_int_equal(sent_case(story), 1);
	wait_for_the_deadline(story);
	for (size_t i = 0; i < COUNT(threads); i++)
		assert_int_equal(pthread_create(&threads[i], NULL, watch_beside_others, story), 0);
	for (size_t i = 0; i < COUNT(threads); i++)
		assert_int_equal(pthread_join(threads[i], &failed[i]), 0);
	for (size_t i = 0; i < COUNT(threads); i++)
		assert_null(failed[i]);
	assert_int_equal(tasks(story, "open"), 1);
}

static void who_answers_in_time_is_not_rung_and_who_answers_late_no_more(void **state)
{
	struct story *story = *state;
	int64_t early = sent_case(story), late = sent_case(story);

	press(story, link_of(story, early));
	wait_for_the_deadline(story);
	watch(story, story_mail(story, early, "receipt").id);
	assert_int_equal(tasks(story, "open"), 0);
	watch(story, story_mail(story, late, "receipt").id);
	assert_int_equal(tasks(story, "open"), 1);
	press(story, link_of(story, late));
	assert_int_equal(tasks(story, "open"), 0);
	assert_int_equal(tasks(story, "over"), 1);
}

static void who_comes_in_by_a_link_has_read_a_mail(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	struct message_row invitation = story_mail(story, number, "invitation");
	struct company_link_entry entry;

	assert_ok(company_link_enter(story->office, &story->arena, story_link(story, &invitation), STR(""), &entry,
				     &story->why),
		  &story->why);
	assert_true(entry.is_valid);
	assert_int_equal(look(story, link_of(story, number)), CONFIRM_MAIL_DONE);
}

static void a_receipt_that_could_not_be_sent_is_rung_about_at_once(void **state)
{
	struct story *story = *state;
	int64_t mail = story_mail(story, sent_case(story), "receipt").id;

	story_tamper(story, "UPDATE message SET state = 'failed'");
	watch(story, mail);
	assert_int_equal(tasks(story, "open"), 1);
}

static void a_corrected_address_is_asked_anew(void **state)
{
	struct story *story = *state;
	int64_t number = sent_case(story), again = 0;
	const struct message_row mail = story_mail(story, number, "receipt");
	struct str former = link_of(story, number);
	const char *problem = "";

	press(story, former);
	assert_ok(correct_mail_do(story->office, &story->arena, &story->secretariat, NULL, number,
				  STR("new@example.jp"), &problem, &story->why),
		  &story->why);
	assert_int_equal(look(story, former), CONFIRM_MAIL_VOID);
	assert_ok(mail_deed_send_again(story->office, &story->secretariat, NULL, mail.id, &again, &story->why),
		  &story->why);
	story_settle_mails(story);
	wait_for_the_deadline(story);
	watch(story, mail.id); /* of an address that is not the company's any more */
	assert_int_equal(tasks(story, "open"), 0);
	watch(story, again);
	assert_int_equal(tasks(story, "open"), 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(opening_the_page_changes_nothing_and_the_button_counts_once),
		STORY(the_button_lets_nobody_in_and_no_other_link_presses_it),
		STORY(a_receipt_that_waited_a_week_is_watched_from_its_sending),
		STORY(who_does_not_answer_in_two_business_days_is_rung),
		STORY(however_many_look_at_once_there_is_one_task),
		STORY(who_answers_in_time_is_not_rung_and_who_answers_late_no_more),
		STORY(who_comes_in_by_a_link_has_read_a_mail),
		STORY(a_receipt_that_could_not_be_sent_is_rung_about_at_once),
		STORY(a_corrected_address_is_asked_anew),
	};
	return test_store_run("received", tests, COUNT(tests));
}
