/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The lists of the desk: each case stands in the one that says what is next with it, and a list of all cases can be
 * narrowed to any of them.
 */
#ifndef TENKEN_USECASES_DESK_DESK_LIST_H
#define TENKEN_USECASES_DESK_DESK_LIST_H

#include "store/application/case_list_store.h"
#include "usecases/office.h"

struct desk_list {
	const char *key;        /* in addresses and texts: the name of the state or of the step */
	enum case_state state;  /* or CASE_STATE_NONE */
	enum support_step step; /* or SUPPORT_STEP_NONE */
	unsigned acts;          /* the roles that have to do something now; 0: others are waited for */
	const char *fact;       /* what a row says of its case: "arrived", "due", "until", "from" */
};

#define DESK_LIST_REJUDGED "rejudged" /* beside them: what new knowledge changed */
#define DESK_LIST_HELD     "held"     /* and whose mails wait */

#define DESK_LIST_UNPRINTED "unprinted" /* and whose report is released, and its letter not printed since */

/* In the order of the desk; ends with a NULL key. */
extern const struct desk_list desk_lists[];

/* Narrows the filter to a list, or to any other state; false when there is none of this name. */
bool desk_list_narrow(const char *key, int64_t now_ms, struct case_filter *filter);

#endif
