/* SPDX-License-Identifier: Apache-2.0 */
/* The small feeds: KEV, EPSS, MyJVN, endoflife.date and Debian's tracker, record by record. */
#include <stdio.h>
#include <string.h>

#include "test.h"
#include "unit/knowledge/feed_fixture.h"

static int begin(void **state)
{
	static struct feed_fixture fixture;

	fixture = (struct feed_fixture){.skips = ""};
	*state = &fixture;
	return 0;
}

static int end(void **state)
{
	feed_fixture_release(*state);
	return 0;
}

static const struct catalog *read_good(struct feed_fixture *fixture, enum catalog_source source, const char *text)
{
	assert_int_equal(feed_fixture_read(source, text, fixture), ERR_OK);
	feed_fixture_finish(fixture);
	return fixture->catalog.catalog;
}

static void fails(enum catalog_source source, const char *text, const char *reason)
{
	struct feed_fixture fixture;

	assert_int_not_equal(feed_fixture_read(source, text, &fixture), ERR_OK);
	if (!strstr(fixture.why.text, reason))
		fail_msg("\"%s\", and not \"%s\"", fixture.why.text, reason);
	feed_fixture_release(&fixture);
}

/* ---- KEV ---- */

#define KEV(count, records)                                                                                            \
	"{\"catalogVersion\":\"2025.08.25\",\"dateReleased\":\"2025-08-25T17:04:19.9796Z\",\"count\":" count           \
	",\"vulnerabilities\":[" records "]}"
#define KEV_ONE                                                                                                        \
	"{\"cveID\":\"CVE-2024-0001\",\"product\":\"Door\",\"dateAdded\":\"2024-05-01\","                              \
	"\"knownRansomwareCampaignUse\":\"Known\",\"cwes\":[\"CWE-1\"]}"

static void kev_says_since_when_and_by_whom(void **state)
{
	struct feed_fixture *fixture = *state;
	const struct catalog *catalog = read_good(fixture, CATALOG_SOURCE_KEV, KEV("1", KEV_ONE));
	struct catalog_cve cve;

	assert_true(catalog_find_cve(catalog, STR("CVE-2024-0001"), &cve));
	assert_true(cve.is_exploited && cve.is_used_by_ransomware);
	assert_int_equal(cve.exploited_since_day, 19844);
	assert_int_equal(fixture->feed.dated_ms, INT64_C(1756141459979));
}

static void kev_as_csv_says_the_same(void **state)
{
	struct feed_fixture *fixture = *state;
	struct feed_fixture json;

	read_good(&json, CATALOG_SOURCE_KEV, KEV("1", KEV_ONE));
	assert_int_equal(feed_fixture_read(CATALOG_SOURCE_KEV,
					   "cveID,product,dateAdded,knownRansomwareCampaignUse,cwes\r\n"
					   "CVE-2024-0001,Door,2024-05-01,Known,CWE-1\r\n",
					   fixture),
			 ERR_OK);
	fixture->feed.dated_ms = json.feed.dated_ms; /* a CSV does not say its own date */
	feed_fixture_finish(fixture);
	assert_true(str_eq(fixture->catalog.bytes, json.catalog.bytes));
	feed_fixture_release(&json);
}

static void bad_records_of_kev_are_told(void **state)
{
	struct feed_fixture *fixture = *state;

	read_good(fixture, CATALOG_SOURCE_KEV,
		  KEV("5", KEV_ONE ",{\"cveID\":\"CVE-2024/../../x\",\"dateAdded\":\"2024-05-01\"},"
				   "{\"cveID\":\"CVE-2024-0002\",\"cveID\":\"CVE-2024-0003\"},"
				   "{\"cveID\":\"CVE-2024-0004\",\"dateAdded\":\"soon\"},7"));
	assert_string_equal(fixture->skips, "1 2 CVE-2024/../../x: the id is not that of a CVE\n"
					    "1 3 CVE-2024-0002: \"cveID\" stands twice\n"
					    "1 4 CVE-2024-0004: dateAdded is no day\n"
					    "1 5 : a value is not an object\n");
	assert_int_equal(catalog_source_state(fixture->catalog.catalog, CATALOG_SOURCE_KEV).records, 1);
}

static void a_kev_that_is_cut_or_empty_takes_nothing_away(void **state)
{
	(void)state;
	fails(CATALOG_SOURCE_KEV, KEV("0", ""), "it is empty");
	fails(CATALOG_SOURCE_KEV, "{\"vulnerabilities\":[" KEV_ONE, "JSON");
	fails(CATALOG_SOURCE_KEV, "{\"count\":1}", "no feed of KEV");
	fails(CATALOG_SOURCE_KEV, KEV("1", KEV_ONE) "{}", "the feed goes on after its end");
	fails(CATALOG_SOURCE_KEV, "", "no feed of KEV");
	fails(CATALOG_SOURCE_KEV, "<html>", "no feed of KEV");
	fails(CATALOG_SOURCE_KEV, "cveID,dateAdded,knownRansomwareCampaignUse\n", "no record of it");
	fails(CATALOG_SOURCE_KEV, "cveID,cveID,dateAdded,knownRansomwareCampaignUse\n", "no row of names");
	fails(CATALOG_SOURCE_KEV, "cveID,dateAdded,knownRansomwareCampaignUse\n\"CVE", "CSV, line 2: a quote");
}

/* ---- EPSS ---- */

static void epss_gives_scores_and_its_date(void **state)
{
	struct feed_fixture *fixture = *state;
	const struct catalog *catalog =
		read_good(fixture, CATALOG_SOURCE_EPSS,
			  "#model_version:v2023.03.01,score_date:2023-03-07T00:00:00+0000\ncve,epss,percentile\n"
			  "CVE-2020-5902,0.97567,0.99995\nCVE-2024-0001,1,9.1e-05\n");
	struct catalog_cve cve;

	assert_string_equal(fixture->skips, "");
	assert_true(catalog_find_cve(catalog, STR("CVE-2020-5902"), &cve));
	assert_true(cve.has_epss && cve.epss == 0.97567 && cve.percentile == 0.99995);
	assert_true(catalog_find_cve(catalog, STR("CVE-2024-0001"), &cve));
	assert_true(cve.epss == 1 && cve.percentile == 0.000091);
	assert_int_equal(fixture->feed.dated_ms, INT64_C(1678147200000));
}

static void bad_rows_of_epss_are_told(void **state)
{
	struct feed_fixture *fixture = *state;

	read_good(fixture, CATALOG_SOURCE_EPSS,
		  "cve,epss\nCVE-2020-5902,0.65117\nCVE-2020-1,0.1\nCVE-2020-0002,1.5\nCVE-2020-0003,nan\n"
		  "CVE-2020-0004\nCVE-2020-0005,-0.1\nCVE-2020-0006,0x1p-3\n");
	assert_string_equal(fixture->skips, "3 2 CVE-2020-1: the id is not that of a CVE\n"
					    "4 3 CVE-2020-0002: the score is no number between 0 and 1\n"
					    "5 4 CVE-2020-0003: the score is no number between 0 and 1\n"
					    "6 5 : 1 fields, where the first row has 2\n"
					    "7 6 CVE-2020-0005: the score is no number between 0 and 1\n"
					    "8 7 CVE-2020-0006: the score is no number between 0 and 1\n");
	fails(CATALOG_SOURCE_EPSS, "", "no feed of EPSS");
	fails(CATALOG_SOURCE_EPSS, "#x\n", "no feed of EPSS");
	fails(CATALOG_SOURCE_EPSS, "cve,epss\n", "no record of it");
}

/* ---- MyJVN ---- */

#define JVN_ROW(pid, cpe)                                                                                              \
	"{\"vid\":\"1\",\"vname\":\"アクメ\",\"vcpe\":\"cpe:/:acme\",\"pid\":\"" pid                                   \
	"\",\"pname\":\"ドア\",\"pcpe\":\"" cpe "\"}\n"

static void names_are(const struct catalog *catalog, const char *product, const char *name)
{
	struct str vendor, found;

	assert_true(catalog_find_japanese_name(catalog, STR("acme"), str_from(product), &vendor, &found));
	assert_true(str_is(vendor, "アクメ"));
	assert_true(str_is(found, name));
}

static void jvn_names_products_and_vendors(void **state)
{
	struct feed_fixture *fixture = *state;
	const struct catalog *catalog = read_good(fixture, CATALOG_SOURCE_JVN, JVN_ROW("7", "cpe:/a:Acme:door"));

	assert_string_equal(fixture->skips, "");
	names_are(catalog, "door", "ドア");
	names_are(catalog, "", "");
}

static void the_api_of_jvn_says_the_same(void **state)
{
	struct feed_fixture *fixture = *state;
	struct feed_fixture json;
	const struct catalog *catalog = read_good(
		fixture, CATALOG_SOURCE_JVN,
		"<?xml version=\"1.0\" encoding=\"UTF-8\" ?>\n<Result version=\"3.3\" "
		"xmlns:status=\"http://jvndb.jvn.jp/myjvn/Status\"><VendorInfo xml:lang=\"ja\"><Vendor "
		"vname=\"アクメ\" "
		"cpe=\"cpe:/:acme\" vid=\"1\"><Product pname=\"ドア\" cpe=\"cpe:/a:acme:door\" pid=\"7\"/></Vendor>"
		"</VendorInfo><status:Status retCd=\"0\"/></Result>");

	names_are(catalog, "door", "ドア");
	read_good(&json, CATALOG_SOURCE_JVN, JVN_ROW("7", "cpe:/a:acme:door"));
	assert_true(str_eq(fixture->catalog.bytes, json.catalog.bytes));
	feed_fixture_release(&json);
}

static void a_list_of_vendors_names_them(void **state)
{
	struct feed_fixture *fixture = *state;

	names_are(read_good(fixture, CATALOG_SOURCE_JVN,
			    "<Result><VendorInfo><Vendor vname=\"アクメ\" cpe=\"cpe:/:acme\" vid=\"1\"/>"
			    "</VendorInfo></Result>"),
		  "", "");
}

static void bad_rows_of_jvn_are_told(void **state)
{
	struct feed_fixture *fixture = *state;

	read_good(fixture, CATALOG_SOURCE_JVN,
		  JVN_ROW("7", "cpe:/a:acme:door") JVN_ROW("x", "cpe:/a:acme:gate") JVN_ROW("8", "gate")
			  JVN_ROW("9", "cpe:/a:acme") "{\"pid\":1}\n");
	assert_int_equal(fixture->feed.taken, 1);
	assert_non_null(strstr(fixture->skips, "2 2 cpe:/a:acme:gate: a row without a number\n"));
	assert_non_null(strstr(fixture->skips, "3 3 gate: "));
	assert_non_null(strstr(fixture->skips, "4 4 cpe:/a:acme: a CPE name without vendor and product\n"));
	assert_non_null(strstr(fixture->skips, "5 5 : \"pid\" is not a text\n"));
	fails(CATALOG_SOURCE_JVN, "<Result><Status retCd=\"1\"/></Result>", "no feed of MyJVN");
	fails(CATALOG_SOURCE_JVN, "<Result xmlns:status=\"x\"><status:Status retCd=\"1\"/></Result>", "the error 1");
	fails(CATALOG_SOURCE_JVN, "<Result><VendorInfo>", "XML:1:");
	fails(CATALOG_SOURCE_JVN, "", "no feed of MyJVN");
}

/* ---- endoflife.date ---- */

#define EOL_ONE(name) "{\"product\":\"" name "\",\"releases\":[{\"releaseCycle\":\"1\",\"eol\":\"2024-02-29\"}]}"

static void products_come_one_by_one_as_a_list_or_as_an_answer(void **state)
{
	static const char *const texts[] = {
		EOL_ONE("door") "\n" EOL_ONE("gate") "\n",
		"[" EOL_ONE("door") "," EOL_ONE("gate") "]",
		"{\"schema_version\":\"1.2.0\",\"total\":2,\"result\":[{\"name\":\"door\",\"releases\":[{\"name\":"
		"\"1\","
		"\"eolFrom\":\"2024-02-29\"}]},{\"name\":\"gate\",\"releases\":[{\"name\":\"1\",\"isEol\":true,"
		"\"eolFrom\":\"2024-02-29\"}]}]}",
	};
	struct feed_fixture first;

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct feed_fixture fixture;
		read_good(&fixture, CATALOG_SOURCE_EOL, texts[i]);
		assert_string_equal(fixture.skips, "");
		assert_int_equal(fixture.feed.taken, 2);
		if (i)
			assert_true(str_eq(fixture.catalog.bytes, first.catalog.bytes));
		else
			first = fixture;
		if (i)
			feed_fixture_release(&fixture);
	}
	feed_fixture_release(&first);
}

static void an_answer_about_one_product_is_read(void **state)
{
	struct feed_fixture *fixture = *state;
	struct catalog_product product;

	read_good(
		fixture, CATALOG_SOURCE_EOL,
		"{\"generated_at\":\"2025-07-02T00:53:29+00:00\",\"result\":{\"name\":\"door\",\"label\":\"The door\","
		"\"releases\":[]}}");
	assert_true(catalog_find_product(fixture->catalog.catalog, STR("door"), &product));
	assert_true(str_is(product.title, "The door"));
	assert_int_equal(fixture->feed.dated_ms, INT64_C(1751417609000));
}

static void bad_products_are_told(void **state)
{
	struct feed_fixture *fixture = *state;

	read_good(fixture, CATALOG_SOURCE_EOL,
		  EOL_ONE("door") "\n" EOL_ONE("../x") "\n{\"product\":\"gate\",\"product\":\"gate\"}\n");
	assert_string_equal(fixture->skips, "2 2 ../x: a product has no name of endoflife.date's kind\n"
					    "3 3 gate: a name appears twice in an object\n");
	fails(CATALOG_SOURCE_EOL, "[]", "no feed of endoflife.date");
	fails(CATALOG_SOURCE_EOL, "[{\"cycle\":\"1\",\"eol\":true}]", "none of its 1 records");
	fails(CATALOG_SOURCE_EOL, "{\"product\":\"door\",\"releases\":[", "JSON");
}

/* ---- Debian ---- */

static void debian_says_in_which_version_a_release_is_fixed(void **state)
{
	struct feed_fixture *fixture = *state;
	const struct catalog *catalog = read_good(
		fixture, CATALOG_SOURCE_DEBIAN,
		"{\"door\":{\"TEMP-0000000-1\":{\"releases\":{}},\"CVE-2024-0001\":{\"description\":\"x\",\"releases\":"
		"{"
		"\"bookworm\":{\"status\":\"resolved\",\"repositories\":{\"bookworm\":\"1.2-4\"},\"fixed_version\":\"1."
		"2-3\","
		"\"urgency\":\"low\"},\"trixie\":{\"status\":\"open\",\"urgency\":\"high\"},\"sid\":{\"status\":"
		"\"undetermined\"}}}}}");
	struct catalog_debian_fix fix =
		catalog_find_debian_fix(catalog, STR("door"), STR("bookworm"), STR("CVE-2024-0001"));

	assert_string_equal(fixture->skips, "");
	assert_int_equal(fix.fix, CATALOG_FIX_AT);
	assert_true(str_is(fix.version, "1.2-3") && str_is(fix.urgency, "low"));
	assert_int_equal(catalog_find_debian_fix(catalog, STR("door"), STR("trixie"), STR("CVE-2024-0001")).fix,
			 CATALOG_FIX_NONE);
	assert_int_equal(catalog_find_debian_fix(catalog, STR("door"), STR("sid"), STR("CVE-2024-0001")).fix,
			 CATALOG_FIX_UNKNOWN);
	assert_int_equal(catalog_find_debian_fix(catalog, STR("door"), STR(""), STR("CVE-2024-0001")).fix,
			 CATALOG_FIX_UNKNOWN);
}

static void bad_records_of_debian_are_told(void **state)
{
	struct feed_fixture *fixture = *state;

	read_good(fixture, CATALOG_SOURCE_DEBIAN,
		  "{\"door\":{\"CVE-2024/../../"
		  "x\":{},\"CVE-2024-0002\":{\"releases\":{\"sid\":{\"status\":\"resolved\"}}},"
		  "\"CVE-2024-0003\":7,\"CVE-2024-0004\":{\"releases\":{}}}}");
	assert_string_equal(fixture->skips, "1 1 CVE-2024/../../x: the id is not that of a CVE\n"
					    "1 2 CVE-2024-0002: resolved, and no fixed_version\n"
					    "1 3 CVE-2024-0003: a value is not an object\n");
	fails(CATALOG_SOURCE_DEBIAN, "{}", "no feed of Debian's tracker");
	fails(CATALOG_SOURCE_DEBIAN, "[]", "not an object");
	fails(CATALOG_SOURCE_DEBIAN, "{\"door\":{\"CVE-2024-0001\":", "JSON");
}

#define GIVEN(test) cmocka_unit_test_setup_teardown(test, begin, end)

int test_feed_small(void)
{
	const struct CMUnitTest tests[] = {
		GIVEN(kev_says_since_when_and_by_whom),
		GIVEN(kev_as_csv_says_the_same),
		GIVEN(bad_records_of_kev_are_told),
		cmocka_unit_test(a_kev_that_is_cut_or_empty_takes_nothing_away),
		GIVEN(epss_gives_scores_and_its_date),
		GIVEN(bad_rows_of_epss_are_told),
		GIVEN(jvn_names_products_and_vendors),
		GIVEN(the_api_of_jvn_says_the_same),
		GIVEN(a_list_of_vendors_names_them),
		GIVEN(bad_rows_of_jvn_are_told),
		cmocka_unit_test(products_come_one_by_one_as_a_list_or_as_an_answer),
		GIVEN(an_answer_about_one_product_is_read),
		GIVEN(bad_products_are_told),
		GIVEN(debian_says_in_which_version_a_release_is_fixed),
		GIVEN(bad_records_of_debian_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
