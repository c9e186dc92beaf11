/* SPDX-License-Identifier: Apache-2.0 */
/*
 * CPE names: CPE 2.3 formatted strings and CPE 2.2 URIs, packed editions included (NISTIR 7695), and how two names
 * relate (NISTIR 7696). Knows names; must never know which of them exist, nor which of two versions is newer.
 *
 * Names compare without regard to case (NISTIR 7695, 5.3.2), so a parsed name is in lower case.
 */
#ifndef TENKEN_KNOWLEDGE_CPE_CPE_H
#define TENKEN_KNOWLEDGE_CPE_CPE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/fault.h"
#include "base/str.h"

#define CPE_NAME_MAX 2048 /* bytes of a whole name; the longest in NVD's dictionary has under 400 */

enum cpe_attribute {
	CPE_PART, /* "a" application, "o" operating system, "h" hardware */
	CPE_VENDOR,
	CPE_PRODUCT,
	CPE_VERSION,
	CPE_UPDATE,
	CPE_EDITION,
	CPE_LANGUAGE,
	CPE_SW_EDITION,
	CPE_TARGET_SW,
	CPE_TARGET_HW,
	CPE_OTHER,
	CPE_ATTRIBUTES,
};

enum cpe_kind { CPE_ANY, CPE_NA, CPE_VALUE };

/* The text of a value as in a formatted string: a backslash before every special character that stands for itself;
 * '*' and '?' without one, at the ends only, are wildcards. */
struct cpe_value {
	enum cpe_kind kind;
	struct str text; /* of CPE_VALUE, else empty */
};

struct cpe {
	struct cpe_value at[CPE_ATTRIBUTES];
};

/* Reads "cpe:2.3:a:..." or "cpe:/a:...". The texts live in the arena. ERR_INVALID says what is wrong. */
MUST_USE enum err cpe_parse(struct arena *arena, struct str name, struct cpe *ret_cpe, struct fault *why);

/* A value of one attribute, written as in a formatted string ("*", "-", "2.4\+b"). */
MUST_USE enum err cpe_value_parse(struct arena *arena, struct str text, struct cpe_value *ret_value, struct fault *why);

/* The formatted string. */
void cpe_format(struct buf *out, const struct cpe *cpe);

/* The CPE 2.2 URI, with the edition packed when an attribute of 2.3 is set (NISTIR 7695, 6.1.2). One step beyond it:
 * the text "-", which the standard would write like "not applicable", becomes %2d, so that it is read back as it was.
 */
void cpe_format_uri(struct buf *out, const struct cpe *cpe);

/* The value without backslashes, as a banner would show it: in the arena, or the value itself when it has none. */
struct str cpe_value_plain(struct arena *arena, const struct cpe_value *value);

bool cpe_value_has_wildcard(const struct cpe_value *value);

/* NISTIR 7696, tables 6-2 and 6-3. UNDEFINED: the target holds wildcards, or the attributes disagree on the direction.
 */
enum cpe_relation { CPE_EQUAL, CPE_SUBSET, CPE_SUPERSET, CPE_DISJOINT, CPE_UNDEFINED };

enum cpe_relation cpe_value_compare(const struct cpe_value *source, const struct cpe_value *target);
enum cpe_relation cpe_compare(const struct cpe *source, const struct cpe *target);

#endif
