/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/ascii.h"
#include "nuclei/nuclei_function.h"
#include "nuclei/nuclei_template_priv.h"

#define OPERATORS_MAX 2048 /* matchers or extractors of one block */

static const struct nuclei_key matcher_keys[] = {
	{"type", NUCLEI_SAFE},
	{"name", NUCLEI_SAFE},
	{"part", NUCLEI_SAFE},
	{"condition", NUCLEI_SAFE},
	{"negative", NUCLEI_SAFE},
	{"case-insensitive", NUCLEI_SAFE},
	{"encoding", NUCLEI_SAFE},
	{"match-all", NUCLEI_SAFE}, /* tells all that it found, not only the first */
	{"status", NUCLEI_SAFE},
	{"words", NUCLEI_SAFE},
	{"regex", NUCLEI_SAFE},
	{"binary", NUCLEI_SAFE},
	{"dsl", NUCLEI_SAFE},
	{"internal", NUCLEI_REASON_FLOW}, /* it only steers what is asked next */
	{"xpath", NUCLEI_REASON_MATCHER},
	{"size", NUCLEI_REASON_MATCHER},
};

static const struct nuclei_key extractor_keys[] = {
	{"type", NUCLEI_SAFE},  {"name", NUCLEI_SAFE},        {"part", NUCLEI_SAFE},
	{"regex", NUCLEI_SAFE}, {"kval", NUCLEI_SAFE},        {"dsl", NUCLEI_SAFE},
	{"group", NUCLEI_SAFE}, {"internal", NUCLEI_SAFE},    {"json", NUCLEI_SAFE},
	{"xpath", NUCLEI_SAFE}, {"attribute", NUCLEI_SAFE},   {"case-insensitive", NUCLEI_SAFE},
	{"to", NUCLEI_SAFE},    {"description", NUCLEI_SAFE},
};

/* While the names of an expression are looked at. */
struct naming {
	struct nuclei_reading *reading;
	const struct value *at;
	struct nuclei_block *block;
};

/* Ends in "_2". */
static bool is_numbered(const char *name)
{
	const char *last = strrchr(name, '_');
	size_t digits = last ? strspn(last + 1, "0123456789") : 0;

	return digits > 0 && !last[1 + digits] && last != name;
}

/* A name of a value that no stored observation can give refuses the template. */
static void tell_name(void *context, const char *name)
{
	struct naming *naming = context;
	enum nuclei_reason reason = NUCLEI_SAFE;

	if (strncmp(name, "interactsh", 10) == 0)
		reason = NUCLEI_REASON_OUT_OF_BAND;
	else if (strncmp(name, "duration", 8) == 0)
		reason = NUCLEI_REASON_UNSTORED;
	else if (strncmp(name, "http_", 5) == 0 || strncmp(name, "ssl_", 4) == 0)
		reason = NUCLEI_REASON_CHAINED;
	else if (strncmp(name, "rand", 4) == 0)
		reason = NUCLEI_REASON_RANDOM;
	if (reason != NUCLEI_SAFE)
		nuclei_template_refuse_at(naming->reading, reason, naming->at, name);
	if (is_numbered(name))
		naming->block->is_numbered = true;
}

static const struct nuclei_expression *read_expression(struct naming *naming)
{
	struct nuclei_reading *reading = naming->reading;
	struct str text =
		nuclei_template_read_expand(reading, naming->at, nuclei_template_read_scalar(reading, naming->at));
	const struct nuclei_expression *expression = NULL;
	const char *what = "";
	enum err err;

	err = nuclei_expression_parse(reading->arena, text, &expression, &what, NULL);
	if (err == ERR_UNSUPPORTED)
		nuclei_template_refuse_at(reading, NUCLEI_REASON_FUNCTION, naming->at, what);
	else if (err)
		nuclei_template_refuse_at(reading, NUCLEI_REASON_EXPRESSION, naming->at, str_dup(reading->arena, text));
	if (expression)
		nuclei_expression_each_name(expression, tell_name, naming);
	return expression;
}

/* Expressions that cannot be read leave the list empty, which only a refused template has. */
static void read_expressions(struct naming *naming, const struct value *list,
			     const struct nuclei_expression *const **ret_expressions, size_t *ret_count)
{
	const size_t count = nuclei_template_read_count(list);
	const struct nuclei_expression **found = arena_array(naming->reading->arena, count, sizeof(*found));
	size_t good = 0;

	for (size_t i = 0; i < count; i++) {
		naming->at = value_at(list, i);
		found[good] = read_expression(naming);
		good += found[good] != NULL;
	}
	*ret_expressions = found;
	*ret_count = good;
}

static void check_pattern(struct nuclei_reading *reading, const struct value *at, struct str pattern)
{
	struct fault why;

	if (nuclei_pattern_check(pattern, &why))
		nuclei_template_refuse_at(reading, NUCLEI_REASON_PATTERN, at, str_dup(reading->arena, pattern));
}

enum text_kind { TEXT_WORD, TEXT_HEX, TEXT_PATTERN, TEXT_NAME };

static struct str read_text(struct nuclei_reading *reading, const struct value *at, enum text_kind kind)
{
	struct str text = nuclei_template_read_scalar(reading, at);

	switch (kind) {
	case TEXT_WORD: return nuclei_template_read_expand(reading, at, text);
	case TEXT_PATTERN: check_pattern(reading, at, text); return text;
	case TEXT_HEX:
		if (!nuclei_function_hex_bytes(reading->arena, str_trim(text), &text))
			nuclei_template_refuse_at(reading, NUCLEI_REASON_MATCHER, at, "hex");
		return text;
	case TEXT_NAME: break;
	}
	text = (struct str){str_dup(reading->arena, text), text.n};
	for (char *p = (char *)text.p; *p; p++)
		*p = *p == '-' ? '_' : ascii_lower(*p);
	return text;
}

static void read_texts(struct nuclei_reading *reading, const struct value *list, enum text_kind kind,
		       const struct str **ret_texts, size_t *ret_count)
{
	const size_t count = nuclei_template_read_count(list);
	struct str *texts = arena_array(reading->arena, count, sizeof(*texts));

	for (size_t i = 0; i < count; i++)
		texts[i] = read_text(reading, value_at(list, i), kind);
	*ret_texts = texts;
	*ret_count = count;
}

static void read_statuses(struct nuclei_reading *reading, const struct value *list, struct nuclei_matcher *matcher)
{
	const size_t count = nuclei_template_read_count(list);
	int64_t *statuses = arena_array(reading->arena, count, sizeof(*statuses));

	for (size_t i = 0; i < count; i++)
		if (!str_to_i64(nuclei_template_read_scalar(reading, value_at(list, i)), &statuses[i]))
			nuclei_template_refuse_at(reading, NUCLEI_REASON_MATCHER, value_at(list, i), "status");
	matcher->statuses = statuses;
	matcher->count = count;
}

static void read_condition(struct nuclei_reading *reading, const struct value *map, struct nuclei_matcher *matcher)
{
	const char *condition = nuclei_template_read_text(reading, map, "condition");

	if (condition[0] && strcmp(condition, "and") != 0 && strcmp(condition, "or") != 0)
		nuclei_template_refuse_at(reading, NUCLEI_REASON_MATCHER, value_get(map, "condition"), condition);
	matcher->is_all = strcmp(condition, "and") == 0;
}

static void read_kind(struct naming *naming, const struct value *map, struct nuclei_matcher *matcher)
{
	static const char *const names[] = {"status", "word", "regex", "binary", "dsl"};
	struct nuclei_reading *reading = naming->reading;
	const char *type = nuclei_template_read_text(reading, map, "type");
	const bool is_hex = strcmp(nuclei_template_read_text(reading, map, "encoding"), "hex") == 0;
	size_t kind = 0;

	while (kind < COUNT(names) && strcmp(type, names[kind]) != 0)
		kind++;
	matcher->kind = (enum nuclei_matcher_kind)kind;
	switch (kind) {
	case NUCLEI_STATUS: read_statuses(reading, value_get(map, "status"), matcher); break;
	case NUCLEI_WORD:
		read_texts(reading, value_get(map, "words"), is_hex ? TEXT_HEX : TEXT_WORD, &matcher->texts,
			   &matcher->count);
		break;
	case NUCLEI_REGEX:
		read_texts(reading, value_get(map, "regex"), TEXT_PATTERN, &matcher->texts, &matcher->count);
		break;
	case NUCLEI_BINARY:
		read_texts(reading, value_get(map, "binary"), TEXT_HEX, &matcher->texts, &matcher->count);
		break;
	case NUCLEI_DSL: read_expressions(naming, value_get(map, "dsl"), &matcher->expressions, &matcher->count); break;
	default: nuclei_template_refuse_at(reading, NUCLEI_REASON_MATCHER, map, type); break;
	}
	if (!matcher->count)
		nuclei_template_refuse_at(reading, NUCLEI_REASON_MATCHER, map, type);
}

/* What is looked at: the protocol's own part where the template names none. */
static const char *read_part(struct nuclei_reading *reading, const struct value *map, const struct nuclei_block *block)
{
	static const char *const own[] = {"body", "raw", "data", "subject_dn"}; /* by enum nuclei_protocol */
	const char *part = nuclei_template_read_text(reading, map, "part");

	return part[0] ? part : own[block->protocol];
}

static void read_matcher(struct nuclei_reading *reading, const struct value *map, struct nuclei_block *block,
			 struct nuclei_matcher *matcher)
{
	struct naming naming = {reading, map, block};

	matcher->line = map->line;
	matcher->column = map->column;
	nuclei_template_read_keys(reading, map, matcher_keys, COUNT(matcher_keys));
	matcher->name = nuclei_template_read_text(reading, map, "name");
	matcher->part = read_part(reading, map, block);
	tell_name(&naming, matcher->part);
	matcher->is_negative = value_get_bool(map, "negative");
	matcher->is_any_case = value_get_bool(map, "case-insensitive");
	read_condition(reading, map, matcher);
	read_kind(&naming, map, matcher);
}

static void read_extractor(struct nuclei_reading *reading, const struct value *map, struct nuclei_block *block,
			   struct nuclei_extractor *extractor)
{
	struct naming naming = {reading, map, block};
	const char *type = nuclei_template_read_text(reading, map, "type");
	const int64_t group = value_get_int(map, "group", 0);

	nuclei_template_read_keys(reading, map, extractor_keys, COUNT(extractor_keys));
	extractor->name = nuclei_template_read_text(reading, map, "name");
	extractor->part = read_part(reading, map, block);
	extractor->is_internal = value_get_bool(map, "internal");
	extractor->group = group > 0 && group < REGEX_GROUPS_MAX ? (size_t)group : 0;
	extractor->kind = NUCLEI_TAKE_OTHER;
	if (strcmp(type, "regex") == 0) {
		extractor->kind = NUCLEI_TAKE_REGEX;
		read_texts(reading, value_get(map, "regex"), TEXT_PATTERN, &extractor->texts, &extractor->count);
	} else if (strcmp(type, "kval") == 0) {
		extractor->kind = NUCLEI_TAKE_KEY;
		read_texts(reading, value_get(map, "kval"), TEXT_NAME, &extractor->texts, &extractor->count);
	} else if (strcmp(type, "dsl") == 0) {
		extractor->kind = NUCLEI_TAKE_DSL;
		read_expressions(&naming, value_get(map, "dsl"), &extractor->expressions, &extractor->count);
	}
}

/* Each item of a list is a map; others refuse the template and are passed over. */
static size_t read_operators(struct nuclei_reading *reading, const struct value *map, const char *key, size_t size,
			     void **ret_items)
{
	const struct value *list = value_get(map, key);
	size_t count = nuclei_template_read_count(list);

	for (size_t i = 0; i < count; i++)
		if (!value_at(list, i) || value_at(list, i)->kind != VALUE_MAP) {
			nuclei_template_refuse_at(reading, NUCLEI_REASON_KEY, list, key);
			return 0;
		}
	if (count > OPERATORS_MAX) {
		nuclei_template_refuse_at(reading, NUCLEI_REASON_MATCHER, list, key);
		count = OPERATORS_MAX;
	}
	*ret_items = arena_array(reading->arena, count, size);
	return count;
}

void nuclei_template_read_matchers(struct nuclei_reading *reading, const struct value *map, struct nuclei_block *block)
{
	struct nuclei_matcher *matchers;
	struct nuclei_extractor *extractors;
	void *room = NULL;

	block->matcher_count = read_operators(reading, map, "matchers", sizeof(*matchers), &room);
	block->matchers = matchers = room;
	for (size_t i = 0; i < block->matcher_count; i++)
		read_matcher(reading, value_at(value_get(map, "matchers"), i), block, &matchers[i]);
	block->extractor_count = read_operators(reading, map, "extractors", sizeof(*extractors), &room);
	block->extractors = extractors = room;
	for (size_t i = 0; i < block->extractor_count; i++)
		read_extractor(reading, value_at(value_get(map, "extractors"), i), block, &extractors[i]);
}
