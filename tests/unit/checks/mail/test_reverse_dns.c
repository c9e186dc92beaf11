/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/reverse_dns.h"
#include "test.h"

#include "unit/checks/domain_seen.h"
#include "unit/checks/judge.h"

#define SERVER                                                                                                         \
	{                                                                                                              \
		25, "smtp.capabilities", "{\"answered\":true,\"extensions\":[]}"                                       \
	}
#define NAMES(records) ANSWER("1.2.0.192.in-addr.arpa", "PTR", records)

static void a_name_that_leads_back_is_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("reverse-dns", ZONE, SERVER, NAMES("\"mail.example.jp\""),
		  ANSWER("mail.example.jp", "A", "\"192.0.2.1\""));
	assert_int_equal(f.verdict, VERDICT_GOOD);
}

static void a_number_without_a_name_is_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("reverse-dns", ZONE, SERVER, NO_NAME("1.2.0.192.in-addr.arpa", "PTR"));
	assert_string_equal(f.variant, "missing");
	assert_int_equal(f.priority, PRIORITY_P3);
	assert_int_equal(f.confidence, CONFIDENCE_LIKELY);
}

static void a_name_that_leads_elsewhere_is_told(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("reverse-dns", ZONE, SERVER, NAMES("\"mail.example.jp\""),
		  ANSWER("mail.example.jp", "A", "\"192.0.2.99\""));
	assert_string_equal(f.variant, "mismatch");
	assert_int_equal(f.priority, PRIORITY_P4);
}

static void silence_stays_open(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("reverse-dns", ZONE, SERVER, SILENT("1.2.0.192.in-addr.arpa", "PTR"));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	f = JUDGE("reverse-dns", ZONE, SERVER, NAMES("\"mail.example.jp\""), SILENT("mail.example.jp", "A"));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
}

int test_reverse_dns(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_that_leads_back_is_good),
		cmocka_unit_test(a_number_without_a_name_is_told),
		cmocka_unit_test(a_name_that_leads_elsewhere_is_told),
		cmocka_unit_test(silence_stays_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
