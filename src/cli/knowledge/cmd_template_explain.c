/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/say.h"
#include "library/template_files.h"
#include "nuclei/nuclei_plan.h"

#define SHOWN_MAX 12 /* things of one matcher, and requests, that are shown */

static void set_flag(struct arena *arena, struct value *map, const char *prefix, const char *name)
{
	value_set_bool(arena, map, arena_printf(arena, "%s%s", prefix, name), true);
}

/* What one matcher wants to see, item by item. */
static struct value *things_value(struct arena *arena, const struct nuclei_matcher *matcher)
{
	struct value *list = value_list(arena);

	for (size_t i = 0; i < matcher->count && i < SHOWN_MAX; i++) {
		switch (matcher->kind) {
		case NUCLEI_STATUS:
			value_add(arena, list,
				  value_text(arena, arena_printf(arena, "%lld", (long long)matcher->statuses[i])));
			break;
		case NUCLEI_WORD:
		case NUCLEI_REGEX: value_add(arena, list, value_str(arena, matcher->texts[i])); break;
		case NUCLEI_BINARY:
			value_add(arena, list,
				  value_text(arena, arena_printf(arena, "%zu bytes", matcher->texts[i].n)));
			break;
		case NUCLEI_DSL:
			value_add(arena, list, value_str(arena, nuclei_expression_text(matcher->expressions[i])));
			break;
		}
	}
	return list;
}

static struct value *matcher_value(struct arena *arena, const struct nuclei_matcher *matcher)
{
	static const char *const kinds[] = {"status", "word", "regex", "binary", "dsl"};
	struct value *map = value_map(arena);

	set_flag(arena, map, "is_", kinds[matcher->kind]);
	value_set_text(arena, map, "part", matcher->part);
	value_set_bool(arena, map, "all", matcher->is_all && matcher->count > 1);
	value_set_bool(arena, map, "negative", matcher->is_negative);
	value_set(arena, map, "things", things_value(arena, matcher));
	value_set_int(arena, map, "more", matcher->count > SHOWN_MAX ? (int64_t)(matcher->count - SHOWN_MAX) : 0);
	return map;
}

static struct value *block_value(struct arena *arena, const struct nuclei_block *block)
{
	struct value *map = value_map(arena), *matchers = value_list(arena);

	set_flag(arena, map, "is_", nuclei_template_protocol_name(block->protocol));
	value_set_text(arena, map, "record", block->record_type);
	value_set_text(arena, map, "prefix", block->name_prefix);
	value_set_bool(arena, map, "all", block->is_all && block->matcher_count > 1);
	value_set_bool(arena, map, "any", !block->is_all && block->matcher_count > 1);
	for (size_t i = 0; i < block->matcher_count && i < SHOWN_MAX; i++)
		value_add(arena, matchers, matcher_value(arena, &block->matchers[i]));
	value_set(arena, map, "matchers", matchers);
	value_set_bool(arena, map, "takes", !block->matcher_count);
	return map;
}

static struct value *plan_value(struct arena *arena, const struct nuclei_template *template)
{
	struct nuclei_plan *plan = arena_alloc(arena, sizeof(*plan));
	struct value *list = value_list(arena);

	nuclei_plan_add(plan, template);
	for (size_t i = 0; i < plan->count && i < SHOWN_MAX; i++) {
		const struct nuclei_planned *planned = &plan->items[i];
		struct value *map = value_map(arena);
		value_set_text(arena, map, "method", planned->request->method);
		value_set_text(arena, map, "path", planned->request->path);
		value_set_int(arena, map, "redirects", planned->redirects);
		value_add(arena, list, map);
	}
	return list;
}

static struct value *template_value(struct arena *arena, const struct nuclei_template *template)
{
	struct value *map = value_map(arena), *blocks = value_list(arena);
	const struct nuclei_refusal *refusal = &template->refusal;

	value_set_text(arena, map, "id", template->id);
	value_set_text(arena, map, "name", template->name);
	value_set_text(arena, map, "severity", nuclei_template_severity_name(template->severity));
	value_set_text(arena, map, "cve", template->cve);
	value_set_text(arena, map, "description", str_dup(arena, str_trim(str_from(template->description))));
	for (size_t i = 0; i < template->block_count; i++)
		value_add(arena, blocks, block_value(arena, &template->blocks[i]));
	value_set(arena, map, "blocks", blocks);
	value_set(arena, map, "requests", plan_value(arena, template));
	value_set_bool(arena, map, "safe", refusal->reason == NUCLEI_SAFE);
	value_set_text(arena, map, "reason", nuclei_refusal_reason_name(refusal->reason));
	value_set_int(arena, map, "line", refusal->line);
	value_set_text(arena, map, "what", refusal->what);
	return map;
}

enum err cmd_template_explain(struct command_call *call, struct fault *why)
{
	const struct nuclei_template *template;
	struct value *context;
	struct str bytes;
	enum err err = template_files_load(call->arena, call->words[0], &template, &bytes, why);

	if (err)
		return err;
	context = template_value(call->arena, template);
	say_text("template.explain", context);
	if (template->refusal.reason != NUCLEI_SAFE) {
		say_text("template.explain_refused", context);
		say_text(arena_printf(call->arena, "template.reason.%s",
				      nuclei_refusal_reason_name(template->refusal.reason)),
			 NULL);
		printf("\n");
	}
	return ERR_OK;
}
