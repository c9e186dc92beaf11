/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/system/rehearse.h"

#include <string.h>

#include "disk/new_file.h"
#include "people/token.h"
#include "usecases/account/staff.h"
#include "usecases/screening/screening_deed.h"
#include "usecases/system/edition_deed.h"
#include "usecases/system/rehearse_earlier.h"

#define PASSWORD_SIZE 16 /* characters of a random token: 96 bits */

struct playing {
	struct rehearse_play play;
	const struct value *file;
	struct value *people;
};

static enum err add_one_person(struct playing *p, const struct value *item, struct fault *why)
{
	const char *sign_in_name = reader_id(&p->play.reader, item, "sign_in"),
		   *name = reader_text(&p->play.reader, item, "name");
	const char *role_text = reader_text(&p->play.reader, item, "role");
	struct token token = token_new();
	const char *password = arena_strndup(p->play.arena, token.text, PASSWORD_SIZE);
	struct value *map = value_map(p->play.arena);
	struct actor actor = {.name = name};
	enum err err;

	if (!role_parse(str_from(role_text), &actor.role))
		reader_fail(&p->play.reader, value_get(item, "role"), "\"%s\" is no role", role_text);
	err = reader_finish(&p->play.reader, why);
	if (!err)
		err = staff_add(p->play.office, sign_in_name, name, actor.role, password, &actor.person_id, why);
	if (err)
		return err;
	if (actor.role == ROLE_SECRETARIAT)
		p->play.secretariat = actor;
	if (actor.role == ROLE_TOKYO)
		p->play.tokyo = actor;
	value_set_text(p->play.arena, map, "name", name);
	value_set_text(p->play.arena, map, "role", role_text);
	value_set_text(p->play.arena, map, "sign_in", sign_in_name);
	value_set_text(p->play.arena, map, "password", password);
	value_add(p->play.arena, p->people, map);
	return ERR_OK;
}

static enum err add_people(struct playing *p, struct fault *why)
{
	const struct value *list = reader_list(&p->play.reader, p->file, "people");
	enum err err = reader_finish(&p->play.reader, why);

	for (size_t i = 0; !err && i < value_count(list); i++)
		err = add_one_person(p, value_at(list, i), why);
	return err;
}

/* The usual way, step by step, up to the one asked for. */
static enum err go_to(struct playing *p, int64_t case_id, const char *name, const char *step, struct fault *why)
{
	static const char *const steps[] = {"received", "checked", "invited", "confirmed", "authorised"};
	const struct actor company = {.role = ROLE_COMPANY, .case_id = case_id, .name = name};
	size_t last = 0;
	enum err err = ERR_OK;

	if (strcmp(step, "withdrawn") == 0)
		return case_deed_do(&screening_deed_withdraw, p->play.office, &company, NULL, case_id,
				    &(struct case_deed_input){.reason = STR("日程の都合がつかなくなりました。")}, why);
	while (last < 5 && strcmp(steps[last], step) != 0)
		last++;
	if (last == 5)
		return fault_set(why, ERR_INVALID, "\"%s\" is no step of a rehearsal", step);
	if (last >= 1)
		err = case_deed_do(&screening_deed_check, p->play.office, &p->play.secretariat, NULL, case_id, NULL,
				   why);
	if (!err && last >= 2)
		err = case_deed_do(&screening_deed_approve, p->play.office, &p->play.tokyo, NULL, case_id, NULL, why);
	if (!err && last >= 3)
		err = rehearse_play_answer(&p->play, &company, why);
	if (!err && last >= 4)
		err = rehearse_play_authorise(&p->play, &company, why);
	return err;
}

static enum err add_companies(struct playing *p, struct fault *why)
{
	const struct value *list = reader_list(&p->play.reader, p->file, "companies");
	enum err err = reader_finish(&p->play.reader, why);

	for (size_t i = 0; !err && i < value_count(list); i++) {
		const struct value *company = value_at(list, i);
		const char *step = reader_text(&p->play.reader, company, "step");
		int64_t case_id;
		err = rehearse_play_apply(&p->play, company, &case_id, why);
		if (!err)
			err = go_to(p, case_id, value_get_text(value_get(company, "answers"), "company_name"), step,
				    why);
	}
	return err;
}

static enum err keep_sign_ins(struct playing *p, const char *folder, const char **ret_path, struct fault *why)
{
	const char *path = arena_printf(p->play.arena, "%s/sign-ins.txt", folder);
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

/* What was over by then, and the call that follows it. */
static enum err play_earlier(struct playing *p, const struct rehearse_plan *plan, struct fault *why)
{
	const struct edition_deed deed = {0};
	const struct office *now = p->play.office;
	struct edition_deed_result result;
	struct office then;
	enum err err = rehearse_earlier_begin(now, &then, why);

	if (err)
		return err;
	p->play.office = &then;
	err = add_people(p, why);
	p->play.office = now;
	if (!err)
		err = rehearse_earlier(&p->play, plan->earlier, why);
	if (!err)
		err = edition_deed_add(p->play.office, p->play.arena, plan->edition, &deed, &result, why);
	if (!err)
		err = edition_deed_publish(p->play.office, p->play.arena, result.id, &deed, &result, why);
	return err;
}

enum err rehearse(const struct office *office, struct arena *arena, const struct rehearse_plan *plan,
		  struct rehearsal *ret_rehearsal, struct fault *why)
{
	struct playing p = {.play = {.office = office, .arena = arena}, .people = value_list(arena)};
	struct rehearsal rehearsal = {p.people, ""};
	enum err err;

	if (!office->rehearsal)
		return fault_set(why, ERR_DENIED, "only a rehearsal is filled with invented companies");
	err = rehearse_play_read(&p.play, plan->edition, &p.file, why);
	if (err)
		return err;
	p.play.shared = p.file;
	if (plan->earlier)
		err = play_earlier(&p, plan, why);
	else
		err = add_people(&p, why);
	/* A clock outside the reception window is the person's choice: then nobody can have applied. */
	if (!err)
		err = call_front(office, &p.play.call, why);
	if (!err && call_is_open(&p.play.call))
		err = add_companies(&p, why);
	if (!err && plan->folder)
		err = keep_sign_ins(&p, plan->folder, &rehearsal.sign_ins_path, why);
	if (!err)
		*ret_rehearsal = rehearsal;
	return err;
}
