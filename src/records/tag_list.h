/* SPDX-License-Identifier: Apache-2.0 */
/*
 * No check: a list of tags "v=DMARC1; p=none" (RFC 6376, 3.2), the grammar of DKIM, DMARC, TLS-RPT and MTA-STS records.
 * Views of the record. A tag that stands twice makes the whole list wrong, as the RFC says; a semicolon too many is
 * passed over, as receivers do.
 */
#ifndef TENKEN_RECORDS_TAG_LIST_H
#define TENKEN_RECORDS_TAG_LIST_H

#include "base/str.h"

#define TAG_LIST_MAX       64
#define TAG_LIST_BYTES_MAX 8192

struct tag_list {
	struct {
		struct str name, value; /* without blanks around them */
	} items[TAG_LIST_MAX];
	size_t count;
};

/* False when it is no such list: ret_wrong (or NULL) is the first tag at fault, or the whole text when it passes a cap.
 */
bool tag_list_parse(struct str text, struct tag_list *ret_list, struct str *ret_wrong);

/* The value of a tag; names count by case. {NULL, 0} when it is absent. */
struct str tag_list_get(const struct tag_list *list, const char *name);

/* Begins the record as receivers demand it: with the tag v, nothing before it, of exactly this value (RFC 7489, 6.4;
 * RFC 8460, 3)? list is what was parsed of it. */
bool tag_list_begins_with(struct str text, const struct tag_list *list, const char *version);

/* Does a text begin with the tag v of this value, as "v=DMARC1"? Takes wrong case and a lost semicolon too, so that a
 * record that was meant is complained of and not called missing. */
bool tag_list_has_version(struct str text, const char *version);

#endif
