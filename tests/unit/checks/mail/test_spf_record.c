/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/spf_record.h"
#include "test.h"

#include "unit/checks/domain_seen.h"
#include "unit/checks/judge.h"

static void a_record_that_stays_within_the_limits_is_good(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("spf-record", ZONE, MX, TXT("example.jp", "v=spf1 include:_spf.example.com ip4:192.0.2.1 -all"),
		  TXT("_spf.example.com", "v=spf1 a mx include:b.example.com ~all"),
		  TXT("b.example.com", "v=spf1 ip4:198.51.100.0/24 ~all"));
	assert_int_equal(f.verdict, VERDICT_GOOD);
	assert_int_equal(value_get_int(f.details, "lookups", 0), 4);
	assert_string_equal(value_get_text(f.details, "domain"), "example.jp");
}

static void no_record_is_bad_when_dns_says_so(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("spf-record", ZONE, MX, TXT("example.jp", "google-site-verification=abc"));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_int_equal(f.priority, PRIORITY_P3);
	assert_string_equal(f.variant, "missing");
	assert_int_equal(JUDGE("spf-record", ZONE, MX, SILENT("example.jp", "TXT")).verdict, VERDICT_UNTESTABLE);
}

static void what_was_not_asked_is_not_judged(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE_ALL("spf-record", ZONE, MX).count, 0);
	assert_int_equal(JUDGE_ALL("spf-record", TXT("example.jp", "v=spf1 nonsense")).count, 0); /* no zone */
}

static void a_domain_without_mail_and_record_is_another_checks_business(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE_ALL("spf-record", ZONE, EMPTY("example.jp", "MX"), EMPTY("example.jp", "TXT")).count, 0);
}

static void two_records_or_a_wrong_term_spoil_all(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("spf-record", ZONE, ANSWER("example.jp", "TXT", "\"v=spf1 -all\",\"v=spf1 mx -all\""));
	assert_string_equal(f.variant, "several");
	f = JUDGE("spf-record", ZONE, TXT("example.jp", "v=spf1 ipv4:192.0.2.1 -all"));
	assert_string_equal(f.variant, "syntax");
	assert_string_equal(value_get_text(f.details, "wrong"), "ipv4:192.0.2.1");
}

static void the_eleventh_lookup_is_too_many(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("spf-record", ZONE, MX, TXT("example.jp", "v=spf1 a mx ptr include:b.example -all"),
		  TXT("b.example",
		      "v=spf1 a:1.example a:2.example a:3.example a:4.example a:5.example a:6.example ~all"));
	assert_int_equal(f.verdict, VERDICT_GOOD);
	assert_int_equal(value_get_int(f.details, "lookups", 0), 10);
	f = JUDGE("spf-record", ZONE, MX, TXT("example.jp", "v=spf1 a mx ptr exists:e.example include:b.example -all"),
		  TXT("b.example",
		      "v=spf1 a:1.example a:2.example a:3.example a:4.example a:5.example a:6.example ~all"));
	assert_int_equal(f.verdict, VERDICT_BAD);
	assert_string_equal(f.variant, "lookups");
	assert_int_equal(value_get_int(f.details, "lookups", 0), 11);
}

static void addresses_and_what_stands_behind_all_cost_nothing(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("spf-record", ZONE, MX,
		  TXT("example.jp",
		      "v=spf1 ip4:192.0.2.1 ip4:192.0.2.2 ip6:2001:db8::1 exp=e.example mx -all include:x.example"
		      " redirect=y.example"));
	assert_int_equal(f.verdict, VERDICT_GOOD);
	assert_int_equal(value_get_int(f.details, "lookups", 0), 1);
}

static void an_include_that_was_not_seen_leaves_it_open(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("spf-record", ZONE, TXT("example.jp", "v=spf1 include:b.example include:c.example -all"),
		  SILENT("c.example", "TXT"), TXT("b.example", "v=spf1 ~all"));
	assert_int_equal(f.verdict, VERDICT_UNTESTABLE);
	assert_string_equal(f.variant, "partial");
	f = JUDGE("spf-record", ZONE,
		  TXT("example.jp", "v=spf1 a:1.x.jp a:2.x.jp a:3.x.jp a:4.x.jp a:5.x.jp a:6.x.jp a:7.x.jp a:8.x.jp "
				    "a:9.x.jp a:10.x.jp include:b.example -all"));
	assert_string_equal(f.variant, "lookups"); /* too many already */
}

static void an_include_of_nothing_spoils_the_record(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("spf-record", ZONE, TXT("example.jp", "v=spf1 include:gone.example -all"),
		  NO_NAME("gone.example", "TXT"));
	assert_string_equal(f.variant, "include");
	assert_string_equal(value_get_text(f.details, "name"), "gone.example");
	f = JUDGE("spf-record", ZONE, TXT("example.jp", "v=spf1 include:bad.example -all"),
		  TXT("bad.example", "v=spf1 ip4:1.2.3 -all"));
	assert_string_equal(f.variant, "include");
}

static void a_record_that_includes_itself_ends(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("spf-record", ZONE,
		  TXT("example.jp", "v=spf1 include:example.jp include:example.jp include:b.example -all"),
		  TXT("b.example", "v=spf1 redirect=example.jp"));
	assert_string_equal(f.variant, "lookups");
	assert_int_equal(value_get_int(f.details, "lookups", 0), 64);
}

static void more_than_two_lookups_without_answer_are_a_lead(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("spf-record", ZONE, TXT("example.jp", "v=spf1 a:1.x.jp mx:2.x.jp exists:3.x.jp a:4.x.jp -all"),
		  NO_NAME("1.x.jp", "A"), EMPTY("2.x.jp", "MX"), NO_NAME("3.x.jp", "A"), EMPTY("4.x.jp", "A"));
	assert_string_equal(f.variant, "voids"); /* of 4.x.jp AAAA was not asked */
	assert_int_equal(f.priority, PRIORITY_P4);
	assert_int_equal(value_get_int(f.details, "voids", 0), 3);
}

#define TEN_SERVERS                                                                                                    \
	"\"1 a.jp\",\"1 b.jp\",\"1 c.jp\",\"1 d.jp\",\"1 e.jp\",\"1 f.jp\",\"1 g.jp\",\"1 h.jp\",\"1 i.jp\",\"1 "      \
	"j.jp\""

static void more_than_ten_mail_servers_spoil_an_mx(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("spf-record", ZONE, TXT("example.jp", "v=spf1 mx -all"), ANSWER("example.jp", "MX", TEN_SERVERS));
	assert_int_equal(f.verdict, VERDICT_GOOD);
	f = JUDGE("spf-record", ZONE, TXT("example.jp", "v=spf1 mx -all"),
		  ANSWER("example.jp", "MX", TEN_SERVERS ",\"1 k.jp\""));
	assert_string_equal(f.variant, "servers");
	assert_int_equal(f.priority, PRIORITY_P3);
	assert_string_equal(value_get_text(f.details, "name"), "example.jp");
}

static void a_name_that_did_not_answer_leaves_it_open(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_string_equal(JUDGE("spf-record", ZONE, MX, TXT("example.jp", "v=spf1 a:slow.example.jp -all"),
				  SILENT("slow.example.jp", "A"))
				    .variant,
			    "partial");
	assert_string_equal(JUDGE("spf-record", ZONE, TXT("example.jp", "v=spf1 mx:slow.example.jp -all"),
				  SILENT("slow.example.jp", "MX"))
				    .variant,
			    "partial");
}

int test_spf_record(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_record_that_stays_within_the_limits_is_good),
		cmocka_unit_test(no_record_is_bad_when_dns_says_so),
		cmocka_unit_test(what_was_not_asked_is_not_judged),
		cmocka_unit_test(a_domain_without_mail_and_record_is_another_checks_business),
		cmocka_unit_test(two_records_or_a_wrong_term_spoil_all),
		cmocka_unit_test(the_eleventh_lookup_is_too_many),
		cmocka_unit_test(addresses_and_what_stands_behind_all_cost_nothing),
		cmocka_unit_test(an_include_that_was_not_seen_leaves_it_open),
		cmocka_unit_test(an_include_of_nothing_spoils_the_record),
		cmocka_unit_test(a_record_that_includes_itself_ends),
		cmocka_unit_test(more_than_two_lookups_without_answer_are_a_lead),
		cmocka_unit_test(more_than_ten_mail_servers_spoil_an_mx),
		cmocka_unit_test(a_name_that_did_not_answer_leaves_it_open),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
