/* SPDX-License-Identifier: Apache-2.0 */
/* Lines that an SMTP server says. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "mail/smtp_reply_priv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct smtp_reply reply = {0};
	struct str rest = str_of(data, size);

	while (rest.n && smtp_reply_add(&reply, str_cut(&rest, '\n')))
		;
	if (strlen(reply.text) >= sizeof(reply.text) || reply.total > SMTP_REPLY_BYTES_MAX + size)
		abort();
	for (const char *p = reply.text; *p; p++)
		if (*p < ' ' || *p > '~')
			abort();
	return 0;
}
