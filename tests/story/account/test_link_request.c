/* SPDX-License-Identifier: Apache-2.0 */
/* Who lost the link gets a new one by mail; who asks for another company's learns nothing. */
#include "story/story.h"

#include <string.h>

#include "usecases/account/company_link.h"
#include "usecases/account/link_request.h"
#include "usecases/office_open.h"
#include "usecases/screening/screening_deed.h"

static void ask(struct story *story, const char *receipt, const char *mail)
{
	assert_ok(link_request_ask(story->office, "", str_from(receipt), str_from(mail), &story->why), &story->why);
}

static int64_t jobs(struct story *story)
{
	return story_ask(story, "SELECT COUNT(*) FROM job WHERE kind = 'link_request'");
}

/* Runs the job of the last request, as a worker does; whose it is. */
static int64_t work(struct story *story)
{
	struct job job = {.kind = LINK_REQUEST_JOB};

	job.id = story_ask(story, "SELECT id FROM job WHERE kind = 'link_request'");
	job.subject = story_ask(story, "SELECT subject FROM job WHERE kind = 'link_request'");
	assert_int_equal(jobs(story), 1);
	story_tamper(story, "DELETE FROM job WHERE kind = 'link_request'");
	for (int i = 0; i < 2; i++) { /* again, as after a crash: it is one mail */
		assert_ok(link_request_run(story->office, &job, &story->why), &story->why);
		story->office->clock.fixed_ms++;
	}
	return job.subject;
}

static int64_t mails(struct story *story)
{
	return story_ask(story, "SELECT COUNT(*) FROM message WHERE template = 'new_link'");
}

static const char *address(struct story *story, int64_t number)
{
	return story_load(story, number).mail;
}

static void a_company_gets_a_link_that_opens_its_case(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited"), opened = 0;
	struct message_row mail;

	ask(story, "R7-0001", address(story, number));
	assert_int_equal(mails(story), 0); /* the answer is there before anything is written to anybody */
	assert_true(work(story) == number);
	mail = story_mail(story, number, "new_link");
	assert_string_equal(mail.recipient, address(story, number));
	assert_ok(company_link_case(story->office, story_link(story, &mail), &opened, &story->why), &story->why);
	assert_true(opened == number);
}

static void number_and_address_are_read_as_people_write_them(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	const char *mail = address(story, number);
	char *shouted = arena_strdup(&story->arena, mail);

	for (char *p = shouted; *p; p++)
		*p = (char)(*p >= 'a' && *p <= 'z' ? *p - 'a' + 'A' : *p);
	ask(story, " Ｒ７－０００１ ", shouted);
	assert_true(work(story) == number);
	ask(story, "r7-1", arena_printf(&story->arena, " %s ", mail));
	assert_true(work(story) == number);
}

/* Each leaves one job, as the right one does; but that job is nobody's. */
static void who_asks_for_what_is_not_there_is_answered_alike_and_nothing_is_sent(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");
	const char *mail = address(story, number);
	const char *const asked[][2] = {
		{"R7-0001", "somebody@example.jp"},
		{"R7-0002", mail},
		{"R8-0001", mail},
		{"", mail},
		{"R7-0001", ""},
		{"R7-", mail},
		{"'; --", "x"},
		{"R7-99999999999999999999", mail},
	};

	for (size_t i = 0; i < COUNT(asked); i++) {
		ask(story, asked[i][0], asked[i][1]);
		assert_true(work(story) == 0);
	}
	assert_int_equal(mails(story), 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM event WHERE kind = 'entered'"), 0);
}

static void nobody_floods_a_company_through_us(void **state)
{
	struct story *story = *state;
	int64_t first = story_case_at(story, "one", "invited"), second = story_case_at(story, "three", "invited");

	for (int i = 0; i < 20; i++) {
		ask(story, i % 2 ? "R7-0001" : "R7-0002", address(story, first));
		work(story);
		story->office->clock.fixed_ms += 1000;
	}
	assert_string_equal(address(story, first), address(story, second)); /* one address, two cases */
	assert_int_equal(mails(story), LINK_REQUEST_MAILS_PER_HOUR);
	story->office->clock.fixed_ms += INT64_C(3600) * 1000;
	ask(story, "R7-0001", address(story, first));
	work(story);
	assert_int_equal(mails(story), LINK_REQUEST_MAILS_PER_HOUR + 1);
}

/* Asks from a client's address; whether anything follows. */
static bool is_heard(struct story *story, const char *client)
{
	story_tamper(story, "DELETE FROM job WHERE kind = 'link_request'");
	assert_ok(link_request_ask(story->office, client, STR("R7-0001"), STR("somebody@example.jp"), &story->why),
		  &story->why);
	return jobs(story) == 1;
}

static void a_client_that_asks_too_often_is_answered_alike_and_nothing_follows(void **state)
{
	struct story *story = *state;

	for (int i = 0; i < LINK_REQUEST_ASKED_PER_HOUR; i++)
		assert_true(is_heard(story, "192.0.2.7"));
	assert_false(is_heard(story, "192.0.2.7"));
	assert_true(is_heard(story, "192.0.2.8"));
	assert_true(is_heard(story, ""));
	story->office->clock.fixed_ms += INT64_C(3600) * 1000 + 1;
	assert_true(is_heard(story, "192.0.2.7"));
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM link_asked"), 1); /* the others are forgotten */
}

static void how_often_is_a_setting(void **state)
{
	struct story *story = *state;

	assert_int_equal(office_set(story->office, OFFICE_LINKS_AN_HOUR, "often", &story->why), ERR_INVALID);
	assert_ok(office_set(story->office, OFFICE_LINKS_AN_HOUR, "1", &story->why), &story->why);
	assert_true(is_heard(story, "192.0.2.7"));
	assert_false(is_heard(story, "192.0.2.7"));
	assert_ok(office_set(story->office, OFFICE_LINKS_AN_HOUR, "0", &story->why), &story->why);
	assert_false(is_heard(story, "192.0.2.8"));
	assert_true(is_heard(story, ""));
}

static void who_is_out_gets_no_link(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");

	ask(story, "R7-0001", address(story, number));
	assert_ok(story_do_with_reason(story, &screening_deed_withdraw, &story->secretariat, number, "都合"),
		  &story->why);
	assert_true(work(story) == number); /* it withdrew between its request and the mail */
	assert_int_equal(mails(story), 0);
	ask(story, "R7-0001", address(story, number));
	assert_true(work(story) == 0);
}

static void companies_of_every_call_get_one_in_its_name(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "invited");

	story_publish_r8(story);
	ask(story, "R7-0001", address(story, number));
	assert_true(work(story) == number);
	assert_non_null(strstr(story_mail(story, number, "new_link").subject, "R7-0001"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(a_company_gets_a_link_that_opens_its_case),
		STORY(number_and_address_are_read_as_people_write_them),
		STORY(who_asks_for_what_is_not_there_is_answered_alike_and_nothing_is_sent),
		STORY(nobody_floods_a_company_through_us),
		STORY(a_client_that_asks_too_often_is_answered_alike_and_nothing_follows),
		STORY(how_often_is_a_setting),
		STORY(who_is_out_gets_no_link),
		STORY(companies_of_every_call_get_one_in_its_name),
	};

	return test_store_run("link_request", tests, COUNT(tests));
}
