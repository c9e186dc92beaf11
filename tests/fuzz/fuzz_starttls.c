/* SPDX-License-Identifier: Apache-2.0 */
/* The first byte chooses the service; the rest is what it says, each piece behind a byte 0xfe: we never say more than
 * we have room for, and each conversation comes to an end. */
#include <stdint.h>
#include <stdlib.h>

#include "net/starttls.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const services[] = {"smtp",       "imap",  "pop3", "ftp", "ldap",
					       "postgresql", "mysql", "xmpp", "rdp"};
	enum starttls_event event = STARTTLS_SAY;
	struct starttls starttls;
	struct str rest;
	int said = 0;

	if (!size || !starttls_begin(&starttls, services[data[0] % 9], "x.example.jp", STR("EHLO a\r\n")))
		return 0;
	rest = str_of(data + 1, size - 1);
	while (event == STARTTLS_SAY) {
		BUF_SCOPED say;

		buf_init(&say, STARTTLS_SAID_MAX);
		event = starttls_next(&starttls, said ? str_cut(&rest, '\xfe') : str_of(NULL, 0), &say);
		if (said == 0 && event == STARTTLS_MORE)
			event = STARTTLS_SAY;
		else if (event == STARTTLS_SAY && (say.full || !say.size))
			abort();
		if (++said > 6)
			abort();
	}
	return 0;
}
