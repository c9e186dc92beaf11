/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>

#include "checks/dmarc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A list that is read answers for each of its tags; a DMARC record that is read has sane values. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = str_of(data, size), receiver;
	struct dmarc_record dmarc;
	struct tag_list list;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (!tag_list_parse(text, &list, NULL))
		return 0;
	for (size_t i = 0; i < list.count; i++) {
		const char *name = str_dup(&arena, list.items[i].name);
		if (!str_eq(tag_list_get(&list, name), list.items[i].value))
			abort();
	}
	if (!dmarc_record_parse(text, &dmarc, NULL))
		return 0;
	if (!tag_list_has_version(text, "DMARC1") || dmarc.percent > 100)
		abort();
	while (dmarc_next_report(&dmarc.reports, &receiver))
		if (receiver.n > size)
			abort();
	return 0;
}
