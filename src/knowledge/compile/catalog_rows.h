/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the rooms that compile the catalog share: sections being made, and one merge a source.
 */
#ifndef TENKEN_KNOWLEDGE_COMPILE_CATALOG_ROWS_H
#define TENKEN_KNOWLEDGE_COMPILE_CATALOG_ROWS_H

#include "knowledge/compile/catalog_build.h"
#include "knowledge/compile/catalog_table.h"

/* The sections of a new file. Those that are not made are taken over from the old one. */
struct catalog_sections {
	struct buf bytes[SECTIONS];
	bool is_made[SECTIONS];
};

/* Begins a section; its bytes. */
struct buf *catalog_section_begin(struct catalog_sections *sections, enum catalog_section section);

/* Takes a table's bytes over as a section. */
void catalog_section_take(struct catalog_sections *sections, enum catalog_section section, struct catalog_table *table);

void catalog_section_move(struct catalog_sections *sections, enum catalog_section section, struct buf *bytes);

void catalog_sections_release(struct catalog_sections *sections);

/* What is made so far, seen as a catalog; what is not made comes from the base, or is empty. */
void catalog_sections_view(const struct catalog_sections *sections, const struct catalog *base,
			   struct catalog *ret_catalog);

/* Makes the section FACT and its back references from a view of all others. */
void catalog_tie_facts(const struct catalog *catalog, struct catalog_sections *sections);

/* Header, directory and sections; the head's memory is in the arena. */
MUST_USE enum err catalog_image_make(struct arena *arena, const struct catalog *view, struct catalog_image *ret_image,
				     struct fault *why);

/* Which of two rows with the same key came later: file, then place in the file. */
struct build_order {
	uint64_t key;
	int64_t modified_ms;
	uint64_t position;
	uint32_t row;
};

/* Sorts and leaves of each key the row that is newest, and among those of one date the last; their number. */
size_t build_order_settle(struct build_order *orders, size_t count);

/* Rows of KEV or EPSS as they come in. */
struct snapshot_batch {
	enum catalog_section section;
	struct buf rows, orders;
};

void snapshot_batch_init(struct snapshot_batch *batch, enum catalog_section section);
void snapshot_batch_release(struct snapshot_batch *batch);
void snapshot_batch_add(struct snapshot_batch *batch, const void *row, uint64_t position);
MUST_USE enum err snapshot_merge(const struct catalog *old, struct snapshot_batch *batch,
				 struct catalog_sections *sections, struct catalog_changes *changes, struct fault *why);

/* Rows of a list of words as they come in (struct listed_row). A snapshot takes the place of the old list. */
struct listed_in {
	struct str first, second, third, fourth;
	uint64_t number;
	uint32_t kind;
};

struct listed_batch {
	enum catalog_section section, text_section;
	bool is_snapshot;
	struct catalog_table text;
	struct buf rows; /* struct listed_row, in the order in which they came */
};

void listed_batch_init(struct listed_batch *batch, enum catalog_section section);
void listed_batch_release(struct listed_batch *batch);
void listed_batch_add(struct listed_batch *batch, const struct listed_in *row, uint64_t position);
MUST_USE enum err listed_merge(const struct catalog *old, struct listed_batch *batch, struct catalog_sections *sections,
			       struct catalog_changes *changes, struct fault *why);

/* A product of endoflife.date as it comes in. */
struct eol_release_in {
	struct str cycle, label, latest;
	enum catalog_life eol, extended;
	int64_t eol_day, extended_day, release_day; /* release_day: INT64_MIN when it is not known */
};

struct eol_in {
	struct str id, title;
	const struct eol_release_in *releases;
	size_t release_count;
	const struct str *cpes; /* names of either spelling, with as many attributes as are given */
	size_t cpe_count;
};

struct eol_batch {
	struct catalog_table text;
	struct buf products, releases, cpes, orders; /* a cpe's eol_product: the row of products */
};

void eol_batch_init(struct eol_batch *batch);
void eol_batch_release(struct eol_batch *batch);
void eol_batch_add(struct eol_batch *batch, const struct eol_in *product, uint64_t position);
MUST_USE enum err eol_merge(const struct catalog *old, struct eol_batch *batch, struct catalog_sections *sections,
			    struct catalog_changes *changes, struct fault *why);

/* The record that is being added. */
struct nvd_open {
	struct nvd_cve cve;
	uint32_t groups[CATALOG_DEPTH_MAX], children[CATALOG_DEPTH_MAX];
	int depth;
	size_t undo; /* bytes of nodes before it */
};

/* NVD records as they come in. */
struct nvd_batch {
	struct catalog_table text, product, edition, bounds, name;
	struct catalog_table known;     /* a criteria and its bounds as written, each followed by the row of name */
	struct buf nodes, cves, orders; /* uint32_t, struct nvd_cve, struct build_order */
	struct nvd_open open;
};

/* One cpeMatch; bounds that are not given are empty. */
struct nvd_row {
	struct str criteria, start_including, start_excluding, end_including, end_excluding;
	bool is_vulnerable;
};

struct nvd_end {
	uint64_t key;
	int64_t modified_ms;
	bool is_rejected;
	struct str vector;
	struct catalog_score score; /* all but the vector */
};

void nvd_batch_init(struct nvd_batch *batch);
void nvd_batch_release(struct nvd_batch *batch);

/* A record: begin, groups and leaves in preorder, end; or drop, after something was refused (ERR_INVALID). What a group
 * is (NVD_AND, NVD_NEGATE) is known when it closes; one that says nothing by itself goes, so that the formats of NVD,
 * which nest the same thing in different ways, give the same bytes. */
void nvd_batch_begin(struct nvd_batch *batch);
MUST_USE enum err nvd_batch_open_group(struct nvd_batch *batch, struct fault *why);
void nvd_batch_close_group(struct nvd_batch *batch, uint32_t bits);
MUST_USE enum err nvd_batch_leaf(struct nvd_batch *batch, const struct nvd_row *row, struct fault *why);
void nvd_batch_end(struct nvd_batch *batch, const struct nvd_end *end, uint64_t position);
void nvd_batch_drop(struct nvd_batch *batch);

/* A CVE record as it comes in. */
struct cve5_change_in {
	struct str at;
	enum cve5_status status;
};

struct cve5_version_in {
	struct str version, less_than, less_than_or_equal, type;
	enum cve5_status status;
	const struct cve5_change_in *changes;
	size_t change_count;
};

struct cve5_affected_in {
	struct str vendor, product;
	const struct str *cpes;
	size_t cpe_count;
	enum cve5_status default_status;
	const struct cve5_version_in *versions;
	size_t version_count;
};

struct cve5_in {
	uint64_t key;
	int64_t modified_ms;
	bool is_rejected;
	struct str vector;
	struct catalog_score score; /* all but the vector */
	enum catalog_exploitation exploitation;
	enum catalog_automatable automatable;
	enum catalog_impact impact;
	const struct cve5_affected_in *affected;
	size_t affected_count;
};

/* A name under which a row of cve5_affected is found. */
struct cve5_pair {
	uint32_t vendor, product, part, affected;
};

struct cve5_batch {
	struct catalog_table text;
	struct buf cves, affected, ranges, pairs, orders;
};

void cve5_batch_init(struct cve5_batch *batch);
void cve5_batch_release(struct cve5_batch *batch);
void cve5_batch_add(struct cve5_batch *batch, const struct cve5_in *record, uint64_t position);
MUST_USE enum err cve5_merge(const struct catalog *old, struct cve5_batch *batch, struct catalog_sections *sections,
			     struct catalog_changes *changes, struct fault *why);

/* Makes the sections of NVD of the old catalog's and the batch's records. */
MUST_USE enum err nvd_merge(const struct catalog *old, struct nvd_batch *batch, struct catalog_sections *sections,
			    struct catalog_changes *changes, struct fault *why);

/* What one import collects: the batch of its source. */
struct catalog_build {
	const struct catalog *old; /* or NULL */
	enum catalog_source source;
	struct nvd_batch nvd;
	struct cve5_batch cve5;
	struct snapshot_batch snapshot;
	struct listed_batch listed;
	struct eol_batch eol;
	struct catalog_sections sections;
	struct arena arena; /* the head of the image */
};

#endif
