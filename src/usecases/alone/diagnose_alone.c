/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/alone/diagnose_alone.h"

#include "base/clock.h"
#include "checks/service_list.h"
#include "codec/json.h"
#include "codec/texts.h"
#include "disk/read_file.h"
#include "library/knowledge_load.h"
#include "report/finding_words.h"
#include "usecases/alone/judge_lines.h"
#include "usecases/alone/read_findings.h"
#include "usecases/alone/recheck.h"

#define JSON_MAX ((size_t)64 * 1024 * 1024)

struct diagnose_alone_run {
	struct arena *arena;
	const struct diagnose_alone *plan;
	const struct finding *finding; /* NULL: all */
	struct str *lines;
	size_t count, cap;
};

static enum err take(void *context, struct str line, const struct observation *observation, struct fault *why)
{
	struct diagnose_alone_run *g = context;

	g->lines = arena_grow(g->arena, g->lines, g->count, &g->cap, sizeof(*g->lines));
	g->lines[g->count++] = str_of(str_dup(g->arena, line), line.n);
	return ERR_OK;
}

static void progress(void *context, const struct probe_progress *progress)
{
	struct diagnose_alone_run *g = context;

	if (g->plan->progress)
		g->plan->progress(g->plan->context, progress);
}

static enum err observe(struct diagnose_alone_run *g, struct arena *arena, const struct authorisation *authorisation,
			struct fault *why)
{
	const struct probe_watch watch = {.take = take, .progress = progress, .context = g};
	struct probe_program probe = g->plan->probe;
	struct probe_result result;
	enum err err;

	if (!probe.path)
		probe.path = probe_path_find(arena);
	err = run_probe(arena, &probe, authorisation, &watch, &result, why);
	if (err)
		return err;
	if (result.outcome == PROBE_REFUSED)
		return fault_set(why, ERR_DENIED, "%s", result.problem);
	if (result.outcome == PROBE_FAILED)
		return fault_set(why, ERR_IO, "the probe failed: %s", result.problem);
	return ERR_OK;
}

static struct value *finding_view(struct arena *arena, const struct texts *texts, enum lang lang,
				  const struct finding *finding)
{
	struct value *map = value_map(arena);

	value_set_text(arena, map, "mark",
		       finding->verdict == VERDICT_BAD ? arena_printf(arena, "P%d", (int)finding->priority) : "?");
	value_set_text(arena, map, "title", finding_words_get(texts, arena, lang, finding, "title"));
	value_set_text(arena, map, "place", finding_words_place(texts, arena, lang, finding));
	value_set_text(arena, map, "evidence", finding->evidence);
	value_set_text(arena, map, "todo",
		       finding_words_get(texts, arena, lang, finding,
					 finding->verdict == VERDICT_BAD ? "do_self" : "untestable"));
	return map;
}

static enum err make_view(struct arena *arena, enum lang lang, const struct finding_list *findings,
			  struct value **ret_view, struct fault *why)
{
	struct value *view = value_map(arena), *list = value_list(arena);
	const struct texts *texts;
	enum err err = texts_load(&texts, why);

	if (err)
		return err;
	for (size_t i = 0; i < findings->count; i++)
		if (findings->items[i].verdict == VERDICT_BAD || findings->items[i].verdict == VERDICT_UNTESTABLE)
			value_add(arena, list, finding_view(arena, texts, lang, &findings->items[i]));
	value_set_int(arena, view, "count", (int64_t)list->count);
	value_set(arena, view, "findings", list);
	*ret_view = view;
	return ERR_OK;
}

static void write_json(struct arena *arena, const struct check_input *judged, const struct finding_list *findings,
		       struct buf *json)
{
	const struct value *services = service_list_value(arena, judged);

	buf_add_text(json, "{\"services\": [");
	for (size_t i = 0; i < services->count; i++) {
		buf_add_text(json, i ? ",\n" : "\n");
		json_encode(json, services->items[i]);
	}
	buf_add_text(json, services->count ? "\n],\n\"findings\": " : "],\n\"findings\": ");
	finding_list_format_json(findings, json);
	buf_add_byte(json, '}');
}

/* {"answer": ..., "finding": as it was, "now": what is found in its place, or null} */
static void tell_answer(const struct diagnose_alone_run *g, const struct finding_list *findings,
			const struct check_input *seen, struct diagnose_alone_result *ret_result)
{
	const struct finding *now = NULL;
	struct arena *arena = g->arena;
	struct value *map = value_map(arena);
	BUF_SCOPED json;

	buf_init(&json, JSON_MAX);
	ret_result->answer = recheck_answer_name(recheck_compare(g->finding, findings, seen, &now));
	value_set_text(arena, map, "answer", ret_result->answer);
	value_set(arena, map, "finding", finding_value(arena, g->finding));
	value_set(arena, map, "now", now ? finding_value(arena, now) : value_null(arena));
	json_encode(&json, map);
	ret_result->json = arena_strdup(arena, buf_text(&json));
}

/* With what is known, and into what a program and a person read. */
static enum err judge(const struct diagnose_alone_run *g, const struct check_knowledge *knowledge, int64_t now_ms,
		      struct diagnose_alone_result *ret_result, struct fault *why)
{
	struct arena *arena = g->arena;
	struct finding_list findings;
	struct check_input judged;
	struct value *view;
	BUF_SCOPED json;
	enum err err;

	buf_init(&json, JSON_MAX);
	err = judge_lines(arena, g->plan->checks, knowledge, g->lines, g->count, now_ms, &findings, &judged, why);
	if (err)
		return err;
	write_json(arena, &judged, &findings, &json);
	err = buf_finish(&json, "the findings", why);
	if (!err)
		err = make_view(arena, g->plan->lang, &findings, &view, why);
	if (!err)
		*ret_result = (struct diagnose_alone_result){arena_strdup(arena, buf_text(&json)), view, NULL};
	if (!err && g->finding)
		tell_answer(g, &findings, &judged, ret_result);
	return err;
}

static enum err read_one_finding(struct diagnose_alone_run *g, struct authorisation *authorisation, int64_t now_ms,
				 struct fault *why)
{
	const char *path = g->plan->finding_path;
	struct finding_list list;
	enum err err = read_findings(g->arena, path, &list, why);

	if (!err && list.count != 1)
		err = fault_set(why, ERR_INVALID, "%s: holds %zu findings, but one is looked at", path, list.count);
	if (err)
		return err;
	g->finding = list.items;
	return recheck_narrow(g->arena, g->finding, now_ms, authorisation, why);
}

enum err diagnose_alone(struct arena *arena, const struct diagnose_alone *plan,
			struct diagnose_alone_result *ret_result, struct fault *why)
{
	struct diagnose_alone_run gathering = {.arena = arena, .plan = plan};
	const struct clock real = {0};
	struct authorisation *authorisation;
	struct knowledge_loaded loaded;
	struct str file;
	enum err err;

	err = read_file(arena, plan->authorisation_path, AUTHORISATION_BYTES_MAX, &file, why);
	if (!err && authorisation_parse(arena, file, &authorisation, why))
		err = fault_prefix(why, ERR_INVALID, "%s", plan->authorisation_path);
	if (!err && plan->is_lab)
		err = authorisation_make_lab(authorisation, why);
	if (!err && plan->finding_path)
		err = read_one_finding(&gathering, authorisation, clock_now_ms(&real) + authorisation->clock_offset_ms,
				       why);
	if (!err)
		err = knowledge_load(plan->data, &loaded, why); /* before anything is sent: it may be damaged */
	if (err)
		return err;
	err = observe(&gathering, arena, authorisation, why);
	if (!err)
		err = judge(&gathering, &loaded.knowledge, clock_now_ms(&real) + authorisation->clock_offset_ms,
			    ret_result, why);
	knowledge_load_release(&loaded);
	return err;
}
