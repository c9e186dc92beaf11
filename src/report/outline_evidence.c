/* SPDX-License-Identifier: Apache-2.0 */
/* What shows a finding, for who must believe it: the evidence, and the conversations at its place with their times. */
#include <stdlib.h>
#include <string.h>

#include "calendar/day.h"
#include "report/evidence_words.h"
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

/* A plain member of what was seen: "version=TLSv1.0", "accepted=rdp,tls"; "" for what is no word, number or list of
 * words. */
static const char *member(const struct outline_writer *w, struct str key, const struct value *value)
{
	const char *name = str_dup(w->arena, key), *list = "";

	if (value->kind == VALUE_TEXT && value->text.n)
		return arena_printf(w->arena, "%s=%s", name, foreign_text_show(w->arena, value->text, SAID_MAX));
	if (value->kind == VALUE_BOOL)
		return arena_printf(w->arena, "%s=%s", name, value->boolean ? "true" : "false");
	if (value->kind == VALUE_INT && !str_ends(key, "_ms"))
		return arena_printf(w->arena, "%s=%lld", name, (long long)value->integer);
	for (size_t i = 0; value->kind == VALUE_LIST && i < value_count(value); i++)
		if (value_at(value, i)->kind == VALUE_TEXT)
			list = arena_printf(w->arena, "%s%s%s", list, *list ? "," : "",
					    foreign_text_show(w->arena, value_at(value, i)->text, SAID_MAX));
	return *list ? arena_printf(w->arena, "%s=%s", name, list) : "";
}

static const char *members(const struct outline_writer *w, const struct observation *seen)
{
	const char *line = "";

	for (size_t i = 0; i < value_count(seen->data); i++) {
		const char *next = member(w, seen->data->keys[i], seen->data->items[i]);
		line = arena_printf(w->arena, "%s%s%s", line, *line && *next ? " " : "", next);
	}
	return foreign_text_show(w->arena, str_from(line), SAID_MAX);
}

/* What was asked and answered: "GET /.env -> 200, nginx"; of other services the first line that they said, or else what
 * the probe took from the conversation. */
static const char *said(const struct outline_writer *w, const struct observation *seen)
{
	struct str text = str_from(value_get_text(seen->data, "text"));
	const char *server, *path = value_get_text(seen->data, "path"), *method = value_get_text(seen->data, "method");
	int64_t status = value_get_int(seen->data, "status", 0);

	text = str_trim(str_head(text, str_index(text, '\n')));
	if (!status)
		return text.n ? foreign_text_show(w->arena, text, SAID_MAX) : members(w, seen);
	server = foreign_text_show(w->arena, header_of(seen, "server"), SAID_MAX);
	return arena_printf(w->arena, "%s %s -> %lld%s%s", *method ? method : "GET",
			    foreign_text_show(w->arena, str_from(*path ? path : "/"), SAID_MAX), (long long)status,
			    *server ? ", " : "", server);
}

/* ---- by place --------------------------------------------------------------------------------------------------- */

static int compare_places(const struct observation *a, const char *target, int port)
{
	int order = strcmp(a->target, target);

	return order ? order : a->port - port;
}

/* Of one place in the order in which they were made. */
static int compare_seen(const void *left, const void *right)
{
	const struct observation *a = *(const struct observation *const *)left;
	const struct observation *b = *(const struct observation *const *)right;
	int order = compare_places(a, b->target, b->port);

	return order ? order : (a > b) - (a < b);
}

void outline_evidence_index(struct outline_writer *w)
{
	size_t count = w->input->observation_count;

	w->by_place = arena_array(w->arena, count, sizeof(const struct observation *));
	for (size_t i = 0; i < count; i++)
		w->by_place[i] = &w->input->observations[i];
	if (count)
		qsort(w->by_place, count, sizeof(const struct observation *), compare_seen);
}

/* The first observation of the place, or where it would stand. */
static size_t first_of(const struct outline_writer *w, const struct finding *finding)
{
	size_t low = 0, high = w->input->observation_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (compare_places(w->by_place[middle], finding->target, finding->port) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* ---- what the finding rests on ---------------------------------------------------------------------------------- */

/* The kinds that its check reads; NULL where the check is not known. */
static const char *kinds_of(const struct outline_writer *w, const struct finding *finding)
{
	const struct check *check = w->input->checks;

	while (check && *check->id && strcmp(check->id, finding->check) != 0)
		check++;
	return check && *check->id ? check->observes : NULL;
}

static bool is_kind_of(const char *kinds, const char *kind)
{
	struct str rest = str_from(kinds);

	while (rest.n)
		if (str_is(str_trim(str_cut(&rest, ',')), kind))
			return true;
	return false;
}

/* Whether what the finding tells names this path, name or version of the conversation. */
static bool is_named(const struct finding *finding, const struct observation *seen)
{
	static const char *const keys[] = {"path", "name", "version", "server", "cipher"};

	for (size_t i = 0; i < COUNT(keys); i++) {
		const char *text = value_get_text(seen->data, keys[i]);
		const char *told = value_get_text(finding->details, keys[i]);
		if (strlen(text) > 1 && (!strcmp(text, told) || strstr(finding->evidence, text)))
			return true;
	}
	return false;
}

/* How much it has to do with the finding; 0: nothing. A port that is open says least. */
static int weight_of(const char *kinds, const struct finding *finding, const struct observation *seen)
{
	if (finding->port && strcmp(seen->address, finding->address) != 0)
		return 0;
	if (kinds ? !is_kind_of(kinds, seen->kind) : !finding->port && !str_starts(str_from(seen->kind), "dns."))
		return 0;
	if (is_named(finding, seen))
		return 3;
	return strcmp(seen->kind, "port.open") ? 2 : 1;
}

/* The weightiest ones, in the order in which they were made; where some are named, only those. */
static size_t choose(const struct outline_writer *w, const struct finding *finding,
		     const struct observation *chosen[EXCHANGES_MAX])
{
	const char *kinds = kinds_of(w, finding);
	size_t begin = first_of(w, finding), count = 0;

	for (int weight = 3; weight > 0 && !count; weight--)
		for (size_t i = begin; i < w->input->observation_count && count < EXCHANGES_MAX; i++) {
			if (compare_places(w->by_place[i], finding->target, finding->port))
				break;
			if (weight_of(kinds, finding, w->by_place[i]) == weight)
				chosen[count++] = w->by_place[i];
		}
	return count;
}

static const char *exchanges(const struct outline_writer *w, const struct finding *finding)
{
	const struct observation *chosen[EXCHANGES_MAX];
	size_t count = choose(w, finding, chosen);
	const char *lines = "";

	for (size_t i = 0; i < count; i++) {
		const char *words = said(w, chosen[i]);
		lines = arena_printf(w->arena, "%s%s%s %s%s%s", lines, i ? "\n" : "",
				     day_format_instant(w->arena, chosen[i]->at_ms), chosen[i]->kind,
				     *words ? ": " : "", words);
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
	const char *words = evidence_words(w->input->texts, w->arena, w->input->wish.lang, finding->evidence);

	value_set_text(w->arena, context, "evidence",
		       foreign_text_show(w->arena, str_from(words), OUTLINE_FOREIGN_MAX));
	value_set_text(w->arena, context, "address",
		       foreign_text_show(w->arena, str_from(finding->address), OUTLINE_FOREIGN_MAX));
	add(w, facts, "finding.evidence", outline_write_text(w, "finding.evidence_line", context));
	if (*lines)
		add(w, facts, "finding.exchange", lines);
}
