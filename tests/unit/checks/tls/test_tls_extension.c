/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/tls_extension.h"
#include "test.h"

#include "unit/checks/judge.h"

#define OFFERS(members)                                                                                                \
	{                                                                                                              \
		443, "tls.extension", "{\"version\":\"TLSv1.2\",\"answered\":true," members "}"                        \
	}
#define SILENT                                                                                                         \
	{                                                                                                              \
		443, "tls.extension", "{\"version\":\"TLSv1.2\",\"answered\":false}"                                   \
	}

static void renegotiation_without_proof_is_bad(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("tls-renegotiation", OFFERS("\"secure_renegotiation\":false,\"client_renegotiation\":true"));
	assert_string_equal(f.variant, "insecure");
	assert_int_equal(f.priority, PRIORITY_P3);
}

static void renegotiation_that_visitors_start_can_wait(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("tls-renegotiation", OFFERS("\"secure_renegotiation\":true,\"client_renegotiation\":true"));
	assert_string_equal(f.variant, "client");
	assert_int_equal(f.priority, PRIORITY_P4);
}

static void safe_renegotiation_is_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("tls-renegotiation", OFFERS("\"secure_renegotiation\":true")).verdict, VERDICT_GOOD);
}

static void compression_is_bad_and_its_absence_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("tls-compression", OFFERS("\"compression\":true")).priority, PRIORITY_P3);
	assert_int_equal(JUDGE("tls-compression", OFFERS("\"compression\":false")).verdict, VERDICT_GOOD);
}

static void heartbeat_is_a_lead(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("tls-heartbeat", OFFERS("\"heartbeat\":false"), OFFERS("\"heartbeat\":true"));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.confidence, CONFIDENCE_POSSIBLE);
	assert_int_equal(JUDGE("tls-heartbeat", OFFERS("\"heartbeat\":false")).verdict, VERDICT_GOOD);
}

static void no_answer_is_untestable(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("tls-renegotiation", SILENT).verdict, VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE("tls-compression", SILENT).verdict, VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE("tls-heartbeat", SILENT).verdict, VERDICT_UNTESTABLE);
}

static void what_was_not_asked_is_not_judged(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE_ALL("tls-heartbeat", OFFERS("\"compression\":true")).count, 0);
	assert_int_equal(JUDGE_ALL("tls-renegotiation", {443, "port.open", "{}"}).count, 0);
}

int test_tls_extension(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(renegotiation_without_proof_is_bad),
		cmocka_unit_test(renegotiation_that_visitors_start_can_wait),
		cmocka_unit_test(safe_renegotiation_is_good),
		cmocka_unit_test(compression_is_bad_and_its_absence_good),
		cmocka_unit_test(heartbeat_is_a_lead),
		cmocka_unit_test(no_answer_is_untestable),
		cmocka_unit_test(what_was_not_asked_is_not_judged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
