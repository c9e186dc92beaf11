/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "test.h"
#include "unit/knowledge/feed_fixture.h"

#define ONE_1_1                                                                                                        \
	"{\"cve\":{\"CVE_data_meta\":{\"ID\":\"CVE-2024-0001\"},\"description\":{\"description_data\":[{\"lang\":"     \
	"\"en\","                                                                                                      \
	"\"value\":\"A bug.\"}]}},\"configurations\":{\"nodes\":[{\"operator\":\"AND\",\"children\":[{\"operator\":"   \
	"\"OR\",\"children\":[],\"cpe_match\":[{\"vulnerable\":true,\"cpe23Uri\":"                                     \
	"\"cpe:2.3:a:acme:door:*:*:*:*:*:*:*:*\",\"versionEndExcluding\":\"2.0\"}]},{\"operator\":\"OR\",\"cpe_"       \
	"match\":"                                                                                                     \
	"[{\"vulnerable\":false,\"cpe23Uri\":\"cpe:2.3:o:acme:os:-:*:*:*:*:*:*:*\"}]}],\"cpe_match\":[]}]},"           \
	"\"impact\":{\"baseMetricV3\":{\"cvssV3\":{\"version\":\"3.1\",\"vectorString\":"                              \
	"\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\",\"baseScore\":9.8}},\"baseMetricV2\":{\"cvssV2\":"           \
	"{\"vectorString\":\"AV:N/AC:L/Au:N/C:P/I:P/A:P\",\"baseScore\":7.5}}},\"lastModifiedDate\":"                  \
	"\"2024-05-01T10:00Z\"}"

/* The same in 2.0, its keys in the order of the alphabet. */
#define ONE_2_0                                                                                                        \
	"{\"cve\":{\"configurations\":[{\"nodes\":[{\"cpeMatch\":[{\"criteria\":\"cpe:2.3:a:acme:door:*:*:*:*:*:*:*:*" \
	"\","                                                                                                          \
	"\"versionEndExcluding\":\"2.0\",\"vulnerable\":true}],\"negate\":false,\"operator\":\"OR\"},{\"cpeMatch\":["  \
	"{\"criteria\":\"cpe:2.3:o:acme:os:-:*:*:*:*:*:*:*\",\"vulnerable\":false}],\"operator\":\"OR\"}],"            \
	"\"operator\":\"AND\"}],\"id\":\"CVE-2024-0001\",\"lastModified\":\"2024-05-01T10:00:00.000\",\"metrics\":{"   \
	"\"cvssMetricV2\":[{\"source\":\"nvd@nist.gov\",\"cvssData\":{\"vectorString\":\"AV:N/AC:L/Au:N/C:P/I:P/"      \
	"A:P\","                                                                                                       \
	"\"baseScore\":7.5}}],\"cvssMetricV31\":[{\"source\":\"cna@acme.example\",\"cvssData\":{\"vectorString\":"     \
	"\"CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H\",\"baseScore\":8.1}},{\"cvssData\":{\"vectorString\":"        \
	"\"CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H\",\"baseScore\":9.8},\"source\":\"nvd@nist.gov\"}]}}}"

#define FEED_1_1(items) "{\"CVE_data_timestamp\":\"2024-05-02T07:00Z\",\"CVE_Items\":[" items "]}"
#define FEED_2_0(items) "{\"vulnerabilities\":[" items "],\"timestamp\":\"2024-05-02T07:00:00.000\"}"
#define EMPTY(id)       "{\"cve\":{\"id\":\"" id "\"}}"

static void read_one(const char *text, struct feed_fixture *fixture)
{
	struct catalog_cve cve;

	feed_fixture_read(CATALOG_SOURCE_NVD, text, fixture);
	feed_fixture_finish(fixture);
	assert_string_equal(fixture->skips, "");
	assert_true(catalog_find_cve(fixture->catalog.catalog, STR("CVE-2024-0001"), &cve));
	assert_true(str_is(cve.vector, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"));
	assert_true(cve.cvss == 9.8);
}

static void a_vector_loses_its_brackets(void **state)
{
	struct feed_fixture fixture;
	struct catalog_cve cve;

	feed_fixture_read(CATALOG_SOURCE_NVD,
			  FEED_2_0("{\"cve\":{\"id\":\"CVE-2009-0001\",\"metrics\":{\"cvssMetricV2\":[{\"cvssData\":{"
				   "\"vectorString\":\"(AV:N/AC:L/Au:N/C:P/I:P/A:P)\",\"baseScore\":7.5}}]}}}"),
			  &fixture);
	feed_fixture_finish(&fixture);
	assert_true(catalog_find_cve(fixture.catalog.catalog, STR("CVE-2009-0001"), &cve));
	assert_true(str_is(cve.vector, "AV:N/AC:L/Au:N/C:P/I:P/A:P"));
	feed_fixture_release(&fixture);
}

static void both_formats_say_the_same(void **state)
{
	struct feed_fixture one, two, lines;
	struct arena arena;
	const char *door = "cpe:2.3:a:acme:door:1.9:*:*:*:*:*:*:*";

	arena_init(&arena);
	read_one(FEED_1_1(ONE_1_1), &one);
	read_one(FEED_2_0(ONE_2_0), &two);
	read_one(ONE_2_0 "\n", &lines);
	assert_string_equal(fixture_match(&one.catalog, &arena, door, NULL), "CVE-2024-0001?");
	assert_string_equal(fixture_match(&one.catalog, &arena, door, "cpe:2.3:o:acme:os:-:*:*:*:*:*:*:*"),
			    "CVE-2024-0001");
	assert_true(str_eq(one.catalog.bytes, two.catalog.bytes));
	assert_int_equal(lines.feed.dated_ms, INT64_C(1714557600000)); /* no feed says its date: that of its record */
	feed_fixture_release(&one);
	feed_fixture_release(&two);
	feed_fixture_release(&lines);
	arena_release(&arena);
}

static void a_bad_record_is_told_and_left_out(void **state)
{
	static const char *const rows[][2] = {
		{EMPTY("CVE-2024/../../x"), "1 2 CVE-2024/../../x: the id is not that of a CVE\n"},
		{"{\"cve\":{}}", "1 2 : a record without the id of a CVE\n"},
		{"7", "1 2 : a value is not an object\n"},
		{"{\"cve\":{\"id\":\"CVE-2024-0002\",\"id\":\"CVE-2024-0003\"}}",
		 "1 2 CVE-2024-0002: \"id\" stands twice\n"},
		{"{\"cve\":{\"id\":\"CVE-2024-0002\",\"configurations\":[{\"nodes\":[{\"operator\":\"OR\",\"cpeMatch\":"
		 "[{\"vulnerable\":true,\"criteria\":\"cpe:2.3:a:acme\"}]}]}]}}",
		 "1 2 CVE-2024-0002: "},
		{"{\"cve\":{\"id\":\"CVE-2024-0002\",\"configurations\":[{\"nodes\":[{\"operator\":\"XOR\"}]}]}}",
		 "1 2 CVE-2024-0002: the operator is neither AND nor OR\n"},
		{"{\"cve\":{\"id\":\"CVE-2024-0002\",\"lastModified\":\"yesterday\"}}",
		 "1 2 CVE-2024-0002: the date of its last change cannot be read\n"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct feed_fixture fixture;
		struct catalog_cve cve;
		char text[4096];
		snprintf(text, sizeof(text), FEED_2_0("%s,%s,%s"), ONE_2_0, rows[i][0], EMPTY("CVE-2024-0009"));
		feed_fixture_read(CATALOG_SOURCE_NVD, text, &fixture);
		feed_fixture_finish(&fixture);
		assert_int_equal(strncmp(fixture.skips, rows[i][1], strlen(rows[i][1])), 0);
		assert_int_equal(fixture.feed.record, 3);
		assert_int_equal(fixture.feed.taken, 2);
		assert_true(catalog_find_cve(fixture.catalog.catalog, STR("CVE-2024-0001"), &cve));
		assert_false(catalog_find_cve(fixture.catalog.catalog, STR("CVE-2024-0002"), &cve));
		assert_true(catalog_find_cve(fixture.catalog.catalog, STR("CVE-2024-0009"), &cve));
		feed_fixture_release(&fixture);
	}
}

static void a_file_that_is_no_feed_fails(void **state)
{
	static const char *const rows[][2] = {
		{"", "this is no feed of NVD"},
		{"hello", "JSON, line 1, column 1: this is no value"},
		{"{}", "this is no feed of NVD: none of its 1 records can be read"},
		{"[]", "this is no feed of NVD"},
		{"{\"vulnerabilities\":[{\"cveID\":\"CVE-2024-0001\"}]}", /* KEV */
		 "this is no feed of NVD: none of its 1 records can be read"},
		{"{\"CVE_Items\":[" ONE_1_1 ",{\"cve\":", "record 2: JSON, line 1, column "},
		{"{\"CVE_Items\":[" ONE_1_1 "]", "record 1: JSON, line 1, column "},
		{FEED_1_1(ONE_1_1) "{\"CVE_Items\":7}", "\"CVE_Items\" is not an array"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct feed_fixture fixture;
		assert_int_equal(feed_fixture_read(CATALOG_SOURCE_NVD, rows[i][0], &fixture), ERR_INVALID);
		if (!strstr(fixture.why.text, rows[i][1]))
			fail_msg("%s", fixture.why.text);
		feed_fixture_release(&fixture);
	}
}

static void a_rejected_cve_matches_nothing(void **state)
{
	static const char *const texts[] = {
		"{\"cve\":{\"id\":\"CVE-2024-0001\",\"vulnStatus\":\"Rejected\"}}",
		"{\"cve\":{\"CVE_data_meta\":{\"ID\":\"CVE-2024-0001\"},\"description\":{\"description_data\":"
		"[{\"value\":\"** REJECT ** Do not use.\"}]}}}",
		"{\"cve\":{\"CVE_data_meta\":{\"ID\":\"CVE-2024-0001\"},\"description\":{\"description_data\":"
		"[{\"value\":\"Rejected reason: a mistake.\"}]}}}",
	};

	for (size_t i = 0; i < COUNT(texts); i++) {
		struct feed_fixture fixture;
		struct catalog_cve cve;
		assert_int_equal(feed_fixture_read(CATALOG_SOURCE_NVD, texts[i], &fixture), ERR_OK);
		feed_fixture_finish(&fixture);
		assert_true(catalog_find_cve(fixture.catalog.catalog, STR("CVE-2024-0001"), &cve));
		assert_true(cve.is_rejected);
		feed_fixture_release(&fixture);
	}
}

static void an_override_has_id_and_date_in_its_note(void **state)
{
	struct feed_fixture fixture;

	feed_fixture_read(
		CATALOG_SOURCE_NVD,
		"{\"_annotation\":{\"cve_id\":\"CVE-2024-0076\",\"modified\":\"2024-09-04T15:03:58.047000+00:00\"},"
		"\"cve\":{\"configurations\":[{\"nodes\":[{\"cpeMatch\":[{\"criteria\":"
		"\"cpe:2.3:a:nvidia:cuda_toolkit:*:*:*:*:*:*:*:*\",\"versionEndExcluding\":\"12.4\",\"vulnerable\":true"
		"}],\"negate\":false,\"operator\":\"OR\"}]}]}}\n",
		&fixture);
	feed_fixture_finish(&fixture);
	assert_string_equal(fixture.skips, "");
	assert_int_equal(fixture.feed.dated_ms, INT64_C(1725462238047));
	assert_string_equal(fixture_match(&fixture.catalog, &fixture.arena,
					  "cpe:2.3:a:nvidia:cuda_toolkit:12.3:*:*:*:*:*:*:*", NULL),
			    "CVE-2024-0076");
	feed_fixture_release(&fixture);
}

static void dates_are_read_as_feeds_write_them(void **state)
{
	static const char *const good[] = {"2025-05-15T07:00:00.000",   "2025-05-15T07:00Z",
					   "2025-05-15T07:00:00Z",      "2025-05-15T07:00:00+0000",
					   "2025-05-15T16:00:00+09:00", "2025-05-15T07:00:00.000000+00:00"};
	static const char *const bad[] = {"",
					  "2025-05-15T07:00:00 UTC",
					  "2025-05-32",
					  "2025-05-15T7:00",
					  "15 May 2025",
					  "2025-05-15T07:00:00+000000000000000000000000000000000000000000000000000000"};
	int64_t ms;

	for (size_t i = 0; i < COUNT(good); i++) {
		assert_true(feed_parse_instant(str_from(good[i]), &ms));
		assert_int_equal(ms, INT64_C(1747292400000));
	}
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_false(feed_parse_instant(str_from(bad[i]), &ms));
	assert_true(feed_parse_instant(STR("1970-01-02"), &ms));
	assert_int_equal(ms, 86400000);
}

int test_feed_nvd(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_vector_loses_its_brackets),
		cmocka_unit_test(both_formats_say_the_same),
		cmocka_unit_test(a_bad_record_is_told_and_left_out),
		cmocka_unit_test(a_file_that_is_no_feed_fails),
		cmocka_unit_test(a_rejected_cve_matches_nothing),
		cmocka_unit_test(an_override_has_id_and_date_in_its_note),
		cmocka_unit_test(dates_are_read_as_feeds_write_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
