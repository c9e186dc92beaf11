/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an import promises whatever happens to it: the old knowledge stays whole and in use until the new is, and a
 * fault names the file and the place in it. Files of KEV's format stand for all; each reader has tests of its own.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buf.h"
#include "disk/read_file.h"
#include "lib/temp_dir.h"
#include "library/knowledge_file.h"
#include "library/knowledge_import.h"
#include "library/knowledge_lock.h"
#include "test.h"

enum { PATH_SIZE = TEMP_DIR_PATH + 32, RECORDS = 400, KILLS = 60, FILE_MAX = 1 << 22 };

struct place {
	char folder[TEMP_DIR_PATH], data[PATH_SIZE], feed[PATH_SIZE], other[PATH_SIZE];
	size_t skips;
	char last_skip[200];
};

static void note_skip(void *context, const char *path, const struct feed_skip *skip)
{
	struct place *place = context;

	place->skips++;
	snprintf(place->last_skip, sizeof(place->last_skip), "record %llu, line %llu: %s",
		 (unsigned long long)skip->record, (unsigned long long)skip->line, skip->reason);
}

static void no_progress(void *context, uint64_t done, uint64_t total)
{
	assert_true(done <= total);
}

static enum err import(struct place *place, const char *const *paths, size_t count, struct knowledge_import *ret_import,
		       struct fault *why)
{
	const struct knowledge_import_watch watch = {note_skip, no_progress, place};

	return knowledge_import(place->data, CATALOG_SOURCE_KEV, paths, count, 1, &watch, ret_import, why);
}

static enum err import_one(struct place *place, const char *path, struct knowledge_import *ret_import,
			   struct fault *why)
{
	return import(place, &path, 1, ret_import, why);
}

static void write_file(const char *path, struct str bytes)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes.p, 1, bytes.n, file), bytes.n);
	assert_int_equal(fclose(file), 0);
}

static void add_record(struct buf *out, const char *id)
{
	buf_printf(out,
		   "{\"cveID\":\"%s\",\"dateAdded\":\"2025-01-02\",\"knownRansomwareCampaignUse\":\"Unknown\","
		   "\"vendorProject\":\"v\",\"product\":\"p\",\"vulnerabilityName\":\"n\"}",
		   id);
}

/* A file of KEV with `count` records from CVE-2020-10000 on, and perhaps one more. */
static void write_feed(const char *path, size_t count, const char *extra)
{
	BUF_SCOPED out;

	buf_init(&out, FILE_MAX);
	buf_printf(&out,
		   "{\"title\":\"t\",\"catalogVersion\":\"2025.01.02\",\"dateReleased\":\"2025-01-02T00:00:00Z\","
		   "\"count\":%zu,\n\"vulnerabilities\":[\n",
		   count + (extra != NULL));
	for (size_t i = 0; i < count; i++) {
		char id[40];
		snprintf(id, sizeof(id), "CVE-2020-%zu", 10000 + i);
		buf_add_text(&out, i ? ",\n" : "");
		add_record(&out, id);
	}
	if (extra) {
		buf_add_text(&out, ",\n");
		buf_add_text(&out, extra);
	}
	buf_add_text(&out, "\n]}\n");
	write_file(path, buf_str(&out));
}

static void make(struct place *place)
{
	*place = (struct place){.skips = 0};
	temp_dir_make(place->folder, "import");
	snprintf(place->data, sizeof(place->data), "%s/data", place->folder);
	snprintf(place->feed, sizeof(place->feed), "%s/feed.json", place->folder);
	snprintf(place->other, sizeof(place->other), "%s/other.json", place->folder);
	write_feed(place->feed, RECORDS, NULL);
}

static void first_import(struct place *place)
{
	struct knowledge_import import;
	struct fault why;

	make(place);
	if (import_one(place, place->feed, &import, &why))
		fail_msg("%s", why.text);
	assert_int_equal(import.added, RECORDS);
}

/* How many records the knowledge in use has; fails unless it opens. */
static size_t records(struct place *place)
{
	struct knowledge_file file;
	struct fault why = {ERR_OK, ""};
	size_t count = 0;

	if (knowledge_file_open(place->data, &file, &why))
		fail_msg("%s", why.text);
	if (file.catalog)
		count = catalog_source_state(file.catalog, CATALOG_SOURCE_KEV).records;
	knowledge_file_close(&file);
	return count;
}

/* An import of other.json that has to fail, and to leave what was known. */
static void refuse_other(struct place *place, const char *word)
{
	struct knowledge_import import;
	struct fault why = {ERR_OK, ""};

	assert_int_not_equal(import_one(place, place->other, &import, &why), ERR_OK);
	if (!strstr(why.text, "other.json") || !strstr(why.text, word))
		fail_msg("the fault names neither file nor \"%s\": %s", word, why.text);
	assert_int_equal(records(place), RECORDS);
}

static void the_same_file_again_changes_nothing(void **state)
{
	struct knowledge_import import;
	struct place place;
	struct fault why;

	first_import(&place);
	assert_int_equal(import_one(&place, place.feed, &import, &why), ERR_OK);
	assert_int_equal(import.added + import.changed + import.removed + import.refused + import.older, 0);
	temp_dir_remove(place.folder);
}

static void a_file_that_is_cut_anywhere_changes_nothing(void **state)
{
	struct place place;
	struct str bytes;
	ARENA_SCOPED arena;

	arena_init(&arena);
	first_import(&place);
	write_feed(place.other, RECORDS + 1, NULL);
	assert_int_equal(read_file(&arena, place.other, FILE_MAX, &bytes, NULL), ERR_OK);
	for (size_t cut = 1; cut < bytes.n - 3; cut += bytes.n / 25) {
		write_file(place.other, str_head(bytes, cut));
		refuse_other(&place, "");
	}
	temp_dir_remove(place.folder);
}

static void a_file_of_another_kind_is_named(void **state)
{
	static const char *const wrong[] = {
		"", "[]", "{}", "{\"vulnerabilities\":7}", "PK\003\004", "<html></html>", "{\"CVE_Items\":[]}"};
	struct place place;

	first_import(&place);
	for (size_t i = 0; i < COUNT(wrong); i++) {
		write_file(place.other, str_from(wrong[i]));
		refuse_other(&place, "");
	}
	temp_dir_remove(place.folder);
}

static void ten_thousand_levels_are_refused(void **state)
{
	struct place place;
	BUF_SCOPED out;

	first_import(&place);
	buf_init(&out, FILE_MAX);
	buf_add_text(&out, "{\"vulnerabilities\":[{\"cveID\":");
	for (int i = 0; i < 10000; i++)
		buf_add_byte(&out, '[');
	write_file(place.other, buf_str(&out));
	refuse_other(&place, "line 1");
	temp_dir_remove(place.folder);
}

static void one_bad_file_of_several_spoils_the_import(void **state)
{
	struct knowledge_import result;
	struct fault why = {ERR_OK, ""};
	struct place place;

	make(&place);
	write_file(place.other, STR("{\"vulnerabilities\":[{\"cveID\":\"CVE-2024-1234\""));
	const char *const paths[] = {place.feed, place.other};
	assert_int_not_equal(import(&place, paths, 2, &result, &why), ERR_OK);
	assert_non_null(strstr(why.text, "other.json"));
	assert_int_equal(records(&place), 0);
	temp_dir_remove(place.folder);
}

static void a_hostile_record_is_told_with_its_place_and_left_out(void **state)
{
	static const char *const hostile[] = {
		"{\"cveID\":\"CVE-2024/../../x\",\"dateAdded\":\"2025-01-02\"}",
		"{\"cveID\":\"CVE-2024-99999999999999999999\",\"dateAdded\":\"2025-01-02\"}",
		"{\"cveID\":\"CVE-2024-1234\",\"cveID\":\"CVE-2024-1235\",\"dateAdded\":\"2025-01-02\"}",
		"{\"cveID\":\"CVE-2024-1234\",\"dateAdded\":\"2025-13-45\"}",
		"{\"cveID\":[\"CVE-2024-1234\"],\"dateAdded\":\"2025-01-02\"}",
	};

	for (size_t i = 0; i < COUNT(hostile); i++) {
		struct knowledge_import import;
		struct place place;
		struct fault why;

		make(&place);
		write_feed(place.other, 3, hostile[i]);
		if (import_one(&place, place.other, &import, &why))
			fail_msg("%s: %s", hostile[i], why.text);
		assert_int_equal(import.added, 3);
		assert_int_equal(import.refused, 1);
		assert_non_null(strstr(place.last_skip, "record 4, line 6: "));
		temp_dir_remove(place.folder);
	}
}

static void while_one_import_runs_another_is_told_to_wait(void **state)
{
	struct knowledge_import import;
	struct fault why = {ERR_OK, ""};
	struct place place;
	int lock;

	first_import(&place);
	assert_int_equal(knowledge_lock_take(place.data, &lock, &why), ERR_OK);
	assert_int_equal(import_one(&place, place.feed, &import, &why), ERR_BUSY);
	close(lock);
	assert_int_equal(import_one(&place, place.feed, &import, &why), ERR_OK);
	temp_dir_remove(place.folder);
}

/* In a process of its own, with little room for files. */
static int import_on_a_full_disk(struct place *place)
{
	const struct rlimit little = {4096, 4096};
	struct knowledge_import import;
	struct fault why = {ERR_OK, ""};

	signal(SIGXFSZ, SIG_IGN);
	if (setrlimit(RLIMIT_FSIZE, &little))
		return 2;
	return import_one(place, place->other, &import, &why) == ERR_IO && strstr(why.text, "knowledge") ? 0 : 1;
}

static void a_full_disk_leaves_the_old_knowledge_and_no_rubbish(void **state)
{
	struct place place;
	char left[PATH_SIZE + 32];
	int status;

	first_import(&place);
	write_feed(place.other, 2 * RECORDS, NULL);
	pid_t child = fork();
	if (!child)
		_exit(import_on_a_full_disk(&place));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(records(&place), RECORDS);
	snprintf(left, sizeof(left), "%s/knowledge/catalog.next", place.data);
	assert_int_not_equal(access(left, F_OK), 0);
	temp_dir_remove(place.folder);
}

static void import_for_ever(struct place *place)
{
	const char *paths[] = {place->other, place->feed};
	struct knowledge_import import;
	struct fault why;

	for (size_t i = 0;; i++)
		if (import_one(place, paths[i % 2], &import, &why))
			_exit(1);
}

/* Killed at sixty moments, one later than the other: the knowledge is the old one or the new one, and the next import
 * finds nothing in its way. */
static void whenever_it_is_killed_the_knowledge_is_whole(void **state)
{
	struct knowledge_import import;
	struct place place;
	struct fault why;
	int status;

	first_import(&place);
	write_feed(place.other, 2 * RECORDS, NULL);
	for (useconds_t i = 0; i < KILLS; i++) {
		pid_t child = fork();
		if (!child)
			import_for_ever(&place);
		usleep(i * 700);
		kill(child, SIGKILL);
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status));
		size_t known = records(&place);
		assert_true(known == RECORDS || known == 2 * RECORDS);
	}
	assert_int_equal(import_one(&place, place.feed, &import, &why), ERR_OK);
	assert_int_equal(records(&place), RECORDS);
	temp_dir_remove(place.folder);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_same_file_again_changes_nothing),
		cmocka_unit_test(a_file_that_is_cut_anywhere_changes_nothing),
		cmocka_unit_test(a_file_of_another_kind_is_named),
		cmocka_unit_test(ten_thousand_levels_are_refused),
		cmocka_unit_test(one_bad_file_of_several_spoils_the_import),
		cmocka_unit_test(a_hostile_record_is_told_with_its_place_and_left_out),
		cmocka_unit_test(while_one_import_runs_another_is_told_to_wait),
		cmocka_unit_test(a_full_disk_leaves_the_old_knowledge_and_no_rubbish),
		cmocka_unit_test(whenever_it_is_killed_the_knowledge_is_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
