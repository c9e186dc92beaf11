/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/alone/judge_stream.h"

#include <string.h>

void judge_stream_init(struct judge_stream *stream)
{
	arena_init(&stream->arena);
	stream->observations = NULL;
	stream->count = stream->cap = 0;
}

void judge_stream_release(struct judge_stream *stream)
{
	arena_release(&stream->arena);
}

void judge_stream_finish(struct judge_stream *stream)
{
	struct finding_list findings = {.arena = &stream->arena};
	struct check_input input = {.observations = stream->observations,
				    .count = stream->count,
				    .now_ms = stream->now_ms,
				    .knowledge = stream->knowledge};

	check_run_all(stream->checks, &input, &findings);
	stream->take(stream->context, &findings);
	arena_reset(&stream->arena);
	stream->observations = NULL;
	stream->count = stream->cap = 0;
}

static bool begins_a_piece(const struct judge_stream *stream, const struct observation *next)
{
	const struct observation *last = stream->count ? &stream->observations[stream->count - 1] : NULL;

	if (!last)
		return false;
	if (stream->count == JUDGE_STREAM_LINES_MAX || !strcmp(next->kind, "probe.begin"))
		return true;
	return stream->count >= JUDGE_STREAM_LINES && strcmp(next->target, last->target) != 0;
}

enum err judge_stream_add(struct judge_stream *stream, struct str line, struct fault *why)
{
	struct observation next;
	enum err err = observation_parse(&stream->arena, line, &next, why);

	if (err)
		return err;
	if (begins_a_piece(stream, &next)) {
		judge_stream_finish(stream);
		err = observation_parse(&stream->arena, line, &next, why); /* the piece took its memory along */
	}
	if (err)
		return err;
	stream->observations = arena_grow(&stream->arena, stream->observations, stream->count, &stream->cap,
					  sizeof(*stream->observations));
	stream->observations[stream->count++] = next;
	return ERR_OK;
}
