/* SPDX-License-Identifier: Apache-2.0 */
/* The plan of a company, by the shipped catalogue. */
#include <stdio.h>
#include <string.h>

#include "measures/contradiction.h"
#include "test.h"
#include "unit/programme/shipped_edition.h"

enum { SHEETS = 3000 };

struct company {
	struct edition *edition;
	struct arena arena;
	struct value *answers;
	struct finding findings[8];
	size_t finding_count;
	struct measures measures;
	struct advice_plan plan;
};

static int begin(void **state)
{
	static struct company company;

	company = (struct company){.edition = shipped_edition()};
	arena_init(&company.arena);
	company.answers = value_map(&company.arena);
	*state = &company;
	return 0;
}

static int end(void **state)
{
	struct company *company = *state;

	arena_release(&company->arena);
	edition_free(company->edition);
	return 0;
}

static void answer(struct company *company, const char *question, const char *option)
{
	value_set_text(&company->arena, company->answers, question, option);
}

/* Everything is done, and everything that decides is in use. */
static void answer_all(struct company *company, const char *option)
{
	const struct edition_form *form = &company->edition->questionnaire;

	for (size_t i = 0; i < form->question_count; i++)
		answer(company, form->questions[i].id, form->questions[i].topic ? option : "yes");
}

static void see(struct company *company, const char *check, enum priority priority, const char *remedy)
{
	company->findings[company->finding_count++] = (struct finding){
		.check = check,
		.verdict = VERDICT_BAD,
		.priority = priority,
		.target = "www.example.jp",
		.address = "192.0.2.1",
		.variant = "",
		.evidence = "",
		.remedy = remedy,
	};
}

static void make(struct company *company)
{
	measure_plan(&company->arena, company->findings, company->finding_count, &company->measures);
	advice_plan_make(&company->arena, company->edition, company->answers, &company->measures, &company->plan);
}

static const struct advice_entry *find(const struct company *company, const char *id)
{
	const struct advice_entry *found = NULL;

	for (size_t i = 0; i < company->plan.count; i++) {
		const struct advice_entry *entry = &company->plan.entries[i];
		if (!entry->measure || strcmp(entry->measure->id, id) != 0)
			continue;
		if (found)
			fail_msg("%s stands twice", id);
		found = entry;
	}
	return found;
}

static const struct advice_entry *need(const struct company *company, const char *id)
{
	const struct advice_entry *entry = find(company, id);

	if (!entry)
		fail_msg("the plan has no %s", id);
	return entry;
}

static void who_has_done_all_is_only_told_to_look_again(void **state)
{
	struct company *company = *state;

	answer_all(company, "yes");
	answer(company, "it_person", "full_time");
	answer(company, "computers", "to_5");
	answer(company, "mail_service", "google");
	answer(company, "website_by", "none");
	answer(company, "incidents", "none");
	answer(company, "uses_remote", "no");
	answer(company, "uses_cloud", "no");
	make(company);
	assert_int_equal(company->plan.count, 1);
	assert_string_equal(company->plan.entries[0].measure->id, "yearly_check");
	assert_int_equal(company->plan.question_count, 0);
}

static void remote_access_comes_before_the_lock_of_a_screen(void **state)
{
	struct company *company = *state;
	const struct advice_entry *remote, *lock;

	answer_all(company, "yes");
	answer(company, "screen_lock", "no");
	answer(company, "remote_second_factor", "partly");
	make(company);
	remote = need(company, "remote_second_factor");
	lock = need(company, "screen_lock");
	assert_true(remote < lock);
	assert_int_equal(remote->stage, ADVICE_MONTH_1);
	assert_int_equal(lock->stage, ADVICE_YEAR_1);
}

static void an_answer_and_a_finding_that_call_for_the_same_give_one_measure_with_both_reasons(void **state)
{
	struct company *company = *state;
	const struct advice_entry *entry;

	answer_all(company, "yes");
	answer(company, "remote_updates", "no");
	see(company, "known-vulnerability", PRIORITY_P1, "update:fortios");
	make(company);
	entry = need(company, "device_updates");
	assert_int_equal(entry->reason_count, 1);
	assert_int_equal(entry->deed_count, 1);
	assert_int_equal(entry->priority, PRIORITY_P1);
	assert_ptr_equal(entry, &company->plan.entries[0]);
}

static void a_product_without_support_is_replaced_and_not_updated(void **state)
{
	struct company *company = *state;
	const struct advice_entry *entry;

	answer_all(company, "yes");
	answer(company, "remote_updates", "unknown");
	see(company, "end-of-life", PRIORITY_P2, "update:fortios");
	make(company);
	entry = need(company, "device_replace");
	assert_null(find(company, "device_updates"));
	assert_int_equal(entry->covered_count, 1);
	assert_string_equal(entry->covered[0]->id, "device_updates");
	assert_int_equal(entry->reasons[0].level, ANSWER_LEVEL_UNKNOWN);
}

static void the_same_check_belongs_to_whoever_mends_it(void **state)
{
	struct company *company = *state;

	see(company, "known-vulnerability", PRIORITY_P3, "update:wordpress");
	see(company, "known-vulnerability", PRIORITY_P3, "update:nginx");
	company->answers = NULL;
	make(company);
	assert_int_equal(company->plan.count, 2);
	assert_int_equal(need(company, "cms_updates")->deed_count, 1);
	assert_int_equal(need(company, "server_updates")->deed_count, 1);
}

static void a_finding_that_the_catalogue_does_not_know_is_not_left_out(void **state)
{
	struct company *company = *state;

	see(company, "something-new", PRIORITY_P2, "mend");
	company->answers = NULL;
	make(company);
	assert_int_equal(company->plan.count, 1);
	assert_null(company->plan.entries[0].measure);
	assert_int_equal(company->plan.entries[0].stage, ADVICE_MONTH_1);
}

static void each_check_has_a_measure(void **state)
{
	struct company *company = *state;

	for (size_t i = 0; i < assignment_count(); i++) {
		company->finding_count = 0;
		see(company, assignment_check(i), PRIORITY_P3, "");
		make(company);
		for (size_t k = 0; k < company->plan.count; k++)
			if (!company->plan.entries[k].measure)
				fail_msg("no measure is for %s", assignment_check(i));
	}
}

static void each_check_that_the_catalogue_names_exists(void **state)
{
	const struct advice *advice = &((const struct company *)*state)->edition->advice;
	char name[64];

	for (size_t i = 0; i < advice->measure_count; i++)
		for (size_t k = 0; k < advice->measures[i].finding_count; k++) {
			const char *named = advice->measures[i].findings[k];
			enum assignment_group group;
			snprintf(name, sizeof(name), "%.*s", (int)strcspn(named, "@"), named);
			if (!assignment_knows(name))
				fail_msg("%s names no check: %s", advice->measures[i].id, named);
			if (strchr(named, '@'))
				assert_true(assignment_group_parse(str_from(strchr(named, '@') + 1), &group));
		}
}

static void who_knows_nothing_gets_every_measure_of_answers_and_every_question(void **state)
{
	struct company *company = *state;
	const struct advice *advice = &company->edition->advice;
	size_t expected = 0;

	make(company);
	for (size_t i = 0; i < advice->measure_count; i++)
		expected += advice->measures[i].answer_count + advice->measures[i].option_count > 0;
	assert_int_equal(company->plan.count, expected);
	assert_int_equal(company->plan.question_count, advice->question_count);
	for (size_t i = 0; i < company->plan.count; i++)
		assert_true(company->plan.entries[i].asks);
}

static void no_stage_holds_more_than_a_small_company_can_begin(void **state)
{
	struct company *company = *state;
	size_t counts[ADVICE_STAGES] = {0};

	make(company);
	for (size_t i = 0; i < company->plan.count; i++)
		counts[company->plan.entries[i].stage]++;
	assert_int_equal(counts[ADVICE_MONTH_1], company->edition->advice.most[ADVICE_MONTH_1]);
	assert_int_equal(counts[ADVICE_MONTHS_3], company->edition->advice.most[ADVICE_MONTHS_3]);
	see(company, "rdp-exposed", PRIORITY_P1, "close:3389");
	see(company, "redis-without-password", PRIORITY_P1, "close:6379");
	make(company);
	assert_int_equal(need(company, "remote_close")->stage, ADVICE_MONTH_1);
	assert_int_equal(need(company, "data_close")->stage, ADVICE_MONTH_1);
}

/* --- properties --- */

static uint64_t random_of(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static void answer_at_random(struct company *company, uint64_t *random)
{
	const struct edition_form *form = &company->edition->questionnaire;

	company->answers = value_map(&company->arena);
	for (size_t i = 0; i < form->question_count; i++) {
		const struct question *question = &form->questions[i];
		size_t chosen = random_of(random) % (question->option_count + 1);
		if (chosen < question->option_count)
			answer(company, question->id, question->options[chosen].id);
	}
}

static void see_at_random(struct company *company, uint64_t *random)
{
	static const char *const remedies[] = {"update:nginx", "update:fortios", "update:wordpress", "mail-dns", ""};

	company->finding_count = 0;
	for (size_t i = random_of(random) % 6; i; i--)
		see(company, assignment_check(random_of(random) % assignment_count()),
		    (enum priority)(1 + random_of(random) % 4), remedies[random_of(random) % COUNT(remedies)]);
	for (size_t i = 0; i < company->finding_count; i++)
		company->findings[i].priority = (enum priority)(1 + i / 2);
}

static void not_knowing_never_takes_a_measure_away(void **state)
{
	struct company *company = *state;
	const struct edition_form *form = &company->edition->questionnaire;
	uint64_t random = 88172645463325252;

	for (int i = 0; i < SHEETS; i++) {
		struct advice_plan before;
		const char *changed = form->questions[random_of(&random) % form->question_count].id;
		arena_release(&company->arena);
		arena_init(&company->arena);
		answer_at_random(company, &random);
		see_at_random(company, &random);
		make(company);
		before = company->plan;
		answer(company, changed, "unknown");
		make(company);
		for (size_t k = 0; k < before.count; k++)
			if (before.entries[k].measure && !find(company, before.entries[k].measure->id))
				fail_msg("sheet %d loses %s when \"%s\" is not known", i, before.entries[k].measure->id,
					 changed);
	}
}

static void each_deed_stands_once_and_the_order_is_the_same_again(void **state)
{
	struct company *company = *state;
	uint64_t random = 424242;

	for (int i = 0; i < SHEETS; i++) {
		struct advice_plan again;
		size_t deeds = 0;
		arena_release(&company->arena);
		arena_init(&company->arena);
		answer_at_random(company, &random);
		see_at_random(company, &random);
		make(company);
		advice_plan_make(&company->arena, company->edition, company->answers, &company->measures, &again);
		assert_int_equal(again.count, company->plan.count);
		for (size_t k = 0; k < again.count; k++) {
			const struct advice_entry *entry = &company->plan.entries[k];
			deeds += entry->deed_count;
			assert_ptr_equal(entry->measure, again.entries[k].measure);
			assert_true(k == 0 || entry->stage >= company->plan.entries[k - 1].stage);
			if (entry->measure)
				need(company, entry->measure->id);
		}
		assert_int_equal(deeds, company->measures.count);
	}
}

/* --- contradictions --- */

static size_t contradict(struct company *company, struct contradiction **ret_items)
{
	size_t count;

	contradiction_find(&company->arena, company->edition, company->answers, company->findings,
			   company->finding_count, ret_items, &count);
	return count;
}

static void updates_that_are_always_applied_contradict_an_old_server(void **state)
{
	struct company *company = *state;
	struct contradiction *items;

	answer(company, "updates", "yes");
	assert_int_equal(contradict(company, &items), 0);
	see(company, "end-of-life", PRIORITY_P2, "update:nginx");
	assert_int_equal(contradict(company, &items), 1);
	assert_string_equal(items[0].rule->id, "updates_old");
	assert_ptr_equal(items[0].findings[0], &company->findings[0]);
	company->findings[0].verdict = VERDICT_GOOD;
	assert_int_equal(contradict(company, &items), 0);
	company->findings[0].verdict = VERDICT_BAD;
	answer(company, "updates", "unknown");
	assert_int_equal(contradict(company, &items), 0);
}

static void answers_contradict_each_other(void **state)
{
	struct company *company = *state;
	struct contradiction *items;

	answer(company, "backup", "yes");
	answer(company, "backup_tried", "no");
	assert_int_equal(contradict(company, &items), 1);
	assert_int_equal(items[0].question_count, 2);
	answer(company, "backup_tried", "yes");
	assert_int_equal(contradict(company, &items), 0);
}

#define PLAN(name) cmocka_unit_test_setup_teardown(name, begin, end)

int test_advice_plan(void)
{
	const struct CMUnitTest tests[] = {
		PLAN(who_has_done_all_is_only_told_to_look_again),
		PLAN(remote_access_comes_before_the_lock_of_a_screen),
		PLAN(an_answer_and_a_finding_that_call_for_the_same_give_one_measure_with_both_reasons),
		PLAN(a_product_without_support_is_replaced_and_not_updated),
		PLAN(the_same_check_belongs_to_whoever_mends_it),
		PLAN(a_finding_that_the_catalogue_does_not_know_is_not_left_out),
		PLAN(each_check_has_a_measure),
		PLAN(each_check_that_the_catalogue_names_exists),
		PLAN(who_knows_nothing_gets_every_measure_of_answers_and_every_question),
		PLAN(no_stage_holds_more_than_a_small_company_can_begin),
		PLAN(not_knowing_never_takes_a_measure_away),
		PLAN(each_deed_stands_once_and_the_order_is_the_same_again),
		PLAN(updates_that_are_always_applied_contradict_an_old_server),
		PLAN(answers_contradict_each_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
