/* SPDX-License-Identifier: Apache-2.0 */
/* Form bodies, queries and cookies. */
#include <stdlib.h>

#include "codec/utf8.h"
#include "web/fields.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_text(const struct value *item)
{
	for (size_t i = 0; item->kind == VALUE_LIST && i < item->count; i++)
		check_text(item->items[i]);
	if (item->kind == VALUE_TEXT && (!utf8_is_valid(item->text) || str_index(item->text, '\0') < item->text.n))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str bytes = str_of(data, size), back = {NULL, 0};
	struct arena arena;
	struct value *fields = NULL, *cookies = NULL;

	if (size > 65536)
		return 0;
	arena_init(&arena);
	cookies = value_map(&arena);
	fields_decode_cookies(&arena, bytes, "", cookies);
	if (fields_decode(&arena, bytes, &fields, NULL) == ERR_OK) {
		if (fields->count > FIELDS_MAX)
			abort();
		for (size_t i = 0; i < fields->count; i++)
			check_text(fields->items[i]);
	}
	/* What is escaped comes back as it was, if it is text at all. */
	if (utf8_is_valid(bytes) && str_index(bytes, '\0') == bytes.n &&
	    (fields_unescape(&arena, str_from(fields_escape(&arena, bytes)), true, &back, NULL) != ERR_OK ||
	     !str_eq(back, bytes)))
		abort();
	arena_release(&arena);
	return 0;
}
