/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/desk/paging.h"

#define PAGE_MAX 100000

const struct value_key paging_keys[] = {
	{"count", VALUE_INT, NULL}, /* on all pages together */
	{"page", VALUE_INT, NULL},   {"pages", VALUE_INT, NULL},
	{"before", VALUE_INT, NULL}, /* the page's number; 0: there is none */
	{"next", VALUE_INT, NULL},   {0},
};

int64_t paging_page(int64_t asked)
{
	return asked < 1 ? 1 : asked > PAGE_MAX ? PAGE_MAX : asked;
}

void paging_add(struct arena *arena, struct value *view, int64_t page, int64_t size, int64_t count)
{
	int64_t pages = (count + size - 1) / size;

	value_set_int(arena, view, "count", count);
	value_set_int(arena, view, "page", page);
	value_set_int(arena, view, "pages", pages > 0 ? pages : 1);
	value_set_int(arena, view, "before", page > 1 ? page - 1 : 0);
	value_set_int(arena, view, "next", page < pages ? page + 1 : 0);
}
