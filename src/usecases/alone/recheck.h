/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Is one finding mended? The authorisation is narrowed to its target and port, the probe asks what its check needs, and
 * what is found now tells. Pure.
 */
#ifndef TENKEN_USECASES_ALONE_RECHECK_H
#define TENKEN_USECASES_ALONE_RECHECK_H

#include "checks/check.h"
#include "findings/authorisation.h"
#include "findings/finding.h"

/* Leaves of the authorisation the target and the port of the finding, and a port or two by which the host shows that it
 * answers at all; for the first purpose that holds now. ERR_DENIED when the finding lies outside of it or no purpose
 * holds; ERR_UNSUPPORTED when the finding is about no port, or about a port of UDP. */
MUST_USE enum err recheck_narrow(struct arena *arena, const struct finding *finding, int64_t now_ms,
				 struct authorisation *authorisation, struct fault *why);

enum recheck_answer { RECHECK_MENDED, RECHECK_STILL_THERE, RECHECK_UNKNOWN };
const char *recheck_answer_name(enum recheck_answer answer); /* "mended", "still_there", "unknown" */

/* *ret_now: what is found now of the same check at the same place; NULL when nothing. A port that is closed, or silent
 * where the host answers at others, serves nobody any more: mended. */
enum recheck_answer recheck_compare(const struct finding *finding, const struct finding_list *found,
				    const struct check_input *seen, const struct finding **ret_now);

#endif
