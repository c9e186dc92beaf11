/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What was handed over to whom makes a diagnosis: reports of other tools, as a record of which file it was, when and by
 * whom. Their observations stand behind the probe's own (diagnosis_store.h).
 */
#ifndef TENKEN_STORE_DIAGNOSIS_HANDED_REPORT_STORE_H
#define TENKEN_STORE_DIAGNOSIS_HANDED_REPORT_STORE_H

#include "store/db.h"

struct handed_report_row {
	int64_t id;
	int64_t diagnosis_id;
	const char *sha256; /* of the file, in small hexadecimal letters */
	const char *name;   /* as the browser gave it, without a path */
	const char *tool;   /* "nmap", "nuclei", "masscan", "testssl" */
	int64_t size;       /* bytes */
	int64_t handed_ms;
	int64_t handed_by;                    /* the person */
	int64_t taken, left_out, passed_over; /* observations; observations of other hosts; lines that cannot be read */
	const char *hosts, *problems;         /* the first of those, separated by line ends; "" for none */
};

/* Not stored when the diagnosis has this file already: false in *ret_is_new. */
MUST_USE enum err handed_report_store_insert(struct tx *tx, const struct handed_report_row *row, bool *ret_is_new,
					     struct fault *why);

/* Of one diagnosis, in the order in which they came. */
MUST_USE enum err handed_report_store_list(struct tx *tx, struct arena *arena, int64_t diagnosis_id,
					   struct handed_report_row **ret_rows, size_t *ret_count, struct fault *why);

/* How many observations stand behind those that there were at a moment. */
MUST_USE enum err handed_report_store_lines_since(struct tx *tx, int64_t diagnosis_id, int64_t ms, size_t *ret_count,
						  struct fault *why);

#endif
