/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A diagnosis without any store: an authorisation's file in, findings out.
 */
#ifndef TENKEN_USECASES_ALONE_DIAGNOSE_ALONE_H
#define TENKEN_USECASES_ALONE_DIAGNOSE_ALONE_H

#include "base/lang.h"
#include "checks/check.h"
#include "usecases/alone/run_probe.h"

struct diagnose_alone {
	const char *authorisation_path; /* "-" for standard input */
	const char *finding_path;       /* only whether this one finding is mended: a file that holds it; NULL: all */
	struct probe_program probe;     /* a path that is NULL takes probe_path_find() */
	bool is_lab;                    /* a private test network: without the bounds of the pace */
	const struct check *checks;
	const char *data; /* what is known stands in DATA/knowledge; NULL takes what ships with the program */
	enum lang lang;
	void (*progress)(void *context, const struct probe_progress *progress); /* may be NULL */
	void *context;
};

struct diagnose_alone_result {
	/* {"services": what runs where (checks/service_list.h), "findings": as docs/finding.schema.json has them} */
	const char *json;
	struct value *view; /* findings [{mark title place evidence todo}] of what is bad or untestable, count */
	const char *answer; /* of one finding: "mended", "still_there", "unknown"; then json is one object */
};

/* ERR_INVALID for a wrong authorisation or finding, ERR_DENIED when the probe refuses (outside its window, revoked) or
 * the finding lies outside of it, ERR_UNSUPPORTED for a finding about no port. */
MUST_USE enum err diagnose_alone(struct arena *arena, const struct diagnose_alone *plan,
				 struct diagnose_alone_result *ret_result, struct fault *why);

#endif
