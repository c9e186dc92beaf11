/* SPDX-License-Identifier: Apache-2.0 */
#include "unit/knowledge/catalog_reference.h"

#include <stdlib.h>
#include <string.h>

#include "test.h"

/* ---- reading ---- */

static struct str bound(const struct value *match, const char *key)
{
	const struct value *value = value_get(match, key);

	return value ? value->text : (struct str){0};
}

static struct reference_clause read_clause(struct reference *reference, const struct value *node)
{
	const struct value *rows = value_get(node, "cpe_match");
	struct reference_clause clause = {arena_array(reference->arena, value_count(rows), sizeof(*clause.rows)),
					  value_count(rows)};

	for (size_t i = 0; i < clause.count; i++) {
		const struct value *match = value_at(rows, i);
		struct reference_row *row = &clause.rows[i];
		row->is_vulnerable = value_get_bool(match, "vulnerable");
		row->range = (struct version_range){.start_including = bound(match, "versionStartIncluding"),
						    .start_excluding = bound(match, "versionStartExcluding"),
						    .end_including = bound(match, "versionEndIncluding"),
						    .end_excluding = bound(match, "versionEndExcluding")};
		assert_int_equal(cpe_parse(reference->arena, str_from(value_get_text(match, "cpe23Uri")),
					   &row->range.criteria, NULL),
				 ERR_OK);
		row->range.has_ports = version_range_has_ports(&row->range.criteria);
	}
	reference->rows += clause.count;
	return clause;
}

static struct reference_config read_config(struct reference *reference, const struct value *node)
{
	const struct value *children = value_get(node, "children");
	struct reference_config config = {
		arena_array(reference->arena, value_count(children) + 1, sizeof(*config.clauses)), 0};

	for (size_t i = 0; i < value_count(children); i++)
		config.clauses[config.count++] = read_clause(reference, value_at(children, i));
	if (!value_count(children))
		config.clauses[config.count++] = read_clause(reference, node);
	return config;
}

void reference_add(struct reference *reference, const struct value *item)
{
	const struct value *nodes = value_get(value_get(item, "configurations"), "nodes");
	const struct value *meta = value_get(value_get(item, "cve"), "CVE_data_meta");
	struct reference_cve cve = {.id = str_from(value_get_text(meta, "ID"))};

	cve.configs = arena_array(reference->arena, value_count(nodes), sizeof(*cve.configs));
	for (; cve.count < value_count(nodes); cve.count++)
		cve.configs[cve.count] = read_config(reference, value_at(nodes, cve.count));
	reference->cves = arena_grow(reference->arena, reference->cves, reference->count, &reference->cap,
				     sizeof(*reference->cves));
	reference->cves[reference->count++] = cve;
}

/* ---- matching ---- */

enum truth { NO, OPEN, YES };

static bool takes_in(const struct cpe_value *criterion, const struct cpe_value *value)
{
	enum cpe_relation relation = cpe_value_compare(criterion, value);

	return relation == CPE_EQUAL || relation == CPE_SUPERSET;
}

static enum truth judge_row(const struct reference_row *row, const struct cpe *name, struct str version)
{
	const struct cpe *criteria = &row->range.criteria;

	for (int i = CPE_PART; i <= CPE_PRODUCT; i++)
		if (!takes_in(&criteria->at[i], &name->at[i]))
			return OPEN; /* another product: it may well be there too */
	for (int i = CPE_EDITION; i < CPE_ATTRIBUTES; i++)
		if (!takes_in(&criteria->at[i], &name->at[i]))
			return NO;
	return version_range_matches(&row->range, version) ? YES : NO;
}

/* Every clause needs one row; and the name asked for has to be the vulnerable row of one clause. */
static enum truth judge_config(const struct reference_config *config, const struct cpe *name, struct str version)
{
	enum truth best = NO;

	for (size_t own = 0; own < config->count; own++) {
		enum truth all = YES;
		for (size_t i = 0; i < config->count; i++) {
			enum truth one = NO;
			for (size_t j = 0; j < config->clauses[i].count; j++) {
				const struct reference_row *row = &config->clauses[i].rows[j];
				enum truth truth = judge_row(row, name, version);
				if (i == own)
					truth = truth == YES && row->is_vulnerable ? YES : NO;
				one = truth > one ? truth : one;
			}
			if (config->clauses[i].count || i == own)
				all = one < all ? one : all;
		}
		best = all > best ? all : best;
	}
	return best;
}

static struct str version_of(struct arena *arena, const struct cpe *name)
{
	struct str version = cpe_value_plain(arena, &name->at[CPE_VERSION]);
	struct str update = cpe_value_plain(arena, &name->at[CPE_UPDATE]);

	if (name->at[CPE_VERSION].kind == CPE_NA)
		return STR("-");
	if (!version.n || !update.n)
		return version;
	return str_from(arena_printf(arena, "%.*s-%.*s", (int)version.n, version.p, (int)update.n, update.p));
}

static int by_text(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *reference_match(const struct reference *reference, struct arena *arena, const struct cpe *name)
{
	const char **found = arena_array(arena, reference->count, sizeof(*found)), *all = "";
	struct str version = version_of(arena, name);
	size_t count = 0;

	for (size_t i = 0; i < reference->count; i++) {
		const struct reference_cve *cve = &reference->cves[i];
		enum truth best = NO;
		for (size_t j = 0; j < cve->count; j++) {
			enum truth truth = judge_config(&cve->configs[j], name, version);
			best = truth > best ? truth : best;
		}
		if (best)
			found[count++] =
				arena_printf(arena, "%.*s%s", (int)cve->id.n, cve->id.p, best == OPEN ? "?" : "");
	}
	qsort(found, count, sizeof(*found), by_text);
	for (size_t i = 0; i < count; i++)
		all = arena_printf(arena, "%s%s%s", all, i ? " " : "", found[i]);
	return all;
}
