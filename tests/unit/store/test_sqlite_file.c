/* SPDX-License-Identifier: Apache-2.0 */
/* What only a store in one file has: its lock, its path, and what else may lie there. */
#include "test.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/db.h"

struct folder {
	char path[64];
	char file[128];
};

static int make_folder(void **state)
{
	struct folder *folder = calloc(1, sizeof(*folder));

	*state = folder;
	snprintf(folder->path, sizeof(folder->path), "/tmp/tenken-store-XXXXXX");
	if (!folder || !mkdtemp(folder->path))
		return -1;
	snprintf(folder->file, sizeof(folder->file), "%s/tenken.db", folder->path);
	return 0;
}

static int remove_folder(void **state)
{
	static const char *const ends[] = {"", "-wal", "-shm", ".lock"};
	struct folder *folder = *state;

	for (size_t i = 0; i < COUNT(ends); i++) {
		char path[160];

		snprintf(path, sizeof(path), "%s%s", folder->file, ends[i]);
		unlink(path);
	}
	rmdir(folder->path);
	free(folder);
	return 0;
}

static enum err add_setting(struct tx *tx, void *context, struct fault *why)
{
	struct param params[] = {P_TEXT(context), P_TEXT("value")};

	return tx_execute(tx, "INSERT INTO setting (name, value) VALUES ($1, $2)", params, COUNT(params), NULL, why);
}

static enum err count_settings(struct tx *tx, void *context, struct fault *why)
{
	ARENA_SCOPED arena = {0};
	struct rows *rows;
	enum err err = tx_query(tx, &arena, "SELECT count(*) FROM setting", NULL, 0, &rows, why);

	if (!err)
		*(int64_t *)context = rows_int(rows, 0, 0);
	return err;
}

static void a_new_file_is_for_its_owner_only(void **state)
{
	struct folder *folder = *state;
	struct fault why = {0};
	struct stat status;
	struct db *db;

	assert_int_equal(db_open(folder->file, &db, &why), ERR_OK);
	assert_int_equal(db_migrate(db, &why), ERR_OK);
	assert_int_equal(stat(folder->file, &status), 0);
	assert_int_equal(status.st_mode & 0777, 0600);
	db_close(db);
}

static void a_second_writer_is_refused_with_the_file_named(void **state)
{
	struct folder *folder = *state;
	struct fault why = {0};
	struct db *first;
	struct db *second = NULL;

	assert_int_equal(db_open(folder->file, &first, &why), ERR_OK);
	assert_int_equal(db_open(folder->file, &second, &why), ERR_BUSY);
	assert_null(second);
	assert_non_null(strstr(why.text, folder->file));
	db_close(first);
	assert_int_equal(db_open(folder->file, &second, &why), ERR_OK);
	db_close(second);
}

static void a_reader_reads_beside_the_writer_and_may_not_write(void **state)
{
	struct folder *folder = *state;
	struct fault why = {0};
	struct db *db;
	struct db *reader;
	int64_t count = -1;

	assert_int_equal(db_open(folder->file, &db, &why), ERR_OK);
	assert_int_equal(db_migrate(db, &why), ERR_OK);
	assert_int_equal(db_write(db, add_setting, (char[]){"one"}, &why), ERR_OK);
	assert_int_equal(db_open_reader(folder->file, &reader, &why), ERR_OK);
	assert_int_equal(db_migrate(reader, &why), ERR_OK);
	assert_int_equal(db_read(reader, count_settings, &count, &why), ERR_OK);
	assert_int_equal(count, 1);
	assert_int_equal(db_write(reader, add_setting, (char[]){"two"}, &why), ERR_DENIED);
	db_close(reader);
	db_close(db);
}

enum { MUCH = 300, MUCH_EACH = 32768 }; /* some 2,700 pages of 4 KiB, more than one pass waits for */

static enum err add_much(struct tx *tx, void *context, struct fault *why)
{
	static char text[MUCH_EACH];

	memset(text, 'x', sizeof(text));
	return tx_execute(tx, "INSERT INTO setting (name, value) VALUES ($1, $2)",
			  PARAMS(P_TEXT(context), P_STR(str_of(text, sizeof(text)))), NULL, why);
}

static void pages_reach_the_file_while_the_store_is_open(void **state)
{
	struct folder *folder = *state;
	struct fault why = {0};
	struct stat status;
	struct db *db;

	assert_int_equal(db_open(folder->file, &db, &why), ERR_OK);
	assert_int_equal(db_migrate(db, &why), ERR_OK);
	for (int i = 0; i < MUCH; i++) {
		char name[16];

		snprintf(name, sizeof(name), "%d", i);
		assert_int_equal(db_write(db, add_much, name, &why), ERR_OK);
	}
	for (int i = 0; i < 2000; i++) {
		assert_int_equal(stat(folder->file, &status), 0);
		if (status.st_size >= MUCH * MUCH_EACH / 2)
			break;
		usleep(10000);
	}
	assert_true(status.st_size >= MUCH * MUCH_EACH / 2);
	db_close(db);
}

static void a_reader_of_nothing_is_told_so(void **state)
{
	struct folder *folder = *state;
	struct fault why = {0};
	struct db *db = NULL;

	assert_int_equal(db_open_reader(folder->file, &db, &why), ERR_NOT_FOUND);
	assert_non_null(strstr(why.text, folder->file));
	assert_null(db);
}

static void a_reader_of_a_store_without_schema_is_told_so(void **state)
{
	struct folder *folder = *state;
	struct fault why = {0};
	struct db *db;
	struct db *reader;

	assert_int_equal(db_open(folder->file, &db, &why), ERR_OK);
	assert_int_equal(db_open_reader(folder->file, &reader, &why), ERR_OK);
	assert_int_equal(db_migrate(reader, &why), ERR_NOT_FOUND);
	db_close(reader);
	db_close(db);
}

static void a_missing_directory_is_named(void **state)
{
	struct fault why = {0};
	struct db *db = NULL;

	assert_int_equal(db_open("sqlite:/nonexistent/tenken.db", &db, &why), ERR_IO);
	assert_non_null(strstr(why.text, "/nonexistent/tenken.db"));
	assert_non_null(strstr(why.text, "directory"));
	assert_null(db);
}

static void a_file_that_is_no_database_is_left_alone(void **state)
{
	static const char text[] = "Dear diary, this is not a database at all, but it is longer than a header.";
	struct folder *folder = *state;
	char after[sizeof(text)] = "";
	struct fault why = {0};
	struct db *db = NULL;
	FILE *file = fopen(folder->file, "w");

	assert_non_null(file);
	for (int i = 0; i < 20; i++)
		fputs(text, file);
	fclose(file);
	assert_int_equal(db_open(folder->file, &db, &why), ERR_CORRUPT);
	assert_non_null(strstr(why.text, folder->file));
	assert_null(db);
	file = fopen(folder->file, "r");
	assert_non_null(file);
	assert_int_equal(fread(after, 1, sizeof(after) - 1, file), sizeof(after) - 1);
	fclose(file);
	assert_string_equal(after, text);
}

int test_sqlite_file(void)
{
#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, make_folder, remove_folder)
	const struct CMUnitTest tests[] = {
		IN_FOLDER(a_new_file_is_for_its_owner_only),
		IN_FOLDER(a_second_writer_is_refused_with_the_file_named),
		IN_FOLDER(a_reader_reads_beside_the_writer_and_may_not_write),
		IN_FOLDER(pages_reach_the_file_while_the_store_is_open),
		IN_FOLDER(a_reader_of_nothing_is_told_so),
		IN_FOLDER(a_reader_of_a_store_without_schema_is_told_so),
		cmocka_unit_test(a_missing_directory_is_named),
		IN_FOLDER(a_file_that_is_no_database_is_left_alone),
	};
	return cmocka_run_group_tests_name("sqlite_file", tests, NULL, NULL);
}
