/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The deeds that a page may offer on a case, each with the key that its template asks for.
 */
#ifndef TENKEN_USECASES_DESK_CASE_BUTTONS_H
#define TENKEN_USECASES_DESK_CASE_BUTTONS_H

#include "usecases/case_deed.h"

struct case_button {
	const char *key; /* "may_check" */
	const struct case_deed *deed;
};

/* Every deed once; ends with a NULL key. */
extern const struct case_button case_buttons[];

/* Sets each key: whether this person could do it now. */
void case_buttons_show(struct value *view, struct arena *arena, const struct actor *actor,
		       const struct case_facts *facts);

#endif
