/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/alone/run_probe.h"

#include <string.h>

#include "base/clock.h"
#include "codec/json.h"
#include "diagnosis/probe_exit.h"
#include "net/child.h"

#define LINES_MAX    100000
#define RUN_MAX_MS   ((int64_t)6 * 60 * 60 * 1000)
#define LAST_WORD_MS 1000 /* for a probe that stops by itself at the window's end */

static enum err take_line(void *context, struct str line, struct fault *why)
{
	const struct probe_watch *watch = context;
	struct observation observation;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = observation_parse(&arena, line, &observation, why);
	if (err)
		return fault_prefix(why, ERR_CORRUPT, "the probe wrote a line that is no observation");
	if (strcmp(observation.kind, "probe.progress") != 0)
		return watch->take ? watch->take(watch->context, line, &observation, why) : ERR_OK;
	if (watch->progress) {
		const struct probe_progress progress = {
			.done = value_get_int(observation.data, "done", 0),
			.total = value_get_int(observation.data, "total", 0),
			.phase = value_get_text(observation.data, "phase"),
			.flows_per_second = (int)value_get_int(observation.data, "flows_per_second", 0),
		};

		watch->progress(watch->context, &progress);
	}
	return ERR_OK;
}

static bool is_wanted(void *context)
{
	const struct probe_watch *watch = context;

	return !watch->is_wanted || watch->is_wanted(watch->context);
}

/* The probe writes its reason as {"error":"..."} on standard error. */
static const char *reason_of(struct arena *arena, const struct child_end *end)
{
	struct str text = str_trim(str_from(end->errors));
	struct value *value;

	if (!json_decode(arena, str_head(text, str_index(text, '\n')), &value, NULL) &&
	    value_get_text(value, "error")[0])
		return value_get_text(value, "error");
	return text.n ? str_dup(arena, text) : "it ended without a word";
}

/* Until the window's end, when a probe that has not stopped by itself is killed. */
static int64_t life_left_ms(const struct authorisation *authorisation)
{
	const struct clock clock = {.offset_ms = authorisation->clock_offset_ms};
	int64_t left_ms = authorisation_run_ends_ms(authorisation) - clock_now_ms(&clock);

	return (left_ms > 0 ? left_ms : 0) + LAST_WORD_MS;
}

enum err run_probe(struct arena *arena, const struct probe_program *probe, const struct authorisation *authorisation,
		   const struct probe_watch *watch, struct probe_result *ret_result, struct fault *why)
{
	struct child_plan plan = {
		.path = probe->path,
		.argument = probe->may_lack_landlock ? "--without-landlock" : NULL,
		.line_max = OBSERVATION_LINE_MAX,
		.lines_max = LINES_MAX,
		.run_ms = RUN_MAX_MS,
		.life_ms = life_left_ms(authorisation),
		.take_line = take_line,
		.is_wanted = is_wanted,
		.context = (void *)(uintptr_t)watch, /* only read */
	};
	struct child_end end;
	BUF_SCOPED document;
	enum err err;

	buf_init(&document, AUTHORISATION_BYTES_MAX);
	authorisation_format(authorisation, &document);
	buf_add_byte(&document, '\n');
	err = buf_finish(&document, "the authorisation", why);
	plan.input = buf_str(&document);
	if (!err)
		err = child_run(&plan, &end, why);
	if (err)
		return err;
	*ret_result = (struct probe_result){PROBE_DONE, ""};
	if (end.was_stopped || end.was_killed || end.exit_status == PROBE_EXIT_STOPPED)
		*ret_result = (struct probe_result){PROBE_STOPPED, ""};
	else if (end.exit_status == PROBE_EXIT_REFUSED)
		*ret_result = (struct probe_result){PROBE_REFUSED, reason_of(arena, &end)};
	else if (end.exit_status != PROBE_EXIT_DONE)
		*ret_result = (struct probe_result){PROBE_FAILED, reason_of(arena, &end)};
	return ERR_OK;
}
