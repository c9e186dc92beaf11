/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/corporate_row.h"

#include <string.h>

#include "programme/corporate_number.h"

/* Columns of the file, from 0. */
enum {
	NUMBER = 1,
	PROCESS = 2,
	NAME = 6,
	KIND = 8,
	PREFECTURE = 9,
	CITY = 10,
	STREET = 11,
	POSTAL_CODE = 15,
	CLOSED = 18,
	LATEST = 23,
	KANA = 28,
};

#define PROCESS_DELETED "99"
#define SHOWN_MAX       20 /* bytes of what is no number */

enum corporate_row corporate_row_read(const struct str *columns, size_t count, char place[CORPORATE_PLACE_MAX],
				      uint64_t *ret_number, struct str fields[CORPORATE_FIELD_COUNT], struct fault *why)
{
	struct str city, street;
	enum err err = ERR_OK;

	if (count != CORPORATE_ROW_COLUMNS)
		err = fault_set(why, ERR_INVALID, "%zu columns, expected %d", count, CORPORATE_ROW_COLUMNS);
	else if (!corporate_number_is_valid(columns[NUMBER]) || !str_to_u64(columns[NUMBER], ret_number))
		err = fault_set(why, ERR_INVALID, "column 2, \"%.*s\", is no corporate number",
				(int)str_head(columns[NUMBER], SHOWN_MAX).n, columns[NUMBER].p);
	else if (!columns[NAME].n)
		err = fault_set(why, ERR_INVALID, "column 7, the name, is empty");
	else if (columns[CITY].n + columns[STREET].n > CORPORATE_PLACE_MAX)
		err = fault_set(why, ERR_INVALID, "columns 11 and 12, the place, are longer than %d bytes",
				CORPORATE_PLACE_MAX);
	if (err)
		return CORPORATE_ROW_WRONG;
	if (str_is(columns[PROCESS], PROCESS_DELETED) || str_is(columns[LATEST], "0"))
		return CORPORATE_ROW_PASSED;
	city = columns[CITY];
	street = columns[STREET];
	if (city.n)
		memcpy(place, city.p, city.n);
	if (street.n)
		memcpy(place + city.n, street.p, street.n);
	fields[CORPORATE_NAME] = columns[NAME];
	fields[CORPORATE_KANA] = columns[KANA];
	fields[CORPORATE_KIND] = columns[KIND];
	fields[CORPORATE_PREFECTURE] = columns[PREFECTURE];
	fields[CORPORATE_PLACE] = str_of(place, city.n + street.n);
	fields[CORPORATE_POSTAL_CODE] = columns[POSTAL_CODE];
	fields[CORPORATE_CLOSED] = columns[CLOSED];
	return CORPORATE_ROW_TAKEN;
}

bool corporate_row_is_company(struct str kind)
{
	return kind.n == 3 && kind.p[0] == '3' && kind.p[1] == '0' && kind.p[2] >= '1' && kind.p[2] <= '5';
}
