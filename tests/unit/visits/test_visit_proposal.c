/* SPDX-License-Identifier: Apache-2.0 */
/* Programmes of visits: the best one, by trying all of small ones; what the check lets through and what it does not. */
#include "visits/visit_proposal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "codec/json.h"
#include "test.h"
#include "visits/visit_chain.h"
#include "visits/visit_check.h"

enum { PROGRAMMES = 400, INPUT_BYTES = 16000 };

#define RULES "\"rules\":{\"visit_minutes\":90,\"gap_days\":7,\"travel_minutes\":60}"
#define SLOT(day, from, until)                                                                                         \
	"{\"from\":\"2025-07-" day "T" from ":00+09:00\",\"until\":\"2025-07-" day "T" until ":00+09:00\"}"

static struct value *decode(struct arena *arena, const char *text)
{
	struct fault why = {0};
	struct value *value = NULL;

	if (json_decode(arena, str_from(text), &value, &why))
		print_message("%s\n%s\n", why.text, text);
	assert_non_null(value);
	return value;
}

static struct value *propose(struct arena *arena, const char *input)
{
	struct fault why = {0};
	struct value *proposal = NULL;

	if (visit_proposal_make(arena, decode(arena, input), &proposal, &why))
		print_message("%s\n%s\n", why.text, input);
	assert_non_null(proposal);
	return proposal;
}

static void assert_good(const struct value *proposal)
{
	struct fault why = {0};

	if (visit_check_run(proposal, &why))
		print_message("%s\n", why.text);
	assert_int_equal(why.code, ERR_OK);
}

/* The greatest value of all programmes, one company after the other in every way. */
struct trial {
	const struct visit_problem *problem;
	size_t owner[64];
	int count[8];
	int64_t best;
};

static void try_company(struct trial *trial, size_t company, int64_t visits);

static bool can_take(const struct trial *trial, size_t company, size_t slot)
{
	int64_t from;

	if (!visit_problem_fits(trial->problem, company, slot, &from))
		return false;
	for (size_t other = 0; other < trial->problem->slot_count; other++)
		if (trial->owner[other] != VISIT_NONE &&
		    visit_problem_clash(trial->problem, company, slot, trial->owner[other], other))
			return false;
	return true;
}

/* The visits from the given one on; before: the slot of the one before. */
static void try_visit(struct trial *trial, size_t company, int visit, size_t before, int64_t visits)
{
	const struct visit_problem *problem = trial->problem;
	int course = problem->companies[company].visits;

	if (visit == course) {
		try_company(trial, company + 1, visits + course);
		return;
	}
	for (size_t slot = 0; slot < problem->slot_count; slot++) {
		size_t expert = problem->slots[slot].expert;
		if (!can_take(trial, company, slot) || trial->count[expert] >= problem->experts[expert].room)
			continue;
		if (visit > 0 && (problem->slots[before].expert != expert ||
				  problem->slots[before].day + problem->gap_days > problem->slots[slot].day))
			continue;
		trial->owner[slot] = company;
		trial->count[expert]++;
		try_visit(trial, company, visit + 1, slot, visits);
		trial->count[expert]--;
		trial->owner[slot] = VISIT_NONE;
	}
}

static void try_company(struct trial *trial, size_t company, int64_t visits)
{
	const struct visit_problem *problem = trial->problem;
	int64_t value = visits * problem->weight;

	if (company < problem->company_count) {
		try_company(trial, company + 1, visits);
		try_visit(trial, company, 0, 0, visits);
		return;
	}
	for (size_t e = 0; e < problem->expert_count; e++) {
		int64_t load = problem->experts[e].load, all = load + trial->count[e];
		value -= all * all - load * load;
	}
	trial->best = value > trial->best ? value : trial->best;
}

static int64_t best_by_trial(struct arena *arena, const struct value *input)
{
	struct visit_problem *problem;
	struct trial trial = {0};

	assert_int_equal(visit_problem_read(arena, input, &problem, NULL), ERR_OK);
	trial.problem = problem;
	for (size_t i = 0; i < COUNT(trial.owner); i++)
		trial.owner[i] = VISIT_NONE;
	try_company(&trial, 0, 0);
	return trial.best;
}

static unsigned draw(unsigned *seed, unsigned below)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 16) % below;
}

static void write_slots(char *out, unsigned *seed, unsigned count)
{
	unsigned day = 1 + draw(seed, 4), hour = 9;

	for (unsigned i = 0; i < count && day <= 31; i++) {
		sprintf(out + strlen(out),
			"%s{\"from\":\"2025-07-%02uT%02u:00:00+09:00\",\"until\":\"2025-07-%02uT%02u:00:00+09:00\"}",
			i ? "," : "", day, hour, day, hour + 2);
		hour += 1 + draw(seed, 3);
		if (hour > 15 || draw(seed, 2)) {
			hour = 9 + draw(seed, 3);
			day += 1 + draw(seed, 8);
		}
	}
}

/* Few companies and slots, near and far, in every combination of what the rules know. */
static char *write_programme(struct arena *arena, unsigned seed)
{
	static const char *const areas[] = {"east", "west"};
	char *out = arena_alloc(arena, INPUT_BYTES);
	unsigned experts = 1 + draw(&seed, 3), companies = 1 + draw(&seed, 4);

	sprintf(out, "{" RULES ",\"travel\":[{\"from\":\"west\",\"to\":\"west\",\"minutes\":%u}],\"experts\":[",
		draw(&seed, 2) * 45);
	for (unsigned e = 0; e < experts; e++) {
		sprintf(out + strlen(out),
			"%s{\"id\":\"e%u\",\"area\":\"%s\",\"load\":%u,\"capacity\":%u,\"conflicts\":[%s],\"slots\":[",
			e ? "," : "", e, areas[draw(&seed, 2)], draw(&seed, 3), 2 + draw(&seed, 6),
			draw(&seed, 4) ? "" : "\"c0\"");
		write_slots(out, &seed, 2 + draw(&seed, 4));
		strcat(out, "]}");
	}
	strcat(out, "],\"companies\":[");
	for (unsigned c = 0; c < companies; c++) {
		sprintf(out + strlen(out), "%s{\"id\":\"c%u\",\"area\":\"%s\",\"visits\":%u,\"remote\":%s",
			c ? "," : "", c, areas[draw(&seed, 2)], draw(&seed, 2) ? 1 + draw(&seed, 3) : 1,
			draw(&seed, 3) ? "false" : "true");
		if (draw(&seed, 3) == 0)
			strcat(out,
			       ",\"free\":[" SLOT("01", "09:00", "23:00") "," SLOT("02", "10:00", "12:30") "," SLOT(
				       "08", "09:00", "12:00") "," SLOT("09", "13:00", "18:00") "]");
		strcat(out, "}");
	}
	strcat(out, "]}");
	return out;
}

static void no_programme_of_all_is_better_than_the_one_proposed(void **state)
{
	unsigned without = 0, halved = 0;

	for (unsigned seed = 1; seed <= PROGRAMMES; seed++) {
		ARENA_SCOPED arena = {0};
		const char *input = write_programme(&arena, seed);
		struct value *proposal = propose(&arena, input);
		int64_t best = best_by_trial(&arena, value_get(proposal, "input"));
		if (value_get_int(proposal, "bound", -1) != best)
			fprintf(stderr, "seed %u: %s\n", seed, input);
		assert_int_equal(value_get_int(proposal, "value", -1), best);
		assert_int_equal(value_get_int(proposal, "bound", -1), best);
		assert_true(value_get_bool(proposal, "optimal"));
		assert_good(proposal);
		without += value_count(value_get(proposal, "without")) > 0;
		halved += value_count(value_get(proposal, "proof")) > 1;
	}
	assert_in_range(without, PROGRAMMES / 8, PROGRAMMES - PROGRAMMES / 8);
	assert_in_range(halved, 3, PROGRAMMES);
}

#define TWO_EXPERTS                                                                                                    \
	"\"experts\":[{\"id\":\"mori\",\"area\":\"east\",\"goes_to\":[\"east\"],\"conflicts\":[\"rival\"],\"slots\":"  \
	"[" SLOT("01", "10:00", "12:00") "," SLOT(                                                                     \
		"08", "10:00",                                                                                         \
		"12:00") "]},"                                                                                         \
			 "{\"id\":\"hara\",\"area\":\"east\",\"capacity\":1,\"goes_to\":[\"east\"],\"conflicts\":["    \
			 "\"rival\"],\"slots\":[" SLOT("02", "10:00", "12:00") "," SLOT("21", "10:00", "12:00") "]}]"
#define COMPANY(id, area, more) "{\"id\":\"" id "\",\"area\":\"" area "\"," more "}"

static const char *reason_of(const struct value *proposal, const char *company)
{
	const struct value *without = value_get(proposal, "without");

	for (size_t i = 0; i < value_count(without); i++)
		if (strcmp(value_get_text(value_at(without, i), "company"), company) == 0)
			return value_get_text(value_at(without, i), "reason");
	return "";
}

static void each_company_without_a_visit_has_the_reason_that_is_true(void **state)
{
	ARENA_SCOPED arena = {0};
	struct value *proposal = propose(
		&arena,
		"{" RULES "," TWO_EXPERTS
		",\"companies\":[" COMPANY("course", "east", "\"visits\":2") "," COMPANY("far", "island", "\"visits\":1") "," COMPANY("rival", "east", "\"visits\":1") "," COMPANY(
			"busy", "east",
			"\"visits\":1,\"free\":[" SLOT(
				"03", "09:00",
				"18:00") "]") "," COMPANY("long", "east",
							  "\"visits\":3") "," COMPANY("bound", "east",
										      "\"visits\":1,\"expert\":"
										      "\"hara\"") "," COMPANY("second",
													      "east",
													      "\"visits"
													      "\":1,"
													      "\"expert"
													      "\":"
													      "\"hara"
													      "\"") "," COMPANY("late",
																"east",
																"\"visits\":1,\"free\":[" SLOT(
																	"08",
																	"09:00",
																	"18:00") "]") "]}");

	assert_good(proposal);
	assert_string_equal(reason_of(proposal, "course"), "");
	assert_string_equal(reason_of(proposal, "far"), "area");
	assert_string_equal(reason_of(proposal, "rival"), "conflict");
	assert_string_equal(reason_of(proposal, "busy"), "no_common_time");
	assert_string_equal(reason_of(proposal, "long"), "no_course");
	assert_string_equal(reason_of(proposal, "bound"), "");
	assert_string_equal(reason_of(proposal, "second"), "capacity");
	assert_string_equal(reason_of(proposal, "late"), "taken");
}

static void a_slot_on_a_holiday_is_no_slot(void **state)
{
	ARENA_SCOPED arena = {0};
	struct value *proposal = propose(
		&arena,
		"{\"rules\":{\"visit_minutes\":60,\"gap_days\":1,\"holidays\":[\"2025-07-02\"],"
		"\"closed\":[{\"from\":\"07-03\",\"until\":\"07-04\"}]},\"experts\":[{\"id\":\"e\",\"area\":\"a\","
		"\"slots\":[" SLOT("02", "10:00", "12:00") "," SLOT("03", "10:00", "12:00") "," SLOT(
			"05", "10:00",
			"12:00") "," SLOT("21", "10:00",
					  "12:00") "]}],\"companies\":[{\"id\":\"c\",\"area\":\"a\",\"visits\":1}]}");

	assert_string_equal(reason_of(proposal, "c"), "no_common_time");
	assert_good(proposal);
}

static void loads_differ_by_one_visit_where_everybody_may_go_anywhere(void **state)
{
	ARENA_SCOPED arena = {0};
	char *input = arena_alloc(&arena, INPUT_BYTES * 4);
	struct value *proposal, *loads;

	strcpy(input, "{" RULES ",\"experts\":[");
	for (int e = 0; e < 3; e++) {
		sprintf(input + strlen(input), "%s{\"id\":\"e%d\",\"area\":\"a\",\"slots\":[", e ? "," : "", e);
		for (int day = 1; day <= 31; day++)
			sprintf(input + strlen(input),
				"%s{\"from\":\"2025-07-%02dT10:00:00+09:00\",\"until\":\"2025-07-%02dT12:00:00+09:"
				"00\"}",
				day > 1 ? "," : "", day, day);
		strcat(input, "]}");
	}
	strcat(input, "],\"companies\":[");
	for (int c = 0; c < 14; c++)
		sprintf(input + strlen(input), "%s{\"id\":\"c%d\",\"area\":\"a\",\"visits\":%d}", c ? "," : "", c,
			c < 3 ? 3 : 1);
	strcat(input, "]}");
	proposal = propose(&arena, input);
	assert_good(proposal);
	assert_int_equal(value_get_int(proposal, "visits", 0), 20);
	loads = (struct value *)value_get(proposal, "loads");
	for (size_t e = 0; e < 3; e++)
		assert_in_range(value_get_int(value_at(loads, e), "visits", 0), 6, 7);
}

static const char small[] =
	"{" RULES "," TWO_EXPERTS
	",\"companies\":[" COMPANY("c", "east", "\"visits\":2") "," COMPANY("d", "east", "\"visits\":1") "," COMPANY(
		"x", "island", "\"visits\":1") "," COMPANY("rival", "east", "\"visits\":1") "]}";

/* What the check says of the proposal after one text of it was changed. */
static bool is_refused_with(const char *from, const char *to)
{
	ARENA_SCOPED arena = {0};
	struct fault why = {0};
	BUF_SCOPED json;
	char *changed, *at;

	buf_init(&json, 1 << 20);
	json_encode(&json, propose(&arena, small));
	changed = arena_alloc(&arena, json.size + 1000);
	at = strstr(buf_text(&json), from);
	if (!at)
		print_message("%s\nis not in %s\n", from, buf_text(&json));
	assert_non_null(at);
	sprintf(changed, "%.*s%s%s", (int)(at - buf_text(&json)), buf_text(&json), to, at + strlen(from));
	if (!visit_check_run(decode(&arena, changed), &why))
		print_message("accepted: %s -> %s\n", from, to);
	return why.code == ERR_INVALID;
}

static void whatever_is_changed_in_a_proposal_the_check_sees(void **state)
{
	static const char *const changes[][2] = {
		{"\"version\":1", "\"version\":2"},
		{"\"value\":", "\"value\":1"},
		{"\"bound\":", "\"bound\":1"},
		{"\"optimal\":true", "\"optimal\":false"},
		{"\"visits\":3", "\"visits\":4"},
		{"\"companies\":2", "\"companies\":3"},
		{"\"slot\":1", "\"slot\":2"},
		{"\"slot\":1", "\"slot\":3"},
		{"\"expert\":\"mori\"", "\"expert\":\"hara\""},
		{"\"expert\":\"mori\"", "\"expert\":\"nobody\""},
		{"\"company\":\"c\"", "\"company\":\"d\""},
		{"T10:00:00", "T10:30:00"},
		{"\"reason\":\"area\"", "\"reason\":\"taken\""},
		{"\"visits\":2},{", "\"visits\":1},{"},
		{"\"proof\":[{", "\"proof\":[],\"no\":[{"},
		{"\"experts\":[", "\"experts\":[100,"},
		{"\"goes_to\":[\"east\"]", "\"goes_to\":[\"west\"]"},
		{"\"conflicts\":[\"rival\"]", "\"conflicts\":[\"c\"]"},
		{"\"gap_days\":7", "\"gap_days\":8"},
		{"\"visit_minutes\":90", "\"visit_minutes\":60"},
		{"\"capacity\":1", "\"capacity\":0"},
	};

	for (size_t i = 0; i < COUNT(changes); i++)
		assert_true(is_refused_with(changes[i][0], changes[i][1]));
}

static void no_experts_or_no_companies_are_a_programme_too(void **state)
{
	ARENA_SCOPED arena = {0};

	assert_good(propose(&arena, "{" RULES ",\"experts\":[],\"companies\":[]}"));
	assert_good(propose(&arena, "{" RULES "," TWO_EXPERTS
				    ",\"companies\":[" COMPANY("rival", "east", "\"visits\":1") "]}"));
	assert_good(
		propose(&arena, "{" RULES ",\"experts\":[],\"companies\":[" COMPANY("c", "east", "\"visits\":3") "]}"));
}

int test_visit_proposal(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_programme_of_all_is_better_than_the_one_proposed),
		cmocka_unit_test(each_company_without_a_visit_has_the_reason_that_is_true),
		cmocka_unit_test(a_slot_on_a_holiday_is_no_slot),
		cmocka_unit_test(loads_differ_by_one_visit_where_everybody_may_go_anywhere),
		cmocka_unit_test(whatever_is_changed_in_a_proposal_the_check_sees),
		cmocka_unit_test(no_experts_or_no_companies_are_a_programme_too),
	};

	return cmocka_run_group_tests_name("visit_proposal", tests, NULL, NULL);
}
