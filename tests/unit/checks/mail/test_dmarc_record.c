/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/dmarc_record.h"
#include "test.h"

#include "unit/checks/domain_seen.h"
#include "unit/checks/judge.h"

static void a_record_that_can_be_read_is_good(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("dmarc-record", ZONE, MX, TXT("_dmarc.example.jp", "v=DMARC1; p=none")).verdict,
			 VERDICT_GOOD);
	assert_int_equal(
		JUDGE("dmarc-record", ZONE, MX,
		      TXT("_dmarc.Example.jp.", "v=DMARC1;p=Reject;sp=none;pct=50;adkim=s;fo=1;rua=mailto:a@b.jp!10m"))
			.verdict,
		VERDICT_GOOD);
}

static void no_record_is_bad_when_dns_says_so(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("dmarc-record", ZONE, MX, NO_NAME("_dmarc.example.jp", "TXT"));
	assert_string_equal(f.variant, "missing");
	assert_int_equal(f.priority, PRIORITY_P3);
	/* A wildcard answers for every name. */
	f = JUDGE("dmarc-record", ZONE, MX, TXT("_dmarc.example.jp", "v=spf1 -all"));
	assert_string_equal(f.variant, "missing");
}

static void no_answer_is_not_no_record(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("dmarc-record", ZONE, MX, SILENT("_dmarc.example.jp", "TXT")).verdict,
			 VERDICT_UNTESTABLE);
	assert_int_equal(JUDGE_ALL("dmarc-record", ZONE, MX).count, 0);
}

static void several_records_and_wrong_tags_make_it_void(void **state)
{
	ARENA_SCOPED arena;
	struct finding f;

	arena_init(&arena);
	f = JUDGE("dmarc-record", ZONE,
		  ANSWER("_dmarc.example.jp", "TXT", "\"v=DMARC1; p=none\",\"v=DMARC1; p=reject\""));
	assert_string_equal(f.variant, "several");
	f = JUDGE("dmarc-record", ZONE, TXT("_dmarc.example.jp", "v=DMARC1 p=none"));
	assert_string_equal(f.variant, "syntax");
	assert_string_equal(value_get_text(f.details, "wrong"), "v=DMARC1 p=none");
	assert_string_equal(JUDGE("dmarc-record", ZONE, TXT("_dmarc.example.jp", "v=DMARC1; p=monitor")).variant,
			    "syntax");
	assert_string_equal(
		JUDGE("dmarc-record", ZONE, TXT("_dmarc.example.jp", "v=DMARC1; rua=mailto:a@b.jp")).variant, "syntax");
	f = JUDGE("dmarc-record", ZONE, TXT("_dmarc.example.jp", " v=DMARC1; p=reject"));
	assert_string_equal(f.variant, "syntax");
	assert_string_equal(value_get_text(f.details, "wrong"), " v=DMARC1");
}

static void demand_ignored(struct finding finding, const char *tag)
{
	assert_string_equal(finding.variant, "ignored");
	assert_int_equal(finding.priority, PRIORITY_P4);
	assert_string_equal(value_get_text(finding.details, "wrong"), tag);
}

#define RECORD(text) TXT("_dmarc.example.jp", text)

static void a_wrong_value_behind_the_policy_is_passed_over(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	demand_ignored(JUDGE("dmarc-record", ZONE, RECORD("v=DMARC1; p=none; pct=101")), "pct");
	demand_ignored(JUDGE("dmarc-record", ZONE, RECORD("v=DMARC1; p=none; pct=abc")), "pct");
	demand_ignored(JUDGE("dmarc-record", ZONE, RECORD("v=DMARC1; p=none; np=all")), "np");
	demand_ignored(JUDGE("dmarc-record", ZONE, RECORD("v=DMARC1; p=none; adkim=x")), "adkim");
	demand_ignored(JUDGE("dmarc-record", ZONE, RECORD("v=DMARC1; p=none; fo=1:x")), "fo");
	demand_ignored(JUDGE("dmarc-record", ZONE, RECORD("v=DMARC1; p=none; fo=1:d:s; rf=iodef")), "rf");
	demand_ignored(JUDGE("dmarc-record", ZONE, RECORD("v=DMARC1; p=none; ri=daily; rf=afrf")), "ri");
	demand_ignored(JUDGE("dmarc-record", ZONE, RECORD("v=DMARC1; p=none; ri=86400; t=yes")), "t");
	demand_ignored(JUDGE("dmarc-record", ZONE, RECORD("v=DMARC1; p=none; t=n; psd=1")), "psd");
	demand_ignored(JUDGE("dmarc-record", ZONE, RECORD("v=DMARC1; p=none; aspf=strict; adkim=R")), "aspf");
}

/* RFC 7489, 6.6.3: receivers take such a record for p=none, or for none at all. */
static void a_wrong_policy_for_subdomains_spoils_the_record(void **state)
{
	struct finding f;
	ARENA_SCOPED arena;

	arena_init(&arena);
	f = JUDGE("dmarc-record", ZONE, RECORD("v=DMARC1; p=reject; sp=all"));
	assert_string_equal(f.variant, "syntax");
	assert_string_equal(value_get_text(f.details, "wrong"), "sp");
	assert_int_equal(JUDGE_ALL("dmarc-policy", ZONE, RECORD("v=DMARC1; p=reject; sp=")).count, 0);
}

static void the_organisations_record_counts_for_what_lies_below(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(JUDGE("dmarc-record", {0, "dns.zone", "{\"name\":\"shop.example.co.jp\"}"},
			       NO_NAME("_dmarc.shop.example.co.jp", "TXT"),
			       TXT("_dmarc.example.co.jp", "v=DMARC1; p=none"))
				 .verdict,
			 VERDICT_GOOD);
	assert_int_equal(JUDGE("dmarc-record", {0, "dns.zone", "{\"name\":\"shop.example.co.jp\"}"},
			       NO_NAME("_dmarc.shop.example.co.jp", "TXT"), SILENT("_dmarc.example.co.jp", "TXT"))
				 .verdict,
			 VERDICT_UNTESTABLE);
}

int test_dmarc_record(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_record_that_can_be_read_is_good),
		cmocka_unit_test(no_record_is_bad_when_dns_says_so),
		cmocka_unit_test(no_answer_is_not_no_record),
		cmocka_unit_test(several_records_and_wrong_tags_make_it_void),
		cmocka_unit_test(a_wrong_value_behind_the_policy_is_passed_over),
		cmocka_unit_test(a_wrong_policy_for_subdomains_spoils_the_record),
		cmocka_unit_test(the_organisations_record_counts_for_what_lies_below),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
