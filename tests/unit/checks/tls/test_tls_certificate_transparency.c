/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/tls_certificate_transparency.h"
#include "test.h"

#include "unit/checks/judge.h"

#define LEAF(scts)                                                                                                     \
	{                                                                                                              \
		443, "tls.certificate", "{\"position\":0,\"issuer\":\"CN=a\"" scts "}"                                 \
	}
#define BESIDE(scts)                                                                                                   \
	{                                                                                                              \
		443, "tls.extension", "{\"answered\":true,\"scts\":" scts "}"                                          \
	}
#define TRUSTED                                                                                                        \
	{                                                                                                              \
		443, "tls.chain", "{\"trusted\":true}"                                                                 \
	}

static void a_public_certificate_without_proof_is_bad(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("tls-certificate-transparency", LEAF(",\"scts\":0"), BESIDE("0"), TRUSTED);
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P3);
	assert_string_equal(f.evidence, "timestamps: 0 in the certificate, 0 in the handshake");
}

static void proof_in_one_place_is_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("tls-certificate-transparency", LEAF(",\"scts\":2"), TRUSTED).verdict, VERDICT_GOOD);
	assert_int_equal(JUDGE("tls-certificate-transparency", LEAF(",\"scts\":0"), BESIDE("3"), TRUSTED).verdict,
			 VERDICT_GOOD);
}

static void one_place_without_proof_does_not_tell(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("tls-certificate-transparency", LEAF(",\"scts\":0"), TRUSTED).verdict,
			 VERDICT_UNTESTABLE);
}

static void a_certificate_that_no_public_issuer_vouches_for_needs_none(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE_ALL("tls-certificate-transparency", LEAF(",\"scts\":0"), BESIDE("0")).count, 0);
	assert_int_equal(JUDGE_ALL("tls-certificate-transparency", LEAF(""), TRUSTED).count, 0);
}

int test_tls_certificate_transparency(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_public_certificate_without_proof_is_bad),
		cmocka_unit_test(proof_in_one_place_is_good),
		cmocka_unit_test(one_place_without_proof_does_not_tell),
		cmocka_unit_test(a_certificate_that_no_public_issuer_vouches_for_needs_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
