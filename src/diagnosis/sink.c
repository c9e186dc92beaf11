/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/sink.h"

#include <string.h>

#include "codec/utf8.h"

void sink_emit(const struct sink *sink, const struct subject *subject, const char *kind, const struct value *data)
{
	char address[ADDR_TEXT_MAX] = "";
	struct observation observation = {
		.at_ms = clock_now_ms(&sink->clock),
		.kind = kind,
		.target = subject->target,
		.address = address,
		.port = subject->port,
		.data = data,
	};

	if (subject->addr)
		addr_format(subject->addr, address);
	sink->take(sink->context, &observation);
}

void sink_problem(const struct sink *sink, const struct subject *subject, const char *what, const char *reason)
{
	ARENA_SCOPED arena;
	struct value *data;

	arena_init(&arena);
	data = value_map(&arena);
	value_set_text(&arena, data, "what", what);
	value_set(&arena, data, "reason", sink_text(&arena, str_from(reason), SINK_TEXT_MAX));
	sink_emit(sink, subject, "probe.problem", data);
}

void sink_banner(const struct sink *sink, const struct subject *subject, const char *service, struct str text)
{
	ARENA_SCOPED arena;
	struct value *data;

	arena_init(&arena);
	data = value_map(&arena);
	value_set_text(&arena, data, "service", service);
	value_set(&arena, data, "text", sink_text(&arena, text, SINK_TEXT_MAX));
	sink_emit(sink, subject, "service.banner", data);
}

struct value *sink_text(struct arena *arena, struct str bytes, size_t most)
{
	struct str rest = str_head(bytes, most);
	char *text = arena_alloc(arena, 2 * rest.n + 1);
	size_t used = 0;

	while (rest.n) {
		uint32_t code_point;
		size_t length = utf8_decode(rest, &code_point);

		if (length) {
			memcpy(text + used, rest.p, length);
			used += length;
		} else {
			used += utf8_encode((unsigned char)rest.p[0], text + used);
			length = 1;
		}
		rest = str_skip(rest, length);
	}
	return value_str(arena, str_of(text, used));
}
