/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/affected_cases.h"

#include "calendar/day.h"
#include "library/knowledge_file.h"
#include "usecases/diagnosis/software_index.h"
#include "usecases/paging.h"
#include "usecases/permission_demand.h"
#include "usecases/receipt.h"

#define PLACES_A_PAGE  50
#define PLACES_AT_ONCE 500

static const struct value_key place_keys[] = {
	{"receipt", VALUE_TEXT, NULL},
	{"company", VALUE_TEXT, NULL}, /* empty when it was erased */
	{"target", VALUE_TEXT, NULL},
	{"port", VALUE_INT, NULL},
	{"product", VALUE_TEXT, NULL},
	{"version", VALUE_TEXT, NULL},    /* empty when the product shows none */
	{"confidence", VALUE_TEXT, NULL}, /* "confirmed", "likely", "possible"; "unknown" without a version */
	{0},
};

const struct value_key affected_cases_keys[] = {
	{"cve", VALUE_TEXT, NULL},             /* as the catalog writes it; as typed when it is not known */
	{"is_known", VALUE_BOOL, NULL},        /* the catalog knows something of it */
	{"has_catalog", VALUE_BOOL, NULL},     /* feeds were imported */
	{"is_exploited", VALUE_BOOL, NULL},    /* it stands in KEV */
	{"exploited_since", VALUE_TEXT, NULL}, /* "2025-08-25", or empty */
	{"cvss", VALUE_TEXT, NULL},            /* "9.8", or empty */
	{"has_products", VALUE_BOOL, NULL},    /* the catalog says which products it is of */
	{"count", VALUE_INT, NULL},            /* of all places */
	{"cases", VALUE_LIST, place_keys},
	{0},
};

const struct value_key affected_cases_page_keys[] = {
	{NULL, VALUE_MAP, paging_keys},
	{NULL, VALUE_MAP, affected_cases_keys},
	{"is_asked", VALUE_BOOL, NULL}, /* a CVE was typed */
	{0},
};

struct affected_work {
	struct arena *arena;
	const struct affected_cases_query *query;
	const struct catalog *catalog;
	const char *cve;
	struct value *cases;
	int64_t count;       /* of all places so far */
	int64_t skip, limit; /* what is left of the query's */
};

static enum err add_place(struct tx *tx, struct affected_work *work, const struct software_index_hit *hit,
			  const struct seen_software_row *place, struct fault *why)
{
	struct arena *arena = work->arena;
	struct value *map = value_map(arena);
	struct case_row of;
	enum err err = case_store_load(tx, arena, place->case_id, &of, why);

	if (err)
		return err;
	value_set_text(arena, map, "receipt", receipt_format(arena, &of));
	value_set_text(arena, map, "company", of.company_name);
	value_set_text(arena, map, "target", place->target);
	value_set_int(arena, map, "port", place->port);
	value_set_text(arena, map, "product", hit->software.is->title);
	value_set_text(arena, map, "version", hit->software.is->version);
	value_set_text(arena, map, "confidence", seen_software_verdict_name(hit->verdict));
	value_add(arena, work->cases, map);
	return ERR_OK;
}

/* As many of its places as the query still wants. */
static enum err add_places(struct tx *tx, struct affected_work *work, const struct software_index_hit *hit,
			   struct fault *why)
{
	int64_t offset = work->skip < hit->places ? work->skip : hit->places;
	size_t count = PLACES_AT_ONCE;
	enum err err = ERR_OK;

	work->count += hit->places;
	work->skip -= offset;
	while (!err && work->limit > 0 && offset < hit->places && count == PLACES_AT_ONCE) {
		struct seen_software_row *places;
		err = seen_software_store_places(tx, work->arena, hit->id, offset,
						 work->limit < PLACES_AT_ONCE ? work->limit : PLACES_AT_ONCE, &places,
						 &count, why);
		for (size_t i = 0; !err && i < count; i++)
			err = add_place(tx, work, hit, &places[i], why);
		offset += (int64_t)count;
		work->limit -= (int64_t)count;
	}
	return err;
}

static enum err load_cases(struct tx *tx, void *context, struct fault *why)
{
	struct affected_work *work = context;
	struct software_index_hit *hits;
	size_t count = 0;
	enum err err = software_index_find(tx, work->arena, work->catalog, work->cve, &hits, &count, why);

	for (size_t i = 0; !err && i < count; i++)
		err = add_places(tx, work, &hits[i], why);
	return err;
}

static void tell_cve(struct arena *arena, struct value *view, const struct affected_cases_query *query,
		     const struct catalog *catalog, const struct catalog_cve *cve)
{
	const struct catalog_named *named;
	struct civil since = day_to_civil(cve ? cve->exploited_since_day : 0);

	value_set(arena, view, "cve", cve ? value_text(arena, cve->id) : value_str(arena, query->cve));
	value_set_bool(arena, view, "is_known", cve != NULL);
	value_set_bool(arena, view, "has_catalog", catalog != NULL);
	value_set_bool(arena, view, "is_exploited", cve && cve->is_exploited);
	value_set_text(arena, view, "exploited_since",
		       cve && cve->exploited_since_day
			       ? arena_printf(arena, "%04d-%02d-%02d", since.year, since.month, since.day)
			       : "");
	value_set_text(arena, view, "cvss", cve && cve->has_cvss ? arena_printf(arena, "%.1f", cve->cvss) : "");
	value_set_bool(arena, view, "has_products",
		       cve && catalog_list_named(catalog, arena, str_from(cve->id), &named) > 0);
}

/* With the catalog, which may be NULL. */
static enum err list_by(const struct office *office, struct arena *arena, const struct affected_cases_query *query,
			const struct catalog *catalog, struct value **ret_view, struct fault *why)
{
	struct affected_work work = {.arena = arena,
				     .query = query,
				     .catalog = catalog,
				     .cases = value_list(arena),
				     .skip = query->offset,
				     .limit = query->limit};
	struct value *view = value_map(arena);
	struct catalog_cve cve;
	bool is_known = catalog && catalog_find_cve(catalog, query->cve, &cve);
	enum err err = ERR_OK;

	work.cve = cve.id;
	if (is_known)
		err = db_read(office->db, load_cases, &work, why);
	if (err)
		return err;
	tell_cve(arena, view, query, catalog, is_known ? &cve : NULL);
	value_set_int(arena, view, "count", work.count);
	value_set(arena, view, "cases", work.cases);
	*ret_view = view;
	return ERR_OK;
}

enum err affected_cases_list(const struct office *office, struct arena *arena, const struct affected_cases_query *query,
			     struct value **ret_view, struct fault *why)
{
	struct knowledge_file file;
	enum err err;

	if (!office->knowledge)
		return list_by(office, arena, query, NULL, ret_view, why);
	err = knowledge_file_open(office->knowledge, &file, why);
	if (err)
		return err;
	err = list_by(office, arena, query, file.catalog, ret_view, why);
	knowledge_file_close(&file);
	return err;
}

enum err affected_cases_page(const struct office *office, struct arena *arena, const struct actor *actor,
			     struct str cve, int64_t page, struct value **ret_view, struct fault *why)
{
	const struct affected_cases_query query = {str_trim(cve), (paging_page(page) - 1) * PLACES_A_PAGE,
						   PLACES_A_PAGE};
	struct value *view;
	enum err err = permission_demand(actor->person_id > 0 && actor->role == ROLE_SECRETARIAT, actor,
					 "see whom a vulnerability concerns", why);

	if (!err && query.cve.n)
		err = affected_cases_list(office, arena, &query, &view, why);
	else if (!err)
		err = list_by(office, arena, &query, NULL, &view, why);
	if (err)
		return err;
	value_set_bool(arena, view, "is_asked", query.cve.n > 0);
	paging_add(arena, view, paging_page(page), PLACES_A_PAGE, value_get_int(view, "count", 0));
	*ret_view = view;
	return ERR_OK;
}
