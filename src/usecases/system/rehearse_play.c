/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/system/rehearse_play.h"

#include "calendar/day.h"
#include "codec/yaml.h"
#include "disk/read_file.h"
#include "people/confirm_code.h"
#include "people/personal_link.h"
#include "store/diagnosis/authorisation_request_store.h"
#include "store/post/message_store.h"
#include "usecases/account/confirm_mail.h"
#include "usecases/application/apply.h"
#include "usecases/application/questionnaire_deed.h"
#include "usecases/application/questionnaire_draft.h"
#include "usecases/diagnosis/targets_code.h"
#include "usecases/diagnosis/targets_form.h"

#define FILE_MAX ((size_t)256 * 1024)

enum err rehearse_play_read(struct rehearse_play *p, const char *folder, const struct value **ret_file,
			    struct fault *why)
{
	const char *path = arena_printf(p->arena, "%s/rehearsal.yaml", folder);
	struct value *file;
	struct str bytes;
	enum err err = read_file(p->arena, path, FILE_MAX, &bytes, why);

	if (!err)
		err = yaml_decode(p->arena, bytes, path, &file, why);
	if (err)
		return err;
	p->reader = (struct reader){.arena = p->arena, .name = path, .source = bytes};
	*ret_file = file;
	return ERR_OK;
}

static struct value *all_answers(struct rehearse_play *p, const struct value *company)
{
	const struct value *own = reader_map(&p->reader, company, "answers"), *common = value_get(p->shared, "common");
	struct value *all = value_map(p->arena);

	for (size_t i = 0; i < value_count(own); i++)
		value_append(p->arena, all, own->keys[i], own->items[i]);
	for (size_t i = 0; i < value_count(common); i++)
		if (!value_get_str(all, common->keys[i]))
			value_append(p->arena, all, common->keys[i], common->items[i]);
	return all;
}

struct receipt_work {
	struct arena *arena;
	int64_t case_id;
	struct personal_link link;
};

static enum err find_receipt(struct tx *tx, void *context, struct fault *why)
{
	struct receipt_work *work = context;
	struct message_row *mails;
	struct case_row row;
	size_t count;
	enum err err = case_store_load(tx, work->arena, work->case_id, &row, why);

	if (!err)
		err = message_store_list_case(tx, work->arena, work->case_id, &mails, &count, why);
	if (!err && !count)
		err = fault_set(why, ERR_CORRUPT, "case %lld got no receipt", (long long)work->case_id);
	if (err)
		return err;
	work->link.message_id = mails[count - 1].id;
	work->link.version = row.link_version;
	return ERR_OK;
}

/* Presses the button of the receipt, so that nobody has to ring an invented company. */
static enum err say_received(const struct rehearse_play *p, int64_t case_id, struct fault *why)
{
	struct receipt_work work = {
		.arena = p->arena, .case_id = case_id, .link.expires_ms = clock_now_ms(&p->office->clock) + DAY_MS};
	char text[PERSONAL_LINK_LENGTH + 1];
	struct confirm_mail found;
	enum err err = db_read(p->office->db, find_receipt, &work, why);

	if (err)
		return err;
	personal_link_format(p->office->secret, PERSONAL_LINK_TO_CONFIRM, &work.link, text);
	err = confirm_mail_do(p->office, p->arena, str_from(text), &found, why);
	if (!err && found.state != CONFIRM_MAIL_DONE)
		err = fault_set(why, ERR_INVALID, "the button of the receipt was not taken");
	return err;
}

enum err rehearse_play_apply(struct rehearse_play *p, const struct value *company, int64_t *ret_case_id,
			     struct fault *why)
{
	const struct edition *edition = p->call.edition;
	const struct value *typed = all_answers(p, company);
	struct apply_result result = {.outcome = APPLY_INCOMPLETE};
	const struct token token = token_new();
	const struct apply_draft draft = {
		.call = &p->call, .token = str_from(token.text), .name = "rehearsal", .client = ""};
	struct apply_page_result taken;
	enum err err = reader_finish(&p->reader, why);

	for (size_t i = 0; !err && i < edition->application_count; i++)
		err = apply_take_page(p->office, p->arena, &draft, edition->application[i].id, typed, &taken, why);
	if (!err)
		err = apply_submit(p->office, p->arena, &draft, LANG_JA, &result, why);
	if (err)
		return err;
	if (result.outcome != APPLY_DONE)
		reader_fail(&p->reader, company, "this application was not taken (page \"%s\", %s)",
			    result.page ? result.page : "",
			    result.outcome == APPLY_INELIGIBLE ? "it does not meet the conditions"
							       : "answers missing or wrong");
	err = reader_finish(&p->reader, why);
	if (!err)
		err = say_received(p, result.case_id, why);
	if (!err)
		*ret_case_id = result.case_id;
	return err;
}

static enum err refuse_problems(struct rehearse_play *p, const struct value *problems, const char *form,
				struct fault *why)
{
	if (value_count(problems))
		reader_fail(&p->reader, value_get(p->shared, form), "the answer to \"%s\" of %s was not taken: %s",
			    problems->keys[0].p, form, problems->items[0]->text.p);
	return reader_finish(&p->reader, why);
}

enum err rehearse_play_answer(struct rehearse_play *p, const struct actor *company, struct fault *why)
{
	const struct value *problems = NULL;
	enum err err = questionnaire_draft_take(p->office, p->arena, company, company->case_id, "",
						value_get(p->shared, "questionnaire"), &problems, why);

	if (!err)
		err = refuse_problems(p, problems, "questionnaire", why);
	return err ? err
		   : case_deed_do(&questionnaire_deed_answer, p->office, company, NULL, company->case_id, NULL, why);
}

struct waiting {
	struct arena *arena;
	int64_t case_id;
	struct authorisation_request_row row;
};

static enum err load_waiting(struct tx *tx, void *context, struct fault *why)
{
	struct waiting *waiting = context;

	return authorisation_request_store_load(tx, waiting->arena, waiting->case_id, &waiting->row, why);
}

/* Types the code as the contact reads it in the mail. */
static enum err confirm(const struct rehearse_play *p, const struct actor *company, struct fault *why)
{
	struct waiting waiting = {.arena = p->arena, .case_id = company->case_id};
	enum targets_code_outcome outcome = TARGETS_CODE_VOID;
	char code[CONFIRM_CODE_DIGITS + 1];
	enum err err = db_read(p->office->db, load_waiting, &waiting, why);

	if (err)
		return err;
	confirm_code_make(p->office->secret, waiting.row.code_id, code);
	err = targets_code_confirm(p->office, company, NULL, str_from(code), &outcome, why);
	if (!err && outcome != TARGETS_CODE_RIGHT)
		err = fault_set(why, ERR_INVALID, "the code of the authorisation was not taken");
	return err;
}

enum err rehearse_play_authorise(struct rehearse_play *p, const struct actor *company, struct fault *why)
{
	struct value *problems = NULL;
	enum err err = targets_form_submit(p->office, p->arena, company, NULL, value_get(p->shared, "authorisation"),
					   &problems, why);

	if (!err)
		err = refuse_problems(p, problems, "authorisation", why);
	return err ? err : confirm(p, company, why);
}
