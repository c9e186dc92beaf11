/* SPDX-License-Identifier: Apache-2.0 */
#include "report/export_sarif.h"

#include <string.h>

#include "base/ascii.h"
#include "base/count.h"
#include "codec/digest.h"
#include "codec/json.h"
#include "report/finding_words.h"

#define SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

#define URI_MAX 2048

static const char *const help_parts[] = {"why", "do_self", "do_vendor"};

struct exporting {
	const struct texts *texts;
	enum lang lang;
	const struct check *checks;
	struct buf *out;
};

static struct value *message(struct arena *arena, const char *text)
{
	struct value *map = value_map(arena);

	value_set_text(arena, map, "text", text);
	return map;
}

static const char *words(const struct exporting *e, struct arena *arena, const struct finding *finding,
			 const char *part)
{
	return finding_words_get(e->texts, arena, e->lang, finding, part);
}

static bool has_words(const struct exporting *e, struct arena *arena, const char *check, const char *part)
{
	return texts_find(e->texts, e->lang, str_from(arena_printf(arena, "finding.%s.%s", check, part)));
}

/* What stands in a rule's help where the words of a finding name what was seen. */
static const struct value *examples(struct arena *arena)
{
	static const char *const names[] = {"bits",   "cookie",   "id",       "name",    "names",
					    "path",   "product",  "selector", "servers", "service",
					    "suites", "template", "text",     "tool",    "versions"};
	struct value *details = value_map(arena);

	for (size_t i = 0; i < COUNT(names); i++)
		value_set_text(arena, details, names[i], "…");
	value_set_text(arena, details, "domain", "example.jp");
	value_set_text(arena, details, "url", "http://example.jp/…");
	return details;
}

/* Why it matters, then what is done, as far as the check has words for both. */
static const char *help_of(const struct exporting *e, struct arena *arena, const struct finding *example)
{
	const char *help = "";

	for (size_t i = 0; i < COUNT(help_parts); i++)
		if (has_words(e, arena, example->check, help_parts[i]))
			help = arena_printf(arena, "%s%s%s", help, *help ? "\n\n" : "",
					    words(e, arena, example, help_parts[i]));
	return *help ? help : words(e, arena, example, "title");
}

/* What a check asks, without a place. */
static struct value *rule_of(const struct exporting *e, struct arena *arena, const struct check *check)
{
	const struct finding nowhere = {
		.check = check->id, .target = "…", .address = "", .variant = "", .details = examples(arena)};
	const char *why = words(e, arena, &nowhere, has_words(e, arena, check->id, "why") ? "why" : "title");
	struct value *rule = value_map(arena), *properties = value_map(arena), *tags = value_list(arena);

	value_set_text(arena, rule, "id", check->id);
	value_set(arena, rule, "shortDescription",
		  message(arena, finding_words_name(e->texts, arena, e->lang, check->id)));
	value_set(arena, rule, "fullDescription", message(arena, why));
	value_set(arena, rule, "help", message(arena, help_of(e, arena, &nowhere)));
	value_add(arena, tags, value_text(arena, "security"));
	value_set(arena, properties, "tags", tags);
	value_set_text(arena, properties, "observes", check->observes);
	value_set(arena, rule, "properties", properties);
	return rule;
}

static void add_driver(const struct exporting *e, const char *version)
{
	struct value *driver, *rules;
	ARENA_SCOPED arena;

	arena_init(&arena);
	driver = value_map(&arena);
	rules = value_list(&arena);
	for (const struct check *check = e->checks; *check->id; check++)
		value_add(&arena, rules, rule_of(e, &arena, check));
	value_set_text(&arena, driver, "name", "Tenken");
	value_set_text(&arena, driver, "version", version);
	value_set_text(&arena, driver, "language", lang_code(e->lang));
	value_set(&arena, driver, "rules", rules);
	json_encode(e->out, driver);
}

static const char *kind_of(enum verdict verdict)
{
	static const char *const kinds[] = {[VERDICT_GOOD] = "pass",
					    [VERDICT_BAD] = "fail",
					    [VERDICT_UNTESTABLE] = "open",
					    [VERDICT_NOT_TESTED] = "notApplicable"};

	return kinds[verdict];
}

/* SARIF 3.27.10: what is no failure has the level "none". */
static const char *level_of(const struct finding *finding)
{
	static const char *const levels[] = {"", "error", "error", "warning", "note"};

	return finding->verdict == VERDICT_BAD ? levels[finding->priority] : "none";
}

static const char *message_of(const struct exporting *e, struct arena *arena, const struct finding *finding)
{
	if (finding->verdict == VERDICT_GOOD)
		return words(e, arena, finding, "good");
	return words(e, arena, finding, finding->verdict == VERDICT_BAD ? "seen" : "untestable");
}

/* What stands for itself in a segment of a path (RFC 3986, 2.3); a ':' in the first one would end a scheme. */
static bool is_unreserved(char c)
{
	return ascii_is_letter_or_digit(c) || (c && strchr("-._~", c));
}

/* Code scanning takes only results that lie in a file: the target and its port are one, "www.example.jp/443". */
static struct value *file_of(struct arena *arena, const struct finding *finding)
{
	struct value *physical = value_map(arena), *artifact = value_map(arena), *region = value_map(arena);
	const char *name = *finding->target ? finding->target : "target";
	BUF_SCOPED uri;

	buf_init(&uri, URI_MAX);
	for (; *name; name++)
		buf_printf(&uri, is_unreserved(*name) ? "%c" : "%%%02X", (unsigned char)*name);
	if (finding->port)
		buf_printf(&uri, "/%d", finding->port);
	value_set_text(arena, artifact, "uri", buf_text(&uri));
	value_set_int(arena, region, "startLine", 1);
	value_set(arena, physical, "artifactLocation", artifact);
	value_set(arena, physical, "region", region);
	return physical;
}

static struct value *locations_of(struct arena *arena, const struct finding *finding)
{
	struct value *list = value_list(arena), *location = value_map(arena), *logical = value_list(arena);
	struct value *place = value_map(arena);

	value_set_text(arena, place, "name", finding->target);
	value_set_text(arena, place, "fullyQualifiedName",
		       finding->port ? arena_printf(arena, "%s:%d", finding->target, finding->port) : finding->target);
	value_set_text(arena, place, "kind", "resource");
	value_add(arena, logical, place);
	value_set(arena, location, "physicalLocation", file_of(arena, finding));
	value_set(arena, location, "logicalLocations", logical);
	value_add(arena, list, location);
	return list;
}

/* Identifies the problem: check, place, and the object of its remedy. */
static struct value *fingerprints_of(struct arena *arena, const struct finding *finding)
{
	const char *remedy = finding->remedy ? finding->remedy : "";
	const char *object = strchr(remedy, ':');
	const char *matter = arena_printf(arena, "%s\n%s\n%d\n%s", finding->check, finding->target, finding->port,
					  object ? object : "");
	struct value *map = value_map(arena);
	unsigned char digest[DIGEST_SIZE];
	char hex[2 * DIGEST_SIZE + 1];

	digest_sha256(str_from(matter), digest);
	digest_hex(str_of(digest, sizeof(digest)), hex);
	value_set_text(arena, map, "tenkenMatter/v1", hex);
	/* The one that GitHub's code scanning tells matters apart by; "HASH:LINE". */
	value_set_text(arena, map, "primaryLocationLineHash", arena_printf(arena, "%.16s:1", hex));
	return map;
}

static void add_result(const struct exporting *e, const struct finding *finding)
{
	struct value *result;
	int64_t index = 0;
	ARENA_SCOPED arena;

	arena_init(&arena);
	result = value_map(&arena);
	value_set_text(&arena, result, "ruleId", finding->check);
	while (*e->checks[index].id && strcmp(e->checks[index].id, finding->check) != 0)
		index++;
	if (*e->checks[index].id) /* a finding may come from a check that this version does not have */
		value_set_int(&arena, result, "ruleIndex", index);
	value_set_text(&arena, result, "kind", kind_of(finding->verdict));
	value_set_text(&arena, result, "level", level_of(finding));
	value_set(&arena, result, "message", message(&arena, message_of(e, &arena, finding)));
	value_set(&arena, result, "locations", locations_of(&arena, finding));
	value_set(&arena, result, "partialFingerprints", fingerprints_of(&arena, finding));
	value_set(&arena, result, "properties", finding_value(&arena, finding));
	json_encode(e->out, result);
}

void export_sarif(const struct texts *texts, enum lang lang, const struct check *checks, const char *version,
		  const struct finding_list *findings, struct buf *out)
{
	const struct exporting e = {texts, lang, checks, out};

	buf_add_text(out, "{\"$schema\":\"" SCHEMA "\",\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":");
	add_driver(&e, version);
	buf_add_text(out, "},\"results\":[");
	for (size_t i = 0; i < findings->count; i++) {
		buf_add_text(out, i ? ",\n" : "\n");
		add_result(&e, &findings->items[i]);
	}
	buf_add_text(out, "\n]}]}\n");
}
