/* SPDX-License-Identifier: Apache-2.0 */
/* Returned mails: any bytes may stand in the mailbox of bounces. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "mail/bounce.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct bounce bounce;

	if (!bounce_parse(str_of(data, size), &bounce))
		return 0;
	if (bounce.id < 0 || (bounce.id == 0 && bounce.message_id[0] == '\0') || bounce.status[0] == '\0')
		abort();
	if (memchr(bounce.message_id, '\0', sizeof(bounce.message_id)) == NULL)
		abort();
	return 0;
}
