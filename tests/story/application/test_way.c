/* SPDX-License-Identifier: Apache-2.0 */
/* A company's way through the pages of the built server, up to its permission to diagnose, on both engines. */
#include "story/process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "codec/json.h"
#include "codec/yaml.h"
#include "disk/read_file.h"
#include "lib/pg_server.h"
#include "store/db.h"
#include "story/applicant.h"
#include "story/staff.h"

struct way {
	struct scene *scene;
	const char *database; /* NULL: SQLite */
	struct process server;
	const struct value *file; /* rehearsal.yaml */
	const char *number;       /* of the case, as in addresses */
	const char *begun;        /* the head of the log when the office began */
	const char *proved;       /* and the one in the proof that the company took away */
	struct client secretariat, tokyo, company;
};

/* --- looking into the store, beside the server --- */

struct query {
	struct arena *arena;
	const char *sql;
	const char *answer;
};

static enum err look_in(struct tx *tx, void *context, struct fault *why)
{
	struct query *query = context;
	struct rows *rows;
	enum err err = tx_query(tx, query->arena, query->sql, NULL, 0, &rows, why);

	if (!err)
		query->answer = rows_count(rows) ? rows_text(rows, 0, 0) : "";
	return err;
}

static const char *ask(struct way *way, const char *what, const char *from_and_where)
{
	struct arena *arena = &way->scene->arena;
	struct query query = {arena, arena_printf(arena, "SELECT %s FROM %s%s", what, from_and_where, way->number), ""};
	const char *address =
		way->database ? way->database : arena_printf(arena, "sqlite:%s/tenken.db", way->scene->data);
	struct fault why;
	struct db *db;

	if (db_open_reader(address, &db, &why) || db_read(db, look_in, &query, &why))
		fail_msg("%s", why.text);
	db_close(db);
	return query.answer;
}

static const char *state(struct way *way)
{
	return ask(way, "state", "company_case WHERE id = ");
}

/* --- people --- */

static void sign_in(struct way *way, struct client *client, const char *name)
{
	staff_sign_in(way->scene, way->database, client, way->server.port, name);
}

static int press(struct way *way, struct client *client, const char *page, const char *deed)
{
	struct arena *arena = &way->scene->arena;

	client_get(client, arena_printf(arena, "%s/%s", page, way->number));
	return client_post(client, arena_printf(arena, "%s/%s/%s", page, way->number, deed), NULL);
}

/* --- steps --- */

static void the_company_applies(struct way *way)
{
	struct client *company = &way->company;
	const char *receipt;

	client_init(company, way->server.port);
	assert_int_equal(client_get(company, "/"), 200);
	assert_int_equal(applicant_fill_in(company, applicant_answers(&way->scene->arena)), 200);
	/* One row says that all pledges were given, and opens to what they say. */
	assert_non_null(strstr(company->reply, "<dt>（ア）から（キ）のすべてに該当します</dt><dd>✓\n<details>"));
	assert_non_null(strstr(company->reply, "<li>(ア) 都税、消費税及び地方消費税の滞納がありません。</li>"));
	assert_int_equal(applicant_send(company), 303);
	assert_string_equal(company->location, "/calls/tokyo_r7/apply/a/done");
	receipt = applicant_receipt(company);
	assert_int_equal(strncmp(receipt, "R7-00", 5), 0);
	way->number = arena_printf(&way->scene->arena, "%d", (int)strtol(receipt + 3, NULL, 10));
	/* Sent again, by a double click or a reload, it is the same application. */
	assert_int_equal(client_post(company, "/calls/tokyo_r7/apply/a/check", NULL), 303);
	assert_string_equal(applicant_receipt(company), receipt);
	assert_string_equal(state(way), "received");
	assert_string_equal(ask(way, "COUNT(*)", "message WHERE template = 'receipt' AND case_id = "), "1");
}

static void the_secretariat_checks_and_cannot_approve(struct way *way)
{
	sign_in(way, &way->secretariat, "secretariat");
	assert_int_equal(press(way, &way->secretariat, "/desk/cases", "check"), 303);
	client_get(&way->secretariat, arena_printf(&way->scene->arena, "/desk/cases/%s", way->number));
	assert_non_null(strstr(
		way->secretariat.reply,
		"href=\"https://www.houjin-bangou.nta.go.jp/henkorireki-johoto.html?selHouzinNo=5999901000011\">"));
	assert_string_equal(state(way), "checked");
	assert_int_equal(press(way, &way->secretariat, "/approve", "approve"), 403);
	assert_string_equal(state(way), "checked");
}

static void tokyo_approves(struct way *way)
{
	sign_in(way, &way->tokyo, "tokyo");
	assert_int_equal(press(way, &way->tokyo, "/approve", "approve"), 303);
	assert_string_equal(state(way), "invited");
}

/* The page of a mail in the outbox, as a rehearsal shows it. */
static const char *mail_page(struct way *way, const char *template_id)
{
	struct arena *arena = &way->scene->arena;
	const char *where = arena_printf(arena, "message WHERE template = '%s' AND case_id = ", template_id);

	assert_int_equal(client_get(&way->secretariat, arena_printf(arena, "/desk/mail/%s", ask(way, "id", where))),
			 200);
	return way->secretariat.reply;
}

static void the_company_comes_in_by_its_link(struct way *way)
{
	struct arena *arena = &way->scene->arena;
	const char *link = strstr(mail_page(way, "invitation"), "/enter/");
	char *path, *forged;

	assert_non_null(link);
	path = arena_strndup(arena, link, strcspn(link, " \r\n\"<"));
	forged = arena_strdup(arena, path);
	forged[20] = forged[20] == 'A' ? 'B' : 'A';
	assert_int_equal(client_get(&way->company, forged), 410);
	/* A mail scanner that follows the link changes nothing and is not let in. */
	assert_int_equal(client_get(&way->company, path), 200);
	assert_int_equal(client_get(&way->company, "/my/questionnaire"), 303);
	assert_string_equal(way->company.location, "/my");
	assert_int_equal(client_get(&way->company, "/my"), 200);
	assert_null(strstr(way->company.reply, "R7-0"));
	assert_int_equal(client_get(&way->company, path), 200);
	assert_int_equal(client_post(&way->company, path, NULL), 303);
	assert_string_equal(way->company.location, "/my/questionnaire"); /* what the mail promised */
	assert_string_equal(ask(way, "COUNT(*)", "event WHERE kind = 'entered' AND case_id = "), "1");
	assert_int_equal(client_get(&way->company, "/my"), 200);
	assert_non_null(strstr(way->company.reply, "R7-"));
	assert_int_equal(client_get(&way->company, "/desk"), 403);
}

static void the_other_language_keeps_what_was_typed(struct way *way)
{
	struct value *fields = value_map(&way->scene->arena);

	value_set_text(&way->scene->arena, fields, "other_language", "yes");
	value_set_text(&way->scene->arena, fields, "worries", "typed in the middle");
	assert_int_equal(client_get(&way->company, "/my/questionnaire/visit"), 200);
	assert_non_null(strstr(way->company.reply, "formaction=\"/en/my/questionnaire/visit\""));
	assert_int_equal(client_post(&way->company, "/en/my/questionnaire/visit", fields), 200);
	assert_non_null(strstr(way->company.reply, "<html lang=\"en\">"));
	assert_non_null(strstr(way->company.reply, "typed in the middle"));
	assert_string_equal(state(way), "invited");
}

/* First a wrong one, which leads nowhere. */
static void type_the_code(struct way *way)
{
	struct arena *arena = &way->scene->arena;
	struct value *fields = value_map(arena);
	const char *mail = strstr(mail_page(way, "authorisation_code"), "確認コード  ");

	assert_non_null(mail);
	assert_int_equal(client_get(&way->company, "/my/authorisation/code"), 200);
	value_set_text(arena, fields, "code", "x");
	assert_int_equal(client_post(&way->company, "/my/authorisation/code", fields), 422);
	value_set_text(arena, fields, "code", arena_strndup(arena, mail + strlen("確認コード  "), 6));
	assert_int_equal(client_post(&way->company, "/my/authorisation/code", fields), 303);
	assert_string_equal(way->company.location, "/my");
	assert_int_equal(client_get(&way->company, "/my/authorisation/code"), 303);
}

/* Each page leads to the next one that asks something, and the last to the check. */
static void answer_page_by_page(struct way *way)
{
	const char *path = "/my/questionnaire/company";
	int pages = 0;

	for (; !strstr(path, "/check"); pages++) {
		assert_in_range(pages, 0, 20);
		assert_int_equal(client_get(&way->company, path), 200);
		assert_int_equal(client_post(&way->company, path, value_get(way->file, "questionnaire")), 303);
		path = arena_strdup(&way->scene->arena, way->company.location);
	}
	assert_int_equal(pages, 10);
	assert_string_equal(ask(way, "COUNT(*)", "questionnaire_draft WHERE case_id = "), "1");
	assert_string_equal(state(way), "invited");
}

/* What the check page that was opened last sends: which answers it showed. */
static struct value *shown_answers(struct way *way)
{
	const char *at = strstr(way->company.reply, "name=\"read_ms\" value=\"");
	struct value *fields = value_map(&way->scene->arena);

	assert_non_null(at);
	at = strstr(at, "value=\"") + strlen("value=\"");
	value_set_text(&way->scene->arena, fields, "read_ms", arena_strndup(&way->scene->arena, at, strcspn(at, "\"")));
	return fields;
}

/* Another device keeps a page after the check page was opened here, which is then shown anew. */
static void what_was_not_shown_is_not_sent(struct way *way)
{
	const struct value *before;

	assert_int_equal(client_get(&way->company, "/my/questionnaire/check"), 200);
	before = shown_answers(way);
	assert_int_equal(client_post(&way->company, "/my/questionnaire/company", value_get(way->file, "questionnaire")),
			 303);
	assert_int_equal(client_post(&way->company, "/my/questionnaire/check", before), 422);
	assert_non_null(strstr(way->company.reply, "回答は、まだ送られていません"));
	assert_int_equal(client_post(&way->company, "/my/questionnaire/check", NULL), 422);
	assert_string_equal(state(way), "invited");
}

/* A double click, and another device whose page was opened before: it is sent once, and all are led on. */
static void send_twice(struct way *way)
{
	struct client *company = &way->company;
	const struct value *fields;
	char other[256];

	assert_int_equal(client_get(company, "/my/questionnaire/check"), 200);
	strcpy(other, company->token);
	assert_int_equal(client_get(company, "/my/questionnaire/check"), 200);
	fields = shown_answers(way);
	for (int i = 0; i < 3; i++) {
		if (i == 2)
			strcpy(company->token, other);
		assert_int_equal(client_post(company, "/my/questionnaire/check", fields), 303);
		assert_string_equal(company->location, "/my/authorisation");
	}
	assert_string_equal(state(way), "confirmed");
	assert_string_equal(ask(way, "COUNT(*)", "event WHERE kind = 'answered' AND case_id = "), "1");
	assert_string_equal(ask(way, "COUNT(*)", "message WHERE template = 'confirmed' AND case_id = "), "1");
	assert_string_equal(ask(way, "COUNT(*)", "questionnaire_draft WHERE case_id = "), "0");
}

static void the_company_answers_and_permits(struct way *way)
{
	struct client *company = &way->company;

	assert_int_equal(client_get(company, "/my/questionnaire"), 200);
	assert_int_equal(client_post(company, "/my/questionnaire/company", NULL), 422);
	the_other_language_keeps_what_was_typed(way);
	assert_int_equal(client_post(company, "/my/questionnaire/check", NULL), 303); /* nothing is answered yet */
	assert_string_equal(company->location, "/my/questionnaire/check");
	assert_string_equal(state(way), "invited");
	answer_page_by_page(way);
	what_was_not_shown_is_not_sent(way);
	send_twice(way);
	assert_int_equal(press(way, &way->secretariat, "/desk/cases", "diagnose"), 409);
	assert_int_equal(client_get(company, "/my/authorisation"), 200);
	assert_int_equal(client_post(company, "/my/authorisation", value_get(way->file, "authorisation")), 303);
	assert_string_equal(company->location, "/my/authorisation/code");
	assert_string_equal(ask(way, "COUNT(*)", "authorisation WHERE case_id = "), "0");
	type_the_code(way);
	assert_string_equal(ask(way, "state", "authorisation WHERE case_id = "), "authorised");
}

static const char *write_text(struct scene *scene, const char *name, const char *text)
{
	const char *path = arena_printf(&scene->arena, "%s/%s", scene->dir, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	return path;
}

/* The file and the head in it, as somebody else than the office would check them. */
static void the_company_takes_its_proof_away(struct way *way)
{
	struct scene *scene = way->scene;
	const char *json;
	struct process process;
	struct value *map;
	struct fault why;

	assert_int_equal(client_get(&way->company, "/my"), 200);
	assert_non_null(strstr(way->company.reply, "href=\"/my/proof.json\""));
	assert_int_equal(client_get(&way->company, "/my/proof.json"), 200);
	assert_non_null(strstr(way->company.reply, "attachment"));
	json = strstr(way->company.reply, "\r\n\r\n") + 4;
	assert_in_range(strlen(json), 1, 4096);
	if (json_decode(&scene->arena, str_from(json), &map, &why))
		fail_msg("%s", why.text);
	way->proved = write_text(scene, "proved.head", value_get_text(map, "head"));
	assert_int_equal(RUN(scene, &process, TENKEN, "audit", "check-proof", write_text(scene, "proof.json", json),
			     "--head", way->proved, "--key", scene_public_log_key(scene)),
			 0);
	assert_non_null(strstr(process_out(scene, &process), "state:            Participation confirmed"));
}

/* The withdrawal ended the session, whose cookie the browser still sends. */
static void a_second_click_is_told_what_the_first_did(struct way *way, const struct value *fields, const char *unsent)
{
	assert_int_equal(client_post(&way->company, "/my/withdraw", fields), 303);
	assert_string_equal(way->company.location, "/my/withdrawn");
	strcpy(way->company.token, unsent); /* of a form that did nothing */
	assert_int_equal(client_post(&way->company, "/my/withdraw", fields), 403);
}

static void the_company_withdraws(struct way *way)
{
	struct value *fields = value_map(&way->scene->arena);
	char unsent[256];

	assert_int_equal(client_get(&way->company, "/my/withdraw"), 200);
	strcpy(unsent, way->company.token);
	assert_int_equal(client_get(&way->company, "/my/withdraw"), 200);
	value_set_text(&way->scene->arena, fields, "why", "dates"); /* and no words */
	assert_int_equal(client_post(&way->company, "/my/withdraw", fields), 303);
	assert_string_equal(way->company.location, "/my/withdrawn");
	a_second_click_is_told_what_the_first_did(way, fields, unsent);
	assert_int_equal(client_get(&way->company, "/my/withdrawn"), 200);
	assert_int_equal(client_get(&way->company, "/my/withdraw"), 303);
	assert_string_equal(state(way), "withdrawn");
	assert_string_equal(ask(way, "COUNT(*)", "message WHERE template = 'withdrawn' AND case_id = "), "1");
}

static void go(struct scene *scene, const char *database)
{
	struct way way = {.scene = scene, .database = database, .number = ""};
	struct value *file;
	struct fault why;
	struct str bytes;

	if (read_file(&scene->arena, "programmes/tokyo-r7/rehearsal.yaml", 1 << 20, &bytes, &why) ||
	    yaml_decode(&scene->arena, bytes, "rehearsal.yaml", &file, &why))
		fail_msg("%s", why.text);
	way.file = file;
	scene_init(scene, database);
	way.begun = scene_log_head(scene, database);
	way.server = scene_serve(scene, database);
	the_company_applies(&way);
	the_secretariat_checks_and_cannot_approve(&way);
	tokyo_approves(&way);
	the_company_comes_in_by_its_link(&way);
	the_company_answers_and_permits(&way);
	the_company_takes_its_proof_away(&way);
	the_company_withdraws(&way);
	client_release(&way.company);
	client_release(&way.secretariat);
	client_release(&way.tokyo);
	process_stop(&way.server);
	scene_audit(scene, database, way.begun);
	scene_audit(scene, database, way.proved);
}

static void a_company_goes_its_way_on_sqlite(void **test_state)
{
	go(*test_state, NULL);
}

static void a_company_goes_its_way_on_postgresql(void **test_state)
{
	struct pg_server server;
	char address[256];

	assert_int_equal(pg_server_start(&server), 0);
	assert_int_equal(pg_server_make_database(&server, "tenken", NULL, address, sizeof(address)), 0);
	go(*test_state, address);
	pg_server_stop(&server);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE(a_company_goes_its_way_on_sqlite),
		SCENE(a_company_goes_its_way_on_postgresql),
	};

	return cmocka_run_group_tests_name("the way", tests, NULL, NULL);
}
