/* SPDX-License-Identifier: Apache-2.0 */
/*
 * NVD records as they come in. Most rows of a feed repeat a name with its bounds word for word, so those are looked up
 * as written and the name is taken apart once.
 */
#include "knowledge/compile/nvd_batch.h"

#include <string.h>

#include "knowledge/catalog/catalog_nvd_name.h"
#include "knowledge/compile/build_order.h"

#define NO_NAME UINT32_MAX

void nvd_batch_init(struct nvd_batch *batch)
{
	static const struct nvd_bounds none = {0, 0, 0, 0};

	*batch = (struct nvd_batch){0};
	catalog_table_init(&batch->text, 0);
	catalog_table_init(&batch->known, 0);
	catalog_table_init(&batch->product, sizeof(struct nvd_product));
	catalog_table_init(&batch->edition, sizeof(struct nvd_edition));
	catalog_table_init(&batch->bounds, sizeof(struct nvd_bounds));
	catalog_table_init(&batch->name, sizeof(struct nvd_name));
	catalog_table_add(&batch->bounds, &none);
	buf_init(&batch->nodes, CATALOG_TABLE_MAX);
	buf_init(&batch->cves, CATALOG_TABLE_MAX);
	buf_init(&batch->orders, CATALOG_TABLE_MAX);
}

void nvd_batch_release(struct nvd_batch *batch)
{
	catalog_table_release(&batch->text);
	catalog_table_release(&batch->known);
	catalog_table_release(&batch->product);
	catalog_table_release(&batch->edition);
	catalog_table_release(&batch->bounds);
	catalog_table_release(&batch->name);
	buf_release(&batch->nodes);
	buf_release(&batch->cves);
	buf_release(&batch->orders);
}

/* ---- names ---- */

static uint32_t value_text(struct nvd_batch *batch, const struct cpe_value *value)
{
	return catalog_table_text(&batch->text, catalog_nvd_value_text(value));
}

static uint32_t bounds_row(struct nvd_batch *batch, const struct nvd_row *row)
{
	struct nvd_bounds bounds = {catalog_table_text(&batch->text, row->start_including),
				    catalog_table_text(&batch->text, row->start_excluding),
				    catalog_table_text(&batch->text, row->end_including),
				    catalog_table_text(&batch->text, row->end_excluding)};

	return catalog_table_add(&batch->bounds, &bounds);
}

static enum err make_name(struct nvd_batch *batch, const struct nvd_row *row, uint32_t *ret_name, struct fault *why)
{
	struct nvd_edition edition;
	struct cpe cpe;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = cpe_parse(&arena, row->criteria, &cpe, why);
	if (err)
		return err;
	for (int i = 0; i < NVD_EDITION_VALUES; i++)
		edition.values[i] = value_text(batch, &cpe.at[CPE_EDITION + i]);
	struct nvd_product product = {.vendor = value_text(batch, &cpe.at[CPE_VENDOR]),
				      .product = value_text(batch, &cpe.at[CPE_PRODUCT]),
				      .part = value_text(batch, &cpe.at[CPE_PART])};
	struct nvd_name name = {.product = catalog_table_add(&batch->product, &product),
				.version = value_text(batch, &cpe.at[CPE_VERSION]),
				.update = value_text(batch, &cpe.at[CPE_UPDATE]),
				.edition = catalog_table_add(&batch->edition, &edition),
				.bounds = bounds_row(batch, row)};
	*ret_name = catalog_table_add(&batch->name, &name);
	return ERR_OK;
}

/* The row as written, each part behind its end. */
static struct str written(struct arena *arena, const struct nvd_row *row)
{
	const struct str parts[] = {row->criteria, row->start_including, row->start_excluding, row->end_including,
				    row->end_excluding};
	enum { PARTS = COUNT(parts) };
	size_t size = PARTS, at = 0;

	for (int i = 0; i < PARTS; i++)
		size += parts[i].n;
	char *text = arena_alloc(arena, size);
	for (int i = 0; i < PARTS; i++) {
		if (parts[i].n)
			memcpy(text + at, parts[i].p, parts[i].n);
		at += parts[i].n + 1;
	}
	return str_of(text, size);
}

static enum err find_name(struct nvd_batch *batch, struct arena *arena, const struct nvd_row *row, struct str text,
			  uint32_t *ret_name, struct fault *why)
{
	size_t before = batch->known.count;
	uint32_t reference, name = NO_NAME;
	enum err err = ERR_OK;

	if (text.n > CATALOG_TEXT_MAX)
		return fault_set(why, ERR_INVALID, "a name and its versions have at most %d bytes", CATALOG_TEXT_MAX);
	reference = catalog_table_text(&batch->known, text);
	if (batch->known.bytes.full)
		return fault_set(why, ERR_TOO_LARGE, "the names of NVD do not fit in memory");
	if (batch->known.count > before) {
		err = make_name(batch, row, &name, why);
		buf_add(&batch->known.bytes, str_of(&name, sizeof(name)));
	} else {
		struct str known = catalog_table_text_at(&batch->known, reference);
		memcpy(&name, known.p + known.n, sizeof(name));
		if (name == NO_NAME) /* refused before: say again why */
			err = make_name(batch, row, &name, why);
	}
	if (!err)
		*ret_name = name;
	return err;
}

/* ---- records ---- */

static uint32_t node_count(const struct nvd_batch *batch)
{
	return (uint32_t)(batch->nodes.size / sizeof(uint32_t));
}

static void add_node(struct nvd_batch *batch, uint32_t node)
{
	buf_add(&batch->nodes, str_of(&node, sizeof(node)));
}

void nvd_batch_begin(struct nvd_batch *batch)
{
	batch->open = (struct nvd_open){.cve = {.flags = NVD_PLAIN, .first_node = node_count(batch)}};
	batch->open.undo = batch->nodes.size;
}

enum err nvd_batch_open_group(struct nvd_batch *batch, struct fault *why)
{
	struct nvd_open *open = &batch->open;

	if (open->depth == CATALOG_DEPTH_MAX)
		return fault_set(why, ERR_INVALID, "a configuration of more than %d levels", CATALOG_DEPTH_MAX);
	open->groups[open->depth] = node_count(batch);
	open->children[open->depth++] = 0;
	add_node(batch, NVD_GROUP);
	return ERR_OK;
}

static void count_child(struct nvd_open *open)
{
	if (open->depth)
		open->children[open->depth - 1]++;
}

/* Whether what stands in a group says the same without it: nothing, one thing, or alternatives among alternatives. */
static bool is_idle(const struct nvd_open *open, uint32_t bits, uint32_t children)
{
	if (bits & NVD_NEGATE)
		return !children;
	return children <= 1 || (!open->depth && !(bits & NVD_AND));
}

/* Takes a group's node away, and leaves what stands in it. */
static void dissolve(struct nvd_batch *batch, uint32_t group)
{
	uint32_t *node = (uint32_t *)(void *)batch->nodes.bytes + group;

	batch->nodes.size -= sizeof(*node);
	memmove(node, node + 1, batch->nodes.size - group * sizeof(*node));
}

void nvd_batch_close_group(struct nvd_batch *batch, uint32_t bits)
{
	struct nvd_open *open = &batch->open;
	uint32_t group = open->groups[--open->depth], children = open->children[open->depth],
		 facts[] = {bits, children};

	if (batch->nodes.full)
		return;
	if (is_idle(open, bits, children)) {
		dissolve(batch, group);
	} else {
		if (bits & (NVD_AND | NVD_NEGATE))
			open->cve.flags &= ~(uint32_t)NVD_PLAIN;
		((uint32_t *)(void *)batch->nodes.bytes)[group] |= bits | children;
		open->cve.digest = catalog_sum(str_of(facts, sizeof(facts)), open->cve.digest);
	}
	if (children)
		count_child(open);
}

enum err nvd_batch_leaf(struct nvd_batch *batch, const struct nvd_row *row, struct fault *why)
{
	struct nvd_open *open = &batch->open;
	ARENA_SCOPED arena;
	struct str text;
	uint32_t name;
	enum err err;

	arena_init(&arena);
	text = written(&arena, row);
	err = find_name(batch, &arena, row, text, &name, why);
	if (err)
		return err;
	open->cve.digest = catalog_sum(text, open->cve.digest + row->is_vulnerable);
	add_node(batch, (row->is_vulnerable ? NVD_VULNERABLE : 0) | name);
	open->cve.leaf_count++;
	count_child(open);
	return ERR_OK;
}

void nvd_batch_drop(struct nvd_batch *batch)
{
	batch->nodes.size = batch->open.undo;
}

void nvd_batch_end(struct nvd_batch *batch, const struct nvd_end *end, uint64_t position)
{
	struct nvd_cve cve = batch->open.cve;
	struct build_order order = {.key = end->key,
				    .modified_ms = end->modified_ms,
				    .position = position,
				    .row = (uint32_t)(batch->cves.size / sizeof(cve))};

	cve.key = end->key;
	cve.modified_ms = end->modified_ms;
	cve.node_count = node_count(batch) - cve.first_node;
	cve.flags |= end->is_rejected ? NVD_REJECTED : 0;
	cve.score = end->score;
	cve.score.vector = catalog_table_text(&batch->text, end->vector);
	uint64_t facts[] = {cve.key,          (uint64_t)cve.modified_ms, cve.flags,
			    cve.score.tenths, cve.score.version,         cve.score.origin};
	cve.digest = catalog_sum(str_of(facts, sizeof(facts)), catalog_sum(end->vector, cve.digest));
	buf_add(&batch->cves, str_of(&cve, sizeof(cve)));
	buf_add(&batch->orders, str_of(&order, sizeof(order)));
}
