/* SPDX-License-Identifier: Apache-2.0 */
/* Every mail of the edition, in both languages, with all that it may name. */
#include "story/story.h"

#include <stdio.h>
#include <string.h>

#include "lib/keys_given.h"
#include "mail/message.h"
#include "people/personal_link.h"
#include "programme/mail_names.h"
#include "usecases/account/company_link.h"
#include "usecases/mail_context.h"
#include "usecases/mail_secret.h"
#include "usecases/message_queue.h"
#include "usecases/post/view_mail.h"
#include "usecases/say_deed.h"

#define OCCASION "4711" /* of the mails of these tests: a code is made of a number */

struct writing {
	struct story *story;
	const struct case_row *row;
	enum lang lang;
};

static enum err write_all(struct tx *tx, void *context, struct fault *why)
{
	const struct writing *writing = context;
	struct story *story = writing->story;
	struct value *map = mail_context(&story->arena, story->office, story->edition, writing->row, writing->lang,
					 "条件に合わないため。");
	enum err err = ERR_OK;

	assert_keys(map, mail_names, "mail_names");
	for (size_t i = 0; !err && i < story->edition->message_count; i++)
		err = message_queue(tx, story->office, story->edition, writing->row->id, story->edition->messages[i].id,
				    OCCASION, writing->lang, "a@example.jp", map, why);
	say_deed(tx, &story->office->clock, &story->secretariat, "tested");
	return err;
}

static enum err load_all(struct tx *tx, void *context, struct fault *why)
{
	struct writing *writing = context;
	struct arena *arena = &writing->story->arena;
	struct message_row *rows, row;
	size_t count;
	enum err err = message_store_list_case(tx, arena, writing->row->id, &rows, &count, why);

	for (size_t i = 0; !err && i < count; i++) {
		err = message_store_load(tx, arena, rows[i].id, &row, why);
		if (err || strcmp(row.occasion, OCCASION) != 0)
			continue;
		row.body = mail_secret_put(arena, writing->story->office, writing->row, &row);
		/* A text that is missing shows as its name in brackets; a variable that is missing leaves an empty
		 * place. */
		if (strstr(row.body, "[mail.") || strstr(row.subject, "[mail.") || strstr(row.body, "{{"))
			return fault_set(why, ERR_INVALID, "%s: %s\n%s", row.template_id, row.subject, row.body);
		if (strchr(row.subject, '\n') || strstr(row.body, "()") || strstr(row.body, "\n様"))
			return fault_set(why, ERR_INVALID, "%s: %s\n%s", row.template_id, row.subject, row.body);
		/* An invitation goes to who has not applied. */
		if ((!str_starts(str_from(row.template_id), "call_") && !strstr(row.subject, "R7-0001")) ||
		    !strstr(row.body, "cs-follow-up-tokyo-2025-ml@east.ntt.co.jp"))
			return fault_set(why, ERR_INVALID, "%s: %s\n%s", row.template_id, row.subject, row.body);
		if (strstr(row.body, "/enter/") && story_link(writing->story, &row).n != 64)
			return fault_set(why, ERR_INVALID, "%s: the link is not whole\n%s", row.template_id, row.body);
	}
	return err;
}

static void every_mail_is_whole(struct story *story, enum lang lang)
{
	struct case_row row = story_load(story, story_case_at(story, "one", "invited"));
	struct writing writing = {story, &row, lang};

	assert_ok(db_write(story->office->db, write_all, &writing, &story->why), &story->why);
	assert_ok(db_read(story->office->db, load_all, &writing, &story->why), &story->why);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM message WHERE occasion = '" OCCASION "'"),
			 story->edition->message_count);
}

static void every_mail_is_whole_in_japanese(void **state)
{
	every_mail_is_whole(*state, LANG_JA);
}

static void every_mail_is_whole_in_english(void **state)
{
	every_mail_is_whole(*state, LANG_EN);
}

static void mails_that_ask_for_something_hold_a_link(void **state)
{
	static const char *const asking[] = {"invitation", "authorisation_asked", "report_released", "confirmed"};
	struct story *story = *state;
	struct case_row row = story_load(story, story_case_at(story, "one", "invited"));
	struct writing writing = {story, &row, LANG_JA};

	assert_ok(db_write(story->office->db, write_all, &writing, &story->why), &story->why);
	for (size_t i = 0; i < COUNT(asking); i++) {
		const char *sql =
			arena_printf(&story->arena,
				     "SELECT COUNT(*) FROM message WHERE occasion = '" OCCASION "' AND template = '%s' "
				     "AND body LIKE '%%" MAIL_SECRET_LINK "%%'",
				     asking[i]);
		assert_int_equal(story_ask(story, sql), 1);
	}
}

static void a_rehearsal_says_so_in_every_mail_and_the_real_office_in_none(void **state)
{
	struct story *story = *state;
	int64_t first = story_case_at(story, "one", "received"), second;
	struct message_row rehearsed = story_mail(story, first, "receipt"), real;

	story->office->rehearsal = false;
	second = story_case_at(story, "one", "received");
	real = story_mail(story, second, "receipt");
	assert_string_not_equal(rehearsed.subject, real.subject);
	assert_true(strlen(rehearsed.body) > strlen(real.body));
	assert_int_equal(
		strncmp(real.subject, "【東京都 セキュリティ対策点検】", strlen("【東京都 セキュリティ対策点検】")), 0);
	assert_int_equal(strncmp(real.body, "お申込みのご担当者様\n", strlen("お申込みのご担当者様\n")), 0);
}

/* Whoever applies names an address and could have the office mail their words to it. */
static void no_mail_carries_words_of_the_applicant_before_somebody_has_looked(void **state)
{
	static const char *const templates[] = {EDITION_MESSAGES_UNSEEN};
	struct story *story = *state;
	const struct case_row row = story_load(story, story_case_at(story, "one", "received"));
	struct writing writing = {story, &row, LANG_JA};

	assert_ok(db_write(story->office->db, write_all, &writing, &story->why), &story->why);
	for (size_t i = 0; i < COUNT(templates); i++) {
		const char *sql =
			arena_printf(&story->arena,
				     "SELECT COUNT(*) FROM message WHERE occasion = '" OCCASION "' AND template = '%s' "
				     "AND subject || body NOT LIKE '%%%s%%' AND subject || body NOT LIKE '%%%s%%'",
				     templates[i], row.company_name, row.contact_name);
		assert_int_equal(story_ask(story, sql), 1);
	}
}

/* Staff can read a mail, a backup can be read by others: neither may let anybody in as the company. */
static void outside_a_rehearsal_no_personal_link_is_stored_or_shown(void **state)
{
	struct story *story = *state;
	struct message_row mail;
	struct value *view;
	const char *shown, *sent;
	struct case_row row;
	int64_t number;

	story->office->rehearsal = false;
	number = story_case_at(story, "one", "invited");
	mail = story_mail(story, number, "invitation");
	assert_null(strstr(mail.body, "/enter/"));
	assert_int_equal(
		story_ask(story,
			  "SELECT COUNT(*) FROM message WHERE body LIKE '%/enter/%' OR subject LIKE '%/enter/%'"),
		0);
	assert_ok(view_mail(story->office, &story->arena, &story->secretariat, LANG_JA, mail.id, &view, &story->why),
		  &story->why);
	shown = value_get_text(view, "body");
	assert_null(strstr(shown, "/enter/"));
	assert_null(strstr(shown, "{{"));
	assert_non_null(strstr(shown, "個人用のリンク"));
	row = story_load(story, number);
	sent = mail_secret_put(&story->arena, story->office, &row, &mail);
	mail.body = sent;
	assert_int_equal(story_link(story, &mail).n, PERSONAL_LINK_LENGTH);
	assert_ok(company_link_case(story->office, story_link(story, &mail), &number, &story->why), &story->why);
	assert_true(number == row.id);
}

static void a_name_cannot_add_lines_to_a_subject(void **state)
{
	struct story *story = *state;
	struct case_row row = story_load(story, story_case_at(story, "one", "invited"));
	struct writing writing = {story, &row, LANG_JA};

	row.company_name = "A\r\nBcc: everybody@example.jp";
	assert_ok(db_write(story->office->db, write_all, &writing, &story->why), &story->why);
	assert_int_equal(
		story_ask(story, "SELECT COUNT(*) FROM message WHERE subject LIKE '%\r%' OR subject LIKE '%\n%'"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(every_mail_is_whole_in_japanese),
		STORY(every_mail_is_whole_in_english),
		STORY(mails_that_ask_for_something_hold_a_link),
		STORY(a_rehearsal_says_so_in_every_mail_and_the_real_office_in_none),
		STORY(no_mail_carries_words_of_the_applicant_before_somebody_has_looked),
		STORY(outside_a_rehearsal_no_personal_link_is_stored_or_shown),
		STORY(a_name_cannot_add_lines_to_a_subject),
	};

	return test_store_run("messages", tests, COUNT(tests));
}
