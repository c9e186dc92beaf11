/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A row of the file of corporate numbers that the National Tax Agency publishes (法人番号公表サイト, 全件データ, CSV:
 * 30 columns, no header), and the body that it names.
 */
#ifndef TENKEN_REGISTRY_CORPORATE_ROW_H
#define TENKEN_REGISTRY_CORPORATE_ROW_H

#include "base/fault.h"
#include "base/str.h"

#define CORPORATE_ROW_COLUMNS 30

enum corporate_field {
	CORPORATE_NAME,
	CORPORATE_KANA, /* may be "" */
	CORPORATE_KIND, /* "301" 株式会社 ... "305" 合同会社; others are no 会社 */
	CORPORATE_PREFECTURE,
	CORPORATE_PLACE,       /* city and street */
	CORPORATE_POSTAL_CODE, /* seven digits, or "" */
	CORPORATE_CLOSED,      /* the day on which it was closed, or "" */
	CORPORATE_FIELD_COUNT
};

/* What a row is worth. */
enum corporate_row {
	CORPORATE_ROW_TAKEN,
	CORPORATE_ROW_PASSED, /* it is good, but it says how a body was before, or was struck out */
	CORPORATE_ROW_WRONG,  /* why says what is wrong */
};

/* Room for the place, which the file holds in two columns. */
#define CORPORATE_PLACE_MAX 1024

enum corporate_row corporate_row_read(const struct str *columns, size_t count, char place[CORPORATE_PLACE_MAX],
				      uint64_t *ret_number, struct str fields[CORPORATE_FIELD_COUNT],
				      struct fault *why);

/* "301" to "305": 会社. */
bool corporate_row_is_company(struct str kind);

#endif
