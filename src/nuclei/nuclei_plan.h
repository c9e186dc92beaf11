/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the probe would have to ask for so that safe templates can be answered: each request once, however many
 * templates want it. Only GET and HEAD, only of templates that are not refused. Sends nothing: the list is data.
 */
#ifndef TENKEN_NUCLEI_NUCLEI_PLAN_H
#define TENKEN_NUCLEI_NUCLEI_PLAN_H

#include "nuclei/nuclei_template.h"

#define NUCLEI_PLAN_MAX 1000 /* requests to one port; at the probe's pace more would take hours */

struct nuclei_planned {
	const struct nuclei_request *request;
	unsigned redirects; /* the most that one of the templates follows */
	size_t wanted_by;   /* templates */
};

struct nuclei_plan {
	struct nuclei_planned items[NUCLEI_PLAN_MAX]; /* in the order in which they were first wanted */
	size_t count;
	size_t left_out; /* requests beyond the cap */
};

void nuclei_plan_add(struct nuclei_plan *plan, const struct nuclei_template *template);

#endif
