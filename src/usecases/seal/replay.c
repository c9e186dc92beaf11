/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/seal/replay.h"

#include <string.h>

struct replay_case {
	enum case_state state;
	size_t course;
	int64_t arrival;
};

/* The cases of one edition by their numbers: case n stands at n - 1. */
struct replay_edition {
	const char *id;
	struct replay_case *cases;
	size_t count, room;
};

const char *replay_problem_name(enum replay_problem problem)
{
	static const char *const names[] = {"replay_good",   "replay_case",  "replay_number", "replay_arrival",
					    "replay_course", "replay_state", "replay_place"};

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

static size_t find_course(struct replay *replay, const char *edition, const char *course)
{
	for (size_t i = 0; i < replay->course_count; i++)
		if (strcmp(replay->courses[i].edition, edition) == 0 && strcmp(replay->courses[i].course, course) == 0)
			return i;
	replay->courses = arena_grow(replay->arena, replay->courses, replay->course_count, &replay->course_room,
				     sizeof(*replay->courses));
	replay->courses[replay->course_count] = (struct replay_course){arena_strdup(replay->arena, edition),
								       arena_strdup(replay->arena, course), 0, 0, 0};
	return replay->course_count++;
}

static void count(struct replay *replay, const struct replay_case *of, int64_t change)
{
	struct replay_course *course = &replay->courses[of->course];

	course->holding += case_state_holds_place(of->state) ? change : 0;
	course->waiting += of->state == CASE_STATE_WAITING ? change : 0;
}

/* Follows the event; the case stands where the entry says, be it right or not. */
static enum replay_problem move(struct replay *replay, struct replay_case *of, const struct log_entry *entry)
{
	enum case_state state = CASE_STATE_NONE, to;
	enum case_event event;
	bool follows = case_state_event_parse(str_from(entry->kind), &event) &&
		       case_state_parse(str_from(entry->state), &state) && case_state_advance(of->state, event, &to) &&
		       to == state;

	count(replay, of, -1);
	of->state = state;
	count(replay, of, 1);
	if (!follows)
		return REPLAY_STATE;
	return entry->holds_place == case_state_holds_place(state) ? REPLAY_GOOD : REPLAY_PLACE;
}

static enum replay_problem add_application(struct replay *replay, struct replay_edition *edition,
					   const struct log_entry *entry)
{
	struct replay_case fresh = {.course = find_course(replay, entry->edition, entry->course),
				    .arrival = entry->arrival};
	struct replay_course *course = &replay->courses[fresh.course];
	enum replay_problem problem;

	edition->cases =
		arena_grow(replay->arena, edition->cases, edition->count, &edition->room, sizeof(*edition->cases));
	edition->cases[edition->count++] = fresh;
	replay->cases++;
	course->applications++;
	problem = move(replay, &edition->cases[edition->count - 1], entry);
	if (!*entry->course)
		return REPLAY_COURSE;
	return entry->arrival == course->applications ? problem : REPLAY_ARRIVAL;
}

enum replay_problem replay_add(struct replay *replay, const struct log_entry *entry)
{
	struct replay_edition *edition;
	struct replay_case *of;

	if (!entry->case_number)
		return REPLAY_GOOD;
	edition = find_edition(replay, entry->edition);
	if (entry->case_number == (int64_t)edition->count + 1 && *entry->state)
		return add_application(replay, edition, entry);
	if (entry->case_number > (int64_t)edition->count)
		return *entry->state ? REPLAY_NUMBER : REPLAY_CASE;
	if (!*entry->state)
		return REPLAY_GOOD;
	of = &edition->cases[entry->case_number - 1];
	if (strcmp(replay->courses[of->course].course, entry->course) != 0)
		return REPLAY_COURSE;
	if (of->arrival != entry->arrival)
		return REPLAY_ARRIVAL;
	return move(replay, of, entry);
}
