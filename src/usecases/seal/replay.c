/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/seal/replay.h"

#include <stdlib.h>
#include <string.h>

/* The cases of one edition by their numbers: case n stands at n - 1. */
struct replay_edition {
	const char *id;
	struct place_claim *cases;
	size_t count, room;
	int64_t version;   /* that is current */
	int64_t last_case; /* that an entry was about */
	enum place_order order;
	bool is_closed; /* nothing is offered any more */
};

const char *replay_problem_name(enum replay_problem problem)
{
	static const char *const names[] = {"replay_good",   "replay_case",   "replay_number", "replay_arrival",
					    "replay_course", "replay_state",  "replay_place",  "replay_full",
					    "replay_unfair", "replay_passed", "replay_owed"};

	return names[problem];
}

static struct replay_edition *find_edition(struct replay *replay, const char *id)
{
	for (size_t i = 0; i < replay->edition_count; i++)
		if (strcmp(replay->editions[i].id, id) == 0)
			return &replay->editions[i];
	replay->editions = arena_grow(replay->arena, replay->editions, replay->edition_count, &replay->edition_room,
				      sizeof(*replay->editions));
	replay->editions[replay->edition_count] = (struct replay_edition){.id = arena_strdup(replay->arena, id)};
	return &replay->editions[replay->edition_count++];
}

/* --- what a version says of places --- */

static void look_up(struct replay *replay, struct replay_edition *edition, size_t course)
{
	struct replay_course *of = &replay->courses[course];
	struct replay_places places;

	of->is_known = replay->rules.find &&
		       replay->rules.find(replay->rules.context, edition->id, edition->version, of->course, &places);
	if (!of->is_known)
		return;
	replay->ledgers[course].places = places.places;
	edition->order = places.order;
}

static size_t find_course(struct replay *replay, struct replay_edition *edition, const char *course)
{
	size_t i = 0;

	while (i < replay->course_count &&
	       (strcmp(replay->courses[i].edition, edition->id) != 0 || strcmp(replay->courses[i].course, course) != 0))
		i++;
	if (i < replay->course_count)
		return i;
	replay->courses = arena_grow(replay->arena, replay->courses, i, &replay->course_room, sizeof(*replay->courses));
	replay->ledgers = arena_grow(replay->arena, replay->ledgers, i, &replay->ledger_room, sizeof(*replay->ledgers));
	replay->courses[i] = (struct replay_course){edition->id, arena_strdup(replay->arena, course), false, false};
	replay->ledgers[i] = (struct place_course){0};
	replay->course_count++;
	look_up(replay, edition, i);
	return i;
}

/* The entry binds the version that it makes the current one: "edition_version ID.NUMBER". */
static void take_version(struct replay *replay, const struct log_bound *bound)
{
	const char *dot = strrchr(bound->key, '.');
	struct replay_edition *edition;

	if (strcmp(bound->name, "edition_version") != 0 || !dot)
		return;
	edition = find_edition(replay, arena_strndup(replay->arena, bound->key, (size_t)(dot - bound->key)));
	if (!str_to_i64(str_from(dot + 1), &edition->version))
		return;
	for (size_t i = 0; i < replay->course_count; i++)
		if (replay->courses[i].edition == edition->id)
			look_up(replay, edition, i);
}

static void take_edition(struct replay *replay, const struct log_entry *entry)
{
	static const char *const publishing[] = {"office_created", "edition_published", "edition_changed"};

	if (strcmp(entry->kind, "edition_closed") == 0)
		find_edition(replay, entry->edition)->is_closed = true;
	for (size_t i = 0; i < COUNT(publishing); i++)
		for (size_t k = 0; strcmp(entry->kind, publishing[i]) == 0 && k < entry->bound_count; k++)
			take_version(replay, &entry->bound[k]);
}

/* --- a case --- */

static struct place_ledger ledger_of(struct replay *replay, struct replay_edition *edition)
{
	return (struct place_ledger){edition->order, replay->ledgers, replay->course_count,
				     edition->cases, edition->count,  (int64_t)edition->count - 1};
}

static enum replay_problem problem_of(const struct replay *replay, size_t course, enum place_verdict verdict)
{
	static const enum replay_problem problems[] = {
		[PLACE_GOOD] = REPLAY_GOOD, [PLACE_IMPOSSIBLE] = REPLAY_STATE, [PLACE_UNFAIR] = REPLAY_UNFAIR,
		[PLACE_FULL] = REPLAY_FULL, [PLACE_PASSED] = REPLAY_PASSED,
	};
	bool is_of_places = verdict != PLACE_IMPOSSIBLE;

	return is_of_places && !replay->courses[course].is_known ? REPLAY_GOOD : problems[verdict];
}

/* Follows the event; the case stands where the entry says, be it right or not. */
static enum replay_problem move(struct replay *replay, struct replay_edition *edition, size_t index,
				const struct log_entry *entry)
{
	size_t course = find_course(replay, edition, entry->course);
	struct place_ledger ledger = ledger_of(replay, edition);
	struct place_claim said = {.course = course}, *claim = &edition->cases[index];
	enum replay_problem problem = REPLAY_STATE;
	enum case_event event;

	if (case_state_event_parse(str_from(entry->kind), &event))
		problem = problem_of(replay, course, place_ledger_step(&ledger, index, event, course));
	if (!case_state_parse(str_from(entry->state), &said.state) || said.state != claim->state)
		problem = REPLAY_STATE;
	said.rank = (struct place_rank){(int64_t)index + 1, entry->arrival};
	if (problem == REPLAY_GOOD && claim->rank.arrival != entry->arrival)
		problem = REPLAY_ARRIVAL;
	place_ledger_put(&ledger, index, &said);
	if (problem == REPLAY_GOOD && entry->holds_place != case_state_holds_place(said.state))
		problem = REPLAY_PLACE;
	return problem;
}

static enum replay_problem add_application(struct replay *replay, struct replay_edition *edition,
					   const struct log_entry *entry)
{
	enum replay_problem problem;

	edition->cases =
		arena_grow(replay->arena, edition->cases, edition->count, &edition->room, sizeof(*edition->cases));
	edition->cases[edition->count++] = (struct place_claim){0};
	replay->cases++;
	problem = move(replay, edition, edition->count - 1, entry);
	return *entry->course ? problem : REPLAY_COURSE;
}

static enum replay_problem move_again(struct replay *replay, struct replay_edition *edition,
				      const struct log_entry *entry)
{
	size_t index = (size_t)entry->case_number - 1;
	const struct place_claim *claim = &edition->cases[index];
	enum case_event event;
	bool changes = case_state_event_parse(str_from(entry->kind), &event) && place_ledger_gives_rank(event);

	if (!changes && strcmp(replay->courses[claim->course].course, entry->course) != 0)
		return REPLAY_COURSE;
	if (!changes && claim->rank.arrival != entry->arrival)
		return REPLAY_ARRIVAL;
	return move(replay, edition, index, entry);
}

/* --- what is owed --- */

/* Whether a course of the edition owes an offer that this entry is not; entry NULL: behind the last one. */
static bool is_owing(struct replay *replay, const struct replay_edition *edition, const struct log_entry *entry)
{
	bool is_offer = entry && strcmp(entry->kind, case_state_event_name(CASE_EVENT_PLACE_OFFERED)) == 0;
	const char *offered = is_offer ? entry->course : "";
	bool found = false;

	for (size_t i = 0; i < replay->course_count; i++) {
		struct replay_course *course = &replay->courses[i];
		bool owes = course->edition == edition->id && course->is_known && !edition->is_closed &&
			    place_ledger_owes_offer(&replay->ledgers[i]);
		if (owes && strcmp(course->course, offered) == 0)
			continue;
		found = found || (owes && !course->is_told);
		course->is_told = owes || (course->is_told && course->edition != edition->id);
	}
	return found;
}

static enum replay_problem add_case(struct replay *replay, struct replay_edition *edition,
				    const struct log_entry *entry)
{
	if (entry->case_number == (int64_t)edition->count + 1 && *entry->state)
		return add_application(replay, edition, entry);
	if (entry->case_number > (int64_t)edition->count)
		return *entry->state ? REPLAY_NUMBER : REPLAY_CASE;
	return *entry->state ? move_again(replay, edition, entry) : REPLAY_GOOD;
}

enum replay_problem replay_add(struct replay *replay, const struct log_entry *entry)
{
	struct replay_edition *edition;
	enum replay_problem problem;
	bool owes;

	take_edition(replay, entry);
	if (!entry->case_number)
		return REPLAY_GOOD;
	edition = find_edition(replay, entry->edition);
	/* A work ends with the offers that it owes, so what is about another case and is no offer comes too early. */
	owes = entry->case_number != edition->last_case && is_owing(replay, edition, entry);
	edition->last_case = entry->case_number;
	problem = add_case(replay, edition, entry);
	return problem == REPLAY_GOOD && owes ? REPLAY_OWED : problem;
}

enum replay_problem replay_end(struct replay *replay)
{
	bool owes = false;

	for (size_t i = 0; i < replay->edition_count; i++)
		owes = is_owing(replay, &replay->editions[i], NULL) || owes;
	return owes ? REPLAY_OWED : REPLAY_GOOD;
}

/* --- the result --- */

const struct place_claim *replay_claim(struct replay *replay, const char *edition, int64_t number)
{
	const struct replay_edition *of = find_edition(replay, edition);

	return number >= 1 && number <= (int64_t)of->count ? &of->cases[number - 1] : NULL;
}

int64_t replay_applications(struct replay *replay, size_t course)
{
	const struct replay_edition *edition = find_edition(replay, replay->courses[course].edition);
	int64_t applications = 0;

	for (size_t i = 0; i < edition->count; i++)
		applications += edition->cases[i].course == course;
	return applications;
}

static int by_application(const void *a, const void *b)
{
	const struct place_rank *left = a, *right = b;

	return place_ledger_is_before(PLACE_ORDER_APPLICATION, left, right) ? -1 : 1;
}

static int by_course(const void *a, const void *b)
{
	const struct place_rank *left = a, *right = b;

	return place_ledger_is_before(PLACE_ORDER_COURSE, left, right) ? -1 : 1;
}

size_t replay_waiting(struct replay *replay, size_t course, int64_t **ret_numbers)
{
	const struct replay_edition *edition = find_edition(replay, replay->courses[course].edition);
	size_t waiting = (size_t)replay->ledgers[course].waiting, count = 0;
	struct place_rank *ranks = arena_array(replay->arena, waiting, sizeof(*ranks));
	int64_t *numbers = arena_array(replay->arena, waiting, sizeof(*numbers));

	for (size_t i = 0; i < edition->count && count < waiting; i++)
		if (edition->cases[i].state == CASE_STATE_WAITING && edition->cases[i].course == course)
			ranks[count++] = edition->cases[i].rank;
	if (count)
		qsort(ranks, count, sizeof(*ranks),
		      edition->order == PLACE_ORDER_APPLICATION ? by_application : by_course);
	for (size_t i = 0; i < count; i++)
		numbers[i] = ranks[i].number;
	*ret_numbers = numbers;
	return count;
}
