/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The outline as a value tree, for a page that shows the report. Knows nothing of HTML: the template does.
 */
#ifndef TENKEN_REPORT_OUTLINE_VALUE_H
#define TENKEN_REPORT_OUTLINE_VALUE_H

#include "codec/value_keys.h"
#include "report/outline.h"

/* The tree lives in the arena. */
extern const struct value_key outline_value_keys[];
struct value *outline_value(struct arena *arena, const struct outline *outline);

#endif
