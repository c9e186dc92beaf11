/* SPDX-License-Identifier: Apache-2.0 */
#include "findings/finding.h"

#include <stdlib.h>
#include <string.h>

#include "codec/json.h"

#define PORT_MAX 65535

static const char *const verdict_names[] = {
	[VERDICT_GOOD] = "good",
	[VERDICT_BAD] = "bad",
	[VERDICT_UNTESTABLE] = "untestable",
	[VERDICT_NOT_TESTED] = "not_tested",
};
static const char *const confidence_names[] = {
	[CONFIDENCE_CONFIRMED] = "confirmed",
	[CONFIDENCE_LIKELY] = "likely",
	[CONFIDENCE_POSSIBLE] = "possible",
};
static const char *const priority_names[] = {"", "P1", "P2", "P3", "P4"};

/* Index of the name from `first` on, or count when it is not among them. */
static size_t name_index(const char *const *names, size_t first, size_t count, struct str text)
{
	size_t i = first;

	while (i < count && !str_is(text, names[i]))
		i++;
	return i;
}

const char *finding_verdict_name(enum verdict verdict)
{
	return verdict_names[verdict];
}

const char *finding_confidence_name(enum confidence confidence)
{
	return confidence_names[confidence];
}

const char *finding_priority_name(enum priority priority)
{
	return priority_names[priority];
}

static bool parse_verdict(struct str text, enum verdict *ret_verdict)
{
	size_t i = name_index(verdict_names, 0, COUNT(verdict_names), text);

	if (i < COUNT(verdict_names))
		*ret_verdict = (enum verdict)i;
	return i < COUNT(verdict_names);
}

bool finding_confidence_parse(struct str text, enum confidence *ret_confidence)
{
	size_t i = name_index(confidence_names, 0, COUNT(confidence_names), text);

	if (i < COUNT(confidence_names))
		*ret_confidence = (enum confidence)i;
	return i < COUNT(confidence_names);
}

bool finding_priority_parse(struct str text, enum priority *ret_priority)
{
	size_t i = name_index(priority_names, PRIORITY_P1, COUNT(priority_names), text);

	if (i < COUNT(priority_names))
		*ret_priority = (enum priority)i;
	return i < COUNT(priority_names);
}

struct value *finding_value(struct arena *arena, const struct finding *finding)
{
	struct value *map = value_map(arena);
	struct value *none = value_null(arena);

	value_set_text(arena, map, "check", finding->check);
	value_set_text(arena, map, "verdict", finding_verdict_name(finding->verdict));
	value_set(arena, map, "priority",
		  finding->verdict == VERDICT_BAD ? value_text(arena, finding_priority_name(finding->priority)) : none);
	value_set_text(arena, map, "confidence", finding_confidence_name(finding->confidence));
	value_set_text(arena, map, "target", finding->target);
	value_set_text(arena, map, "address", finding->address);
	value_set_int(arena, map, "port", finding->port);
	value_set_text(arena, map, "variant", finding->variant);
	value_set_text(arena, map, "evidence", finding->evidence);
	value_set_text(arena, map, "remedy", finding->remedy ? finding->remedy : "");
	value_set_text(arena, map, "knowledge", finding->knowledge ? finding->knowledge : "");
	/* A finished tree is only read, so two trees may share the details. */
	value_set(arena, map, "details", finding->details ? (struct value *)finding->details : value_map(arena));
	return map;
}

void finding_format(const struct finding *finding, struct buf *out)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	json_encode(out, finding_value(&arena, finding));
}

static enum err parse_text(const struct value *map, const char *key, const char **ret_text, struct fault *why)
{
	const struct value *value = value_get(map, key);

	if (!value || value->kind != VALUE_TEXT)
		return fault_set(why, ERR_INVALID, "finding: \"%s\" must be a text", key);
	if (memchr(value->text.p, '\0', value->text.n))
		return fault_set(why, ERR_INVALID, "finding: \"%s\" holds a NUL", key);
	*ret_text = value->text.p;
	return ERR_OK;
}

/* Lines of an earlier version lack it. */
static enum err parse_later_text(const struct value *map, const char *key, const char **ret_text, struct fault *why)
{
	*ret_text = "";
	return value_get(map, key) ? parse_text(map, key, ret_text, why) : ERR_OK;
}

static enum err parse_texts(const struct value *map, struct finding *finding, struct fault *why)
{
	const struct {
		const char *key;
		const char **into;
	} members[] = {
		{"check", &finding->check},     {"target", &finding->target},     {"address", &finding->address},
		{"variant", &finding->variant}, {"evidence", &finding->evidence},
	};
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < COUNT(members); i++)
		err = parse_text(map, members[i].key, members[i].into, why);
	if (!err)
		err = parse_later_text(map, "remedy", &finding->remedy, why);
	if (!err)
		err = parse_later_text(map, "knowledge", &finding->knowledge, why);
	if (!err && !*finding->check)
		err = fault_set(why, ERR_INVALID, "finding: \"check\" is empty");
	return err;
}

static enum err parse_judgement(const struct value *map, struct finding *finding, struct fault *why)
{
	const char *text = "";
	enum err err = parse_text(map, "verdict", &text, why);

	if (err)
		return err;
	if (!parse_verdict(str_from(text), &finding->verdict))
		return fault_set(why, ERR_INVALID, "finding: unknown \"verdict\"");
	err = parse_text(map, "confidence", &text, why);
	if (err)
		return err;
	if (!finding_confidence_parse(str_from(text), &finding->confidence))
		return fault_set(why, ERR_INVALID, "finding: unknown \"confidence\"");
	if (finding->verdict == VERDICT_BAD) {
		err = parse_text(map, "priority", &text, why);
		if (!err && !finding_priority_parse(str_from(text), &finding->priority))
			err = fault_set(why, ERR_INVALID, "finding: \"priority\" must be P1 to P4");
	}
	return err;
}

enum err finding_parse(struct arena *arena, struct str line, struct finding *ret_finding, struct fault *why)
{
	struct finding finding = {.priority = PRIORITY_P4};
	struct value *map;
	int64_t port;
	enum err err;

	if (line.n > FINDING_LINE_MAX)
		return fault_set(why, ERR_TOO_LARGE, "finding: a line of more than %zu bytes", FINDING_LINE_MAX);
	err = json_decode(arena, line, &map, why);
	if (err)
		return fault_prefix(why, err, "finding");
	if (map->kind != VALUE_MAP)
		return fault_set(why, ERR_INVALID, "finding: expected a JSON object");
	err = parse_texts(map, &finding, why);
	if (!err)
		err = parse_judgement(map, &finding, why);
	if (err)
		return err;
	port = value_get_int(map, "port", -1);
	if (port < 0 || port > PORT_MAX)
		return fault_set(why, ERR_INVALID, "finding: \"port\" must be 0 to %d", PORT_MAX);
	finding.port = (int)port;
	finding.details = value_get(map, "details");
	if (finding.details && finding.details->kind != VALUE_MAP)
		return fault_set(why, ERR_INVALID, "finding: \"details\" must be an object");
	*ret_finding = finding;
	return ERR_OK;
}

void finding_list_add(struct finding_list *list, const struct finding *finding)
{
	list->items = arena_grow(list->arena, list->items, list->count, &list->cap, sizeof(*list->items));
	list->items[list->count++] = *finding;
}

/* P1 1, P2 2, P3 3, P4 4, untestable 5, not tested 6, good 7. */
static int urgency(const struct finding *finding)
{
	static const int behind[] = {[VERDICT_GOOD] = 7, [VERDICT_UNTESTABLE] = 5, [VERDICT_NOT_TESTED] = 6};

	return finding->verdict == VERDICT_BAD ? (int)finding->priority : behind[finding->verdict];
}

static int compare_texts(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "");
}

/* Compares every member in which two findings can differ, so that the order is the same in each run. */
static int compare_findings(const void *left, const void *right)
{
	const struct finding *a = left, *b = right;
	int order = urgency(a) - urgency(b);

	if (!order)
		order = compare_texts(a->check, b->check);
	if (!order)
		order = compare_texts(a->target, b->target);
	if (!order)
		order = a->port - b->port;
	if (!order)
		order = compare_texts(a->address, b->address);
	if (!order)
		order = compare_texts(a->variant, b->variant);
	return order ? order : compare_texts(a->evidence, b->evidence);
}

void finding_list_sort(struct finding_list *list)
{
	if (list->count)
		qsort(list->items, list->count, sizeof(*list->items), compare_findings);
}

void finding_list_format_json(const struct finding_list *list, struct buf *out)
{
	buf_add_byte(out, '[');
	for (size_t i = 0; i < list->count; i++) {
		buf_add_text(out, i ? ",\n" : "\n");
		finding_format(&list->items[i], out);
	}
	buf_add_text(out, list->count ? "\n]" : "]");
}
