/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/say_deed.h"

#include <stdio.h>

#include "store/bound.h"

static struct log_entry entry_of(const struct actor *actor, const char *kind, int64_t at_ms)
{
	return (struct log_entry){
		.kind = kind,
		.at_ms = at_ms,
		.actor_kind = actor_kind_name(actor_kind(actor)),
		.actor_id = actor->person_id,
	};
}

void say_deed(struct tx *tx, const struct clock *clock, const struct actor *actor, const char *kind)
{
	struct log_entry entry = entry_of(actor, kind, clock_now_ms(clock));

	bound_say(tx, &entry);
}

void say_deed_on_edition(struct tx *tx, const struct clock *clock, const struct actor *actor, const char *kind,
			 const char *edition)
{
	struct log_entry entry = entry_of(actor, kind, clock_now_ms(clock));

	entry.edition = edition;
	bound_say(tx, &entry);
}

void say_deed_on_case(struct tx *tx, const struct clock *clock, const struct actor *actor, const char *kind,
		      const struct case_row *row)
{
	struct log_entry entry = entry_of(actor, kind, clock_now_ms(clock));

	entry.edition = row->edition;
	entry.case_number = row->number;
	bound_say(tx, &entry);
}

void say_deed_erased(struct tx *tx, const struct clock *clock, const struct actor *actor, const char *class,
		     const char *rule, const struct case_row *row)
{
	char kind[LOG_ENTRY_WORD_MAX + 1];
	struct log_entry entry;

	snprintf(kind, sizeof(kind), "erased_%s", class);
	entry = entry_of(actor, kind, clock_now_ms(clock));
	entry.edition = row->edition;
	entry.case_number = row->number;
	entry.rule = rule;
	bound_say(tx, &entry);
}

void say_deed_event(struct tx *tx, const struct actor *actor, const struct history_entry *event,
		    const struct case_row *row)
{
	struct log_entry entry = entry_of(actor, case_state_event_name(event->event), event->at_ms);

	entry.edition = row->edition;
	entry.case_number = row->number;
	entry.state = case_state_name(row->state);
	entry.course = row->course;
	entry.arrival = row->arrival;
	entry.holds_place = case_state_holds_place(row->state);
	bound_say(tx, &entry);
}
