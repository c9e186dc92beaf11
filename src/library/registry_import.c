/* SPDX-License-Identifier: Apache-2.0 */
#include "library/registry_import.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "codec/csv_reader.h"
#include "codec/japanese_source.h"
#include "disk/io_fault.h"
#include "disk/lock.h"
#include "disk/mapped_file.h"
#include "library/feed_file.h"
#include "library/knowledge_lock.h"
#include "library/registry_file.h"

#define ENTRIES_FIRST    ((size_t)65536)
#define WRONG_IN_HUNDRED 1
#define WRONG_ALWAYS     10 /* rows that may be wrong however small the file is */

struct registry_import_run {
	enum registry_kind kind;
	const struct registry_import_watch *watch;
	struct registry_import result;
	const char *path; /* of the file that is being read */
	struct feed_file *file;
	uint64_t done, total; /* bytes: of the files before it; of all */
	bool has_headings;    /* the columns of the file are known */
	struct company_list_columns columns;
	bool town_goes_on;     /* of the row before */
	const char *rows_path; /* the rows wait in a file of their own: they may be more than fits into memory */
	FILE *rows;
	uint64_t rows_size;
	struct registry_entry *entries;
	size_t count, room;
};

bool registry_import_parse(struct str name, enum registry_kind *ret_kind)
{
	static const enum registry_kind kinds[] = {REGISTRY_CORPORATE, REGISTRY_POSTAL, REGISTRY_PREDECESSOR,
						   REGISTRY_PAST};

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (str_is(name, registry_file_name(kinds[i]))) {
			*ret_kind = kinds[i];
			return true;
		}
	return false;
}

/* ---- one row ---- */

static void add_entry(struct registry_import_run *r, uint64_t key, uint64_t at)
{
	if (r->count == r->room) {
		r->room = r->room ? 2 * r->room : ENTRIES_FIRST;
		r->entries = reallocarray(r->entries, r->room, sizeof(*r->entries));
		if (!r->entries)
			abort(); /* the same rule as arena.h */
	}
	r->entries[r->count++] = (struct registry_entry){key, at};
}

static enum err write_rows(struct registry_import_run *r, struct str bytes, struct fault *why)
{
	if (bytes.n && fwrite(bytes.p, 1, bytes.n, r->rows) != bytes.n)
		return io_fault(r->rows_path, errno, why);
	r->rows_size += bytes.n;
	return ERR_OK;
}

static enum err keep(struct registry_import_run *r, uint64_t key, const struct str *fields, size_t count,
		     struct fault *why)
{
	enum err err;
	BUF_SCOPED row;

	buf_init(&row, REGISTRY_ROW_MAX);
	err = registry_table_pack(&row, fields, count, why);
	if (err)
		return err;
	add_entry(r, key, r->rows_size);
	r->result.taken++;
	return write_rows(r, buf_str(&row), why);
}

static enum err take_corporate(struct registry_import_run *r, const struct csv_row *row, struct fault *why)
{
	struct str fields[CORPORATE_FIELD_COUNT];
	char place[CORPORATE_PLACE_MAX];
	uint64_t number;

	switch (corporate_row_read(row->fields, row->count, place, &number, fields, why)) {
	case CORPORATE_ROW_TAKEN: return keep(r, number, fields, CORPORATE_FIELD_COUNT, why);
	case CORPORATE_ROW_PASSED: r->result.passed++; return ERR_OK;
	case CORPORATE_ROW_WRONG: return why->code;
	}
	return ERR_OK;
}

static enum err take_postal(struct registry_import_run *r, const struct csv_row *row, struct fault *why)
{
	struct str fields[POSTAL_FIELD_COUNT];
	char town[POSTAL_TOWN_MAX];
	bool goes_on = r->town_goes_on;
	uint64_t code;

	if (!postal_row_read(row->fields, row->count, town, &code, fields, why))
		return why->code;
	if (row->count > 8) /* KEN_ALL; the names of offices are whole */
		r->town_goes_on = postal_row_goes_on(row->fields[8], goes_on);
	if (!goes_on)
		return keep(r, code, fields, POSTAL_FIELD_COUNT, why);
	r->result.passed++;
	return ERR_OK;
}

/* A company is found by its number and by its name: its row has two entries. */
static enum err take_company(struct registry_import_run *r, const struct csv_row *row, struct fault *why)
{
	struct str fields[COMPANY_LIST_FIELD_COUNT];
	uint64_t number;
	enum err err;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (!r->has_headings) {
		r->has_headings = company_list_row_headings(&arena, row->fields, row->count, &r->columns);
		return r->has_headings ? ERR_OK
				       : fault_set(why, ERR_CONFLICT,
						   "the first row has to name the columns: 法人番号, 企業名, 所在地");
	}
	err = company_list_row_read(&arena, &r->columns, row->fields, row->count, fields, why);
	if (r->kind != REGISTRY_PAST) /* those are not invited: nobody needs to know how they are reached */
		fields[COMPANY_LIST_POSTAL_CODE] = fields[COMPANY_LIST_MAIL] = fields[COMPANY_LIST_PHONE] = STR("");
	if (!err)
		err = keep(r, company_list_row_name_key(&arena, fields[COMPANY_LIST_NAME]), fields,
			   COMPANY_LIST_FIELD_COUNT, why);
	if (!err && str_to_u64(fields[COMPANY_LIST_NUMBER], &number))
		add_entry(r, number, r->entries[r->count - 1].at);
	return err;
}

/* ERR_INVALID and ERR_TOO_LARGE are faults of the row, others of the disk. */
static enum err take_row(struct registry_import_run *r, const struct csv_row *row, struct fault *why)
{
	static enum err (*const takes[])(struct registry_import_run *, const struct csv_row *, struct fault *) = {
		[REGISTRY_CORPORATE] = take_corporate,
		[REGISTRY_POSTAL] = take_postal,
		[REGISTRY_PREDECESSOR] = take_company,
		[REGISTRY_PAST] = take_company,
	};
	struct fault inner = {ERR_OK, ""};
	enum err err;

	if (row->count == 1 && !row->fields[0].n)
		return ERR_OK;
	err = takes[r->kind](r, row, &inner);
	if (err == ERR_INVALID || err == ERR_TOO_LARGE) {
		r->result.wrong++;
		r->watch->on_wrong(r->watch->context, r->path, row->line, inner.text);
		return ERR_OK;
	}
	return err ? fault_set(why, err == ERR_CONFLICT ? ERR_INVALID : err, "%s", inner.text) : ERR_OK;
}

/* ---- the files ---- */

/* Reads the file and tells the watcher of the progress at each read. */
static enum err read_watched(void *context, char *room, size_t size, size_t *ret_size, struct fault *why)
{
	struct registry_import_run *r = context;
	struct byte_source source = feed_file_source(r->file);

	r->watch->on_progress(r->watch->context, r->done + feed_file_done(r->file), r->total);
	return source.read(source.context, room, size, ret_size, why);
}

static enum err read_rows(struct registry_import_run *r, struct fault *why)
{
	struct japanese_source *source = japanese_source_new((struct byte_source){read_watched, r});
	struct csv_reader *reader = csv_reader_new(japanese_source_text(source));
	enum err err = ERR_OK;
	struct csv_row row;

	while (!err && csv_reader_row(reader, &row))
		err = take_row(r, &row, why);
	if (!err)
		err = csv_reader_fault(reader, why);
	csv_reader_free(reader);
	japanese_source_free(source);
	return err;
}

static enum err read_one(struct registry_import_run *r, struct fault *why)
{
	enum err err = feed_file_open(r->path, &r->file, why);

	if (err)
		return err;
	r->town_goes_on = r->has_headings = false;
	err = read_rows(r, why);
	r->done += feed_file_done(r->file);
	feed_file_close(r->file);
	return err ? fault_prefix(why, err, "%s", r->path) : ERR_OK;
}

static uint64_t size_of(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISREG(status.st_mode) ? (uint64_t)status.st_size : 0;
}

static enum err read_all(struct registry_import_run *r, const char *const *paths, size_t count, struct fault *why)
{
	enum err err = ERR_OK;

	for (size_t i = 0; i < count; i++)
		r->total += size_of(paths[i]);
	for (size_t i = 0; !err && i < count; i++) {
		r->path = paths[i];
		err = read_one(r, why);
	}
	return err;
}

/* ---- the register ---- */

/* A file of another kind, or a part of one, never takes the place of a good register. */
static enum err check_whole(const struct registry_import_run *r, const char *data, struct fault *why)
{
	const uint64_t rows = r->result.taken + r->result.passed + r->result.wrong;
	struct registry_file old;
	enum err err;

	if (!r->result.taken)
		return fault_set(why, ERR_INVALID, "no row could be read");
	if (r->result.wrong > WRONG_ALWAYS && r->result.wrong * 100 > rows * WRONG_IN_HUNDRED)
		return fault_set(why, ERR_INVALID, "%llu of %llu rows are wrong: is it another file?",
				 (unsigned long long)r->result.wrong, (unsigned long long)rows);
	err = registry_file_open(data, r->kind, &old, why);
	if (err == ERR_CORRUPT)
		return ERR_OK; /* a damaged one is what an import mends */
	if (err)
		return err;
	if (r->count < old.table.count / 2)
		err = fault_set(why, ERR_INVALID,
				"%zu rows, the register has %zu: is it only a part? To make it smaller, remove the old "
				"register first",
				r->count, old.table.count);
	registry_file_close(&old);
	return err;
}

static enum err replace(struct registry_import_run *r, const char *data, struct fault *why)
{
	static const char zeros[sizeof(struct registry_entry)] = {0};
	size_t odd = r->rows_size % sizeof(struct registry_entry);
	struct registry_head head;
	struct str parts[3];
	enum err err = write_rows(r, str_of(zeros, odd ? sizeof(zeros) - odd : 0), why);

	if (!err && fflush(r->rows) != 0)
		err = io_fault(r->rows_path, errno, why);
	if (!err)
		err = mapped_file_open(r->rows_path, &parts[1], why);
	if (err)
		return err;
	registry_table_sort(r->entries, r->count);
	head = registry_table_head(r->kind, r->rows_size, r->count);
	parts[0] = str_of(&head, sizeof(head));
	parts[2] = str_of(r->entries, r->count * sizeof(*r->entries));
	err = registry_file_replace(data, r->kind, parts, 3, why);
	mapped_file_close(parts[1]);
	return err;
}

/* Under the lock. */
static enum err import(struct registry_import_run *r, const char *data, const char *const *paths, size_t count,
		       bool is_dry, struct fault *why)
{
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	r->rows_path = arena_printf(&arena, "%s.rows", registry_file_path(&arena, data, r->kind));
	r->rows = fopen(r->rows_path, "we");
	if (!r->rows)
		return io_fault_making(r->rows_path, errno, why);
	err = read_all(r, paths, count, why);
	if (!err)
		err = check_whole(r, data, why);
	if (!err && !is_dry)
		err = replace(r, data, why);
	fclose(r->rows);
	unlink(r->rows_path);
	return err;
}

enum err registry_import(const char *data, enum registry_kind kind, const char *const *paths, size_t count, bool is_dry,
			 const struct registry_import_watch *watch, struct registry_import *ret_import,
			 struct fault *why)
{
	struct registry_import_run r = {.kind = kind, .watch = watch};
	enum err err;
	int lock;

	err = knowledge_lock_take(data, &lock, why);
	if (err)
		return err;
	err = import(&r, data, paths, count, is_dry, why);
	lock_release(lock);
	free(r.entries);
	*ret_import = r.result;
	return err;
}
