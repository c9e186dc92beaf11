/* SPDX-License-Identifier: Apache-2.0 */
/* When the first words of a service are over, and its answer to a question. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "codec/utf8.h"
#include "diagnosis/banner.h"
#include "diagnosis/sink.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const services[] = {"ftp", "smtp", "pop3", "imap", "telnet"};
	struct str bytes = str_of(data, size);
	const struct value *text;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (banner_is_final(bytes) && !banner_is_whole(bytes))
		abort();
	for (size_t i = 0; i < COUNT(services); i++) {
		bool is_whole = banner_is_answer_whole(services[i], bytes);

		if (banner_offers_tls(services[i], bytes) != TLS_OFFER_UNKNOWN && !is_whole && i < 4)
			abort();
	}
	text = sink_text(&arena, bytes, SINK_TEXT_MAX);
	if (!utf8_is_valid(text->text) || text->text.n > 2 * SINK_TEXT_MAX)
		abort();
	return 0;
}
