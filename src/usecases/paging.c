/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/paging.h"

#define PAGE_MAX 100000

const struct value_key paging_keys[] = {
	{"count", VALUE_INT, NULL}, /* of rows, on all pages together */
	{"page", VALUE_INT, NULL},      {"pages", VALUE_INT, NULL},
	{"is_paged", VALUE_BOOL, NULL}, /* there are others */
	{"before", VALUE_INT, NULL},    /* the page's number; 0: there is none */
	{"next", VALUE_INT, NULL},      {0},
};

int64_t paging_page(int64_t wanted)
{
	return wanted < 1 ? 1 : wanted > PAGE_MAX ? PAGE_MAX : wanted;
}

void paging_add(struct arena *arena, struct value *view, int64_t page, int64_t rows_a_page, int64_t count)
{
	int64_t pages = count ? (count + rows_a_page - 1) / rows_a_page : 1;

	value_set_int(arena, view, "count", count);
	value_set_int(arena, view, "page", page);
	value_set_int(arena, view, "pages", pages);
	value_set_bool(arena, view, "is_paged", pages > 1);
	/* Behind the last one is only the way back to it. */
	value_set_int(arena, view, "before", page > pages ? pages : page - 1);
	value_set_int(arena, view, "next", page < pages ? page + 1 : 0);
}
