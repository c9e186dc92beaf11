/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "codec/json.h"
#include "findings/difference.h"
#include "test.h"

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

/* A finding of one port, told apart by its address and variant. */
static struct finding at(const char *address, const char *variant, enum priority priority)
{
	return (struct finding){.check = "a-check",
				.verdict = VERDICT_BAD,
				.priority = priority,
				.target = "www.example.jp",
				.address = address,
				.port = 443,
				.variant = variant,
				.evidence = "",
				.remedy = "certificate"};
}

static void each_address_is_compared_with_itself_first(void **state)
{
	const struct finding before[] = {at("192.0.2.1", "", PRIORITY_P2), at("192.0.2.2", "", PRIORITY_P3)};
	const struct finding after[] = {at("192.0.2.2", "", PRIORITY_P3), at("192.0.2.3", "", PRIORITY_P1)};
	struct differences found;
	ARENA_SCOPED arena;

	arena_init(&arena);
	difference_find(&arena, before, 2, after, 2, &found);
	assert_int_equal(found.count, 2);
	assert_int_equal(found.items[0].change, CHANGE_WORSE);
	assert_string_equal(found.items[0].before->address, "192.0.2.1");
	assert_string_equal(found.items[0].after->address, "192.0.2.3");
	assert_int_equal(found.items[1].change, CHANGE_SAME);
	assert_string_equal(found.items[1].after->address, "192.0.2.2");
}

static void of_one_address_each_variant_is_compared_with_itself_first(void **state)
{
	const struct finding before[] = {at("192.0.2.1", "a", PRIORITY_P2), at("192.0.2.1", "b", PRIORITY_P3)};
	const struct finding after[] = {at("192.0.2.1", "b", PRIORITY_P3), at("192.0.2.1", "c", PRIORITY_P4)};
	struct differences found;
	ARENA_SCOPED arena;

	arena_init(&arena);
	difference_find(&arena, before, 2, after, 2, &found);
	assert_int_equal(found.count, 2);
	assert_int_equal(found.items[0].change, CHANGE_SAME);
	assert_string_equal(found.items[0].after->variant, "b");
	assert_int_equal(found.items[1].change, CHANGE_BETTER);
	assert_string_equal(found.items[1].before->variant, "a");
	assert_string_equal(found.items[1].after->variant, "c");
}

static void a_remedy_without_an_object_may_belong_to_any_product(void **state)
{
	assert_int_equal(
		change_of(LIST({"a-check", 443, VERDICT_BAD, PRIORITY_P2, "", NULL}), LIST(UPDATE("nginx", NULL))),
		CHANGE_SAME);
	assert_int_equal(change_of(LIST(UPDATE("nginx", NULL)),
				   LIST({"a-check", 443, VERDICT_BAD, PRIORITY_P2, "replace:nginx", NULL})),
			 CHANGE_SAME);
}

static void a_port_that_is_partly_unclear_is_not_called_fixed(void **state)
{
	assert_int_equal(change_of(LIST(BAD(443, PRIORITY_P2)), LIST(GOOD(443), UNCLEAR(443))), CHANGE_GONE);
	assert_int_equal(change_of(LIST(BAD(443, PRIORITY_P2)),
				   LIST({"a-check", 443, VERDICT_NOT_TESTED, 0, "", NULL}, GOOD(443))),
			 CHANGE_GONE);
	assert_int_equal(change_of(LIST(BAD(443, PRIORITY_P2)), LIST(GOOD(442), GOOD(443), UNCLEAR(444))),
			 CHANGE_FIXED);
}

/* One port each, so that nothing is paired by accident; the order is worst first, then by urgency, then by place. */
static void the_changes_stand_in_the_order_in_which_they_are_read(void **state)
{
	static const enum change order[] = {CHANGE_NEW,    CHANGE_NEW,   CHANGE_WORSE, CHANGE_SAME,
					    CHANGE_BETTER, CHANGE_FIXED, CHANGE_GONE,  CHANGE_GONE};
	static const int ports[] = {80, 25, 143, 21, 22, 23, 53, 110};
	struct differences found;
	ARENA_SCOPED arena;

	arena_init(&arena);
	found = compare(&arena,
			LIST(BAD(21, PRIORITY_P3), BAD(22, PRIORITY_P2), BAD(23, PRIORITY_P2), BAD(110, PRIORITY_P2),
			     BAD(53, PRIORITY_P2), BAD(143, PRIORITY_P3)),
			LIST(BAD(25, PRIORITY_P3), BAD(80, PRIORITY_P1), BAD(21, PRIORITY_P3), BAD(22, PRIORITY_P3),
			     GOOD(23), BAD(143, PRIORITY_P2)));
	assert_int_equal(found.count, 8);
	for (size_t i = 0; i < 8; i++) {
		assert_int_equal(found.items[i].change, order[i]);
		assert_int_equal(difference_finding(&found.items[i])->port, ports[i]);
	}
}

static void a_difference_is_written_with_both_sides(void **state)
{
	struct differences found;
	ARENA_SCOPED arena;
	struct value *value;

	arena_init(&arena);
	found = compare(&arena, NOTHING, LIST(BAD(443, PRIORITY_P2)));
	value = difference_value(&arena, &found.items[0]);
	assert_string_equal(value_get_text(value, "change"), "new");
	assert_int_equal(value_get(value, "before")->kind, VALUE_NULL);
	assert_int_equal(value_get_int(value_get(value, "after"), "port", 0), 443);
}

static void the_same_vulnerabilities_in_another_order_are_the_same(void **state)
{
	const char *one = "{\"vulnerabilities\":[{\"id\":\"CVE-1\"},{\"id\":\"CVE-2\"},{\"id\":\"CVE-3\"}]}";
	const char *other = "{\"vulnerabilities\":[{\"id\":\"CVE-3\"},{\"id\":\"CVE-1\"},{\"id\":\"CVE-2\"}]}";

	assert_int_equal(change_of(LIST(UPDATE("nginx", one)), LIST(UPDATE("nginx", other))), CHANGE_SAME);
	assert_int_equal(change_of(LIST(UPDATE("nginx", NULL)), LIST(UPDATE("nginx", other))), CHANGE_WORSE);
	assert_int_equal(change_of(LIST(UPDATE("nginx", other)), LIST(UPDATE("nginx", NULL))), CHANGE_BETTER);
}

static void good_and_untestable_findings_are_no_changes(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(compare(&arena, LIST(GOOD(443)), LIST(UNCLEAR(443))).count, 0);
	assert_int_equal(compare(&arena, NOTHING, NOTHING).count, 0);
}

int test_difference(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_not_there_is_new),
		cmocka_unit_test(what_is_still_there_is_the_same_worse_or_better_by_its_priority),
		cmocka_unit_test(further_vulnerabilities_make_it_worse_and_fewer_better),
		cmocka_unit_test(only_a_good_answer_makes_it_fixed),
		cmocka_unit_test(without_an_answer_it_has_gone_from_view),
		cmocka_unit_test(two_products_of_one_port_are_never_taken_for_each_other),
		cmocka_unit_test(a_finding_of_another_variant_or_address_is_still_the_same_matter),
		cmocka_unit_test(each_address_is_compared_with_itself_first),
		cmocka_unit_test(of_one_address_each_variant_is_compared_with_itself_first),
		cmocka_unit_test(a_remedy_without_an_object_may_belong_to_any_product),
		cmocka_unit_test(a_port_that_is_partly_unclear_is_not_called_fixed),
		cmocka_unit_test(the_changes_stand_in_the_order_in_which_they_are_read),
		cmocka_unit_test(a_difference_is_written_with_both_sides),
		cmocka_unit_test(the_same_vulnerabilities_in_another_order_are_the_same),
		cmocka_unit_test(good_and_untestable_findings_are_no_changes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
