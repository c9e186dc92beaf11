/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The diagnosis report of a case: the newest finished diagnosis, as a page's value tree or as a PDF. The secretariat
 * and the assigned expert read it at any time, the company once it is released.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_VIEW_REPORT_H
#define TENKEN_USECASES_DIAGNOSIS_VIEW_REPORT_H

#include "base/buf.h"
#include "report/outline_value.h"
#include "usecases/office.h"

#define REPORT_PDF_MAX ((size_t)16 * 1024 * 1024)

/* The tree of report/outline_value.h. ERR_NOT_FOUND without a finished diagnosis, ERR_DENIED for a person who may not
 * read it. */
MUST_USE enum err view_report(const struct office *office, struct arena *arena, const struct actor *actor,
			      enum lang lang, int64_t case_id, struct value **ret_view, struct fault *why);

/* Appends the PDF. *ret_name is what it is called when it is saved: "tenken-R7-0001.pdf", "tenken-R7-0001-web.pdf". */
MUST_USE enum err view_report_pdf(const struct office *office, struct arena *arena, const struct actor *actor,
				  const struct report_wish *wish, int64_t case_id, struct buf *out,
				  const char **ret_name, struct fault *why);

/* The release of which a letter tells. */
struct report_release {
	int64_t case_id, diagnosis_id, judgement, released_ms;
};

/* Appends the letters of several cases, at least one, to print: one document in their order, each as its company reads
 * its report. A case whose report is not released (to the program itself: has no finished diagnosis) refuses them all,
 * and is named. ret_releases: room for count, or NULL. Who may print is the caller's to know (print_letters.h). */
MUST_USE enum err view_report_letters(const struct office *office, struct arena *arena, const struct actor *actor,
				      enum lang lang, const int64_t *case_ids, size_t count, struct buf *out,
				      struct report_release *ret_releases, struct fault *why);

#endif
