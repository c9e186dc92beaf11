/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A check turns observations into findings: pure, no socket, no store, the time as an
 * argument, so that it can be run again on old observations. A check is a row of
 * main/check_table.c: its id, what it reads, the function that judges, the rule by
 * which that function judges where it serves several checks, and the answers by which
 * a company explains what nobody can see from outside.
 */
#ifndef TENKEN_CHECKS_CHECK_H
#define TENKEN_CHECKS_CHECK_H

#include "findings/finding.h"
#include "findings/observation.h"
#include "findings/priority.h"
#include "knowledge/catalog/catalog.h"
#include "knowledge/fingerprint/fingerprint_set.h"
#include "nuclei/nuclei_template.h"

struct check_memo;
struct check_answer;

/* What is known when old or new observations are judged. One thread at a time uses it, since the matcher is one. */
struct check_knowledge {
	const char *version;                            /* what the findings name */
	const struct catalog *catalog;                  /* NULL while nothing was imported */
	const struct catalog *own;                      /* what ships with the program; knows of end of life alone */
	const struct fingerprint_set *fingerprints;     /* NULL: none */
	struct fingerprint_matcher *matcher;            /* of these fingerprints */
	const struct nuclei_template *const *templates; /* of the sets that are turned on; none are refused */
	size_t template_count;
	struct nuclei_patterns *patterns; /* of these templates */
	struct check_memo *memo;          /* check_memo.h; NULL: nothing is remembered from run to run */
};

struct endpoint;
struct software;

/* The first four are the caller's; check_prepare fills the others. */
struct check_input {
	const struct observation *observations;
	size_t count;
	int64_t now_ms;
	const struct check_knowledge *knowledge; /* NULL: judged by what was seen alone */
	const struct endpoint *endpoints;        /* endpoint.h: by target, then port */
	size_t endpoint_count;
	const struct software *software; /* software.h: in the order of the endpoints */
	size_t software_count;
};

struct check {
	const char *id;       /* "tls-certificate-expiry"; also the key of its texts */
	const char *observes; /* kinds it reads, for the documentation: "tls.certificate" */
	void (*judge)(const struct check *check, const struct check_input *input, struct finding_list *findings);
	const void *rule; /* what judge reads beside the input, of the type that its header names; NULL: nothing */
	const struct check_answer
		*answers; /* by which the company explains what is found (check_answer.h); NULL: none */
};

/* Gathers once what all checks need, in the arena. */
void check_prepare(struct check_input *input, struct arena *arena);

/* Prepares the input, runs every check of a table ended by an empty id, joins doubles (check_double.h), and sorts. The
 * findings live in their arena and in the knowledge, as long as no other run is made with it (check_memo.h). */
void check_run_all(const struct check *table, struct check_input *input, struct finding_list *findings);

/* Makes a finding bad: which of the check's words apply, and what its priority follows from. */
void check_set_bad(struct finding *finding, const char *variant, struct priority_facts facts);

#endif
