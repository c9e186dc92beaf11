/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/dkim_key.h"
#include "test.h"

#include "unit/checks/domain_seen.h"
#include "unit/checks/judge.h"

/* Public keys made for this test; nobody has the private ones. */
#define KEY_512                                                                                                        \
	"MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBAMIZFtryF5rEO/SNfCMd1NXTpRKoUpCV/NVUPtZkX4XICBGAcMHZSa6i"                     \
	"3T5smTqBJd2dP3dL+WcuzHONDNOytq0CAwEAAQ=="
#define KEY_1024                                                                                                       \
	"MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDKyGMG2EPKsY44UAST7lJQvl510sYTvHRYVbFpd2J/6kh6Zq7y"                     \
	"bbtGS3hUtkGnABOAf2O+V3aBYHz6XtY+ghDbB8njZ5sE5Ke18Rixky+g+YEMxDHlxNXT1NZQP4DhO7J+fHQRYcq/"                     \
	"UYqdcXxbcW4AAp6xx4Ow0yUNINsmSleJ4wIDAQAB"
#define KEY_2048                                                                                                       \
	"MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA180bJbNJfC4yWhjZZOnJCAyt3hPYrG/7sJ5sXyyibZ51"                     \
	"n9p6c2rvailgiir4cPbJ0Exwizjkai4caQtLn6k1xTqswr80Hl0M6ctS5AmjYwqdY+I8eclvEyc0xgGVkY553nhA"                     \
	"8fGIOcgSeWvpuzHm+zMSghzLNcCN9j63Tbwv5TPMgrvKRC/HE1Y99Uq5dd0c25SI4EFYrZsLLPyOxGoyHfTLoKlO"                     \
	"Q2lGH/8p6PjzusdXV55aEle27VInBY+t9wCBQu3epNsVCkVgixF8fC4LJHhYsRgc/Z/DN0BMt7TEanvRQLNCtxjq"                     \
	"pa94Se4uG/XJvot8zTQqrTzM4pLH/cgQWwIDAQAB"
#define KEY(record) TXT("s1._domainkey.example.jp", record)

static void a_key_of_2048_bits_is_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("dkim-key", ZONE, KEY("v=DKIM1; k=rsa; p=" KEY_2048));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void a_short_key_should_be_replaced_and_a_weak_one_must(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("dkim-key", ZONE, KEY("v=DKIM1; p=" KEY_1024));
	assert_string_equal(f.variant, "short");
	assert_int_equal(f.priority, PRIORITY_P4);
	assert_int_equal(value_get_int(f.details, "bits", 0), 1024);
	f = JUDGE("dkim-key", ZONE, KEY("v=DKIM1; p=" KEY_512));
	assert_string_equal(f.variant, "weak");
	assert_int_equal(f.priority, PRIORITY_P3);
	assert_string_equal(value_get_text(f.details, "selector"), "s1");
}

static void the_worst_of_several_keys_counts(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("dkim-key", ZONE, TXT("a._domainkey.example.jp", "v=DKIM1; p=" KEY_512), KEY("v=DKIM1; p=" KEY_2048));
	assert_string_equal(f.variant, "weak");
}

static void a_key_under_test_or_for_sha1_only_is_no_seal(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("dkim-key", ZONE, KEY("v=DKIM1; t=y; p=" KEY_2048));
	assert_string_equal(f.variant, "test");
	f = JUDGE("dkim-key", ZONE, KEY("v=DKIM1; h=sha1; p=" KEY_2048));
	assert_string_equal(f.variant, "sha1");
}

static void a_key_that_cannot_be_read_is_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("dkim-key", ZONE, KEY("v=DKIM1; p=***"));
	assert_string_equal(f.variant, "broken");
}

static void no_key_at_the_usual_selectors_and_a_revoked_one_tell_nothing(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("dkim-key", ZONE, NO_NAME("s1._domainkey.example.jp", "TXT"));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	f = JUDGE("dkim-key", ZONE, KEY("v=DKIM1; p="));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
}

int test_dkim_key(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_of_2048_bits_is_good),
		cmocka_unit_test(a_short_key_should_be_replaced_and_a_weak_one_must),
		cmocka_unit_test(the_worst_of_several_keys_counts),
		cmocka_unit_test(a_key_under_test_or_for_sha1_only_is_no_seal),
		cmocka_unit_test(a_key_that_cannot_be_read_is_told),
		cmocka_unit_test(no_key_at_the_usual_selectors_and_a_revoked_one_tell_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
