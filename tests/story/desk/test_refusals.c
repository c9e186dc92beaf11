/* SPDX-License-Identifier: Apache-2.0 */
/* Why a page says no, and what to do then, as a browser sees it. */
#include <string.h>

#include "story/client.h"
#include "story/process.h"
#include "story/staff.h"

#define CASE "/desk/cases/R7-0001"

struct house {
	struct scene *scene;
	struct process server;
	struct client clerk, tokyo, nobody;
};

static void open_house(struct house *house, struct scene *scene)
{
	house->scene = scene;
	scene_init(scene, NULL);
	house->server = scene_serve(scene, NULL);
	staff_sign_in(scene, NULL, &house->clerk, house->server.port, "secretariat");
	staff_sign_in(scene, NULL, &house->tokyo, house->server.port, "tokyo");
	client_init(&house->nobody, house->server.port);
}

static void close_house(struct house *house)
{
	client_release(&house->clerk);
	client_release(&house->tokyo);
	client_release(&house->nobody);
	process_stop(&house->server);
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

static void each_no_has_its_own_words(void **state)
{
	struct house house;

	open_house(&house, *state);
	assert_int_equal(client_get(&house.clerk, "/approve"), 403);
	assert_shows(&house.clerk, "ほかの担当の方のページです");
	assert_shows(&house.clerk, "href=\"/desk\">最初のページへ</a>");
	assert_int_equal(client_get(&house.nobody, "/none"), 404);
	assert_shows(&house.nobody, "href=\"/\">最初のページへ</a>");
	assert_int_equal(client_get(&house.nobody, "/sign-in"), 200);
	assert_int_equal(client_post(&house.nobody, CASE "/check", NULL), 403);
	assert_shows(&house.nobody, "ログインの有効期限が切れました");
	assert_shows(&house.nobody, "href=\"/sign-in\">もう一度ログインする</a>");
	strcpy(house.clerk.token, "x");
	assert_int_equal(client_post(&house.clerk, CASE "/check", NULL), 403);
	assert_shows(&house.clerk, "入力画面の有効期限が切れました");
	assert_shows(&house.clerk, "href=\"" CASE "\">入力画面を開き直す</a>");
	close_house(&house);
}

/* The token of the page that the client saw last, for a form that stays open in another tab. */
static void keep_tab(const struct client *client, char token[256])
{
	strcpy(token, client->token);
}

static void press_in_tab(struct client *client, const char *token, const char *path)
{
	strcpy(client->token, token);
	client_post(client, path, NULL);
}

static void a_second_click_in_another_tab_says_that_it_is_done(void **state)
{
	struct house house;
	char first[256], second[256];

	open_house(&house, *state);
	assert_int_equal(client_get(&house.clerk, CASE), 200);
	keep_tab(&house.clerk, first);
	assert_int_equal(client_get(&house.clerk, CASE), 200);
	keep_tab(&house.clerk, second);
	press_in_tab(&house.clerk, first, CASE "/check");
	assert_int_equal(house.clerk.status, 303);
	press_in_tab(&house.clerk, second, CASE "/check");
	assert_int_equal(house.clerk.status, 303);
	assert_string_equal(house.clerk.location, CASE);
	assert_int_equal(client_get(&house.clerk, CASE), 200);
	assert_shows(&house.clerk, "この操作は、すでに済んでいます（");
	assert_hides(&house.clerk, "ほかの方の操作");
	close_house(&house);
}

/* The second click was sent with the cookie of the session that the first one ended. */
static void a_second_click_on_sign_out_signs_out(void **state)
{
	struct house house;
	char session[256], token[256];

	open_house(&house, *state);
	assert_int_equal(client_get(&house.clerk, "/desk"), 200);
	strcpy(session, value_get_text(house.clerk.cookies, "session"));
	keep_tab(&house.clerk, token);
	assert_int_equal(client_post(&house.clerk, "/sign-out", NULL), 303);
	value_set_text(&house.clerk.arena, house.clerk.cookies, "session", session);
	press_in_tab(&house.clerk, token, "/sign-out");
	assert_int_equal(house.clerk.status, 303);
	press_in_tab(&house.clerk, token, CASE "/check"); /* which is another deed */
	assert_int_equal(house.clerk.status, 403);
	close_house(&house);
}

/* So is that of an administrator on what ends all sessions of a name, if the name is the administrator's own. */
static void a_second_click_on_what_ends_ones_own_session_leads_to_signing_in(void **state)
{
	static const char *const paths[] = {"/admin/sign-out", "/admin/password"};
	struct house house;
	struct client boss;

	open_house(&house, *state);
	for (size_t i = 0; i < COUNT(paths); i++) {
		struct value *fields;
		char session[256], token[256];

		staff_sign_in(house.scene, NULL, &boss, house.server.port, "administrator");
		fields = value_map(&boss.arena);
		value_set_text(&boss.arena, fields, "sign_in", "administrator");
		value_set_text(&boss.arena, fields, "password", "a long enough secret of the boss");
		assert_int_equal(client_get(&boss, "/admin"), 200);
		strcpy(session, value_get_text(boss.cookies, "session"));
		keep_tab(&boss, token);
		for (int click = 0; click < 2; click++) {
			value_set_text(&boss.arena, boss.cookies, "session", session);
			strcpy(boss.token, token);
			assert_int_equal(client_post(&boss, paths[i], fields), 303);
		}
		assert_int_equal(client_get(&boss, boss.location), 303);
		assert_non_null(strstr(boss.location, "/sign-in"));
		strcpy(boss.token, token);
		assert_int_equal(client_post(&boss, "/admin/disable", fields), 403); /* which is another deed */
		client_release(&boss);
	}
	close_house(&house);
}

static const struct value *reason(const struct house *house)
{
	struct value *fields = value_map(&house->scene->arena);

	value_set_text(&house->scene->arena, fields, "withdraw-reason", "電話で辞退のご連絡がありました。");
	value_set_text(&house->scene->arena, fields, "seen", "電話で辞退のご連絡がありました。");
	value_set_text(&house->scene->arena, fields, "send", "yes");
	return fields;
}

static void a_deed_that_came_too_late_leads_to_the_present_content(void **state)
{
	struct house house;
	char approval[256];

	open_house(&house, *state);
	assert_int_equal(client_get(&house.clerk, CASE), 200);
	assert_int_equal(client_post(&house.clerk, CASE "/check", NULL), 303);
	assert_int_equal(client_get(&house.tokyo, "/approve/R7-0001"), 200);
	keep_tab(&house.tokyo, approval);
	assert_int_equal(client_get(&house.clerk, CASE), 200);
	assert_int_equal(client_post(&house.clerk, CASE "/withdraw", reason(&house)), 303);
	press_in_tab(&house.tokyo, approval, "/approve/R7-0001/approve");
	assert_int_equal(house.tokyo.status, 409);
	assert_shows(&house.tokyo, "ほかの操作で、内容が変わりました");
	assert_shows(&house.tokyo, "最後に行われた操作：辞退を受け付けました（20");
	assert_shows(&house.tokyo, "href=\"/approve/R7-0001\">最新の内容を開く</a>");
	close_house(&house);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE(each_no_has_its_own_words),
		SCENE(a_second_click_in_another_tab_says_that_it_is_done),
		SCENE(a_second_click_on_sign_out_signs_out),
		SCENE(a_second_click_on_what_ends_ones_own_session_leads_to_signing_in),
		SCENE(a_deed_that_came_too_late_leads_to_the_present_content),
	};

	return cmocka_run_group_tests_name("refusals", tests, NULL, NULL);
}
