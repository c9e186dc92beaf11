/* SPDX-License-Identifier: Apache-2.0 */
/* What the desk's pages say after a deed, and what stays of a text that is refused, as a browser sees it. */
#include <string.h>

#include "story/applicant.h"
#include "story/client.h"
#include "story/process.h"
#include "story/staff.h"
#include "usecases/case_deed.h"

#define LETTER "あ"

struct desk {
	struct scene *scene;
	struct process server;
	struct client clerk, tokyo;
};

static void open_desk(struct desk *desk, struct scene *scene)
{
	desk->scene = scene;
	scene_init(scene, NULL);
	desk->server = scene_serve(scene, NULL);
	staff_sign_in(scene, NULL, &desk->clerk, desk->server.port, "secretariat");
	staff_sign_in(scene, NULL, &desk->tokyo, desk->server.port, "tokyo");
}

static void close_desk(struct desk *desk)
{
	client_release(&desk->clerk);
	client_release(&desk->tokyo);
	process_stop(&desk->server);
}

static void assert_shows(const struct client *client, const char *text)
{
	if (!strstr(client->reply, text))
		fail_msg("the page does not say \"%s\": %s", text, client->reply);
}

static void assert_hides(const struct client *client, const char *text)
{
	if (strstr(client->reply, text))
		fail_msg("the page says \"%s\"", text);
}

static void press(struct desk *desk, struct client *client, const char *page, const char *deed)
{
	assert_int_equal(client_get(client, page), 200);
	assert_int_equal(client_post(client, arena_printf(&desk->scene->arena, "%s/%s", page, deed), NULL), 303);
	assert_string_equal(client->location, page);
	assert_int_equal(client_get(client, page), 200);
}

static void the_page_after_a_deed_says_what_was_done_and_what_is_next(void **state)
{
	struct desk desk;

	open_desk(&desk, *state);
	press(&desk, &desk.clerk, "/desk/cases/R7-0001", "check");
	assert_shows(&desk.clerk, "こだま印刷株式会社の申込みを確認済みにしました");
	assert_shows(&desk.clerk, "href=\"/desk/cases/R7-0002\">次へ：株式会社あおば設計（残り3件）");
	assert_int_equal(client_get(&desk.clerk, "/desk/cases/R7-0001"), 200);
	assert_hides(&desk.clerk, "確認済みにしました。");
	press(&desk, &desk.tokyo, "/approve/R7-0001", "approve");
	assert_shows(&desk.tokyo, "こだま印刷株式会社の参加を承認しました");
	assert_shows(&desk.tokyo, "href=\"/approve/R7-0004\">次へ：");
	assert_hides(&desk.tokyo, "承認できる状態ではありません");
	close_desk(&desk);
}

static void a_deed_is_told_on_its_own_page_alone(void **state)
{
	struct desk desk;

	open_desk(&desk, *state);
	assert_int_equal(client_get(&desk.clerk, "/desk/cases/R7-0001"), 200);
	assert_int_equal(client_post(&desk.clerk, "/desk/cases/R7-0001/check", NULL), 303);
	assert_int_equal(client_get(&desk.clerk, "/desk/cases/R7-0002"), 200);
	assert_hides(&desk.clerk, "確認済みにしました");
	close_desk(&desk);
}

/* The page of invitations is one a call, which its query names. */
static void a_deed_is_told_also_where_the_page_has_a_query(void **state)
{
	static const char told[] = "新しく行うものはありませんでした";
	struct desk desk;
	struct value *fields;

	open_desk(&desk, *state);
	fields = value_map(&desk.scene->arena);
	value_set_text(&desk.scene->arena, fields, "edition", "tokyo_r7");
	assert_int_equal(client_get(&desk.clerk, "/desk/invitations"), 200);
	assert_hides(&desk.clerk, told);
	assert_int_equal(client_post(&desk.clerk, "/desk/invitations/mails", fields), 303);
	assert_string_equal(desk.clerk.location, "/desk/invitations?edition=tokyo_r7");
	assert_int_equal(client_get(&desk.clerk, desk.clerk.location), 200);
	assert_shows(&desk.clerk, told);
	close_desk(&desk);
}

static const char *letters(struct arena *arena, size_t count)
{
	char *text = arena_alloc(arena, count * strlen(LETTER) + 1), *to = text;

	while (count--)
		to = stpcpy(to, LETTER);
	return text;
}

static int send_reason(struct desk *desk, struct client *client, const char *path, const char *reason)
{
	struct value *fields = value_map(&desk->scene->arena);

	value_set_text(&desk->scene->arena, fields,
		       arena_printf(&desk->scene->arena, "%s-reason", strrchr(path, '/') + 1), reason);
	return client_post(client, path, fields);
}

static size_t count_of(const char *text, const char *part)
{
	size_t count = 0;

	for (; (text = strstr(text, part)) != NULL; text += strlen(part))
		count++;
	return count;
}

static void assert_refused(struct desk *desk, struct client *client, const char *page, const char *deed)
{
	const char *path = arena_printf(&desk->scene->arena, "%s/%s", page, deed);
	const char *link = arena_printf(&desk->scene->arena, "href=\"#%s-reason\"", deed);
	const char *reason = letters(&desk->scene->arena, CASE_DEED_REASON_CHARS_MAX + 1);

	assert_int_equal(client_get(client, page), 200);
	assert_int_equal(send_reason(desk, client, path, reason), 422);
	assert_shows(client, arena_printf(&desk->scene->arena, "%s</textarea>", reason));
	assert_shows(client, "2000文字以内で入力してください（いま2001文字です）");
	assert_shows(client, "<title>エラー：");
	assert_shows(client, link);
	assert_int_equal(count_of(client->reply, "aria-invalid=\"true\""), 1);
	assert_int_equal(count_of(client->reply, "<details open>"), 1);
	assert_int_equal(send_reason(desk, client, path, " \r\n"), 422);
	assert_shows(client, "理由を入力してください");
}

static void a_refused_reason_stays_in_its_field_and_both_numbers_are_said(void **state)
{
	struct desk desk;

	open_desk(&desk, *state);
	assert_refused(&desk, &desk.clerk, "/desk/cases/R7-0001", "decline");
	assert_refused(&desk, &desk.clerk, "/desk/cases/R7-0001", "withdraw");
	assert_refused(&desk, &desk.tokyo, "/approve/R7-0004", "decline");
	/* A line break counts once, as its writer sees it: the mail with it can be read. */
	assert_int_equal(send_reason(&desk, &desk.clerk, "/desk/cases/R7-0001/decline",
				     arena_printf(&desk.scene->arena, "%s\r\n%s",
						  letters(&desk.scene->arena, CASE_DEED_REASON_CHARS_MAX - 2), LETTER)),
			 200);
	assert_shows(&desk.clerk, "name=\"send\"");
	close_desk(&desk);
}

/* --- the mail before it goes --- */

static int send_mail(struct desk *desk, const char *seen, const char *reason)
{
	struct arena *arena = &desk->scene->arena;
	struct value *fields = value_map(arena);

	value_set_text(arena, fields, "send", "yes");
	value_set_text(arena, fields, "seen", seen);
	value_set_text(arena, fields, "decline-reason", reason);
	return client_post(&desk->clerk, "/desk/cases/R7-0001/decline", fields);
}

static void a_mail_that_declines_is_read_before_it_goes(void **state)
{
	struct desk desk;
	struct value *fields;

	open_desk(&desk, *state);
	fields = value_map(&desk.scene->arena);
	assert_int_equal(client_get(&desk.clerk, "/desk/cases/R7-0001"), 200);
	value_set_text(&desk.scene->arena, fields, "decline-sample", "主たる事業所が都内にありません。");
	value_set_text(&desk.scene->arena, fields, "decline-reason", "登記をご確認ください。");
	assert_int_equal(client_post(&desk.clerk, "/desk/cases/R7-0001/decline", fields), 200);
	assert_shows(&desk.clerk, "お申込みの結果について（受付番号 R7-0001）");
	assert_shows(&desk.clerk, "主たる事業所が都内にありません。\n登記をご確認ください。");
	/* What was changed behind the mail is read once more. */
	assert_int_equal(send_mail(&desk, "登記をご確認ください。", "都内ではありません。"), 200);
	assert_shows(&desk.clerk, "メールをもう一度お読みください");
	assert_int_equal(client_get(&desk.clerk, "/desk/cases/R7-0001"), 200);
	assert_shows(&desk.clerk, "name=\"decline-reason\""); /* nothing is declined yet */
	assert_int_equal(send_mail(&desk, "都内では\r\nありません。", "都内では\nありません。"), 303);
	assert_int_equal(client_get(&desk.clerk, "/desk/cases/R7-0001"), 200);
	assert_hides(&desk.clerk, "name=\"decline-reason\"");
	close_desk(&desk);
}

static void a_page_on_which_somebody_types_is_never_loaded_again(void **state)
{
	struct desk desk;

	open_desk(&desk, *state);
	press(&desk, &desk.clerk, "/desk/cases/R7-0010", "diagnose");
	assert_shows(&desk.clerk, "診断の開始を受け付けました");
	assert_hides(&desk.clerk, "http-equiv");
	close_desk(&desk);
}

static void the_receipt_of_a_paper_without_a_mail_address_speaks_of_the_post(void **state)
{
	const struct value *answers;
	struct value *typed;
	struct desk desk;

	open_desk(&desk, *state);
	answers = applicant_answers(&desk.scene->arena);
	assert_non_null(answers);
	typed = value_map(&desk.scene->arena);
	for (size_t i = 0; i < value_count(answers); i++)
		value_set_str(&desk.scene->arena, typed, answers->keys[i], answers->items[i]);
	value_set_text(&desk.scene->arena, typed, "mail", "");
	assert_int_equal(applicant_apply(&desk.clerk, typed), 303);
	assert_int_equal(client_get(&desk.clerk, desk.clerk.location), 200);
	assert_shows(&desk.clerk, "受付のお知らせを郵送でお送りします");
	assert_hides(&desk.clerk, "受付のメールが");
	close_desk(&desk);
}

static void each_page_marks_its_place_in_the_menu_of_its_role(void **state)
{
	struct desk desk;

	open_desk(&desk, *state);
	assert_int_equal(client_get(&desk.tokyo, "/approve/R7-0004"), 200);
	assert_shows(&desk.tokyo, "<a href=\"/approve\" aria-current=\"page\">");
	assert_shows(&desk.tokyo, "<a href=\"/desk\">");
	assert_shows(&desk.tokyo, "<p class=\"header__name\"><a href=\"/approve\">");
	assert_int_equal(client_get(&desk.clerk, "/desk/cases/R7-0004"), 200);
	assert_shows(&desk.clerk, "<a href=\"/desk/cases\" aria-current=\"page\">");
	assert_shows(&desk.clerk, "<a href=\"/diagnosis\">");
	close_desk(&desk);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE(the_page_after_a_deed_says_what_was_done_and_what_is_next),
		SCENE(a_deed_is_told_also_where_the_page_has_a_query),
		SCENE(a_deed_is_told_on_its_own_page_alone),
		SCENE(a_refused_reason_stays_in_its_field_and_both_numbers_are_said),
		SCENE(a_mail_that_declines_is_read_before_it_goes),
		SCENE(the_receipt_of_a_paper_without_a_mail_address_speaks_of_the_post),
		SCENE(each_page_marks_its_place_in_the_menu_of_its_role),
		SCENE(a_page_on_which_somebody_types_is_never_loaded_again),
	};

	return cmocka_run_group_tests_name("pages of the desk", tests, NULL, NULL);
}
