/* SPDX-License-Identifier: Apache-2.0 */
/* Returned mails: any bytes may stand in the mailbox of bounces. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "codec/utf8.h"
#include "mail/bounce.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bounce bounce;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (bounce_read(&arena, str_of(data, size), &bounce))
		for (size_t i = 0; i < bounce.recipient_count; i++)
			if (!bounce_action_name(bounce.recipients[i].action) ||
			    !utf8_is_valid(str_from(bounce.recipients[i].address)))
				abort();
	if (!bounce_parse(str_of(data, size), &bounce))
		return 0;
	if (bounce.id < 0 || (bounce.id == 0 && bounce.message_id[0] == '\0') || bounce.status[0] == '\0')
		abort();
	if (memchr(bounce.message_id, '\0', sizeof(bounce.message_id)) == NULL)
		abort();
	return 0;
}
