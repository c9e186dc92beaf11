/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/system/rehearse.h"

#include <string.h>

#include "codec/yaml.h"
#include "disk/new_file.h"
#include "disk/read_file.h"
#include "programme/reader.h"
#include "usecases/account/staff.h"
#include "usecases/application/apply.h"
#include "usecases/application/questionnaire_deed.h"
#include "usecases/diagnosis/targets_deed.h"
#include "usecases/screening/screening_deed.h"

#define FILE_MAX      ((size_t)256 * 1024)
#define PASSWORD_SIZE 16 /* characters of a random token: 96 bits */

struct playing {
	const struct office *office;
	struct call call;
	struct arena *arena;
	const struct value *file;
	struct actor secretariat, tokyo;
	struct value *people;
	struct reader reader;
};

static enum err add_one_person(struct playing *p, const struct value *item, struct fault *why)
{
	const char *sign_in_name = reader_id(&p->reader, item, "sign_in"),
		   *name = reader_text(&p->reader, item, "name");
	const char *role_text = reader_text(&p->reader, item, "role");
	struct token token = token_new();
	const char *password = arena_strndup(p->arena, token.text, PASSWORD_SIZE);
	struct value *map = value_map(p->arena);
	struct actor actor = {.name = name};
	enum err err;

	if (!role_parse(str_from(role_text), &actor.role))
		reader_fail(&p->reader, value_get(item, "role"), "\"%s\" is no role", role_text);
	err = reader_finish(&p->reader, why);
	if (!err)
		err = staff_add(p->office, sign_in_name, name, actor.role, password, &actor.person_id, why);
	if (err)
		return err;
	if (actor.role == ROLE_SECRETARIAT)
		p->secretariat = actor;
	if (actor.role == ROLE_TOKYO)
		p->tokyo = actor;
	value_set_text(p->arena, map, "name", name);
	value_set_text(p->arena, map, "role", role_text);
	value_set_text(p->arena, map, "sign_in", sign_in_name);
	value_set_text(p->arena, map, "password", password);
	value_add(p->arena, p->people, map);
	return ERR_OK;
}

static enum err add_people(struct playing *p, struct fault *why)
{
	const struct value *list = reader_list(&p->reader, p->file, "people");
	enum err err = reader_finish(&p->reader, why);

	for (size_t i = 0; !err && i < value_count(list); i++)
		err = add_one_person(p, value_at(list, i), why);
	return err;
}

static struct value *all_answers(struct playing *p, const struct value *company)
{
	const struct value *own = reader_map(&p->reader, company, "answers"), *common = value_get(p->file, "common");
	struct value *all = value_map(p->arena);

	for (size_t i = 0; i < value_count(own); i++)
		value_append(p->arena, all, own->keys[i], own->items[i]);
	for (size_t i = 0; i < value_count(common); i++)
		if (!value_get_str(all, common->keys[i]))
			value_append(p->arena, all, common->keys[i], common->items[i]);
	return all;
}

static enum err apply(struct playing *p, const struct value *company, int64_t *ret_case_id, struct fault *why)
{
	const struct edition *edition = p->call.edition;
	const struct value *typed = all_answers(p, company);
	struct apply_result result = {.outcome = APPLY_INCOMPLETE};
	const struct token token = token_new();
	const struct apply_draft draft = {&p->call, str_from(token.text), "rehearsal"};
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
			    result.reason_count ? result.reasons[0] : "answers missing or wrong");
	*ret_case_id = result.case_id;
	return reader_finish(&p->reader, why);
}

static enum err refuse_problems(struct playing *p, const struct value *problems, const char *form, struct fault *why)
{
	if (value_count(problems))
		reader_fail(&p->reader, value_get(p->file, form), "the answer to \"%s\" of %s was not taken: %s",
			    problems->keys[0].p, form, problems->items[0]->text.p);
	return reader_finish(&p->reader, why);
}

static enum err answer(struct playing *p, const struct actor *company, struct fault *why)
{
	struct value *problems = NULL;
	enum err err = questionnaire_deed_submit(p->office, p->arena, company, NULL,
						 value_get(p->file, "questionnaire"), &problems, why);

	return err ? err : refuse_problems(p, problems, "questionnaire", why);
}

static enum err authorise(struct playing *p, const struct actor *company, struct fault *why)
{
	struct value *problems = NULL;
	enum err err = targets_deed_submit(p->office, p->arena, company, NULL, value_get(p->file, "authorisation"),
					   &problems, why);

	return err ? err : refuse_problems(p, problems, "authorisation", why);
}

/* The usual way, step by step, up to the one asked for. */
static enum err go_to(struct playing *p, int64_t case_id, const char *name, const char *step, struct fault *why)
{
	static const char *const steps[] = {"received", "checked", "invited", "confirmed", "authorised"};
	const struct actor company = {.role = ROLE_COMPANY, .case_id = case_id, .name = name};
	size_t last = 0;
	enum err err = ERR_OK;

	if (strcmp(step, "withdrawn") == 0)
		return case_deed_do(&screening_deed_withdraw, p->office, &company, NULL, case_id,
				    &(struct case_deed_input){.reason = STR("日程の都合がつかなくなりました。")}, why);
	while (last < 5 && strcmp(steps[last], step) != 0)
		last++;
	if (last == 5)
		return fault_set(why, ERR_INVALID, "\"%s\" is no step of a rehearsal", step);
	if (last >= 1)
		err = case_deed_do(&screening_deed_check, p->office, &p->secretariat, NULL, case_id, NULL, why);
	if (!err && last >= 2)
		err = case_deed_do(&screening_deed_approve, p->office, &p->tokyo, NULL, case_id, NULL, why);
	if (!err && last >= 3)
		err = answer(p, &company, why);
	if (!err && last >= 4)
		err = authorise(p, &company, why);
	return err;
}

static enum err add_companies(struct playing *p, struct fault *why)
{
	const struct value *list = reader_list(&p->reader, p->file, "companies");
	enum err err = reader_finish(&p->reader, why);

	for (size_t i = 0; !err && i < value_count(list); i++) {
		const struct value *company = value_at(list, i);
		const char *step = reader_text(&p->reader, company, "step");
		int64_t case_id;
		err = apply(p, company, &case_id, why);
		if (!err)
			err = go_to(p, case_id, value_get_text(value_get(company, "answers"), "company_name"), step,
				    why);
	}
	return err;
}

static enum err keep_sign_ins(struct playing *p, const char *folder, const char **ret_path, struct fault *why)
{
	const char *path = arena_printf(p->arena, "%s/sign-ins.txt", folder);
	BUF_SCOPED text;
	enum err err;

	buf_init(&text, 10000);
	for (size_t i = 0; i < p->people->count; i++) {
		const struct value *person = p->people->items[i];
		buf_printf(&text, "%-14s %-16s  %s\n", value_get_text(person, "sign_in"),
			   value_get_text(person, "password"), value_get_text(person, "name"));
	}
	err = new_file_write_private(path, buf_str(&text), why);
	if (!err)
		*ret_path = path;
	return err;
}

enum err rehearse(const struct office *office, struct arena *arena, const char *path, const char *folder,
		  struct rehearsal *ret_rehearsal, struct fault *why)
{
	struct playing p = {
		.office = office,
		.arena = arena,
		.people = value_list(arena),
		.reader = {.arena = arena, .name = path},
	};
	struct rehearsal rehearsal = {p.people, ""};
	struct value *file;
	struct str bytes;
	enum err err;

	if (!office->rehearsal)
		return fault_set(why, ERR_DENIED, "only a rehearsal is filled with invented companies");
	err = read_file(arena, path, FILE_MAX, &bytes, why);
	if (!err)
		err = yaml_decode(arena, bytes, path, &file, why);
	if (err)
		return err;
	p.file = file;
	err = add_people(&p, why);
	/* A clock outside the reception window is the person's choice: then nobody can have applied. */
	if (!err)
		err = call_front(office, &p.call, why);
	if (!err && call_is_open(&p.call))
		err = add_companies(&p, why);
	if (!err && folder)
		err = keep_sign_ins(&p, folder, &rehearsal.sign_ins_path, why);
	if (!err)
		*ret_rehearsal = rehearsal;
	return err;
}
