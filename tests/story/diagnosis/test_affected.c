/* SPDX-License-Identifier: Apache-2.0 */
/* The answer to the morning news: which companies show a product of this CVE. */
#include "story/story.h"

#include <stdio.h>
#include <string.h>

#include "library/knowledge_import.h"
#include "main/check_table.h"
#include "usecases/diagnosis/affected_cases.h"
#include "usecases/diagnosis/rejudge.h"
#include "usecases/diagnosis/software_index.h"
#include "usecases/privacy/erase_content.h"
#include "usecases/receipt.h"

/* nginx before 1.20.1, OpenSSH before 9.3, and nginx again by a pattern. */
#define FEED                                                                                                           \
	"{\"format\":\"NVD_CVE\",\"version\":\"2.0\",\"timestamp\":\"2025-06-01T00:00:00.000\",\"vulnerabilities\":["  \
	"{\"cve\":{\"id\":\"CVE-2021-23017\",\"published\":\"2021-06-01T00:00:00.000\","                               \
	"\"lastModified\":\"2021-06-01T00:00:00.000\",\"vulnStatus\":\"Analyzed\",\"metrics\":{},"                     \
	"\"configurations\":[{\"nodes\":[{\"operator\":\"OR\",\"negate\":false,\"cpeMatch\":[{\"vulnerable\":true,"    \
	"\"criteria\":\"cpe:2.3:a:f5:nginx:*:*:*:*:*:*:*:*\",\"versionEndExcluding\":\"1.20.1\"}]}]}]}},"              \
	"{\"cve\":{\"id\":\"CVE-2023-38408\",\"published\":\"2023-07-20T00:00:00.000\","                               \
	"\"lastModified\":\"2023-07-20T00:00:00.000\",\"vulnStatus\":\"Analyzed\",\"metrics\":{},"                     \
	"\"configurations\":[{\"nodes\":[{\"operator\":\"OR\",\"negate\":false,\"cpeMatch\":[{\"vulnerable\":true,"    \
	"\"criteria\":\"cpe:2.3:a:openbsd:openssh:*:*:*:*:*:*:*:*\",\"versionEndExcluding\":\"9.3\"}]}]}]}},"          \
	"{\"cve\":{\"id\":\"CVE-2021-99999\",\"published\":\"2021-06-01T00:00:00.000\","                               \
	"\"lastModified\":\"2021-06-01T00:00:00.000\",\"vulnStatus\":\"Analyzed\",\"metrics\":{},"                     \
	"\"configurations\":[{\"nodes\":[{\"operator\":\"OR\",\"negate\":false,\"cpeMatch\":[{\"vulnerable\":true,"    \
	"\"criteria\":\"cpe:2.3:a:*:ngin?:*:*:*:*:*:*:*:*\",\"versionEndExcluding\":\"1.20.1\"}]}]}]}}]}"

static void nothing_skipped(void *context, const char *path, const struct feed_skip *skip)
{
	fail_msg("%s: a record was skipped", path);
}

static void no_progress(void *context, uint64_t done, uint64_t total)
{
}

/* The stores of a program lie in one folder. */
static const char *folder_of_its_own(struct story *story)
{
	static int made;

	return test_store_file(story->store, &story->arena, arena_printf(&story->arena, "knowledge-%d", ++made));
}

static void import(struct story *story)
{
	const char *path = test_store_file(story->store, &story->arena, "nvd.json");
	FILE *file = fopen(path, "w");
	const struct knowledge_import_watch watch = {nothing_skipped, no_progress, NULL};
	struct knowledge_import done;

	assert_non_null(file);
	assert_true(fputs(FEED, file) >= 0);
	assert_int_equal(fclose(file), 0);
	story->office->knowledge = folder_of_its_own(story);
	assert_ok(knowledge_import(story->office->knowledge, CATALOG_SOURCE_NVD, &path, 1, 1748822400000, &watch, &done,
				   &story->why),
		  &story->why);
	assert_int_equal(done.added, 3);
}

/* A diagnosed case whose server at port 80 says this of itself. */
static int64_t case_that_shows(struct story *story, const char *server)
{
	int64_t number;

	story->office->checks = check_table;
	number = story_diagnosed_case(story);
	story_tamper(story,
		     arena_printf(&story->arena,
				  "INSERT INTO observation (diagnosis_id, position, line) VALUES (77, 3, '{\"at_ms\":"
				  "1748822400001,\"kind\":\"http.response\",\"target\":\"127.0.0.1\",\"address\":"
				  "\"127.0.0.1\",\"port\":80,\"data\":{\"headers\":[[\"server\",\"%s\"]],\"title\":"
				  "\"\"}}')",
				  server));
	return number;
}

static void judge(struct story *story)
{
	struct rejudge_result result;

	assert_ok(rejudge_all(story->office, NULL, &result, &story->why), &story->why);
	assert_int_equal(result.failed, 0);
}

static const struct value *affected(struct story *story, const char *cve)
{
	const struct affected_cases_query query = {str_from(cve), 0, 10};
	struct value *view = NULL;

	assert_ok(affected_cases_list(story->office, &story->arena, &query, &view, &story->why), &story->why);
	return view;
}

static int64_t count(struct story *story, const char *cve)
{
	return value_get_int(affected(story, cve), "count", -1);
}

static void a_product_that_a_pattern_fits_is_found(void **state)
{
	struct story *story = *state;

	import(story);
	case_that_shows(story, "nginx/1.14.0");
	judge(story);
	assert_int_equal(count(story, "CVE-2021-99999"), 1);
	assert_int_equal(count(story, "CVE-2023-38408"), 0);
}

static void a_case_is_named_with_target_product_version_and_how_sure(void **state)
{
	struct story *story = *state;
	struct case_row row;
	const struct value *place;
	int64_t number;

	import(story);
	number = case_that_shows(story, "nginx/1.14.0");
	judge(story);
	row = story_load(story, number);
	assert_int_equal(count(story, "cve-2021-23017"), 1); /* as somebody types it */
	place = value_at(value_get(affected(story, "CVE-2021-23017"), "cases"), 0);
	assert_string_equal(value_get_text(place, "receipt"), receipt_format(&story->arena, &row));
	assert_string_equal(value_get_text(place, "target"), "127.0.0.1");
	assert_int_equal(value_get_int(place, "port", 0), 80);
	assert_string_equal(value_get_text(place, "product"), "nginx");
	assert_string_equal(value_get_text(place, "version"), "1.14.0");
	assert_string_equal(value_get_text(place, "confidence"), "possible"); /* a distribution may have mended it */
	assert_int_equal(count(story, "CVE-2023-38408"), 0);
}

static void a_version_that_is_not_affected_is_left_out_and_one_that_is_not_shown_is_unknown(void **state)
{
	struct story *story = *state;
	const struct value *place;

	import(story);
	case_that_shows(story, "nginx/1.27.0");
	judge(story);
	assert_int_equal(count(story, "CVE-2021-23017"), 0);
	story_tamper(story, "UPDATE observation SET line = replace(line, 'nginx/1.27.0', 'nginx')");
	story_tamper(story, "UPDATE diagnosis SET knowledge = 'an older one'");
	judge(story);
	assert_int_equal(count(story, "CVE-2021-23017"), 1);
	place = value_at(value_get(affected(story, "CVE-2021-23017"), "cases"), 0);
	assert_string_equal(value_get_text(place, "confidence"), "unknown");
	assert_string_equal(value_get_text(place, "version"), "");
}

static void a_number_that_nobody_knows_is_said_to_be_unknown(void **state)
{
	struct story *story = *state;

	assert_false(value_get(affected(story, "CVE-2021-23017"), "has_catalog")->boolean);
	import(story);
	assert_true(value_get(affected(story, "CVE-2021-23017"), "is_known")->boolean);
	assert_false(value_get(affected(story, "CVE-2099-0001"), "is_known")->boolean);
	assert_false(value_get(affected(story, "'; --"), "is_known")->boolean);
}

static void only_the_newest_finished_diagnosis_of_a_case_counts(void **state)
{
	struct story *story = *state;

	import(story);
	case_that_shows(story, "nginx/1.14.0");
	judge(story);
	story_tamper(story,
		     "INSERT INTO diagnosis (id, case_id, authorisation_id, purpose, state, queued_ms, finished_ms, "
		     "probe_version, source_addresses, problem, knowledge, judgement, released_judgement, remarks) "
		     "SELECT 78, case_id, id, 'first_diagnosis', 'done', 1748822500000, 1748822500001, '', '', '', '', "
		     "1, 0, '' "
		     "FROM authorisation");
	judge(story); /* it has seen nothing */
	assert_int_equal(count(story, "CVE-2021-23017"), 0);
	story_tamper(story, "UPDATE diagnosis SET knowledge = 'an older one' WHERE id = 77");
	judge(story); /* the older one again */
	assert_int_equal(count(story, "CVE-2021-23017"), 0);
}

static void what_was_erased_is_found_no_more(void **state)
{
	struct story *story = *state;
	int64_t number;

	import(story);
	number = case_that_shows(story, "nginx/1.14.0");
	judge(story);
	assert_int_equal(count(story, "CVE-2021-23017"), 1);
	story_settle_mails(story);
	assert_ok(
		erase_content(story->office, &story->secretariat, number, ERASE_DIAGNOSIS, "retention_5y", &story->why),
		&story->why);
	assert_int_equal(count(story, "CVE-2021-23017"), 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM seen_software_at"), 0);
}

/* Judges nothing, but all is erased meanwhile. */
static void erase_meanwhile(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	struct story *const *story = check->rule;
	int64_t number = story_ask(*story, "SELECT case_id FROM diagnosis");

	assert_ok(erase_content((*story)->office, &(*story)->secretariat, number, ERASE_DIAGNOSIS, "retention_5y",
				&(*story)->why),
		  &(*story)->why);
}

static void what_is_erased_while_it_is_judged_stays_erased(void **state)
{
	struct story *story = *state;
	const struct check meanwhile[] = {{.id = "meanwhile", .judge = erase_meanwhile, .rule = &story}, {.id = ""}};

	import(story);
	case_that_shows(story, "nginx/1.14.0");
	story_settle_mails(story);
	story->office->checks = meanwhile;
	judge(story);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM seen_software_at"), 0);
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM judgement"), 0);
}

static void a_lost_index_is_made_anew(void **state)
{
	struct story *story = *state;
	int64_t diagnoses = 0;

	import(story);
	case_that_shows(story, "nginx/1.14.0");
	judge(story);
	story_tamper(story, "DELETE FROM seen_software_at");
	story_tamper(story, "DELETE FROM seen_software");
	assert_int_equal(count(story, "CVE-2021-23017"), 0);
	assert_ok(software_index_rebuild(story->office, &diagnoses, &story->why), &story->why);
	assert_int_equal(diagnoses, 1);
	assert_int_equal(count(story, "CVE-2021-23017"), 1);
}

static void a_row_that_cannot_be_read_does_not_hide_the_others(void **state)
{
	struct story *story = *state;

	import(story);
	case_that_shows(story, "nginx/1.14.0");
	judge(story);
	story_tamper(story, "INSERT INTO seen_software (id, product, line) "
			    "SELECT 1, product, 'no software' FROM seen_software WHERE line LIKE '%1.14.0%'");
	assert_int_equal(count(story, "CVE-2021-23017"), 1);
}

static void a_page_is_for_the_secretariat_alone(void **state)
{
	struct story *story = *state;
	struct value *view = NULL;

	import(story);
	case_that_shows(story, "nginx/1.14.0");
	judge(story);
	assert_ok(affected_cases_page(story->office, &story->arena, &story->secretariat, STR(" CVE-2021-23017 "), 1,
				      &view, &story->why),
		  &story->why);
	assert_int_equal(value_count(value_get(view, "cases")), 1);
	assert_ok(affected_cases_page(story->office, &story->arena, &story->secretariat, STR("CVE-2021-23017"), 2,
				      &view, &story->why),
		  &story->why);
	assert_int_equal(value_count(value_get(view, "cases")), 0); /* behind the last page */
	assert_int_equal(affected_cases_page(story->office, &story->arena, &story->tokyo, STR("CVE-2021-23017"), 1,
					     &view, &story->why),
			 ERR_DENIED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(a_product_that_a_pattern_fits_is_found),
		STORY(a_case_is_named_with_target_product_version_and_how_sure),
		STORY(a_version_that_is_not_affected_is_left_out_and_one_that_is_not_shown_is_unknown),
		STORY(a_number_that_nobody_knows_is_said_to_be_unknown),
		STORY(only_the_newest_finished_diagnosis_of_a_case_counts),
		STORY(what_was_erased_is_found_no_more),
		STORY(what_is_erased_while_it_is_judged_stays_erased),
		STORY(a_lost_index_is_made_anew),
		STORY(a_row_that_cannot_be_read_does_not_hide_the_others),
		STORY(a_page_is_for_the_secretariat_alone),
	};

	return test_store_run("affected", tests, COUNT(tests));
}
