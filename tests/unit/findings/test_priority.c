/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "findings/priority.h"
#include "test.h"

static void what_is_attacked_and_open_comes_first(void **state)
{
	const struct priority_facts worst = {EXPLOITATION_ACTIVE, EXPOSURE_OPEN, true, IMPACT_HIGH};
	const struct priority_facts least = {EXPLOITATION_NONE, EXPOSURE_SMALL, false, IMPACT_LOW};

	assert_int_equal(priority_decide(worst), PRIORITY_P1);
	assert_int_equal(priority_decide(least), PRIORITY_P4);
}

/* Whatever gets worse makes nothing less urgent. */
static void worse_facts_never_give_a_later_priority(void **state)
{
	for (int i = 0; i < 3 * 3 * 2 * 3; i++) {
		struct priority_facts facts = {(enum exploitation)(i / 18), (enum exposure)(i / 6 % 3), i / 3 % 2,
					       (enum impact)(i % 3)};
		struct priority_facts worse[] = {facts, facts, facts, facts};
		worse[0].exploitation += facts.exploitation < EXPLOITATION_ACTIVE;
		worse[1].exposure += facts.exposure < EXPOSURE_OPEN;
		worse[2].is_automatable = true;
		worse[3].impact += facts.impact < IMPACT_HIGH;
		for (int k = 0; k < 4; k++)
			assert_true(priority_decide(worse[k]) <= priority_decide(facts));
	}
}

static void the_published_table_is_the_one_in_use(void **state)
{
	FILE *file = fopen("docs/priority.md", "r");
	char page[32768], row[100];

	assert_non_null(file);
	page[fread(page, 1, sizeof(page) - 1, file)] = '\0';
	fclose(file);
	for (int i = 0; i < 3 * 3 * 2 * 3; i++) {
		struct priority_facts facts = {(enum exploitation)(i / 18), (enum exposure)(i / 6 % 3), i / 3 % 2,
					       (enum impact)(i % 3)};
		snprintf(row, sizeof(row), "| %s | %s | %s | %s | %s |\n",
			 priority_exploitation_name(facts.exploitation), priority_exposure_name(facts.exposure),
			 facts.is_automatable ? "yes" : "no", priority_impact_name(facts.impact),
			 finding_priority_name(priority_decide(facts)));
		if (!strstr(page, row))
			fail_msg("docs/priority.md lacks %s", row);
	}
}

int test_priority(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_attacked_and_open_comes_first),
		cmocka_unit_test(worse_facts_never_give_a_later_priority),
		cmocka_unit_test(the_published_table_is_the_one_in_use),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
