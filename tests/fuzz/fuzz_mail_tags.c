/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>

#include "checks/mail/dkim_record.h"
#include "checks/mail/dmarc.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_dmarc(struct str text, const struct tag_list *list)
{
	struct dmarc_record dmarc;
	struct str receiver;

	if (!dmarc_record_parse(text, &dmarc, NULL))
		return;
	if (!list->count || !str_is(list->items[0].name, "v") || dmarc.percent > 100)
		abort();
	while (dmarc_next_report(&dmarc.reports, &receiver))
		if (receiver.n > text.n)
			abort();
}

/* A list that is read answers for each of its tags; records that are read have sane values. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str text = str_of(data, size);
	struct dkim_record dkim;
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
	check_dmarc(text, &list);
	if (dkim_record_parse(&arena, text, &dkim) && dkim.bits > 8 * size)
		abort();
	return 0;
}
