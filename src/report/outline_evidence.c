/* SPDX-License-Identifier: Apache-2.0 */
/* What shows a finding, for who must believe it: the evidence, and the conversations at its place with their times. */
#include <string.h>

#include "calendar/day.h"
#include "report/foreign_text.h"
#include "report/outline_priv.h"

#define EXCHANGES_MAX 4
#define SAID_MAX      160 /* bytes */

/* The value of a header, "" for none. */
static struct str header_of(const struct observation *seen, const char *name)
{
	const struct value *headers = value_get(seen->data, "headers");

	for (size_t i = 0; i < value_count(headers); i++) {
		const struct value *key = value_at(value_at(headers, i), 0);
		const struct value *content = value_at(value_at(headers, i), 1);
		if (key && content && content->kind == VALUE_TEXT && str_is(key->text, name))
			return content->text;
	}
	return STR("");
}

/* What was asked and answered: "GET /.env -> 200, nginx"; of other services the first line that they said. */
static const char *said(const struct outline_writer *w, const struct observation *seen)
{
	struct str text = str_from(value_get_text(seen->data, "text"));
	const char *server, *path = value_get_text(seen->data, "path"), *method = value_get_text(seen->data, "method");
	int64_t status = value_get_int(seen->data, "status", 0);

	text = str_trim(str_head(text, str_index(text, '\n')));
	if (!status)
		return text.n ? foreign_text_show(w->arena, text, SAID_MAX) : "";
	server = foreign_text_show(w->arena, header_of(seen, "server"), SAID_MAX);
	return arena_printf(w->arena, "%s %s -> %lld%s%s", *method ? method : "GET",
			    foreign_text_show(w->arena, str_from(*path ? path : "/"), SAID_MAX), (long long)status,
			    *server ? ", " : "", server);
}

/* At the same door, or of the same name where the finding has none. */
static bool is_about(const struct observation *seen, const struct finding *finding)
{
	if (strcmp(seen->target, finding->target) != 0)
		return false;
	if (finding->port)
		return seen->port == finding->port && !strcmp(seen->address, finding->address);
	return !seen->port && !strncmp(seen->kind, "dns.", strlen("dns."));
}

static const char *exchanges(const struct outline_writer *w, const struct finding *finding)
{
	const char *lines = "";
	size_t count = 0;

	for (size_t i = 0; i < w->input->observation_count && count < EXCHANGES_MAX; i++) {
		const struct observation *seen = &w->input->observations[i];
		const char *words;
		if (!is_about(seen, finding))
			continue;
		words = said(w, seen);
		lines = arena_printf(w->arena, "%s%s%s %s%s%s", lines, count++ ? "\n" : "",
				     day_format_instant(w->arena, seen->at_ms), seen->kind, *words ? ": " : "", words);
	}
	return lines;
}

static void add(struct outline_writer *w, struct outline_block *facts, const char *key, const char *text)
{
	outline_write_row(w, facts, outline_write_text(w, key, NULL), text, NULL)->technical = true;
}

void outline_evidence_write(struct outline_writer *w, struct outline_block *facts, const struct finding *finding)
{
	struct value *context = value_map(w->arena);
	const char *lines = exchanges(w, finding);

	value_set_text(w->arena, context, "evidence",
		       foreign_text_show(w->arena, str_from(finding->evidence), OUTLINE_FOREIGN_MAX));
	value_set_text(w->arena, context, "address",
		       foreign_text_show(w->arena, str_from(finding->address), OUTLINE_FOREIGN_MAX));
	add(w, facts, "finding.evidence", outline_write_text(w, "finding.evidence_line", context));
	if (*lines)
		add(w, facts, "finding.exchange", lines);
}
