/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bench-visits [ROUNDS]: 500 companies, every tenth with three visits, and 50 experts of eight areas: once with slots
 * for all, once with slots for two thirds. Timed is the proposal with its bound in processor time, from the input's
 * values to those of the answer; and the check of it. Ends with 1 when the check does not accept one.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "calendar/day.h"
#include "visits/visit_check.h"
#include "visits/visit_proposal.h"

#define COMPANIES 500
#define EXPERTS   50
#define AREAS     8
#define HOUR_MS   ((int64_t)60 * 60 * 1000)

static unsigned seed = 1;

static unsigned draw(unsigned below)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 16) % below;
}

static void add_time(struct arena *arena, struct value *list, int64_t day, int from, int until)
{
	struct value *map = value_map(arena);

	value_set_text(arena, map, "from", day_format_instant(arena, day_start_ms(day) + from * HOUR_MS));
	value_set_text(arena, map, "until", day_format_instant(arena, day_start_ms(day) + until * HOUR_MS));
	value_add(arena, list, map);
}

static struct value *make_expert(struct arena *arena, int number, int slots, int64_t first_day)
{
	struct value *map = value_map(arena), *areas = value_list(arena), *list = value_list(arena);
	int64_t day = first_day;

	value_set_text(arena, map, "id", arena_printf(arena, "expert %d", number));
	value_set_text(arena, map, "area", arena_printf(arena, "area %d", number % AREAS));
	for (int i = 0; i < 4; i++)
		value_add(arena, areas, value_text(arena, arena_printf(arena, "area %d", (number + i) % AREAS)));
	value_set(arena, map, "goes_to", areas);
	for (int i = 0; i < slots; day += 1 + draw(9)) {
		int hour = 9 + (int)draw(2);
		if (day_weekday(day) == SATURDAY || day_weekday(day) == SUNDAY)
			continue;
		for (unsigned left = 1 + draw(2); left > 0 && i < slots; left--, hour += 3, i++)
			add_time(arena, list, day, hour, hour + 2);
	}
	value_set(arena, map, "slots", list);
	return map;
}

static struct value *make_company(struct arena *arena, int number, int64_t first_day)
{
	struct value *map = value_map(arena), *list = value_list(arena);
	unsigned mornings = draw(3);

	value_set_text(arena, map, "id", arena_printf(arena, "company %d", number));
	value_set_text(arena, map, "area", arena_printf(arena, "area %u", draw(AREAS)));
	value_set_int(arena, map, "visits", number % 10 == 0 ? 3 : 1);
	for (int64_t day = first_day; day < first_day + 120; day++)
		if (draw(3) > 0)
			add_time(arena, list, day, mornings == 0 ? 13 : 9, mornings == 1 ? 13 : 18);
	value_set(arena, map, "free", list);
	return map;
}

static struct value *make_input(struct arena *arena, int slots)
{
	struct value *input = value_map(arena), *rules = value_map(arena), *experts = value_list(arena),
		     *companies = value_list(arena);
	int64_t first_day = 0;

	day_parse(STR("2025-07-01"), &first_day);
	value_set_int(arena, rules, "visit_minutes", 120);
	value_set_int(arena, rules, "gap_days", 14);
	value_set_int(arena, rules, "travel_minutes", 60);
	for (int i = 0; i < EXPERTS; i++)
		value_add(arena, experts, make_expert(arena, i, slots, first_day));
	for (int i = 0; i < COMPANIES; i++)
		value_add(arena, companies, make_company(arena, i, first_day));
	value_set(arena, input, "rules", rules);
	value_set(arena, input, "experts", experts);
	value_set(arena, input, "companies", companies);
	return input;
}

/* Other work on the machine disturbs it less than the time on the wall. */
static int64_t processor_ms(void)
{
	return (int64_t)clock() * 1000 / CLOCKS_PER_SEC;
}

static int compare(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

static int measure(const char *name, int slots, int rounds)
{
	int64_t *took_ms = calloc((size_t)rounds, sizeof(*took_ms)), check_ms = 0;
	struct fault why = {0};
	int status = 0;

	for (int i = 0; i < rounds; i++) {
		ARENA_SCOPED arena = {0};
		struct value *proposal, *input = make_input(&arena, slots);
		int64_t began_ms = processor_ms();
		if (visit_proposal_make(&arena, input, &proposal, &why))
			return printf("%s\n", why.text), 1;
		took_ms[i] = processor_ms() - began_ms;
		began_ms = processor_ms();
		status = visit_check_run(proposal, &why) != ERR_OK;
		check_ms = processor_ms() - began_ms;
		if (status)
			printf("%s\n", why.text);
		if (i < rounds - 1 && !status)
			continue;
		qsort(took_ms, (size_t)(i + 1), sizeof(*took_ms), compare);
		printf("%s: %lld companies, %lld visits; value %lld, bound %lld, %zu parts; median %.0f ms, worst %.0f "
		       "ms; "
		       "check %.0f ms\n",
		       name, (long long)value_get_int(proposal, "companies", 0),
		       (long long)value_get_int(proposal, "visits", 0), (long long)value_get_int(proposal, "value", 0),
		       (long long)value_get_int(proposal, "bound", 0), value_count(value_get(proposal, "proof")),
		       (double)took_ms[(i + 1) / 2], (double)took_ms[i], (double)check_ms);
		break;
	}
	free(took_ms);
	return status;
}

int main(int argc, char **argv)
{
	int rounds = argc > 1 ? atoi(argv[1]) : 11;

	if (rounds < 1)
		return 2;
	return measure("slots for all", 16, rounds) | measure("slots for two thirds", 8, rounds);
}
