/* SPDX-License-Identifier: Apache-2.0 */
#include "registry/postal_row.h"

#include <string.h>

#define SHOWN_MAX 20 /* bytes of what is no code */

/* Where a file has what, from 0. */
struct layout {
	size_t columns, code, prefecture, city, town, street; /* street 0: none */
};

static const struct layout layouts[] = {
	{15, 2, 6, 7, 8, 0},
	{13, 7, 3, 4, 5, 6},
};

static const struct layout *find_layout(size_t columns)
{
	for (size_t i = 0; i < sizeof(layouts) / sizeof(layouts[0]); i++)
		if (layouts[i].columns == columns)
			return &layouts[i];
	return NULL;
}

/* "大手町（次のビルを除く）" is 大手町; a floor is kept: "大手町ＪＡビル（１階）" is 大手町ＪＡビル１階. */
static size_t copy_town(struct str town, char *out)
{
	const char open[] = "（", close[] = "）", floor[] = "階";
	size_t at = str_find(town, open);
	struct str inside = str_skip(town, at + strlen(open));

	memcpy(out, town.p, at);
	if (str_ends(inside, close))
		inside.n -= strlen(close);
	if (!str_ends(inside, floor))
		return at;
	memcpy(out + at, inside.p, inside.n);
	return at + inside.n;
}

/* What the file says where no town follows. 多賀町 has a town of the name 一円. */
static bool names_no_town(struct str town)
{
	return !town.n || str_is(town, "以下に掲載がない場合") || str_ends(town, "の次に番地がくる場合") ||
	       (str_ends(town, "一円") && !str_is(town, "一円"));
}

/* Older files cut long brackets: "飯田（深沢、" ends in the row behind it, or in a later one. */
bool postal_row_goes_on(struct str town, bool went_on)
{
	bool opens = str_find(town, "（") < town.n, closes = str_find(town, "）") < town.n;

	return (went_on || opens) && !closes;
}

bool postal_row_read(const struct str *columns, size_t count, char town[POSTAL_TOWN_MAX], uint64_t *ret_code,
		     struct str fields[POSTAL_FIELD_COUNT], struct fault *why)
{
	const struct layout *layout = find_layout(count);
	size_t size = 0;

	if (!layout)
		return fault_set(why, ERR_INVALID, "%zu columns, expected 15 (KEN_ALL) or 13 (JIGYOSYO)", count), false;
	if (columns[layout->code].n != 7 || !str_to_u64(columns[layout->code], ret_code))
		return fault_set(why, ERR_INVALID, "column %zu, \"%.*s\", is no postal code", layout->code + 1,
				 (int)str_head(columns[layout->code], SHOWN_MAX).n, columns[layout->code].p),
		       false;
	if (!columns[layout->prefecture].n || !columns[layout->city].n)
		return fault_set(why, ERR_INVALID, "the prefecture or the city is empty"), false;
	if (columns[layout->town].n + (layout->street ? columns[layout->street].n : 0) > POSTAL_TOWN_MAX)
		return fault_set(why, ERR_INVALID, "the town is longer than %d bytes", POSTAL_TOWN_MAX), false;
	if (!names_no_town(columns[layout->town]))
		size = copy_town(columns[layout->town], town);
	if (layout->street && columns[layout->street].n) {
		memcpy(town + size, columns[layout->street].p, columns[layout->street].n);
		size += columns[layout->street].n;
	}
	fields[POSTAL_PREFECTURE] = columns[layout->prefecture];
	fields[POSTAL_CITY] = columns[layout->city];
	fields[POSTAL_TOWN] = str_of(town, size);
	return true;
}
