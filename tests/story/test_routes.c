/* SPDX-License-Identifier: Apache-2.0 */
/* Every route of the real table, as every role: the wall before the page, and the page behind it. */
#include "story/story.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/keys_given.h"
#include "main/route_table.h"
#include "story/account/second.h"
#include "story/advice/advised.h"
#include "story/applicant.h"
#include "story/invitation/invited.h"
#include "story/route_path.h"
#include "story/screening/sent_back.h"
#include "story/typing.h"
#include "usecases/desk/task_deed.h"
#include "usecases/diagnosis/diagnosis_deed.h"
#include "usecases/diagnosis/targets_form.h"
#include "usecases/screening/screening_deed.h"
#include "web/csrf.h"
#include "web/pages/page_table.h"
#include "web/reply_priv.h"
#include "web/server.h"

#define ROUTES_MAX 200

static const enum role roles[] = {ROLE_VISITOR, ROLE_COMPANY,   ROLE_SECRETARIAT,  ROLE_TOKYO,
				  ROLE_EXPERT,  ROLE_DIAGNOSIS, ROLE_ADMINISTRATOR};

/* A server over the office of a story; the session of a role is its name. */
static struct served_office {
	struct story *story;
	struct server *server;
	pthread_t thread;
	struct route routes[ROUTES_MAX];
	size_t count;
	int port;
	int64_t number; /* of the case that is visited */
	int typed_pages;
} running = {.number = 1};

/* What the pages were filled with, as it was seen. */
static struct {
	pthread_mutex_t lock;
	char wrong[600]; /* the first view that was not what it declares */
	bool is_shown[100];
} seen = {.lock = PTHREAD_MUTEX_INITIALIZER};

static void look(const char *page, const struct value *values)
{
	struct fault why = {.text = ""};
	size_t i = 0;

	while (i < page_table_count && strcmp(page_table[i].name, page) != 0)
		i++;
	pthread_mutex_lock(&seen.lock);
	if (i == page_table_count)
		snprintf(seen.wrong, sizeof(seen.wrong), "%s: not in the table of pages", page);
	else if (keys_given(values, reply_layout_keys, &why) ||
		 keys_given(value_get(values, "page"), page_table[i].keys, &why))
		snprintf(seen.wrong, sizeof(seen.wrong), "%s: %s", page, why.text);
	else
		seen.is_shown[i] = true;
	pthread_mutex_unlock(&seen.lock);
}

static enum err find_role(const struct office *office, struct str token, struct arena *arena, struct actor *ret_actor,
			  struct fault *why)
{
	struct actor actor = {.role = ROLE_VISITOR, .name = ""};

	if (role_parse(token, &actor.role)) {
		actor.name = "試験";
		actor.person_id = second_person(running.story, actor.role);
	}
	if (actor.role == ROLE_COMPANY)
		actor = story_company(running.number);
	*ret_actor = actor;
	return ERR_OK;
}

static void answer_token(const struct request *request, struct reply *reply)
{
	const char *page = arena_printf(request->arena, "<input name=\"form_token\" value=\"%s\">",
					csrf_new_token(request, reply));

	reply_bytes(reply, "text/html", str_from(page), NULL);
}

static void answer_here(const struct request *request, struct reply *reply)
{
	reply_bytes(reply, "text/plain", STR("here"), NULL);
}

static void *run(void *context)
{
	struct fault why;

	if (server_run(running.server, &why))
		abort();
	return NULL;
}

/* with_pages: the table's own pages; else a page that says "here" in the place of each. */
static void serve(struct story *story, bool with_pages)
{
	static const char *const addresses[] = {"127.0.0.1:0"};
	struct server_options options = {
		.office = story->office,
		.routes = running.routes,
		.find_actor = find_role,
		.addresses = addresses,
		.address_count = 1,
		.quiet = true,
		.look = look,
		.worker_threads = 4,
	};

	running.story = story;
	seen.wrong[0] = '\0';
	assert_true(route_count + 1 < ROUTES_MAX);
	running.routes[0] = (struct route){METHOD_GET, "/token-of-the-test", ROLE_ANY, answer_token};
	running.count = 1;
	for (size_t i = 0; i < route_count; i++) {
		struct route *route = &running.routes[running.count++];
		*route = route_table[i];
		if (!with_pages)
			route->answer = answer_here;
	}
	options.route_count = running.count;
	assert_ok(server_new(&options, &running.server, &story->why), &story->why);
	running.port = server_port(running.server, 0);
	assert_int_equal(pthread_create(&running.thread, NULL, run, NULL), 0);
}

static void stop_serving(void)
{
	server_stop(running.server);
	pthread_join(running.thread, NULL);
	server_free(running.server);
	if (seen.wrong[0])
		fail_msg("%s", seen.wrong);
}

static void become(struct client *client, enum role role)
{
	client_init(client, running.port);
	if (role != ROLE_VISITOR)
		value_set_text(&client->arena, client->cookies, "session", role_name(role));
	assert_int_equal(client_get(client, "/token-of-the-test"), 200);
}

static int ask_for(struct client *client, struct story *story, const struct route *route, const struct value *fields)
{
	const char *path = route_path_of(story, running.number, route->pattern);

	return route->method == METHOD_GET ? client_get(client, path) : client_post(client, path, fields);
}

static int expected_at_the_wall(const struct route *route, enum role role)
{
	if (route->roles & role)
		return 200;
	return role == ROLE_VISITOR && route->method == METHOD_GET ? 303 : 403;
}

static void every_role_passes_exactly_where_the_table_says(void **state)
{
	struct story *story = *state;

	story_case_at(story, "one", "received");
	serve(story, false);
	for (size_t i = 0; i < COUNT(roles); i++) {
		struct client client;
		become(&client, roles[i]);
		for (size_t k = 0; k < route_count; k++) {
			const struct route *route = &route_table[k];
			int expected = expected_at_the_wall(route, roles[i]),
			    status = ask_for(&client, story, route, NULL);
			if (status != expected)
				fail_msg("%s as %s: %d and not %d", route->pattern, role_name(roles[i]), status,
					 expected);
		}
		client_release(&client);
	}
	stop_serving();
}

/* What a page behind the wall may say: here it is, go there, not you after all, not there, not now, not so, not so
 * often. */
static bool is_an_answer(int status)
{
	return status == 200 || status == 303 || status == 403 || status == 404 || status == 409 || status == 410 ||
	       status == 422 || status == 429;
}

static void check_page(struct client *client, const struct route *route, enum role role, int status)
{
	/* A program that asks the log for nonsense is told so. */
	if (!is_an_answer(status) && !(status == 400 && strncmp(route->pattern, "/log/", 5) == 0))
		fail_msg("%s as %s: %d", route->pattern, role_name(role), status);
	if (status == 303 && client->location[0] != '/')
		fail_msg("%s as %s leads to \"%s\"", route->pattern, role_name(role), client->location);
	if (status == 200 && strstr(client->reply, "text/html") && !strstr(client->reply, "</html>"))
		fail_msg("%s as %s is not whole", route->pattern, role_name(role));
	/* A text without words shows as its name in brackets. */
	if (strstr(client->reply, ">[") || strstr(client->reply, "{{"))
		fail_msg("%s as %s lacks a text: %s", route->pattern, role_name(role), client->reply);
	if (status == 200 && route->method == METHOD_GET && strstr(client->reply, "text/html"))
		running.typed_pages += typing_is_kept(client, route->pattern);
}

static void visit_all(struct story *story, enum method method)
{
	for (size_t i = 0; i < COUNT(roles); i++)
		for (size_t k = 0; k < route_count; k++) {
			const struct route *route = &route_table[k];
			struct client client;
			if (route->method != method || !(route->roles & roles[i]))
				continue;
			become(&client, roles[i]);
			check_page(&client, route, roles[i], ask_for(&client, story, route, NULL));
			client_release(&client);
		}
}

static void make_cases(struct story *story)
{
	invited_one(story);
	story_case_at(story, "one", "authorised");
	story_case_at(story, "three", "checked");
	story_case_at(story, "one", "received");
	assert_ok(story_assign(story, 1, story->expert.person_id), &story->why);
}

static void every_page_that_a_role_may_open_is_whole(void **state)
{
	struct story *story = *state;

	make_cases(story);
	serve(story, true);
	visit_all(story, METHOD_GET);
	stop_serving();
}

static void every_empty_form_that_a_role_may_send_is_answered(void **state)
{
	struct story *story = *state;

	make_cases(story);
	serve(story, true);
	visit_all(story, METHOD_POST);
	stop_serving();
}

static void nothing_typed_is_lost_by_the_other_language(void **state)
{
	struct story *story = *state;

	make_cases(story);
	story_tamper(story,
		     "INSERT INTO task (id, case_id, kind, occasion, owner_role, due_day, state, made_ms, outcome, "
		     "note) VALUES (7, 1, 'mail_unconfirmed', '', 'secretariat', 1, 'open', 1, '', '')");
	serve(story, true);
	running.typed_pages = 0;
	for (running.number = 1; running.number <= 3; running.number++)
		visit_all(story, METHOD_GET);
	running.number = 1;
	stop_serving();
	assert_true(running.typed_pages >= 20);
}

static void no_form_counts_without_its_token(void **state)
{
	struct story *story = *state;

	make_cases(story);
	serve(story, true);
	for (size_t i = 0; i < COUNT(roles); i++) {
		struct client client;
		become(&client, roles[i]);
		for (size_t k = 0; k < route_count; k++) {
			client.token[0] = '\0'; /* the page before brought one */
			if (route_table[k].method == METHOD_POST && !(route_table[k].roles & ROUTE_WITHOUT_FORM))
				assert_int_equal(ask_for(&client, story, &route_table[k], NULL), 403);
		}
		client_release(&client);
	}
	stop_serving();
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM session"), 0);
}

/* Pages that show companies' names never show them to those who may not see companies. */
static void nobody_sees_a_company_who_may_not(void **state)
{
	static const enum role blind[] = {ROLE_VISITOR, ROLE_ADMINISTRATOR};
	struct story *story = *state;

	make_cases(story);
	serve(story, true);
	for (size_t i = 0; i < COUNT(blind); i++)
		for (size_t k = 0; k < route_count; k++) {
			struct client client;
			if (route_table[k].method != METHOD_GET)
				continue;
			become(&client, blind[i]);
			ask_for(&client, story, &route_table[k], NULL);
			if (strstr(client.reply, "株式会社ためし") || strstr(client.reply, "kodama-insatsu"))
				fail_msg("%s shows a company to %s", route_table[k].pattern, role_name(blind[i]));
			client_release(&client);
		}
	stop_serving();
}

/* --- what a page is filled with is what is declared --- */

/* Every other visit is in English, so that over two states each page is seen in both languages. */
static void visit_as_everybody(struct story *story, int64_t number)
{
	running.number = number;
	for (size_t i = 0; i < COUNT(roles); i++) {
		struct client client;
		become(&client, roles[i]);
		for (size_t k = 0; k < route_count; k++) {
			const char *path = route_path_of(story, running.number, route_table[k].pattern);
			const char *lang = (k + (size_t)number) % 2 ? "" : "/en";
			if (route_table[k].method == METHOD_GET && route_table[k].roles & roles[i])
				client_get(&client, arena_printf(&story->arena, "%s%s", lang, path));
		}
		client_release(&client);
	}
	running.number = 1;
}

static void visit_one_that_is_diagnosed(struct story *story)
{
	int64_t number = story_diagnosed_case(story);

	assert_ok(story_assign(story, number, story->expert.person_id), &story->why);
	assert_ok(story_do(story, &diagnosis_deed_release, &story->secretariat, number), &story->why);
	visit_as_everybody(story, number);
}

/* The sixth waits for one of five places, is offered one, and withdraws. */
static void visit_one_that_waits(struct story *story)
{
	int64_t last = 0;

	for (int i = 0; i < 6; i++)
		last = story_case_at(story, "three", "received");
	visit_as_everybody(story, last);
	for (int64_t i = 1; i >= 0; i--) {
		assert_ok(
			story_do_with_reason(story, &screening_deed_withdraw, &story->secretariat, last - i, "その他"),
			&story->why);
		visit_as_everybody(story, last);
	}
}

/* Between its form and its code. */
static void visit_one_that_waits_for_its_code(struct story *story)
{
	int64_t number = story_case_at(story, "one", "confirmed");
	const struct actor company = story_company(number);
	struct value *problems;

	assert_ok(targets_form_submit(story->office, &story->arena, &company, NULL,
				      value_get(story->file, "authorisation"), &problems, &story->why),
		  &story->why);
	visit_as_everybody(story, number);
}

/* To be rung, and rung. */
static void visit_one_that_does_not_know_its_servers(struct story *story)
{
	int64_t number = story_case_at(story, "one", "confirmed");
	const struct actor company = story_company(number);
	const struct task_deed_result reached = {STR("reached"), STR("折り返し")};
	struct value *typed = story_answers_of(story, "authorisation"), *problems;
	const char *problem;

	value_set_text(&story->arena, typed, "hosting", "not_sure");
	assert_ok(targets_form_submit(story->office, &story->arena, &company, NULL, typed, &problems, &story->why),
		  &story->why);
	visit_as_everybody(story, number);
	assert_ok(task_deed_finish(story->office, &story->secretariat, NULL,
				   story_ask(story, "SELECT id FROM task WHERE state = 'open'"), &reached, &problem,
				   &story->why),
		  &story->why);
	visit_as_everybody(story, number);
}

/* By the link of a mail, and by a password and a code. */
static void come_in(struct story *story)
{
	struct message_row mail = story_mail(story, story_case_at(story, "one", "invited"), "invitation");
	struct str link = story_link(story, &mail);
	struct client client;

	become(&client, ROLE_VISITOR);
	assert_int_equal(client_get(&client, arena_printf(&story->arena, "/enter/%.*s", (int)link.n, link.p)), 200);
	second_come_to_the_code(story, &client);
	client_release(&client);
}

/* The page of the button in a receipt, before and after it was pressed. */
static void say_that_the_receipt_arrived(struct story *story)
{
	const char *body = story_mail(story, story_case_at(story, "one", "received"), "receipt").body;
	const char *path = strstr(body, "/received/");
	struct client client;

	assert_non_null(path);
	path = arena_strndup(&story->arena, path, strcspn(path, " \r\n"));
	become(&client, ROLE_VISITOR);
	assert_int_equal(client_get(&client, path), 200);
	assert_int_equal(client_post(&client, path, NULL), 303);
	assert_int_equal(client_get(&client, path), 200);
	client_release(&client);
}

static void begin_to_decline(struct story *story)
{
	const char *path =
		arena_printf(&story->arena, "/desk/cases/%lld", (long long)story_case_at(story, "one", "received"));
	struct value *fields = value_map(&story->arena);
	struct client client;

	become(&client, ROLE_SECRETARIAT);
	assert_int_equal(client_get(&client, path), 200);
	value_set_text(&story->arena, fields, "decline-reason", "都内ではありません。");
	assert_int_equal(client_post(&client, arena_printf(&story->arena, "%s/decline", path), fields), 200);
	client_release(&client);
}

/* One who may take part, one who may not, one who comes too late. */
static void apply_in_three_ways(struct story *story)
{
	struct value *answers = story_answers(story, "株式会社ためし", "one");
	struct client client;

	become(&client, ROLE_VISITOR);
	assert_int_equal(applicant_apply(&client, answers), 303);
	assert_int_equal(client_get(&client, "/calls/tokyo_r7/apply/a/done"), 200);
	client_release(&client);
	value_set_text(&story->arena, answers, "prefecture", "osaka");
	become(&client, ROLE_VISITOR);
	assert_int_equal(applicant_apply(&client, answers), 303);
	assert_int_equal(client_get(&client, "/calls/tokyo_r7/apply/a/ineligible"), 200);
	story->office->clock.fixed_ms = story->edition->closes_ms;
	assert_int_equal(client_get(&client, "/calls/tokyo_r7/apply"), 200);
	story_publish_r8(story);
	assert_int_equal(client_get(&client, "/"), 200);
	assert_non_null(strstr(client.reply, "/calls/tokyo_r8"));
	client_release(&client);
}

static void every_page_in_every_state_is_filled_with_what_is_declared(void **state)
{
	static const char *const steps[] = {"received", "checked", "invited", "confirmed", "authorised"};
	struct story *story = *state;

	serve(story, true);
	invited_come(story, running.port);
	for (size_t i = 0; i < COUNT(steps); i++)
		visit_as_everybody(story, story_case_at(story, "one", steps[i]));
	visit_as_everybody(story, sent_back(story, "organisation"));
	visit_as_everybody(story, advised(story));
	visit_all(story, METHOD_POST);
	visit_one_that_waits(story);
	visit_one_that_is_diagnosed(story);
	visit_one_that_does_not_know_its_servers(story);
	visit_one_that_waits_for_its_code(story);
	come_in(story);
	say_that_the_receipt_arrived(story);
	begin_to_decline(story);
	apply_in_three_ways(story);
	stop_serving();
	for (size_t i = 0; i < page_table_count; i++)
		if (!seen.is_shown[i])
			fail_msg("%s was never shown", page_table[i].name);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(every_role_passes_exactly_where_the_table_says),
		STORY(every_page_that_a_role_may_open_is_whole),
		STORY(every_empty_form_that_a_role_may_send_is_answered),
		STORY(nothing_typed_is_lost_by_the_other_language),
		STORY(no_form_counts_without_its_token),
		STORY(nobody_sees_a_company_who_may_not),
		STORY(every_page_in_every_state_is_filled_with_what_is_declared),
	};

	return test_store_run("routes", tests, COUNT(tests));
}
