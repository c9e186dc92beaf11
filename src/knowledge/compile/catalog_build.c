/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>

#include "knowledge/compile/catalog_facts.h"
#include "knowledge/compile/catalog_history.h"
#include "knowledge/compile/catalog_image.h"
#include "knowledge/compile/catalog_rows.h"
#include "knowledge/compile/cve5_merge.h"
#include "knowledge/compile/nvd_merge.h"

struct catalog_build *catalog_build_new(const struct catalog *old, enum catalog_source source)
{
	struct catalog_build *build = calloc(1, sizeof(*build));

	if (!build)
		abort(); /* the same rule as arena.h */
	build->old = old;
	build->source = source;
	arena_init(&build->arena);
	switch (source) {
	case CATALOG_SOURCE_NVD: nvd_batch_init(&build->nvd); break;
	case CATALOG_SOURCE_CVE5: cve5_batch_init(&build->cve5); break;
	case CATALOG_SOURCE_KEV: snapshot_batch_init(&build->snapshot, SECTION_KEV); break;
	case CATALOG_SOURCE_EPSS: snapshot_batch_init(&build->snapshot, SECTION_EPSS); break;
	case CATALOG_SOURCE_JVN: listed_batch_init(&build->listed, SECTION_JVN_NAME); break;
	case CATALOG_SOURCE_DEBIAN: listed_batch_init(&build->listed, SECTION_DEBIAN_FIX); break;
	case CATALOG_SOURCE_EOL:
	case CATALOG_SOURCES: eol_batch_init(&build->eol); break;
	}
	return build;
}

/* Batches that were never begun are all zero, which their release takes. */
static void release_batches(struct catalog_build *build)
{
	nvd_batch_release(&build->nvd);
	cve5_batch_release(&build->cve5);
	snapshot_batch_release(&build->snapshot);
	listed_batch_release(&build->listed);
	eol_batch_release(&build->eol);
}

void catalog_build_free(struct catalog_build *build)
{
	if (!build)
		return;
	release_batches(build);
	catalog_section_release(&build->sections);
	arena_release(&build->arena);
	free(build);
}

static enum err merge(struct catalog_build *build, struct catalog_changes *changes, struct fault *why)
{
	switch (build->source) {
	case CATALOG_SOURCE_NVD: return nvd_merge(build->old, &build->nvd, &build->sections, changes, why);
	case CATALOG_SOURCE_CVE5: return cve5_merge(build->old, &build->cve5, &build->sections, changes, why);
	case CATALOG_SOURCE_KEV:
	case CATALOG_SOURCE_EPSS:
		return snapshot_batch_merge(build->old, &build->snapshot, &build->sections, changes, why);
	case CATALOG_SOURCE_JVN:
	case CATALOG_SOURCE_DEBIAN:
		return listed_batch_merge(build->old, &build->listed, &build->sections, changes, why);
	case CATALOG_SOURCE_EOL:
	case CATALOG_SOURCES: break;
	}
	return eol_batch_merge(build->old, &build->eol, &build->sections, changes, why);
}

/* ---- what the source has now ---- */

static void count_nvd(const struct catalog *view, struct source_row *row)
{
	for (size_t i = 0; i < view->sections[SECTION_NVD_CVE].count; i++) {
		const struct nvd_cve *cve = CATALOG_ROW(view, nvd_cve, SECTION_NVD_CVE, i);
		row->records += !(cve->flags & NVD_REJECTED);
		row->details += cve->leaf_count;
	}
}

static void count_cve5(const struct catalog *view, struct source_row *row)
{
	for (size_t i = 0; i < view->sections[SECTION_CVE5_CVE].count; i++)
		row->records += !CATALOG_ROW(view, cve5_cve, SECTION_CVE5_CVE, i)->is_rejected;
	row->details = view->sections[SECTION_CVE5_RANGE].count;
	for (size_t i = 0; i < row->details; i++)
		row->not_understood +=
			CATALOG_ROW(view, cve5_range, SECTION_CVE5_RANGE, i)->kind == CVE5_NOT_UNDERSTOOD;
}

static bool is_snapshot(enum catalog_source source)
{
	return source == CATALOG_SOURCE_KEV || source == CATALOG_SOURCE_EPSS || source == CATALOG_SOURCE_DEBIAN;
}

/* is_same: the new knowledge is the old one. */
static void write_source(struct catalog_build *build, const struct catalog *view, bool is_same, int64_t dated_ms,
			 int64_t imported_ms)
{
	struct source_row row = {.dated_ms = dated_ms, .imported_ms = imported_ms};
	const struct source_row *before = view->sections[SECTION_SOURCE].rows;
	struct buf *rows = catalog_section_begin(&build->sections, SECTION_SOURCE);

	/* A file of an older year does not make the knowledge older; a snapshot takes the place of all there was. */
	if (before[build->source].dated_ms > dated_ms && (is_same || !is_snapshot(build->source)))
		row.dated_ms = before[build->source].dated_ms;
	switch (build->source) {
	case CATALOG_SOURCE_NVD: count_nvd(view, &row); break;
	case CATALOG_SOURCE_CVE5: count_cve5(view, &row); break;
	case CATALOG_SOURCE_KEV: row.records = view->sections[SECTION_KEV].count; break;
	case CATALOG_SOURCE_EPSS: row.records = view->sections[SECTION_EPSS].count; break;
	case CATALOG_SOURCE_JVN: row.records = view->sections[SECTION_JVN_NAME].count; break;
	case CATALOG_SOURCE_DEBIAN: row.records = view->sections[SECTION_DEBIAN_FIX].count; break;
	case CATALOG_SOURCE_EOL:
	case CATALOG_SOURCES:
		row.records = view->sections[SECTION_EOL_PRODUCT].count;
		row.details = view->sections[SECTION_EOL_RELEASE].count;
		break;
	}
	for (int i = 0; i < CATALOG_SOURCES; i++)
		buf_add(rows, i == (int)build->source ? str_of(&row, sizeof(row)) : str_of(&before[i], sizeof(row)));
}

enum err catalog_build_finish(struct catalog_build *build, int64_t dated_ms, int64_t imported_ms,
			      struct catalog_changes *ret_changes, struct catalog_image *ret_image, struct fault *why)
{
	struct catalog_changes changes = {0};
	struct catalog view;
	enum err err = merge(build, &changes, why);

	if (err)
		return err;
	release_batches(build); /* the sections hold all that is needed */
	catalog_section_view(&build->sections, build->old, &view);
	write_source(build, &view, !changes.touched, dated_ms, imported_ms);
	catalog_facts_tie(&view, &build->sections);
	catalog_section_view(&build->sections, build->old, &view);
	catalog_history_count(&view, &build->sections);
	catalog_section_view(&build->sections, build->old, &view);
	err = catalog_image_make(&build->arena, &view, ret_image, why);
	if (!err)
		*ret_changes = changes;
	return err;
}
