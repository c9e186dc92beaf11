/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A disk that is full or may not be written, under SQLite. Root gets a small tmpfs in a mount namespace of its
 * own. Everybody else gets a limit on the size of files (EFBIG instead of ENOSPC) and a directory without
 * the right to write.
 */
#include "lib/test_store.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SMALL_DISK = 2 << 20, BODY = 64 << 10 };

struct disk {
	char dir[TEMP_DIR_PATH];
	char address[TEMP_DIR_PATH + 32];
	bool is_mounted;
	struct rlimit before;
};

static int limit_files(struct disk *disk)
{
	struct rlimit limit;

	fprintf(stderr, "not root: a limit on file sizes stands for the full disk\n");
	signal(SIGXFSZ, SIG_IGN);
	if (getrlimit(RLIMIT_FSIZE, &disk->before))
		return -1;
	limit = (struct rlimit){SMALL_DISK, disk->before.rlim_max};
	return setrlimit(RLIMIT_FSIZE, &limit);
}

static int make_disk(void **state)
{
	static struct disk disk;

	memset(&disk, 0, sizeof(disk));
	temp_dir_make(disk.dir, "disk");
	snprintf(disk.address, sizeof(disk.address), "sqlite:%s/tenken.db", disk.dir);
	*state = &disk;
	if (geteuid() != 0)
		return limit_files(&disk);
	if (unshare(CLONE_NEWNS) || mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
	    mount("tmpfs", disk.dir, "tmpfs", 0, "size=2m")) {
		perror("a small tmpfs in a mount namespace");
		return -1;
	}
	disk.is_mounted = true;
	return 0;
}

static int remove_disk(void **state)
{
	struct disk *disk = *state;

	if (disk->is_mounted)
		umount(disk->dir);
	else
		setrlimit(RLIMIT_FSIZE, &disk->before);
	temp_dir_remove(disk->dir);
	return 0;
}

struct note {
	int64_t id;
	size_t size;
};

static enum err add_note(struct tx *tx, void *context, struct fault *why)
{
	struct note *note = context;
	ARENA_SCOPED arena = {0};
	char *body = arena_alloc(&arena, note->size + 1);
	char name[24];
	struct param params[2];

	memset(body, 'x', note->size);
	snprintf(name, sizeof(name), "note %lld", (long long)note->id);
	params[0] = P_TEXT(name);
	params[1] = P_TEXT(body);
	return tx_execute(tx, "INSERT INTO setting (name, value) VALUES ($1, $2)", params, COUNT(params), NULL, why);
}

static enum err remove_notes(struct tx *tx, void *context, struct fault *why)
{
	return tx_execute(tx, "DELETE FROM setting", NULL, 0, NULL, why);
}

static enum err count_notes(struct tx *tx, void *context, struct fault *why)
{
	ARENA_SCOPED arena = {0};
	struct rows *rows;
	enum err err = tx_query(tx, &arena, "SELECT count(*) FROM setting", NULL, 0, &rows, why);

	if (!err)
		*(int64_t *)context = rows_int(rows, 0, 0);
	return err;
}

static struct db *open_store(const struct disk *disk)
{
	struct fault why = {ERR_OK, ""};
	struct db *db = NULL;

	assert_ok(db_open(disk->address, &db, &why), &why);
	assert_ok(db_migrate(db, &why), &why);
	return db;
}

/* Adds notes until the disk is full; how many were answered as stored. */
static int64_t fill(struct db *db, struct fault *why)
{
	struct note note = {0, BODY};
	enum err err;

	while (note.id < 1000) {
		err = db_write(db, add_note, &note, why);
		if (err) {
			assert_int_equal(err, ERR_IO);
			break;
		}
		note.id++;
	}
	return note.id;
}

static void a_full_disk_is_told_and_everything_answered_stays(void **state)
{
	struct disk *disk = *state;
	struct fault why = {ERR_OK, ""};
	struct db *db = open_store(disk);
	int64_t answered = fill(db, &why);
	int64_t count = -1;

	assert_in_range(answered, 1, 999);
	assert_non_null(strstr(why.text, "disk is full"));
	assert_non_null(strstr(why.text, disk->dir));
	assert_ok(db_read(db, count_notes, &count, &why), &why);
	assert_int_equal(count, answered);
	db_close(db);
	db = open_store(disk);
	assert_ok(db_read(db, count_notes, &count, &why), &why);
	assert_int_equal(count, answered);
	db_close(db);
}

static void writes_work_again_when_there_is_room(void **state)
{
	struct disk *disk = *state;
	struct fault why = {ERR_OK, ""};
	struct note small = {5000, 10};
	char ballast[TEMP_DIR_PATH + 32];
	struct rlimit wide = {64 << 20, disk->before.rlim_max};
	struct db *db = open_store(disk);
	int fd;

	snprintf(ballast, sizeof(ballast), "%s/ballast", disk->dir);
	fd = open(ballast, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	if (disk->is_mounted)
		assert_int_equal(posix_fallocate(fd, 0, SMALL_DISK / 2), 0);
	close(fd);
	assert_in_range(fill(db, &why), 1, 999);
	while (small.id < 50000 && db_write(db, add_note, &small, &why) == ERR_OK)
		small.id++;
	assert_int_equal(db_can_write(db, &why), ERR_IO);
	if (disk->is_mounted)
		unlink(ballast);
	else
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &wide), 0);
	assert_ok(db_can_write(db, &why), &why);
	assert_ok(db_write(db, add_note, &small, &why), &why);
	assert_ok(db_write(db, remove_notes, NULL, &why), &why);
	db_close(db);
}

/* Root may write everywhere but on a file system that is mounted so. */
static int forbid(const struct disk *disk, bool forbidden)
{
	if (disk->is_mounted)
		return mount(NULL, disk->dir, NULL, MS_REMOUNT | (forbidden ? MS_RDONLY : 0), NULL);
	return chmod(disk->dir, forbidden ? 0500 : 0700);
}

static void a_read_only_directory_is_told(void **state)
{
	struct disk *disk = *state;
	struct fault why = {ERR_OK, ""};
	struct db *db = NULL;

	assert_int_equal(forbid(disk, true), 0);
	assert_int_equal(db_open(disk->address, &db, &why), ERR_IO);
	assert_null(db);
	assert_non_null(strstr(why.text, disk->dir));
	assert_non_null(strstr(why.text, "must be writable"));
	assert_int_equal(forbid(disk, false), 0);
	assert_ok(db_open(disk->address, &db, &why), &why);
	db_close(db);
}

/* It was made and lies on what is read-only now: a tool may still read it, the server says why not. */
static void a_store_on_a_read_only_disk_can_be_read(void **state)
{
	struct disk *disk = *state;
	struct fault why = {ERR_OK, ""};
	struct note note = {1, 10};
	struct db *db = open_store(disk);
	int64_t count = -1;

	assert_ok(db_write(db, add_note, &note, &why), &why);
	db_close(db);
	assert_int_equal(forbid(disk, true), 0);
	assert_int_equal(db_open(disk->address, &db, &why), ERR_IO);
	assert_ok(db_open_reader(disk->address, &db, &why), &why);
	assert_ok(db_read(db, count_notes, &count, &why), &why);
	assert_int_equal(count, 1);
	db_close(db);
	assert_int_equal(forbid(disk, false), 0);
}

int main(void)
{
#define ON_DISK(test) cmocka_unit_test_setup_teardown(test, make_disk, remove_disk)
	const struct CMUnitTest tests[] = {
		ON_DISK(a_full_disk_is_told_and_everything_answered_stays),
		ON_DISK(writes_work_again_when_there_is_room),
		ON_DISK(a_read_only_directory_is_told),
		ON_DISK(a_store_on_a_read_only_disk_can_be_read),
	};
	return cmocka_run_group_tests_name("disk", tests, NULL, NULL);
}
