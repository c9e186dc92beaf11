/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/service/smb_exposed.h"
#include "test.h"

#include "unit/checks/judge.h"

#define NEGOTIATE(dialects, signing)                                                                                   \
	{                                                                                                              \
		445, "smb.negotiate", "{\"dialects\":" dialects ",\"signing\":\"" signing "\"}"                        \
	}

static void smb_1_is_urgent(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("smb-exposed", NEGOTIATE("[\"NT LM 0.12\",\"3.1.1\"]", "required"));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P1);
	assert_string_equal(f.variant, "smb1");
}

static void newer_dialects_have_a_password_before_the_files(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("smb-exposed", NEGOTIATE("[\"3.1.1\"]", "required"));
	assert_int_equal(f.priority, PRIORITY_P2);
	assert_string_equal(f.variant, "exposed");
	f = JUDGE("smb-exposed", NEGOTIATE("[\"2.1\"]", "enabled"));
	assert_int_equal(f.priority, PRIORITY_P2);
	assert_string_equal(f.variant, "unsigned");
}

static void a_share_for_strangers_is_urgent_even_without_smb_1(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("smb-exposed", NEGOTIATE("[\"3.1.1\"]", "enabled"),
		  {445, "service.answer",
		   "{\"service\":\"smb\",\"transport\":\"tcp\",\"answered\":true,\"authentication\":\"none\","
		   "\"names\":[\"share\"]}"});
	assert_int_equal(f.priority, PRIORITY_P1);
	assert_string_equal(f.variant, "open");
}

static void a_port_alone_is_possible(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("smb-exposed", {445, "port.open", "{\"transport\":\"tcp\"}"}).confidence,
			 CONFIDENCE_POSSIBLE);
}

static void who_was_asked_and_is_closed_is_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		JUDGE("smb-exposed",
		      {445, "service.answer",
		       "{\"service\":\"smb\",\"transport\":\"tcp\",\"answered\":false,\"reason\":\"refused\"}"})
			.verdict,
		VERDICT_GOOD);
}

int test_smb_exposed(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(smb_1_is_urgent),
		cmocka_unit_test(newer_dialects_have_a_password_before_the_files),
		cmocka_unit_test(a_share_for_strangers_is_urgent_even_without_smb_1),
		cmocka_unit_test(a_port_alone_is_possible),
		cmocka_unit_test(who_was_asked_and_is_closed_is_good),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
