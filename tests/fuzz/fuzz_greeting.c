/* SPDX-License-Identifier: Apache-2.0 */
/* How a service greets: what it is taken for, and where its software stands. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "records/greeting.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static bool lies_in(struct str part, struct str whole)
{
	return !part.n || (part.p >= whole.p && part.p + part.n <= whole.p + whole.n);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const services[] = {"ssh", "ftp", "smtp", "nntp", "pop3", "imap", "mysql", "telnet"};
	struct str greeting = str_of(data, size), line = greeting_ssh(greeting);
	const char *service = greeting_service(greeting, size ? data[0] : 0);

	if (line.n && (!lies_in(line, greeting) || !str_starts(line, "SSH-") || memchr(line.p, '\n', line.n)))
		abort();
	for (size_t i = 0; i < COUNT(services); i++)
		if (!lies_in(greeting_software(services[i], greeting), greeting))
			abort();
	if (!strcmp(service, "ssh") && !line.n)
		abort();
	return 0;
}
