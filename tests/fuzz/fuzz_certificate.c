/* SPDX-License-Identifier: Apache-2.0 */
/* A certificate (DER) that a stranger shows. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "net/certificate.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct certificate certificate;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (certificate_parse(&arena, str_of(data, size), &certificate, NULL))
		return 0;
	if (certificate.name_count > size || certificate.subject.n > CERTIFICATE_TEXT_MAX || !certificate.key ||
	    !certificate.signature || strlen(certificate.fingerprint_sha256) != 64)
		abort();
	for (size_t i = 0; i < certificate.name_count; i++)
		if (certificate.names[i].n > CERTIFICATE_TEXT_MAX)
			abort();
	return 0;
}
