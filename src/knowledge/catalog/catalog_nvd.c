/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "knowledge/catalog/catalog_nvd_name.h"

/* A CVE of which one vulnerable name fits. */
struct candidate {
	uint32_t cve, name;
	enum nvd_verdict verdict;
};

struct matching {
	const struct catalog *catalog;
	const struct catalog_question *question;
	struct nvd_asked asked;
	struct nvd_asked *platforms;
	struct arena *arena;
	uint32_t wild, found; /* products below wild have wildcards; found: the one of that name, or UINT32_MAX */
	struct candidate *candidates;
	size_t count, cap;
};

/* A configuration's value, and how far the name asked for carries it: as a vulnerable part of what is true. */
struct value {
	enum nvd_verdict truth, carried;
};

static enum nvd_verdict lower(enum nvd_verdict a, enum nvd_verdict b)
{
	return a < b ? a : b;
}

static enum nvd_verdict higher(enum nvd_verdict a, enum nvd_verdict b)
{
	return a > b ? a : b;
}

/* ---- the names that fit ---- */

static enum nvd_verdict judge_asked(const struct matching *matching, uint32_t name)
{
	enum nvd_verdict verdict = catalog_nvd_judge_name(matching->catalog, name, &matching->asked);

	return verdict == NVD_OPEN && !matching->question->with_open_editions ? NVD_NO : verdict;
}

static void collect_name(struct matching *matching, uint32_t index)
{
	const struct nvd_name *name = CATALOG_ROW(matching->catalog, nvd_name, SECTION_NVD_NAME, index);
	const uint32_t *postings = matching->catalog->sections[SECTION_NVD_POSTING].rows;
	enum nvd_verdict verdict = name->posting_count ? judge_asked(matching, index) : NVD_NO;

	for (uint32_t i = 0; verdict && i < name->posting_count; i++) {
		matching->candidates = arena_grow(matching->arena, matching->candidates, matching->count,
						  &matching->cap, sizeof(*matching->candidates));
		matching->candidates[matching->count++] =
			(struct candidate){postings[name->first_posting + i], index, verdict};
	}
}

static struct str version_of(const struct matching *matching, uint32_t index)
{
	const struct nvd_name *name = CATALOG_ROW(matching->catalog, nvd_name, SECTION_NVD_NAME, index);

	return catalog_text(matching->catalog, SECTION_NVD_TEXT, name->version);
}

/* The exact names from first to end whose plain numbers are the head; is_open: begin with it. */
static void collect_exact(struct matching *matching, uint32_t first, uint32_t end, struct str head, bool is_open)
{
	uint32_t low = first, high = end;

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (catalog_nvd_order_plain(version_of(matching, middle), head, is_open) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < end && catalog_nvd_order_plain(version_of(matching, low), head, is_open) == 0; low++)
		collect_name(matching, low);
}

/* Where the exact names of a product begin. */
static uint32_t find_exact(const struct catalog *catalog, uint32_t low, uint32_t high)
{
	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		if (catalog_nvd_name_is_exact(catalog, CATALOG_ROW(catalog, nvd_name, SECTION_NVD_NAME, middle)))
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

static void collect(struct matching *matching, uint32_t product)
{
	const struct nvd_product *row = CATALOG_ROW(matching->catalog, nvd_product, SECTION_NVD_PRODUCT, product);
	uint32_t end = row->first_name + row->name_count;
	uint32_t exact = find_exact(matching->catalog, row->first_name, end);
	struct str version = matching->asked.version, plain = catalog_nvd_plain_head(version);

	for (uint32_t i = row->first_name; i < exact; i++)
		collect_name(matching, i);
	if (!version.n || str_is(version, "-"))
		return; /* one version fits no unknown one */
	for (size_t i = 0; i < plain.n; i++)
		if (i == 0 || plain.p[i] == '.')
			collect_exact(matching, exact, end, str_head(plain, i), false);
	collect_exact(matching, exact, end, plain, true);
}

/* Among those from `first` on, which have no wildcards in their names. */
static const struct nvd_product *find_product(const struct catalog *catalog, const struct cpe *name, uint32_t first)
{
	const struct str keys[] = {catalog_nvd_value_text(&name->at[CPE_VENDOR]),
				   catalog_nvd_value_text(&name->at[CPE_PRODUCT]),
				   catalog_nvd_value_text(&name->at[CPE_PART])};

	return catalog_find_name(catalog, SECTION_NVD_PRODUCT, SECTION_NVD_TEXT, first, keys);
}

bool catalog_knows_product(const struct catalog *catalog, const struct cpe *name)
{
	uint32_t first = 0;

	while (first < catalog->sections[SECTION_NVD_PRODUCT].count && catalog_nvd_product_is_wild(catalog, first))
		first++;
	return find_product(catalog, name, first) != NULL;
}

static void collect_all(struct matching *matching)
{
	const struct cpe *name = matching->question->name;
	const struct catalog_rows *products = &matching->catalog->sections[SECTION_NVD_PRODUCT];
	const struct nvd_product *found;

	for (; matching->wild < products->count && catalog_nvd_product_is_wild(matching->catalog, matching->wild);
	     matching->wild++)
		if (catalog_nvd_judge_product(matching->catalog, matching->wild, name) == NVD_YES)
			collect(matching, matching->wild);
	found = find_product(matching->catalog, name, matching->wild);
	matching->found = found ? (uint32_t)(found - (const struct nvd_product *)products->rows) : UINT32_MAX;
	if (found)
		collect(matching, matching->found);
}

/* Without wildcards, only one row can be the product asked for. */
static bool is_product_asked(const struct matching *matching, uint32_t product)
{
	if (product >= matching->wild)
		return product == matching->found;
	return catalog_nvd_judge_product(matching->catalog, product, matching->question->name) == NVD_YES;
}

/* ---- configurations ---- */

/* What the platforms named say of a condition. Where one of its part is named, the condition is decided. */
static enum nvd_verdict judge_platforms(const struct matching *matching, uint32_t index, const struct nvd_name *name)
{
	const struct nvd_product *product =
		CATALOG_ROW(matching->catalog, nvd_product, SECTION_NVD_PRODUCT, name->product);
	struct str part = catalog_text(matching->catalog, SECTION_NVD_TEXT, product->part);
	enum nvd_verdict verdict = NVD_NO;
	bool is_decided = false;

	for (size_t i = 0; i < matching->question->platform_count; i++) {
		const struct nvd_asked *platform = &matching->platforms[i];
		enum nvd_verdict one = catalog_nvd_judge_product(matching->catalog, name->product, platform->name);
		is_decided |= str_eq(part, catalog_nvd_value_text(&platform->name->at[CPE_PART]));
		enum nvd_verdict rest = one ? catalog_nvd_judge_name(matching->catalog, index, platform) : NVD_NO;
		if (one && !rest && !platform->version.n) /* which version of it runs there is not known */
			rest = NVD_OPEN;
		verdict = higher(verdict, lower(one, rest));
	}
	return verdict || is_decided ? verdict : NVD_OPEN;
}

static struct value judge_leaf(const struct matching *matching, uint32_t node)
{
	uint32_t index = node & NVD_NODE_MASK;
	const struct nvd_name *name = CATALOG_ROW(matching->catalog, nvd_name, SECTION_NVD_NAME, index);
	bool is_asked = is_product_asked(matching, name->product);
	enum nvd_verdict own = is_asked ? judge_asked(matching, index) : NVD_NO;
	enum nvd_verdict others = own == NVD_YES ? NVD_YES : judge_platforms(matching, index, name);

	if (is_asked && !own && others == NVD_OPEN) /* the product is known, and it is another version */
		others = NVD_NO;
	return (struct value){higher(own, others), node & NVD_VULNERABLE ? own : NVD_NO};
}

/* Takes one node of the preorder and what hangs on it; depth is bounded by catalog_check. */
static struct value judge_node(const struct matching *matching, const uint32_t *nodes, uint32_t *at)
{
	uint32_t node = nodes[(*at)++];
	bool is_and = node & NVD_AND;
	struct value value = {is_and ? NVD_YES : NVD_NO, NVD_NO};

	if (!(node & NVD_GROUP))
		return judge_leaf(matching, node);
	for (uint32_t i = 0; i < (node & NVD_NODE_MASK); i++) {
		struct value child = judge_node(matching, nodes, at);
		if (is_and)
			value = (struct value){
				lower(value.truth, child.truth),
				higher(lower(value.carried, child.truth), lower(child.carried, value.truth))};
		else
			value = (struct value){higher(value.truth, child.truth), higher(value.carried, child.carried)};
	}
	if (node & NVD_NEGATE)
		value = (struct value){(enum nvd_verdict)(NVD_YES - value.truth), NVD_NO};
	return value;
}

static enum nvd_verdict judge_cve(const struct matching *matching, const struct nvd_cve *cve)
{
	const uint32_t *nodes = (const uint32_t *)matching->catalog->sections[SECTION_NVD_NODE].rows + cve->first_node;
	enum nvd_verdict verdict = NVD_NO;

	for (uint32_t at = 0; at < cve->node_count && verdict < NVD_YES;)
		verdict = higher(verdict, judge_node(matching, nodes, &at).carried);
	return verdict;
}

/* ---- the answer ---- */

static int by_cve(const void *a, const void *b)
{
	const struct candidate *left = a, *right = b;

	if (left->cve != right->cve)
		return left->cve < right->cve ? -1 : 1;
	if (left->verdict != right->verdict)
		return left->verdict > right->verdict ? -1 : 1;
	return (left->name > right->name) - (left->name < right->name);
}

static void tell_bounds(const struct catalog *catalog, uint32_t name, struct catalog_match *match)
{
	uint32_t bounds = CATALOG_ROW(catalog, nvd_name, SECTION_NVD_NAME, name)->bounds;
	const struct nvd_bounds *row = CATALOG_ROW(catalog, nvd_bounds, SECTION_NVD_BOUNDS, bounds);

	if (!match->fixed_in.n)
		match->fixed_in = catalog_text(catalog, SECTION_NVD_TEXT, row->end_excluding);
	if (!match->last_affected.n)
		match->last_affected = catalog_text(catalog, SECTION_NVD_TEXT, row->end_including);
}

/* The candidates of one CVE, from *at on. */
static void add_cve(const struct matching *matching, size_t *at, struct match_list *list)
{
	const struct catalog *catalog = matching->catalog;
	const struct candidate *first = &matching->candidates[*at];
	const struct nvd_cve *cve = CATALOG_ROW(catalog, nvd_cve, SECTION_NVD_CVE, first->cve);
	enum nvd_verdict verdict = cve->flags & NVD_PLAIN ? first->verdict : judge_cve(matching, cve);
	struct catalog_match match = {.is_conditional = verdict == NVD_OPEN,
				      .origin = CATALOG_NVD,
				      .fixed_in = STR(""),
				      .last_affected = STR("")};
	const uint32_t *facts = catalog->sections[SECTION_NVD_FACT].rows;
	uint32_t index = first->cve;

	for (; *at < matching->count && matching->candidates[*at].cve == index; (*at)++)
		tell_bounds(catalog, matching->candidates[*at].name, &match);
	if (!verdict || cve->flags & NVD_REJECTED)
		return;
	catalog_fill_cve(catalog, CATALOG_ROW(catalog, fact_row, SECTION_FACT, facts[index]), &match.cve);
	match_list_add(list, &match);
}

void catalog_match_nvd(const struct catalog *catalog, const struct catalog_question *question, struct match_list *list)
{
	struct matching matching = {.catalog = catalog, .question = question, .arena = list->arena};

	matching.asked = catalog_nvd_ask(list->arena, question->name);
	matching.platforms = arena_array(list->arena, question->platform_count, sizeof(*matching.platforms));
	for (size_t i = 0; i < question->platform_count; i++)
		matching.platforms[i] = catalog_nvd_ask(list->arena, &question->platforms[i]);
	collect_all(&matching);
	if (matching.count)
		qsort(matching.candidates, matching.count, sizeof(*matching.candidates), by_cve);
	match_list_reserve(list, matching.count);
	for (size_t at = 0; at < matching.count;)
		add_cve(&matching, &at, list);
}
