/* SPDX-License-Identifier: Apache-2.0 */
#include "nuclei/nuclei_refusal.h"

#include "base/count.h"

const char *nuclei_refusal_reason_name(enum nuclei_reason reason)
{
	static const char *const names[] = {"safe",     "protocol",   "self_contained", "flow",    "out_of_band",
					    "fuzzing",  "login",      "payloads",       "exploit", "intent",
					    "unsafe",   "method",     "body",           "change",  "elsewhere",
					    "header",   "sends",      "chained",        "random",  "unstored",
					    "function", "expression", "pattern",        "matcher", "key"};

	_Static_assert(COUNT(names) == NUCLEI_REASON_COUNT, "a name for each reason");
	return names[reason];
}
