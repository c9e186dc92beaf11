/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A list of companies as an office keeps it in a table: a row of headings in any order, 法人番号, 企業名 and 所在地 or
 * corporate_number, company_name and address, then one company a row. 郵便番号, メールアドレス and 電話番号
 * (postal_code, mail, phone) say where those are reached whom the office invites. Other columns are passed over.
 */
#ifndef TENKEN_REGISTRY_COMPANY_LIST_ROW_H
#define TENKEN_REGISTRY_COMPANY_LIST_ROW_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"

enum company_list_field {
	COMPANY_LIST_NUMBER, /* thirteen digits, or "" */
	COMPANY_LIST_NAME,
	COMPANY_LIST_ADDRESS, /* may be "", as those behind it */
	COMPANY_LIST_POSTAL_CODE,
	COMPANY_LIST_MAIL, /* as it stands in the list */
	COMPANY_LIST_PHONE,
	COMPANY_LIST_FIELD_COUNT
};

/* Which column holds each field, from 0; -1 for none. */
struct company_list_columns {
	int of[COMPANY_LIST_FIELD_COUNT];
};

/* False when the row names no column for the name: it is no row of headings. */
bool company_list_row_headings(struct arena *arena, const struct str *columns, size_t count,
			       struct company_list_columns *ret_columns);

/* The number in half width and without blanks and hyphens; in the arena. ERR_INVALID: no name, or a number that is
 * none. */
MUST_USE enum err company_list_row_read(struct arena *arena, const struct company_list_columns *at,
					const struct str *columns, size_t count,
					struct str fields[COMPANY_LIST_FIELD_COUNT], struct fault *why);

/* The key under which a table (registry_table.h) holds a company by its name: above all corporate numbers. Names that
 * are written differently have one key (codec/text/search_key.h). */
uint64_t company_list_row_name_key(struct arena *arena, struct str name);

/* Whether a table holds the row under its name by this key; each company is held so once. */
bool company_list_row_is_name_key(uint64_t key);

/* Whether two companies may be the same: names of one key, and addresses that begin alike where both are told. */
bool company_list_row_is_similar(struct arena *arena, struct str name, struct str address, struct str other_name,
				 struct str other_address);

#endif
