/* SPDX-License-Identifier: Apache-2.0 */
#include "story/invitation/inviting.h"

#include <stdio.h>
#include <string.h>

#include "lib/temp_dir.h"
#include "library/registry_import.h"
#include "usecases/invitation/invitation_letters.h"
#include "usecases/invitation/invitation_mail.h"
#include "usecases/invitation/invitation_make.h"
#include "usecases/invitation/invitation_text.h"
#include "usecases/invitation/view_invitations.h"

static char folder[TEMP_DIR_PATH];

void inviting_start(void)
{
	temp_dir_make(folder, "invitations");
}

void inviting_end(void)
{
	temp_dir_remove(folder);
}

static void not_wrong(void *context, const char *path, uint64_t line, const char *text)
{
	fail_msg("%s:%d: %s", path, (int)line, text);
}

static void no_progress(void *context, uint64_t done, uint64_t total)
{
}

void inviting_import_as(struct story *story, enum registry_kind kind, const char *text)
{
	const struct registry_import_watch watch = {not_wrong, no_progress, NULL};
	const char *path = arena_printf(&story->arena, "%s/list.csv", folder);
	struct registry_import import;
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
	assert_int_equal(fclose(file), 0);
	assert_ok(registry_import(folder, kind, &path, 1, false, &watch, &import, &story->why), &story->why);
	story->office->knowledge = folder;
}

void inviting_import(struct story *story, const char *text)
{
	inviting_import_as(story, REGISTRY_PAST, text);
}

int64_t inviting_make(struct story *story)
{
	int64_t made = -1;

	assert_ok(invitation_make(story->office, &story->secretariat, STORY_EDITION_ID, &made, &story->why),
		  &story->why);
	return made;
}

void inviting_all(struct story *story)
{
	inviting_start();
	inviting_import(story, INVITING_LIST);
	assert_int_equal(inviting_make(story), 4);
}

int64_t inviting_id(struct story *story, const char *company)
{
	return story_ask(story,
			 arena_printf(&story->arena, "SELECT id FROM invitation WHERE company_name = '%s'", company));
}

struct load_work {
	struct arena *arena;
	int64_t id;
	struct invitation_row row;
};

static enum err load_row(struct tx *tx, void *context, struct fault *why)
{
	struct load_work *work = context;

	return invitation_store_load(tx, work->arena, work->id, &work->row, why);
}

struct invitation_row inviting_row(struct story *story, const char *company)
{
	struct load_work work = {&story->arena, inviting_id(story, company), {0}};

	assert_ok(db_read(story->office->db, load_row, &work, &story->why), &story->why);
	return work.row;
}

int64_t inviting_number(struct story *story, const char *key)
{
	struct value *view = NULL;

	assert_ok(view_invitations(story->office, &story->arena, &story->secretariat, LANG_JA, STORY_EDITION_ID, &view,
				   &story->why),
		  &story->why);
	return value_get_int(view, key, -1);
}

int64_t inviting_queue_mails(struct story *story)
{
	int64_t queued = -1;

	assert_ok(invitation_mail_queue(story->office, &story->secretariat, STORY_EDITION_ID, &queued, &story->why),
		  &story->why);
	return queued;
}

void inviting_run_mail(struct story *story, const char *company)
{
	const struct job job = {.subject = inviting_id(story, company)};

	assert_ok(invitation_mail_run(story->office, &job, &story->why), &story->why);
}

int64_t inviting_print(struct story *story)
{
	int64_t at_ms = -1;

	assert_ok(invitation_letters_take(story->office, &story->secretariat, STORY_EDITION_ID, &at_ms, &story->why),
		  &story->why);
	return at_ms;
}

/* The last part of the path to which a code leads; "" for a code that leads nowhere. */
struct str inviting_enter_code(struct story *story, const char *client, const char *typed,
			       enum invitation_code_outcome expected)
{
	struct call call = story_call(story);
	enum invitation_code_outcome outcome;
	const char *path = "";

	assert_ok(invitation_visit_code(story->office, &story->arena, &call, client, str_from(typed), &outcome, &path,
					&story->why),
		  &story->why);
	assert_int_equal(outcome, expected);
	return str_from(*path ? strrchr(path, '/') + 1 : "");
}

const char *inviting_code(struct story *story, const char *company)
{
	const struct invitation_row row = inviting_row(story, company);

	return invitation_text_code(&story->arena, story->office, &row);
}

struct str inviting_mail_link(struct story *story, const char *company)
{
	const struct invitation_row row = inviting_row(story, company);

	return str_from(
		strrchr(invitation_text_path(&story->arena, story->office, story->edition, &row, INVITATION_WAY_MAIL),
			'/') +
		1);
}

/* Begins an application by a link; what is filled in. */
const struct value *inviting_begin(struct story *story, struct str link, struct token *token)
{
	struct call call = story_call(story);
	struct apply_draft draft = {.call = &call, .name = STORY_DRAFT, .client = ""};
	struct apply_state state;

	*token = token_new();
	draft.token = str_from(token->text);
	assert_ok(invitation_visit_begin(story->office, &story->arena, &draft, link, &story->why), &story->why);
	assert_ok(apply_load(story->office, &story->arena, &draft, &state, &story->why), &story->why);
	return state.typed;
}

/* Goes on with it until it is sent. */
int64_t inviting_apply(struct story *story, struct str link, const char *company)
{
	struct value *answers = story_answers(story, company, "one");
	struct call call = story_call(story);
	struct apply_draft draft = {.call = &call, .name = STORY_DRAFT, .client = ""};
	struct token token;

	inviting_begin(story, link, &token);
	draft.token = str_from(token.text);
	for (size_t i = 0; i < story->edition->application_count; i++) {
		struct apply_page_result page;
		assert_ok(apply_take_page(story->office, &story->arena, &draft, story->edition->application[i].id,
					  answers, &page, &story->why),
			  &story->why);
		assert_int_equal(value_count(page.problems), 0);
	}
	return story_submit(story, token, LANG_JA).case_id;
}
