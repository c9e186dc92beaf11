/* SPDX-License-Identifier: Apache-2.0 */
/* A scanner of mails opens every link that it finds, by GET and by HEAD, before a person does: it changes nothing. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "main/route_table.h"
#include "store/account/staff_invitation_store.h"
#include "store/application/draft_store.h"
#include "story/client.h"
#include "story/invitation/inviting.h"
#include "usecases/account/session.h"
#include "usecases/account/staff_invite.h"
#include "usecases/application/draft_link.h"
#include "usecases/invitation/invitation_text.h"
#include "web/server.h"

#define LINKS_MAX 10

struct scanning {
	struct story *story;
	struct server *server;
	pthread_t thread;
	struct client client;
	const char *links[LINKS_MAX];
	size_t count;
};

static void *run(void *context)
{
	struct fault why;

	if (server_run(context, &why))
		abort();
	return NULL;
}

static void serve(struct scanning *scanning)
{
	static const char *const addresses[] = {"127.0.0.1:0"};
	struct story *story = scanning->story;
	const struct server_options options = {
		.office = story->office,
		.routes = route_table,
		.route_count = route_count,
		.find_actor = session_find_actor,
		.addresses = addresses,
		.address_count = 1,
		.quiet = true,
		.worker_threads = 2,
	};

	assert_ok(server_new(&options, &scanning->server, &story->why), &story->why);
	client_init(&scanning->client, server_port(scanning->server, 0));
	assert_int_equal(pthread_create(&scanning->thread, NULL, run, scanning->server), 0);
}

static void end(struct scanning *scanning)
{
	server_stop(scanning->server);
	pthread_join(scanning->thread, NULL);
	server_free(scanning->server);
	client_release(&scanning->client);
	inviting_end();
}

static void add(struct scanning *scanning, const char *path)
{
	assert_true(scanning->count < LINKS_MAX);
	scanning->links[scanning->count++] = path;
}

/* --- the links that leave the house --- */

static void add_links_of_a_case(struct scanning *scanning)
{
	struct story *story = scanning->story;
	int64_t number = story_case_at(story, "one", "invited");
	const struct message_row invitation = story_mail(story, number, "invitation");
	const char *receipt = strstr(story_mail(story, number, "receipt").body, "/received/");
	const struct str link = story_link(story, &invitation);

	assert_non_null(receipt);
	add(scanning, arena_strndup(&story->arena, receipt, strcspn(receipt, " \r\n")));
	add(scanning, arena_printf(&story->arena, "/enter/%.*s", (int)link.n, link.p));
}

static void add_links_of_an_invitation(struct scanning *scanning)
{
	struct story *story = scanning->story;
	struct invitation_row row;

	inviting_all(story);
	row = inviting_row(story, "株式会社こだま印刷");
	for (int way = INVITATION_WAY_LETTER; way < INVITATION_WAY_COUNT; way++)
		add(scanning,
		    invitation_text_path(&story->arena, story->office, story->edition, &row, (enum invitation_way)way));
}

static enum err link_draft(struct tx *tx, void *context, struct fault *why)
{
	const struct draft_key *key = context;
	enum err err = draft_store_save(tx, key, &(struct draft_row){.address = "", .answers = "{}"},
					STORY_NOW_MS + 1000000, STORY_NOW_MS, why);

	return err ? err : draft_store_link(tx, key, 5, STORY_NOW_MS + 1000000, why);
}

static void add_link_of_a_draft(struct scanning *scanning)
{
	struct story *story = scanning->story;
	const struct token token = token_new();
	char link[PERSONAL_LINK_LENGTH + 1];
	struct token_hash hash;
	struct draft_key key;

	assert_true(token_hash(str_from(token.text), &hash));
	key = (struct draft_key){token_hash_str(&hash), STORY_EDITION_ID, STORY_DRAFT};
	assert_ok(db_write(story->office->db, link_draft, &key, &story->why), &story->why);
	draft_link_format(story->office, 5, STORY_NOW_MS + 1000000, link);
	add(scanning, arena_printf(&story->arena, "/resume/%s", link));
}

struct staff_loading {
	struct arena *arena;
	int64_t id;
	struct staff_invitation_row row;
};

static enum err load_staff(struct tx *tx, void *context, struct fault *why)
{
	struct staff_loading *loading = context;

	return staff_invitation_store_load(tx, loading->arena, loading->id, &loading->row, why);
}

static void add_link_of_staff(struct scanning *scanning)
{
	struct story *story = scanning->story;
	const struct actor program = actor_program();
	const struct staff_invite_input input = {"neu@example.jp", "新しい担当", ROLE_SECRETARIAT};
	struct staff_loading loading = {.arena = &story->arena};
	char link[PERSONAL_LINK_LENGTH + 1];

	assert_ok(staff_invite(story->office, &program, &input, &loading.id, &story->why), &story->why);
	assert_ok(db_read(story->office->db, load_staff, &loading, &story->why), &story->why);
	staff_invite_link(story->office, &loading.row, link);
	add(scanning, arena_printf(&story->arena, "/join/%s", link));
}

/* --- what a scanner does --- */

/* How many rows each table has that a page may write, and what opening could note. */
static const char *content(struct story *story)
{
	static const char *const tables[] = {"setting",
					     "person",
					     "staff_invitation",
					     "passkey",
					     "passkey_use",
					     "code_use",
					     "challenge",
					     "edition",
					     "edition_version",
					     "invitation",
					     "code_tried",
					     "session",
					     "device",
					     "sign_in_failure",
					     "link_asked",
					     "draft",
					     "draft_mail",
					     "form_use",
					     "company_case",
					     "left_rank",
					     "case_count",
					     "case_word",
					     "support",
					     "event",
					     "answer_sheet",
					     "questionnaire_draft",
					     "consent",
					     "message",
					     "mail_hold",
					     "mailbox",
					     "job",
					     "task",
					     "case_note",
					     "authorisation",
					     "authorisation_request",
					     "diagnosis",
					     "ownership",
					     "log_entry"};
	const char *all = "";

	for (size_t i = 0; i < COUNT(tables); i++)
		all = arena_printf(
			&story->arena, "%s%s %lld\n", all, tables[i],
			(long long)story_ask(story, arena_printf(&story->arena, "SELECT COUNT(*) FROM %s", tables[i])));
	return arena_printf(&story->arena, "%sopened %lld, answered %lld, versions %lld", all,
			    (long long)story_ask(story, "SELECT COUNT(opened_ms) FROM invitation"),
			    (long long)story_ask(story, "SELECT COUNT(*) FROM invitation WHERE answer <> ''"),
			    (long long)story_ask(story, "SELECT SUM(event_count + link_version) FROM company_case"));
}

/* Whether the pattern's constant parts are those of the path. */
static bool is_of(const char *pattern, const char *path)
{
	while (*pattern && *path) {
		if (*pattern == ':') {
			pattern += strcspn(pattern, "/");
			path += strcspn(path, "/");
		} else if (*pattern++ != *path++)
			return false;
	}
	return !*pattern && !*path;
}

static void every_kind_of_link_is_among_them(const struct scanning *scanning)
{
	for (size_t i = 0; i < route_count; i++) {
		bool is_there = !strstr(route_table[i].pattern, "/:link") || route_table[i].method != METHOD_GET;

		for (size_t k = 0; k < scanning->count; k++)
			is_there = is_there || is_of(route_table[i].pattern, scanning->links[k]);
		if (!is_there)
			fail_msg("no link of the test leads to %s", route_table[i].pattern);
	}
}

static void a_scanner_that_opens_every_link_changes_nothing(void **state)
{
	struct scanning scanning = {.story = *state};
	struct story *story = *state;
	const char *before;

	add_links_of_a_case(&scanning);
	add_links_of_an_invitation(&scanning);
	add_link_of_a_draft(&scanning);
	add_link_of_staff(&scanning);
	every_kind_of_link_is_among_them(&scanning);
	serve(&scanning);
	before = content(story);
	for (size_t i = 0; i < scanning.count; i++) {
		const char *english = arena_printf(&story->arena, "/en%s", scanning.links[i]);
		assert_int_equal(client_get(&scanning.client, scanning.links[i]), 200);
		assert_int_equal(client_head(&scanning.client, scanning.links[i]), 200);
		assert_int_equal(client_get(&scanning.client, english), 200);
		assert_string_equal(content(story), before);
	}
	/* The button does what opening did not. */
	assert_int_equal(client_get(&scanning.client, scanning.links[1]), 200);
	assert_int_equal(client_post(&scanning.client, scanning.links[1], NULL), 303);
	assert_string_not_equal(content(story), before);
	end(&scanning);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(a_scanner_that_opens_every_link_changes_nothing),
	};

	return test_store_run("scanner", tests, COUNT(tests));
}
