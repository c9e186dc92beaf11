/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A row of Japan Post's files of postal codes, and the place that it names: KEN_ALL and utf_ken_all (15 columns) and
 * JIGYOSYO, the codes of single offices (13 columns).
 */
#ifndef TENKEN_REGISTRY_POSTAL_ROW_H
#define TENKEN_REGISTRY_POSTAL_ROW_H

#include "base/fault.h"
#include "base/str.h"

enum postal_field {
	POSTAL_PREFECTURE,
	POSTAL_CITY,
	POSTAL_TOWN, /* as it stands in an address: "大手町（次のビルを除く）" is 大手町; may be "" */
	POSTAL_FIELD_COUNT
};

#define POSTAL_TOWN_MAX 1024

/* False when why says what is wrong. */
bool postal_row_read(const struct str *columns, size_t count, char town[POSTAL_TOWN_MAX], uint64_t *ret_code,
		     struct str fields[POSTAL_FIELD_COUNT], struct fault *why);

/* Whether the brackets of a town are still open behind its row: then the next row only goes on with them and names no
 * place. went_on: they were open before it. */
bool postal_row_goes_on(struct str town, bool went_on);

#endif
