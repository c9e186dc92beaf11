/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/lang.h"
#include "calendar/day.h"
#include "cli/command.h"
#include "cli/line_reader.h"
#include "cli/say.h"
#include "codec/texts.h"
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

static enum err judge(struct command_call *call, int64_t now_ms, struct fault *why)
{
	struct judge_stream stream = {
		.checks = call->program->checks, .now_ms = now_ms, .take = write_findings, .context = &call->status};
	struct knowledge_loaded loaded;
	enum err err = knowledge_load(command_value(call, "data"), &loaded, why);

	if (err)
		return err;
	stream.knowledge = &loaded.knowledge;
	judge_stream_init(&stream);
	judge_input(&stream, &call->status);
	judge_stream_release(&stream);
	knowledge_load_release(&loaded);
	return ERR_OK;
}

/* Of one check, or the list of them when no id is given. */
static enum err explain(struct command_call *call, struct fault *why)
{
	const struct check *checks = call->program->checks;
	enum lang lang = lang_of_environment();
	const struct texts *texts;
	struct value *view = NULL;
	enum err err = texts_load(&texts, why);

	if (err)
		return err;
	if (call->word_count)
		err = explain_check(call->arena, texts, checks, call->words[0], lang, &view, why);
	else
		view = explain_check_all(call->arena, texts, checks, lang);
	if (!err)
		say_text(call->word_count ? "cli.judge.check" : "cli.judge.list", view);
	return err;
}

enum err cmd_judge(struct command_call *call, struct fault *why)
{
	const char *now = command_value(call, "now");
	const struct clock real = {0};
	int64_t now_ms = clock_now_ms(&real);

	if (call->word_count && !command_flag(call, "explain"))
		return command_refuse(call, "cli.option", "too_much", call->words[0]);
	if (now && !day_parse_instant(str_from(now), &now_ms))
		return command_refuse(call, "cli.judge", "now", now);
	return command_flag(call, "explain") ? explain(call, why) : judge(call, now_ms, why);
}
