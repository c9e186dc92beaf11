/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the program knows, from where, and how old it is: for an administrator. Anybody who may read DATA may ask.
 */
#ifndef TENKEN_LIBRARY_KNOWLEDGE_STATUS_H
#define TENKEN_LIBRARY_KNOWLEDGE_STATUS_H

#include "codec/value.h"

/*
 * Map: version (of the catalog, or null), sources [{source date imported age_days records details not_understood}],
 * one for each source there is, also for those that were never imported: their date, imported and age_days are null.
 * date: the source's own, as "2025-08-25", null where it has none; imported: an instant; age_days: whole days since
 * the date, or since the import where there is no date; the numbers are those of struct catalog_source_state.
 * No catalog yet is no error; a damaged one is (see knowledge_file_open).
 */
MUST_USE enum err knowledge_status(struct arena *arena, const char *data, int64_t now_ms, struct value **ret_status,
				   struct fault *why);

#endif
