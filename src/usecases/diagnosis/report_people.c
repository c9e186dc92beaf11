/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/report_people.h"

#include "store/account/person_store.h"
#include "store/diagnosis/ownership_store.h"
#include "usecases/case_value.h"

static enum err load_expert(struct tx *tx, struct arena *arena, const struct case_facts *facts,
			    struct report_input *input, struct fault *why)
{
	struct person_row person;
	enum err err;

	input->expert = "";
	if (!facts->row.expert_id)
		return ERR_OK;
	err = person_store_load(tx, arena, facts->row.expert_id, &person, why);
	if (!err)
		input->expert = person.display_name;
	return err;
}

static enum err load_release(struct tx *tx, struct arena *arena, const struct case_facts *facts,
			     struct report_input *input, struct fault *why)
{
	struct history_entry *entries;
	size_t count;
	enum err err = case_store_history(tx, arena, facts->row.id, &entries, &count, why);

	for (size_t i = 0; !err && i < count; i++)
		if (entries[i].event == CASE_EVENT_REPORT_RELEASED) {
			input->confirmed_by = entries[i].actor_name;
			input->confirmed_ms = entries[i].at_ms;
		}
	return err;
}

static enum err load_ownership(struct tx *tx, struct arena *arena, const struct case_facts *facts,
			       struct report_input *input, struct fault *why)
{
	struct ownership *list;
	size_t count;
	enum err err = ownership_store_load(tx, arena, facts->row.id, &list, &count, why);

	if (err)
		return err;
	input->ownerships = list;
	input->ownership_count = count;
	return ERR_OK;
}

static const char *emergency(struct arena *arena, const struct edition *edition, enum lang lang)
{
	const char *lines = "";

	for (size_t i = 0; i < edition->emergency_count; i++)
		lines = arena_printf(arena, "%s%s%s", lines, *lines ? "\n" : "",
				     lang_pick(edition->emergency[i], lang));
	return lines;
}

enum err report_people_load(struct tx *tx, struct arena *arena, const struct case_facts *facts,
			    const struct authorisation *authorisation, bool is_released, enum lang lang,
			    struct report_input *input, struct fault *why)
{
	enum err err =
		case_value_address(tx, arena, facts->edition, facts->row.id, &input->postcode, &input->address, why);

	input->person = authorisation->authorised_by;
	input->tells_ownership = true;
	input->emergency = emergency(arena, facts->edition, lang);
	if (!err)
		err = load_expert(tx, arena, facts, input, why);
	if (!err)
		err = load_ownership(tx, arena, facts, input, why);
	if (err || !is_released)
		return err;
	input->remarks = facts->diagnosis.remarks;
	return load_release(tx, arena, facts, input, why);
}
