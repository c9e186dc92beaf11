/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "codec/json.h"
#include "findings/difference.h"

/* A finding in a few words, at www.example.jp. */
struct told {
	const char *check;
	int port;
	enum verdict verdict;
	enum priority priority;
	const char *remedy;
	const char *details; /* JSON, or NULL */
};

static struct finding_list list_of(struct arena *arena, const struct told *told)
{
	struct finding_list list = {.arena = arena};

	for (; told->check; told++) {
		struct value *details = NULL;
		if (told->details)
			assert_int_equal(json_decode(arena, str_from(told->details), &details, NULL), ERR_OK);
		finding_list_add(&list, &(struct finding){.check = told->check,
							  .verdict = told->verdict,
							  .priority = told->priority,
							  .target = "www.example.jp",
							  .address = "192.0.2.1",
							  .port = told->port,
							  .variant = "",
							  .evidence = "",
							  .details = details,
							  .remedy = told->remedy ? told->remedy : ""});
	}
	return list;
}

static struct differences compare(struct arena *arena, const struct told *before, const struct told *after)
{
	struct finding_list earlier = list_of(arena, before), later = list_of(arena, after);
	struct differences found;

	difference_find(arena, earlier.items, earlier.count, later.items, later.count, &found);
	return found;
}

/* The only change. */
static enum change change_of(const struct told *before, const struct told *after)
{
	struct differences found;
	ARENA_SCOPED arena;

	arena_init(&arena);
	found = compare(&arena, before, after);
	assert_int_equal(found.count, 1);
	return found.items[0].change;
}

#define LIST(...)                                                                                                      \
	(const struct told[])                                                                                          \
	{                                                                                                              \
		__VA_ARGS__,                                                                                           \
		{                                                                                                      \
			0                                                                                              \
		}                                                                                                      \
	}
#define NOTHING                                                                                                        \
	(const struct told[])                                                                                          \
	{                                                                                                              \
		{                                                                                                      \
			0                                                                                              \
		}                                                                                                      \
	}
#define BAD(port, p)                                                                                                   \
	{                                                                                                              \
		"a-check", port, VERDICT_BAD, p, "", NULL                                                              \
	}
#define GOOD(port)                                                                                                     \
	{                                                                                                              \
		"a-check", port, VERDICT_GOOD, PRIORITY_P4, "", NULL                                                   \
	}
#define UNCLEAR(port)                                                                                                  \
	{                                                                                                              \
		"a-check", port, VERDICT_UNTESTABLE, PRIORITY_P4, "", NULL                                             \
	}
#define UPDATE(of, json)                                                                                               \
	{                                                                                                              \
		"a-check", 443, VERDICT_BAD, PRIORITY_P2, "update:" of, json                                           \
	}

static void what_was_not_there_is_new(void **state)
{
	assert_int_equal(change_of(NOTHING, LIST(BAD(443, PRIORITY_P2))), CHANGE_NEW);
	assert_int_equal(change_of(LIST(GOOD(443)), LIST(BAD(443, PRIORITY_P2))), CHANGE_NEW);
}

static void what_is_still_there_is_the_same_worse_or_better_by_its_priority(void **state)
{
	assert_int_equal(change_of(LIST(BAD(443, PRIORITY_P2)), LIST(BAD(443, PRIORITY_P2))), CHANGE_SAME);
	assert_int_equal(change_of(LIST(BAD(443, PRIORITY_P2)), LIST(BAD(443, PRIORITY_P1))), CHANGE_WORSE);
	assert_int_equal(change_of(LIST(BAD(443, PRIORITY_P2)), LIST(BAD(443, PRIORITY_P4))), CHANGE_BETTER);
}

static void further_vulnerabilities_make_it_worse_and_fewer_better(void **state)
{
	const char *one = "{\"vulnerabilities\":[{\"id\":\"CVE-2024-1\"}]}";
	const char *two = "{\"vulnerabilities\":[{\"id\":\"CVE-2024-1\"},{\"id\":\"CVE-2024-2\"}]}";
	const char *other = "{\"vulnerabilities\":[{\"id\":\"CVE-2024-3\"}]}";

	assert_int_equal(change_of(LIST(UPDATE("nginx", one)), LIST(UPDATE("nginx", two))), CHANGE_WORSE);
	assert_int_equal(change_of(LIST(UPDATE("nginx", two)), LIST(UPDATE("nginx", one))), CHANGE_BETTER);
	assert_int_equal(change_of(LIST(UPDATE("nginx", one)), LIST(UPDATE("nginx", one))), CHANGE_SAME);
	assert_int_equal(change_of(LIST(UPDATE("nginx", one)), LIST(UPDATE("nginx", other))), CHANGE_WORSE);
}

static void only_a_good_answer_makes_it_fixed(void **state)
{
	assert_int_equal(change_of(LIST(BAD(443, PRIORITY_P2)), LIST(GOOD(443))), CHANGE_FIXED);
	assert_int_equal(change_of(LIST(BAD(443, PRIORITY_P2)), LIST(GOOD(0))), CHANGE_FIXED);
}

static void without_an_answer_it_has_gone_from_view(void **state)
{
	assert_int_equal(change_of(LIST(BAD(443, PRIORITY_P2)), NOTHING), CHANGE_GONE);
	assert_int_equal(change_of(LIST(BAD(443, PRIORITY_P2)), LIST(UNCLEAR(443))), CHANGE_GONE);
	assert_int_equal(change_of(LIST(BAD(443, PRIORITY_P2)), LIST(UNCLEAR(443), GOOD(0))), CHANGE_GONE);
	assert_int_equal(change_of(LIST(BAD(443, PRIORITY_P2)), LIST(GOOD(993))), CHANGE_GONE);
	assert_int_equal(change_of(LIST(BAD(443, PRIORITY_P2)), LIST({"other-check", 443, VERDICT_GOOD, 0, "", NULL})),
			 CHANGE_GONE);
}

static void two_products_of_one_port_are_never_taken_for_each_other(void **state)
{
	struct differences found;
	ARENA_SCOPED arena;

	arena_init(&arena);
	found = compare(&arena, LIST(UPDATE("nginx", NULL), UPDATE("php", NULL)),
			LIST(UPDATE("php", NULL), UPDATE("wordpress", NULL)));
	assert_int_equal(found.count, 3);
	assert_int_equal(found.items[0].change, CHANGE_NEW);
	assert_string_equal(found.items[0].after->remedy, "update:wordpress");
	assert_int_equal(found.items[1].change, CHANGE_SAME);
	assert_string_equal(found.items[1].before->remedy, "update:php");
	assert_int_equal(found.items[2].change, CHANGE_GONE);
	assert_string_equal(found.items[2].before->remedy, "update:nginx");
}

static void a_finding_of_another_variant_or_address_is_still_the_same_matter(void **state)
{
	struct finding before[1] = {{.check = "a-check",
				     .verdict = VERDICT_BAD,
				     .priority = PRIORITY_P3,
				     .target = "www.example.jp",
				     .address = "192.0.2.1",
				     .variant = "expiring",
				     .evidence = "",
				     .remedy = "certificate"}};
	struct finding after[1] = {before[0]};
	struct differences found;
	ARENA_SCOPED arena;

	arena_init(&arena);
	after[0].address = "192.0.2.77";
	after[0].variant = "expired";
	after[0].priority = PRIORITY_P2;
	difference_find(&arena, before, 1, after, 1, &found);
	assert_int_equal(found.count, 1);
	assert_int_equal(found.items[0].change, CHANGE_WORSE);
}

static void good_and_untestable_findings_are_no_changes(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(compare(&arena, LIST(GOOD(443)), LIST(UNCLEAR(443))).count, 0);
	assert_int_equal(compare(&arena, NOTHING, NOTHING).count, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_not_there_is_new),
		cmocka_unit_test(what_is_still_there_is_the_same_worse_or_better_by_its_priority),
		cmocka_unit_test(further_vulnerabilities_make_it_worse_and_fewer_better),
		cmocka_unit_test(only_a_good_answer_makes_it_fixed),
		cmocka_unit_test(without_an_answer_it_has_gone_from_view),
		cmocka_unit_test(two_products_of_one_port_are_never_taken_for_each_other),
		cmocka_unit_test(a_finding_of_another_variant_or_address_is_still_the_same_matter),
		cmocka_unit_test(good_and_untestable_findings_are_no_changes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
