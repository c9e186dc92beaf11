/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every reference of a catalog, once, so that nobody has to look again: a file whose checksums are right may still be
 * forged, or written by a program with a fault.
 */
#include "knowledge/catalog/catalog_layout.h"

struct check {
	const struct catalog *catalog;
	bool is_bad;
};

static void need(struct check *check, bool is_good)
{
	check->is_bad |= !is_good;
}

static size_t count_of(const struct check *check, enum catalog_section section)
{
	return check->catalog->sections[section].count;
}

static void need_row(struct check *check, enum catalog_section section, uint64_t index)
{
	need(check, index < count_of(check, section));
}

/* Runs follow each other from 0 on (*at is where the next begins), so that no row is met twice and a question about a
 * forged file costs no more than the file is long. */
static void need_run(struct check *check, enum catalog_section section, uint64_t *at, uint64_t first, uint64_t count)
{
	need(check, !count || first == *at);
	*at += count;
	need(check, *at <= count_of(check, section));
}

static void need_text(struct check *check, enum catalog_section section, uint64_t reference)
{
	const unsigned char *bytes = check->catalog->sections[section].rows;
	size_t size = count_of(check, section);

	if (reference + 2 > size)
		check->is_bad = true;
	else
		need(check, reference + 2 + (bytes[reference] | (uint64_t)bytes[reference + 1] << 8) <= size);
}

/* What the last rows need: a text section has "" at 0. */
static void need_empty_text(struct check *check, enum catalog_section section)
{
	need_text(check, section, 0);
	if (!check->is_bad)
		need(check, catalog_text(check->catalog, section, 0).n == 0);
}

/* NOLINTBEGIN(bugprone-macro-parentheses): row is a name that is declared */
#define EACH_ROW(check, type, section, row)                                                                            \
	for (const struct type *row = (check)->catalog->sections[section].rows,                                        \
			       *row##_end = row + (check)->catalog->sections[section].count;                           \
	     row < row##_end; row++)
/* NOLINTEND(bugprone-macro-parentheses) */

/* ---- NVD ---- */

static void check_names(struct check *check)
{
	uint64_t next_name = 0, next_posting = 0;

	EACH_ROW(check, nvd_product, SECTION_NVD_PRODUCT, row)
	{
		need_text(check, SECTION_NVD_TEXT, row->vendor);
		need_text(check, SECTION_NVD_TEXT, row->product);
		need_text(check, SECTION_NVD_TEXT, row->part);
		need_run(check, SECTION_NVD_NAME, &next_name, row->first_name, row->name_count);
	}
	EACH_ROW(check, nvd_edition, SECTION_NVD_EDITION, row)
	{
		for (int i = 0; i < NVD_EDITION_VALUES; i++)
			need_text(check, SECTION_NVD_TEXT, row->values[i]);
	}
	EACH_ROW(check, nvd_bounds, SECTION_NVD_BOUNDS, row)
	{
		need_text(check, SECTION_NVD_TEXT, row->start_including);
		need_text(check, SECTION_NVD_TEXT, row->start_excluding);
		need_text(check, SECTION_NVD_TEXT, row->end_including);
		need_text(check, SECTION_NVD_TEXT, row->end_excluding);
	}
	EACH_ROW(check, nvd_name, SECTION_NVD_NAME, row)
	{
		need_row(check, SECTION_NVD_PRODUCT, row->product);
		need_text(check, SECTION_NVD_TEXT, row->version);
		need_text(check, SECTION_NVD_TEXT, row->update);
		need_row(check, SECTION_NVD_EDITION, row->edition);
		need_row(check, SECTION_NVD_BOUNDS, row->bounds);
		need_run(check, SECTION_NVD_POSTING, &next_posting, row->first_posting, row->posting_count);
	}
	EACH_ROW(check, posting_row, SECTION_NVD_POSTING, row)
	need_row(check, SECTION_NVD_CVE, row->index);
}

/* A whole number of configurations, each with as many children as it says, not too deep. */
static void check_nodes(struct check *check, const struct nvd_cve *cve)
{
	const uint32_t *nodes = (const uint32_t *)check->catalog->sections[SECTION_NVD_NODE].rows + cve->first_node;
	uint32_t waiting[CATALOG_DEPTH_MAX]; /* children to come, a level */
	int depth = 0;

	for (uint32_t at = 0; at < cve->node_count && !check->is_bad; at++) {
		if (depth)
			waiting[depth - 1]--;
		if (!(nodes[at] & NVD_GROUP))
			need_row(check, SECTION_NVD_NAME, nodes[at] & NVD_NODE_MASK);
		else if (depth == CATALOG_DEPTH_MAX)
			check->is_bad = true;
		else
			waiting[depth++] = nodes[at] & NVD_NODE_MASK;
		while (depth && !waiting[depth - 1])
			depth--;
	}
	need(check, depth == 0);
}

static void check_score(struct check *check, enum catalog_section text, const struct catalog_score *score)
{
	need_text(check, text, score->vector);
	need(check, score->version <= CVSS_V4_0 && score->tenths <= 100);
}

static void check_nvd(struct check *check)
{
	uint64_t next_node = 0;

	need_empty_text(check, SECTION_NVD_TEXT);
	need_row(check, SECTION_NVD_BOUNDS, 0);
	check_names(check);
	EACH_ROW(check, nvd_cve, SECTION_NVD_CVE, row)
	{
		need_run(check, SECTION_NVD_NODE, &next_node, row->first_node, row->node_count);
		check_score(check, SECTION_NVD_TEXT, &row->score);
		if (!check->is_bad)
			check_nodes(check, row);
	}
}

/* ---- the others ---- */

static void check_cve5(struct check *check)
{
	uint64_t next_posting = 0, next_range = 0, next_affected = 0;

	need_empty_text(check, SECTION_CVE5_TEXT);
	EACH_ROW(check, cve5_key, SECTION_CVE5_KEY, row)
	{
		need_text(check, SECTION_CVE5_TEXT, row->vendor);
		need_text(check, SECTION_CVE5_TEXT, row->product);
		need_text(check, SECTION_CVE5_TEXT, row->part);
		need_run(check, SECTION_CVE5_POSTING, &next_posting, row->first_posting, row->posting_count);
	}
	EACH_ROW(check, posting_row, SECTION_CVE5_POSTING, row)
	need_row(check, SECTION_CVE5_AFFECTED, row->index);
	EACH_ROW(check, cve5_affected, SECTION_CVE5_AFFECTED, row)
	{
		need_row(check, SECTION_CVE5_CVE, row->cve);
		need(check, row->default_status <= CVE5_AFFECTED);
		need_run(check, SECTION_CVE5_RANGE, &next_range, row->first_range, row->range_count);
	}
	EACH_ROW(check, cve5_range, SECTION_CVE5_RANGE, row)
	{
		need_text(check, SECTION_CVE5_TEXT, row->from);
		need_text(check, SECTION_CVE5_TEXT, row->below);
		need_text(check, SECTION_CVE5_TEXT, row->to);
		need(check, row->kind <= CVE5_NOT_UNDERSTOOD && row->scheme <= VERSION_SEMVER &&
				    row->status <= CVE5_AFFECTED && row->is_after <= 1);
	}
	EACH_ROW(check, cve5_cve, SECTION_CVE5_CVE, row)
	{
		need_run(check, SECTION_CVE5_AFFECTED, &next_affected, row->first_affected, row->affected_count);
		check_score(check, SECTION_CVE5_TEXT, &row->score);
		need(check, row->exploitation <= CATALOG_EXPLOITATION_ACTIVE &&
				    row->automatable <= CATALOG_AUTOMATABLE_YES && row->impact <= CATALOG_IMPACT_TOTAL);
	}
}

static void check_list(struct check *check, enum catalog_section section, enum catalog_section text)
{
	EACH_ROW(check, listed_row, section, row)
	{
		need_text(check, text, row->first);
		need_text(check, text, row->second);
		need_text(check, text, row->third);
		need_text(check, text, row->fourth);
		need(check, row->kind <= CATALOG_FIX_AT);
	}
}

static void check_others(struct check *check)
{
	uint64_t next_release = 0;

	need_empty_text(check, SECTION_JVN_TEXT);
	need_empty_text(check, SECTION_EOL_TEXT);
	need_empty_text(check, SECTION_DEBIAN_TEXT);
	check_list(check, SECTION_JVN_NAME, SECTION_JVN_TEXT);
	check_list(check, SECTION_DEBIAN_FIX, SECTION_DEBIAN_TEXT);
	EACH_ROW(check, epss_row, SECTION_EPSS, row)
	need(check, row->epss <= EPSS_ONE && row->percentile <= EPSS_ONE);
	EACH_ROW(check, eol_product, SECTION_EOL_PRODUCT, row)
	{
		need_text(check, SECTION_EOL_TEXT, row->id);
		need_text(check, SECTION_EOL_TEXT, row->title);
		need_run(check, SECTION_EOL_RELEASE, &next_release, row->first_release, row->release_count);
	}
	EACH_ROW(check, eol_release, SECTION_EOL_RELEASE, row)
	{
		need_text(check, SECTION_EOL_TEXT, row->cycle);
		need_text(check, SECTION_EOL_TEXT, row->label);
		need_text(check, SECTION_EOL_TEXT, row->latest);
		need(check, row->eol <= CATALOG_LIFE_DATED && row->extended <= CATALOG_LIFE_DATED);
	}
	EACH_ROW(check, eol_cpe, SECTION_EOL_CPE, row)
	{
		need_text(check, SECTION_EOL_TEXT, row->vendor);
		need_text(check, SECTION_EOL_TEXT, row->product);
		need_text(check, SECTION_EOL_TEXT, row->part);
		need_row(check, SECTION_EOL_PRODUCT, row->eol_product);
	}
}

static void check_facts(struct check *check)
{
	need(check, count_of(check, SECTION_SOURCE) == CATALOG_SOURCES);
	need(check, count_of(check, SECTION_NVD_FACT) == count_of(check, SECTION_NVD_CVE));
	need(check, count_of(check, SECTION_CVE5_FACT) == count_of(check, SECTION_CVE5_CVE));
	EACH_ROW(check, posting_row, SECTION_NVD_FACT, row)
	need_row(check, SECTION_FACT, row->index);
	EACH_ROW(check, posting_row, SECTION_CVE5_FACT, row)
	need_row(check, SECTION_FACT, row->index);
	EACH_ROW(check, fact_row, SECTION_FACT, row)
	{
		need(check, row->nvd <= count_of(check, SECTION_NVD_CVE));
		need(check, row->cve5 <= count_of(check, SECTION_CVE5_CVE));
		need(check, row->kev <= count_of(check, SECTION_KEV));
		need(check, row->epss <= count_of(check, SECTION_EPSS));
	}
}

enum err catalog_check(const struct catalog *catalog, struct fault *why)
{
	static const struct {
		const char *name;
		void (*run)(struct check *check);
	} parts[] = {{"NVD", check_nvd},
		     {"CVE records", check_cve5},
		     {"the small sources", check_others},
		     {"facts", check_facts}};
	struct check check = {.catalog = catalog};

	for (size_t i = 0; i < COUNT(parts); i++) {
		parts[i].run(&check);
		if (check.is_bad)
			return fault_set(why, ERR_CORRUPT, "a reference of %s points nowhere", parts[i].name);
	}
	return ERR_OK;
}
