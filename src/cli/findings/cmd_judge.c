/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "calendar/day.h"
#include "cli/command.h"
#include "cli/line_reader.h"
#include "cli/options.h"
#include "cli/say.h"
#include "library/knowledge_load.h"
#include "usecases/alone/explain_check.h"
#include "usecases/alone/judge_stream.h"

/* The context is the exit status. */
static void write_findings(void *context, const struct finding_list *findings)
{
	int *status = context;
	struct fault why;
	BUF_SCOPED line;

	buf_init(&line, FINDING_LINE_MAX);
	for (size_t i = 0; i < findings->count; i++) {
		buf_clear(&line);
		finding_format(&findings->items[i], &line);
		buf_add_byte(&line, '\n');
		if (buf_finish(&line, findings->items[i].check, &why)) { /* a cut line would be no finding */
			fprintf(stderr, "%s: %s\n", findings->items[i].target, why.text);
			*status = COMMAND_FAILED;
			continue;
		}
		fwrite(buf_text(&line), 1, buf_str(&line).n, stdout);
	}
}

/* *status becomes what the command ends with. */
static void judge_input(struct judge_stream *stream, int *status)
{
	struct line_reader *reader;
	ARENA_SCOPED arena;
	BUF_SCOPED line;

	arena_init(&arena);
	buf_init(&line, OBSERVATION_LINE_MAX);
	reader = arena_alloc(&arena, sizeof(*reader));
	while (!ferror(stdout) && line_reader_next(reader, &line)) {
		struct fault why;
		enum err err = buf_finish(&line, "an observation", &why);
		if (!err)
			err = judge_stream_add(stream, buf_str(&line), &why);
		if (!err)
			continue;
		fprintf(stderr, "line %llu: %s\n", (unsigned long long)reader->line, why.text);
		*status = COMMAND_USAGE;
	}
	judge_stream_finish(stream);
	if (fflush(stdout) != 0 || ferror(stdout))
		*status = COMMAND_FAILED;
}

static int judge(const struct program *program, const char *data, int64_t now_ms)
{
	int status = COMMAND_DONE;
	struct judge_stream stream = {
		.checks = program->checks, .now_ms = now_ms, .take = write_findings, .context = &status};
	struct knowledge_loaded loaded;
	struct fault why;
	enum err err;

	err = knowledge_load(data, &loaded, &why);
	if (err)
		return say_fault("judge", err, &why);
	stream.knowledge = &loaded.knowledge;
	judge_stream_init(&stream);
	judge_input(&stream, &status);
	judge_stream_release(&stream);
	knowledge_unload(&loaded);
	return status;
}

/* Of one check, or the list of them when no id is given. */
static int explain(const struct program *program, const char *id)
{
	struct value *view;
	ARENA_SCOPED arena;
	struct fault why;
	enum err err;

	arena_init(&arena);
	err = *id ? explain_check(&arena, program->checks, id, say_lang(), &view, &why)
		  : explain_checks(&arena, program->checks, say_lang(), &view, &why);
	if (err)
		return say_fault("judge", err, &why);
	say_text(*id ? "cli.judge.check" : "cli.judge.list", view);
	return COMMAND_DONE;
}

int cmd_judge(const struct program *program, int argc, char **argv)
{
	const char *data = NULL, *now = NULL;
	bool is_explaining = false;
	const struct option_spec specs[] = {
		{"data", &data, NULL}, {"now", &now, NULL}, {"explain", NULL, &is_explaining}};
	struct options options = {.command = "judge", .specs = specs, .count = 3, .others_max = 1};
	const struct clock real = {0};
	int64_t now_ms = clock_now_ms(&real);

	switch (options_read(&options, argc, argv)) {
	case OPTIONS_HELP_SHOWN: return COMMAND_DONE;
	case OPTIONS_WRONG: return COMMAND_USAGE;
	case OPTIONS_GOOD: break;
	}
	if (options.other_count && !is_explaining) {
		say_problem("cli.option", "judge", "too_much", options.others[0]);
		return COMMAND_USAGE;
	}
	if (now && !day_parse_instant(str_from(now), &now_ms)) {
		say_problem("cli.judge", "judge", "now", now);
		return COMMAND_USAGE;
	}
	if (is_explaining)
		return explain(program, options.other_count ? options.others[0] : "");
	return judge(program, data, now_ms);
}
