/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every page, by its template, and what it is filled with: the view of a use case and what the page adds to it. Tests
 * hold the templates and each page shown against it.
 */
#ifndef TENKEN_WEB_PAGES_PAGE_TABLE_H
#define TENKEN_WEB_PAGES_PAGE_TABLE_H

#include "codec/value_keys.h"

struct page_row {
	const char *name; /* of src/web/templates/WING/NAME.html */
	const struct value_key *keys;
};

extern const struct page_row page_table[];
extern const size_t page_table_count;

#endif
