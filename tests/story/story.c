/* SPDX-License-Identifier: Apache-2.0 */
#include "story/story.h"

#include <stdlib.h>
#include <string.h>

#include "codec/yaml.h"
#include "disk/read_file.h"
#include "people/confirm_code.h"
#include "usecases/account/staff.h"
#include "usecases/application/questionnaire_deed.h"
#include "usecases/application/questionnaire_draft.h"
#include "usecases/diagnosis/targets_form.h"
#include "usecases/index_cases.h"
#include "usecases/mail_secret.h"
#include "usecases/office_open.h"
#include "usecases/post/send_message.h"
#include "usecases/screening/screening_deed.h"
#include "usecases/system/edition_deed.h"

#define REHEARSAL "programmes/tokyo-r7/rehearsal.yaml"

static struct actor add(struct office *office, enum role role, const char *name)
{
	struct fault why = {ERR_OK, ""};
	struct actor actor = {.role = role, .name = name};

	assert_ok(staff_add(office, role_name(role), name, role, "a long enough password", &actor.person_id, &why),
		  &why);
	return actor;
}

/* The people of the office that every story of a program gets a copy of. */
static struct {
	struct actor secretariat, tokyo, expert, diagnosis;
} staff;

static struct office *open_office(const struct test_store *store)
{
	struct fault why = {ERR_OK, ""};
	struct office *office = NULL;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_ok(office_open(&(struct office_open){.address = store->address,
						    .log_key = test_store_file(store, &arena, STORY_LOG_KEY)},
			      &office, &why),
		  &why);
	office->clock = (struct clock){.fixed_ms = STORY_NOW_MS};
	return office;
}

static void make_office(const struct test_store *original)
{
	ARENA_SCOPED arena;
	struct office_init init = {
		.address = original->address,
		.edition_path = STORY_EDITION,
		.base_url = "https://check.example.jp",
		.rehearsal = true,
		.clock_ms = STORY_NOW_MS,
	};
	struct fault why = {ERR_OK, ""};
	struct office *office;

	arena_init(&arena);
	init.log_key = test_store_file(original, &arena, STORY_LOG_KEY);
	assert_ok(office_init(&init, &why), &why);
	office = open_office(original);
	staff.secretariat = add(office, ROLE_SECRETARIAT, "佐藤 花子");
	staff.tokyo = add(office, ROLE_TOKYO, "鈴木 一郎");
	staff.expert = add(office, ROLE_EXPERT, "田中 守");
	staff.diagnosis = add(office, ROLE_DIAGNOSIS, "高木 亮");
	office_close(office);
}

static void read_rehearsal(struct story *story)
{
	struct value *file = NULL;
	struct str bytes;

	assert_ok(read_file(&story->arena, REHEARSAL, 1 << 20, &bytes, &story->why), &story->why);
	assert_ok(yaml_decode(&story->arena, bytes, REHEARSAL, &file, &story->why), &story->why);
	story->file = file;
}

struct call story_call(struct story *story)
{
	struct call call = {0};

	assert_ok(call_find(story->office, STORY_EDITION_ID, &call, &story->why), &story->why);
	return call;
}

int story_begin(void **state)
{
	static struct story story;
	struct test_store *store = *state;

	memset(&story, 0, sizeof(story));
	story.store = store;
	story.client = "";
	arena_init(&story.arena);
	if (test_store_copy(state, make_office))
		return -1;
	story.office = open_office(store);
	story.edition = story_call(&story).edition;
	read_rehearsal(&story);
	story.secretariat = staff.secretariat;
	story.tokyo = staff.tokyo;
	story.expert = staff.expert;
	story.diagnosis = staff.diagnosis;
	*state = &story;
	return 0;
}

int story_end(void **state)
{
	struct story *story = *state;

	test_store_engine(story->store)->close(story->tampering);
	office_close(story->office);
	arena_release(&story->arena);
	return 0;
}

static void copy_map(struct arena *arena, struct value *into, const struct value *from)
{
	for (size_t i = 0; i < value_count(from); i++)
		value_set_str(arena, into, from->keys[i], from->items[i]);
}

struct value *story_answers(struct story *story, const char *company_name, const char *course)
{
	struct value *answers = value_map(&story->arena);

	copy_map(&story->arena, answers, value_get(story->file, "common"));
	copy_map(&story->arena, answers, value_get(value_at(value_get(story->file, "companies"), 0), "answers"));
	value_set_text(&story->arena, answers, "company_name", company_name);
	value_set_text(&story->arena, answers, "course", course);
	return answers;
}

struct value *story_answers_of(struct story *story, const char *form)
{
	struct value *answers = value_map(&story->arena);

	copy_map(&story->arena, answers, value_get(story->file, form));
	return answers;
}

struct token story_fill_in(struct story *story, const struct value *typed)
{
	const struct edition *edition = story->edition;
	const struct call call = story_call(story);
	const struct token token = token_new();
	const struct apply_draft draft = {
		.call = &call, .token = str_from(token.text), .name = STORY_DRAFT, .client = story->client};
	struct apply_page_result taken;

	for (size_t i = 0; i < edition->application_count; i++)
		assert_ok(apply_take_page(story->office, &story->arena, &draft, edition->application[i].id, typed,
					  &taken, &story->why),
			  &story->why);
	return token;
}

struct apply_result story_submit(struct story *story, struct token token, enum lang lang)
{
	const struct call call = story_call(story);
	const struct apply_draft draft = {
		.call = &call, .token = str_from(token.text), .name = STORY_DRAFT, .client = story->client};
	struct apply_result result = {.outcome = APPLY_CLOSED};

	assert_ok(apply_submit(story->office, &story->arena, &draft, lang, &result, &story->why), &story->why);
	return result;
}

struct actor story_company(int64_t number)
{
	return (struct actor){.role = ROLE_COMPANY, .case_id = number, .name = "申込企業"};
}

enum err story_do(struct story *story, const struct case_deed *deed, const struct actor *actor, int64_t number)
{
	return case_deed_do(deed, story->office, actor, NULL, number, NULL, &story->why);
}

enum err story_do_with_reason(struct story *story, const struct case_deed *deed, const struct actor *actor,
			      int64_t number, const char *reason)
{
	const struct case_deed_input input = {.reason = str_from(reason)};

	return case_deed_do(deed, story->office, actor, NULL, number, &input, &story->why);
}

enum err story_assign(struct story *story, int64_t number, int64_t person_id)
{
	const struct case_deed_input input = {.person_id = person_id};

	return case_deed_do(&screening_deed_assign, story->office, &story->secretariat, NULL, number, &input,
			    &story->why);
}

const struct value *story_type_answers(struct story *story, const struct actor *actor, int64_t number, const char *page,
				       const struct value *typed)
{
	const struct value *problems = NULL;

	assert_ok(questionnaire_draft_take(story->office, &story->arena, actor, number, page, typed, &problems,
					   &story->why),
		  &story->why);
	return problems;
}

enum err story_answer(struct story *story, const struct actor *actor, int64_t number)
{
	const struct value *typed = value_get(story->file, "questionnaire");

	assert_int_equal(value_count(story_type_answers(story, actor, number, "", typed)), 0);
	return story_do(story, &questionnaire_deed_answer, actor, number);
}

static void answer(struct story *story, int64_t number)
{
	const struct actor company = story_company(number);

	assert_ok(story_answer(story, &company, number), &story->why);
}

enum targets_code_outcome story_type_code(struct story *story, int64_t number, const struct once *once,
					  const char *code)
{
	const struct actor company = story_company(number);
	enum targets_code_outcome outcome = TARGETS_CODE_VOID;

	assert_ok(targets_code_confirm(story->office, &company, once, str_from(code), &outcome, &story->why),
		  &story->why);
	return outcome;
}

const char *story_code(struct story *story, int64_t number)
{
	char code[CONFIRM_CODE_DIGITS + 1];
	const char *sql = arena_printf(&story->arena, "SELECT code_id FROM authorisation_request WHERE case_id = %lld",
				       (long long)number);

	confirm_code_make(story->office->secret, story_ask(story, sql), code);
	return arena_strdup(&story->arena, code);
}

static void authorise(struct story *story, int64_t number)
{
	const struct actor company = story_company(number);
	struct value *problems = NULL;

	assert_ok(targets_form_submit(story->office, &story->arena, &company, NULL,
				      value_get(story->file, "authorisation"), &problems, &story->why),
		  &story->why);
	assert_int_equal(value_count(problems), 0);
	assert_int_equal(story_type_code(story, number, NULL, story_code(story, number)), TARGETS_CODE_RIGHT);
}

int64_t story_case_at(struct story *story, const char *course, const char *step)
{
	static const char *const steps[] = {"received", "checked", "invited", "confirmed", "authorised"};
	struct token token = story_fill_in(story, story_answers(story, "株式会社ためし", course));
	int64_t number = story_submit(story, token, LANG_JA).case_id;
	size_t last = 0;

	while (strcmp(steps[last], step) != 0)
		assert_true(++last < COUNT(steps));
	if (last >= 1)
		assert_ok(story_do(story, &screening_deed_check, &story->secretariat, number), &story->why);
	if (last >= 2)
		assert_ok(story_do(story, &screening_deed_approve, &story->tokyo, number), &story->why);
	if (last >= 3)
		answer(story, number);
	if (last >= 4)
		authorise(story, number);
	return number;
}

int64_t story_diagnosed_case(struct story *story)
{
	int64_t number = story_case_at(story, "one", "authorised");
	const char *sql = arena_printf(&story->arena, "FROM authorisation WHERE case_id = %lld", (long long)number);

	story_tamper(story, arena_printf(&story->arena, "UPDATE company_case SET state = 'supported' WHERE id = %lld",
					 (long long)number));
	story_tamper(
		story,
		arena_printf(
			&story->arena,
			"INSERT INTO diagnosis (id, case_id, authorisation_id, purpose, state, queued_ms, started_ms, "
			"finished_ms, probe_version, source_addresses, problem, "
			"knowledge, judgement, "
			"released_judgement, remarks) SELECT 77, case_id, id, 'first_diagnosis', 'done', "
			"1748822400000, 1748822400000, "
			"1748822460000, '0.1.0', '', '', '', 1, 0, '' %s",
			sql));
	story_tamper(story,
		     "INSERT INTO observation (diagnosis_id, position, line) VALUES (77, 1, "
		     "'{\"at_ms\":1748822400000,\"kind\":\"port.open\",\"target\":\"127.0.0.1\","
		     "\"address\":\"127.0.0.1\",\"port\":23,\"data\":{\"transport\":\"tcp\"}}'), (77, 2, "
		     "'{\"at_ms\":1748822400001,\"kind\":\"service.banner\",\"target\":\"127.0.0.1\","
		     "\"address\":\"127.0.0.1\",\"port\":23,\"data\":{\"service\":\"telnet\",\"text\":\"login:\"}}')");
	story_tamper(story,
		     "INSERT INTO finding (diagnosis_id, position, line) VALUES (77, 1, "
		     "'{\"check\":\"outdated-tls\",\"verdict\":\"good\",\"priority\":null,\"confidence\":\"confirmed\","
		     "\"target\":\"127.0.0.1\",\"address\":\"127.0.0.1\",\"port\":443,\"variant\":\"\","
		     "\"evidence\":\"as it was\",\"details\":{}}')");
	return number;
}

/* --- looking into the store --- */

struct query {
	struct arena *arena;
	const struct office *office;
	int64_t number;
	const char *sql;
	struct case_row row;
	struct message_row *mails;
	size_t mail_count;
	int64_t answer;
};

static enum err load_case(struct tx *tx, void *context, struct fault *why)
{
	struct query *query = context;

	return case_store_load(tx, query->arena, query->number, &query->row, why);
}

struct case_row story_load(struct story *story, int64_t number)
{
	struct query query = {.arena = &story->arena, .number = number};

	assert_ok(db_read(story->office->db, load_case, &query, &story->why), &story->why);
	return query.row;
}

enum case_state story_state(struct story *story, int64_t number)
{
	return story_load(story, number).state;
}

static enum err load_mails(struct tx *tx, void *context, struct fault *why)
{
	struct query *query = context;
	enum err err = message_store_list_case(tx, query->arena, query->number, &query->mails, &query->mail_count, why);

	if (!err)
		err = case_store_load(tx, query->arena, query->number, &query->row, why);
	for (size_t i = 0; !err && i < query->mail_count; i++) {
		struct message_row *mail = &query->mails[i];

		err = message_store_load(tx, query->arena, mail->id, mail, why);
		if (query->office->rehearsal)
			mail->body = mail_secret_put(query->arena, query->office, &query->row, mail);
	}
	return err;
}

static struct query mails_of(struct story *story, int64_t number)
{
	struct query query = {.arena = &story->arena, .office = story->office, .number = number};

	assert_ok(db_read(story->office->db, load_mails, &query, &story->why), &story->why);
	return query;
}

struct message_row story_mail(struct story *story, int64_t number, const char *template_id)
{
	struct query query = mails_of(story, number);
	const struct message_row *found = NULL;

	for (size_t i = 0; i < query.mail_count; i++)
		if (strcmp(query.mails[i].template_id, template_id) == 0) {
			assert_null(found);
			found = &query.mails[i];
		}
	if (!found)
		fail_msg("case %lld has no mail \"%s\"", (long long)number, template_id);
	return *found;
}

size_t story_mail_count(struct story *story, int64_t number)
{
	return mails_of(story, number).mail_count;
}

static enum err load_waiting(struct tx *tx, void *context, struct fault *why)
{
	struct query *query = context;
	const struct message_filter page = {
		.state = "", .template_id = "", .recipient = "", .search_key = "", .limit = MESSAGE_PAGE_MAX};

	return message_store_list(tx, query->arena, &page, &query->mails, &query->mail_count, why);
}

void story_settle_mails(struct story *story)
{
	struct query query = {.arena = &story->arena};

	assert_ok(db_read(story->office->db, load_waiting, &query, &story->why), &story->why);
	for (size_t i = 0; i < query.mail_count; i++)
		assert_ok(send_message_run(story->office, &(struct job){.subject = query.mails[i].id}, &story->why),
			  &story->why);
}

void story_index_cases(struct story *story)
{
	assert_ok(index_cases_run(story->office, &(struct job){.subject = 1}, &story->why), &story->why);
}

struct str story_link(struct story *story, const struct message_row *mail)
{
	const char *at = strstr(mail->body, "/enter/");

	if (!at)
		return str_from("");
	at += strlen("/enter/");
	return str_from(arena_strndup(&story->arena, at, strcspn(at, " \r\n")));
}

static enum err ask(struct tx *tx, void *context, struct fault *why)
{
	struct query *query = context;
	struct rows *rows;
	enum err err = tx_query(tx, query->arena, query->sql, NULL, 0, &rows, why);

	if (!err)
		query->answer = rows_int(rows, 0, 0);
	return err;
}

const char *story_variant(struct story *story, const char *script)
{
	char name[] = "/tmp/tenken-edition-XXXXXX";

	assert_non_null(mkdtemp(name));
	assert_int_equal(
		system(arena_printf(&story->arena, "cp -r " STORY_EDITION "/. %s && sed -i -E '%s' %s/edition.yaml",
				    name, script, name)),
		0);
	return arena_strdup(&story->arena, name);
}

void story_forget(struct story *story, const char *folder)
{
	assert_int_equal(system(arena_printf(&story->arena, "rm -rf %s", folder)), 0);
}

void story_publish_r8(struct story *story)
{
	const char *folder =
		story_variant(story, "s/^id: tokyo_r7/id: tokyo_r8/; s/^receipt_prefix: .*/receipt_prefix: \"R8-\"/");
	const struct edition_deed deed = {0};
	struct edition_deed_result result;

	assert_ok(edition_deed_add(story->office, &story->arena, folder, &deed, &result, &story->why), &story->why);
	assert_ok(edition_deed_publish(story->office, &story->arena, "tokyo_r8", &deed, &result, &story->why),
		  &story->why);
	story_forget(story, folder);
}

int64_t story_ask(struct story *story, const char *sql)
{
	struct query query = {.arena = &story->arena, .sql = sql};

	assert_ok(db_read(story->office->db, ask, &query, &story->why), &story->why);
	return query.answer;
}

/* On a connection of its own: the program knows nothing of it. */
void story_tamper(struct story *story, const char *sql)
{
	const struct engine *engine = test_store_engine(story->store);
	const struct statement statement = {sql, NULL, 0};

	if (!story->tampering)
		assert_ok(engine->open(story->store->address, CONN_WRITES, &story->tampering, &story->why),
			  &story->why);
	assert_ok(engine->step(story->tampering, TX_BEGIN, &story->why), &story->why);
	assert_ok(engine->run(story->tampering, &story->arena, &statement, NULL, NULL, &story->why), &story->why);
	assert_ok(engine->commit(story->tampering, false, &story->why), &story->why);
}
