/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/software_index.h"

#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "checks/endpoint.h"
#include "library/knowledge_load.h"
#include "store/diagnosis/diagnosis_store.h"
#include "usecases/alone/judge_lines.h"

#define IDS_AT_ONCE 256

/* ---- what stands in it ---- */

static bool make_row(struct arena *arena, const struct software *software, struct seen_software_row *ret_row)
{
	const struct software_facts *is = software->is;
	BUF_SCOPED line;

	buf_init(&line, SEEN_SOFTWARE_LINE_MAX);
	seen_software_format(software, &line);
	if (line.full)
		return false; /* a name of several kilobytes is nobody's product */
	*ret_row = (struct seen_software_row){
		.product = seen_software_product(arena, str_from(is->vendor), str_from(is->product)),
		.line = str_dup(arena, buf_str(&line)),
		.target = software->endpoint->target,
		.port = software->endpoint->port};
	return true;
}

void software_index_gather(struct arena *arena, const struct check_input *judged, struct software_index_rows *ret_rows)
{
	struct software_index_rows rows = {arena_array(arena, judged->software_count, sizeof(*rows.items)), 0};

	for (size_t i = 0; i < judged->software_count; i++)
		if (seen_software_is_judged(&judged->software[i]))
			rows.count += make_row(arena, &judged->software[i], &rows.items[rows.count]);
	*ret_rows = rows;
}

/* ---- whom a CVE concerns ---- */

struct finding_hits {
	struct tx *tx;
	struct arena *arena;
	const struct catalog *catalog;
	const char *cve;
	struct software_index_hit *hits;
	size_t count, cap;
};

static enum err take_row(struct finding_hits *f, const struct seen_software_row *row, struct fault *why)
{
	struct software_index_hit hit = {.id = row->id};
	struct fault unread;
	enum err err;

	if (seen_software_parse(f->arena, str_from(row->line), &hit.software, &unread)) {
		log_warning("row %lld of the index of software is passed over: %s", (long long)row->id, unread.text);
		return ERR_OK;
	}
	hit.verdict = seen_software_judge(f->catalog, &hit.software, f->cve);
	if (hit.verdict == SEEN_SOFTWARE_NOT)
		return ERR_OK;
	err = seen_software_store_count(f->tx, row->id, &hit.places, why);
	if (err || !hit.places)
		return err;
	f->hits = arena_grow(f->arena, f->hits, f->count, &f->cap, sizeof(*f->hits));
	f->hits[f->count++] = hit;
	return ERR_OK;
}

static enum err take_product(struct finding_hits *f, const char *product, struct fault *why)
{
	struct seen_software_row *rows;
	size_t count = 0;
	enum err err = seen_software_store_list(f->tx, f->arena, product, &rows, &count, why);

	for (size_t i = 0; !err && i < count; i++)
		err = take_row(f, &rows[i], why);
	return err;
}

/* A pattern fits products whose names it does not tell: each software is asked, of which there are few beside cases. */
static enum err take_all(struct finding_hits *f, struct fault *why)
{
	struct seen_software_row *rows;
	int64_t after = INT64_MIN;
	size_t count = IDS_AT_ONCE;
	enum err err = ERR_OK;

	while (!err && count == IDS_AT_ONCE) {
		err = seen_software_store_after(f->tx, f->arena, after, IDS_AT_ONCE, &rows, &count, why);
		for (size_t i = 0; !err && i < count; i++) {
			after = rows[i].id;
			err = take_row(f, &rows[i], why);
		}
	}
	return err;
}

static bool has_pattern(const struct catalog_named *named, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (named[i].is_wild)
			return true;
	return false;
}

static int by_sureness(const void *a, const void *b)
{
	const struct software_index_hit *left = a, *right = b;
	int order = (int)left->verdict - (int)right->verdict;

	if (!order)
		order = strcmp(left->software.is->title, right->software.is->title);
	if (!order)
		order = strcmp(left->software.is->version, right->software.is->version);
	return order ? order : (left->id > right->id) - (left->id < right->id);
}

/* Several names of a CVE may be one product of the index. */
static bool was_taken(const char *const *products, size_t count, const char *product)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(products[i], product))
			return true;
	return false;
}

enum err software_index_find(struct tx *tx, struct arena *arena, const struct catalog *catalog, const char *cve,
			     struct software_index_hit **ret_hits, size_t *ret_count, struct fault *why)
{
	struct finding_hits f = {.tx = tx, .arena = arena, .catalog = catalog, .cve = cve};
	const struct catalog_named *named;
	size_t count = catalog_list_named(catalog, arena, str_from(cve), &named), taken = 0;
	const char **products = arena_array(arena, count, sizeof(*products));
	bool is_asked_of_all = has_pattern(named, count);
	enum err err = is_asked_of_all ? take_all(&f, why) : ERR_OK;

	for (size_t i = 0; !err && !is_asked_of_all && i < count; i++) {
		const char *product = seen_software_product(arena, named[i].vendor, named[i].product);
		if (was_taken(products, taken, product))
			continue;
		products[taken++] = product;
		err = take_product(&f, product, why);
	}
	if (err)
		return err;
	if (f.count)
		qsort(f.hits, f.count, sizeof(*f.hits), by_sureness);
	*ret_hits = f.hits;
	*ret_count = f.count;
	return ERR_OK;
}

/* ---- made anew ---- */

struct rebuild {
	const struct office *office;
	const struct check_knowledge *knowledge;
	int64_t after, done;
	int64_t ids[IDS_AT_ONCE];
	size_t id_count;
};

struct rebuild_one {
	const struct rebuild *all;
	struct arena *arena;
	struct diagnosis_row row;
	int64_t id;
	int64_t last_position; /* of the observations that are read */
	struct software_index_rows rows;
};

static enum err load_ids(struct tx *tx, void *context, struct fault *why)
{
	struct rebuild *r = context;
	int64_t *ids;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = seen_software_store_sources(tx, &arena, r->after, IDS_AT_ONCE, &ids, &r->id_count, why);
	for (size_t i = 0; !err && i < r->id_count; i++)
		r->ids[i] = ids[i];
	return err;
}

/* Unless a report was handed over, which is judged and so noted here, or all was erased since it was read. */
static enum err write_one(struct tx *tx, void *context, struct fault *why)
{
	const struct rebuild_one *one = context;
	int64_t last;
	enum err err = diagnosis_store_last_position(tx, one->id, &last, why);

	if (err || last != one->last_position)
		return err;
	return seen_software_store_replace(tx, one->row.case_id, one->id, one->rows.items, one->rows.count, why);
}

static enum err read_one(struct tx *tx, void *context, struct fault *why)
{
	struct rebuild_one *one = context;
	struct check_input input;
	struct str *lines;
	struct fault unread;
	size_t count;
	enum err err = diagnosis_store_load(tx, one->arena, one->id, &one->row, why);

	if (!err)
		err = diagnosis_store_last_position(tx, one->id, &one->last_position, why);
	if (!err)
		err = diagnosis_store_load_lines(tx, one->arena, DIAGNOSIS_OBSERVATIONS, one->id, &lines, &count, why);
	if (err)
		return err;
	if (judge_lines_prepare(one->arena, one->all->knowledge, lines, count, one->row.finished_ms, &input, &unread))
		log_warning("diagnosis %lld stays out of the index of software: %s", (long long)one->id, unread.text);
	else
		software_index_gather(one->arena, &input, &one->rows);
	return ERR_OK;
}

static enum err rebuild_one(struct rebuild *r, int64_t id, struct fault *why)
{
	struct rebuild_one one = {.all = r, .id = id};
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	one.arena = &arena;
	err = db_read(r->office->db, read_one, &one, why);
	if (!err)
		err = db_write(r->office->db, write_one, &one, why);
	r->done += !err;
	return err;
}

enum err software_index_rebuild(const struct office *office, int64_t *ret_diagnoses, struct fault *why)
{
	struct rebuild r = {.office = office, .after = INT64_MIN};
	struct knowledge_loaded loaded;
	enum err err = knowledge_load(office->knowledge, &loaded, why);

	if (err)
		return err;
	r.knowledge = &loaded.knowledge;
	do {
		err = db_read(office->db, load_ids, &r, why);
		for (size_t i = 0; !err && i < r.id_count; i++) {
			r.after = r.ids[i];
			err = rebuild_one(&r, r.after, why);
		}
	} while (!err && r.id_count == IDS_AT_ONCE);
	knowledge_load_release(&loaded);
	if (!err)
		*ret_diagnoses = r.done;
	return err;
}
