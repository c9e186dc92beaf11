/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which texts of an observation name software, each with the kind of fingerprint that reads it. Knows where protocols
 * put the name (the greeting behind its code, the Server header ...); must never know a product.
 *
 * The texts are cut as recog's files want them; for greetings see records/greeting.h.
 */
#ifndef TENKEN_CHECKS_SOFTWARE_TEXT_H
#define TENKEN_CHECKS_SOFTWARE_TEXT_H

#include "findings/observation.h"

#define SOFTWARE_TEXT_BYTES 2048 /* of a text; what is longer is cut */

struct software_text {
	const char *kind;  /* of fingerprints: "ssh.banner" */
	const char *where; /* for the evidence: "greeting", "Server header" */
	struct str text;   /* a view of the observation */
};

typedef void software_text_take(void *context, const struct software_text *text);

/* Gives each text of the observation to take, in order; most observations have none. */
void software_text_each(const struct observation *observation, software_text_take *take, void *context);

#endif
