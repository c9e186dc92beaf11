/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What was just done, told once on the page that follows: a cookie carries its name over the 303 and is then forgotten.
 */
#ifndef TENKEN_WEB_PAGES_DONE_H
#define TENKEN_WEB_PAGES_DONE_H

#include "codec/value_keys.h"
#include "usecases/case_deed.h"
#include "web/reply.h"

struct done_deed {
	const struct case_deed *deed;
	int64_t case_id;
	const char *what; /* of done_after */
};

/* After a deed: 303 to the path, which says what was done ("approved", a text done.NAME), or the page for the failure.
 */
void done_after(const struct request *request, struct reply *reply, enum err err, const struct fault *why,
		const char *what, const char *path);

/* The same after a deed on a case. One that was done already, by a second click or by a colleague, leads to the path as
 * well, which says when and by whom; one that cannot be done any more is refused with what was done last instead. */
void done_after_deed(const struct request *request, struct reply *reply, enum err err, const struct fault *why,
		     const struct done_deed *deed, const char *path);

/* Sets "just_done" of a page that is about the case (0: about none): null when nothing was done. */
extern const struct value_key done_keys[];
void done_show(const struct request *request, struct reply *reply, struct value *view, int64_t case_id);

#endif
