/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/view_correction.h"

#include "usecases/desk/correction_value.h"
#include "usecases/desk/view_case.h"
#include "usecases/edition_value.h"
#include "usecases/form_value.h"
#include "usecases/permission_demand.h"
#include "usecases/screening/send_back.h"

const struct value_key view_correction_choice_keys[] = {
	{"id", VALUE_TEXT, NULL},
	{"label", VALUE_TEXT, NULL},
	{"value", VALUE_TEXT, NULL},
	{"chosen", VALUE_BOOL, NULL},
	{0},
};

const struct value_key view_correction_form_keys[] = {
	{NULL, VALUE_MAP, form_value_keys},
	{NULL, VALUE_MAP, edition_value_page_keys},
	{"case", VALUE_MAP, view_case_keys},
	{"asked_for", VALUE_TEXT, NULL},
	{"read_ms", VALUE_INT, NULL}, /* of correction_send; 0 where nothing is asked */
	{0},
};

struct correction_work {
	const struct office *office;
	struct arena *arena;
	int64_t case_id;
	struct correction correction;
};

static enum err load(struct tx *tx, void *context, struct fault *why)
{
	struct correction_work *work = context;
	struct case_facts facts;
	enum err err = case_facts_load(tx, work->arena, work->office, work->case_id, &facts, why);

	return err ? err : correction_load(tx, work->arena, facts.edition, work->case_id, &work->correction, why);
}

static void add_choices(struct arena *arena, enum lang lang, const struct correction *correction,
			const struct value *chosen, struct value *list)
{
	const struct edition *edition = correction->edition;

	for (size_t i = 0; i < edition->application_count; i++)
		for (size_t k = 0; k < edition->application[i].question_count; k++) {
			const struct question *question = &edition->application[i].questions[k];
			struct value *map = value_map(arena);
			if (!send_back_may_ask(edition, question) || !question_is_asked(question, correction->answers))
				continue;
			value_set_text(arena, map, "id", question->id);
			value_set_text(arena, map, "label", lang_pick(question->label, lang));
			value_set_text(arena, map, "value",
				       correction_value_words(arena, question, correction->answers, lang));
			value_set_bool(arena, map, "chosen", form_value_is_chosen(chosen, question->id));
			value_add(arena, list, map);
		}
}

enum err view_correction_choices(const struct office *office, struct arena *arena, const struct actor *actor,
				 enum lang lang, int64_t case_id, const struct value *chosen,
				 struct value **ret_choices, struct fault *why)
{
	struct correction_work work = {.office = office, .arena = arena, .case_id = case_id};
	struct value *list = value_list(arena);
	enum err err = permission_demand(actor->role == ROLE_SECRETARIAT, actor, send_back_deed.what, why);

	if (!err)
		err = db_read(office->db, load, &work, why);
	if (err)
		return err;
	add_choices(arena, lang, &work.correction, chosen, list);
	*ret_choices = list;
	return ERR_OK;
}

enum err view_correction_form(const struct office *office, struct arena *arena, const struct actor *actor,
			      enum lang lang, int64_t case_id, const struct value *given, const struct value *problems,
			      struct value **ret_view, struct fault *why)
{
	struct correction_work work = {.office = office, .arena = arena, .case_id = case_id};
	const struct correction *correction = &work.correction;
	struct value *view, *of;
	enum err err = view_case(office, arena, actor, lang, case_id, &of, why);

	if (!err)
		err = db_read(office->db, load, &work, why);
	if (err)
		return err;
	view = form_value(arena, &correction->form, lang, correction->answers, given ? given : correction->answers,
			  problems);
	edition_value_add(arena, view, correction->edition, lang);
	value_set(arena, view, "case", of);
	value_set_text(arena, view, "asked_for", correction->asked ? correction->asked->reason : "");
	value_set_int(arena, view, "read_ms", correction->asked ? correction->asked->at_ms : 0);
	*ret_view = view;
	return ERR_OK;
}
