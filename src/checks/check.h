/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A check turns observations into findings: pure, no socket, no store, the time as an
 * argument, so that it can be run again on old observations. One check a file; all of
 * them stand in main/check_table.c.
 */
#ifndef TENKEN_CHECKS_CHECK_H
#define TENKEN_CHECKS_CHECK_H

#include "findings/finding.h"
#include "findings/observation.h"

struct check_input {
	const struct observation *observations;
	size_t count;
	int64_t now_ms;
};

struct check {
	const char *id;       /* "tls-certificate-expiry"; also the key of its texts */
	const char *observes; /* kinds it reads, for the documentation: "tls.certificate" */
	void (*judge)(const struct check_input *input, struct finding_list *findings);
};

/* Runs every check of a table ended by an empty id, then sorts. */
void check_run_all(const struct check *table, const struct check_input *input, struct finding_list *findings);

#endif
