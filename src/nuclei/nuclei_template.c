/* SPDX-License-Identifier: Apache-2.0 */
#include "nuclei/nuclei_template.h"

#include <string.h>

#include "codec/utf8.h"
#include "codec/yaml.h"
#include "nuclei/nuclei_function.h"
#include "nuclei/nuclei_safety.h"
#include "nuclei/nuclei_template_priv.h"

#define BLOCKS_MAX 32
#define TAGS_MAX   64

static const struct nuclei_key template_keys[] = {
	{"id", NUCLEI_SAFE},
	{"info", NUCLEI_SAFE},
	{"variables", NUCLEI_SAFE},
	{"http", NUCLEI_SAFE},
	{"requests", NUCLEI_SAFE},
	{"dns", NUCLEI_SAFE},
	{"tcp", NUCLEI_SAFE},
	{"network", NUCLEI_SAFE},
	{"ssl", NUCLEI_SAFE},
	{"stop-at-first-match", NUCLEI_SAFE},
	{"code", NUCLEI_REASON_PROTOCOL},
	{"javascript", NUCLEI_REASON_PROTOCOL},
	{"headless", NUCLEI_REASON_PROTOCOL},
	{"file", NUCLEI_REASON_PROTOCOL},
	{"workflows", NUCLEI_REASON_PROTOCOL},
	{"websocket", NUCLEI_REASON_PROTOCOL},
	{"whois", NUCLEI_REASON_PROTOCOL},
	{"self-contained", NUCLEI_REASON_SELF_CONTAINED},
	{"flow", NUCLEI_REASON_FLOW},
};

static const struct nuclei_key http_keys[] = {
	{"matchers", NUCLEI_SAFE},
	{"matchers-condition", NUCLEI_SAFE},
	{"extractors", NUCLEI_SAFE},
	{"method", NUCLEI_SAFE},
	{"path", NUCLEI_SAFE},
	{"raw", NUCLEI_SAFE},
	{"headers", NUCLEI_SAFE},
	{"redirects", NUCLEI_SAFE},
	{"host-redirects", NUCLEI_SAFE},
	{"max-redirects", NUCLEI_SAFE},
	/* How often or how fast it asks, which is the probe's to decide. */
	{"stop-at-first-match", NUCLEI_SAFE},
	{"threads", NUCLEI_SAFE},
	{"max-size", NUCLEI_SAFE},
	{"read-all", NUCLEI_SAFE},
	{"cookie-reuse", NUCLEI_SAFE},
	{"disable-cookie", NUCLEI_SAFE},
	{"skip-variables-check", NUCLEI_SAFE},
	{"disable-path-automerge", NUCLEI_SAFE},
	{"req-condition", NUCLEI_SAFE},
	{"id", NUCLEI_SAFE},
	{"body", NUCLEI_REASON_BODY},
	{"payloads", NUCLEI_REASON_PAYLOADS},
	{"attack", NUCLEI_REASON_PAYLOADS},
	{"fuzzing", NUCLEI_REASON_FUZZING},
	{"analyzer", NUCLEI_REASON_FUZZING},
	{"pre-condition", NUCLEI_REASON_FUZZING},
	{"digest-username", NUCLEI_REASON_LOGIN},
	{"digest-password", NUCLEI_REASON_LOGIN},
	{"unsafe", NUCLEI_REASON_UNSAFE},
	{"pipeline", NUCLEI_REASON_UNSAFE},
	{"race", NUCLEI_REASON_UNSAFE},
	{"race_count", NUCLEI_REASON_UNSAFE},
	{"self-contained", NUCLEI_REASON_SELF_CONTAINED},
};

static const struct nuclei_key other_keys[] = {
	{"matchers", NUCLEI_SAFE},
	{"matchers-condition", NUCLEI_SAFE},
	{"extractors", NUCLEI_SAFE},
	{"id", NUCLEI_SAFE},
	{"name", NUCLEI_SAFE},
	{"type", NUCLEI_SAFE},
	{"class", NUCLEI_SAFE},
	{"recursion", NUCLEI_SAFE},
	{"retries", NUCLEI_SAFE},
	{"resolvers", NUCLEI_SAFE},
	{"host", NUCLEI_SAFE},
	{"port", NUCLEI_SAFE},
	{"exclude-ports", NUCLEI_SAFE},
	{"inputs", NUCLEI_SAFE},
	{"read-size", NUCLEI_SAFE},
	{"read-all", NUCLEI_SAFE},
	{"stop-at-first-match", NUCLEI_SAFE},
	{"address", NUCLEI_SAFE},
	{"min_version", NUCLEI_SAFE},
	{"max_version", NUCLEI_SAFE},
	{"payloads", NUCLEI_REASON_PAYLOADS},
	{"attack", NUCLEI_REASON_PAYLOADS},
	{"self-contained", NUCLEI_REASON_SELF_CONTAINED},
};

static enum err fail_at(const char *name, const struct value *at, const char *text, struct fault *why)
{
	return fault_set(why, ERR_INVALID, "%s:%u:%u: %s", name, at && at->line ? at->line : 1,
			 at && at->column ? at->column : 1, text);
}

/* Letters, digits, '-', '_' and '.', as the project's own schema has it: it becomes the key of a finding. */
static bool is_id(const char *id)
{
	const size_t length = strlen(id);

	return length && length <= NUCLEI_ID_MAX &&
	       strspn(id, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") == length &&
	       id[0] != '.' && id[0] != '-';
}

static enum nuclei_severity severity_parse(const char *text)
{
	int severity = NUCLEI_SEVERITY_CRITICAL;

	while (severity > NUCLEI_SEVERITY_UNKNOWN &&
	       strcmp(text, nuclei_template_severity_name((enum nuclei_severity)severity)) != 0)
		severity--;
	return (enum nuclei_severity)severity;
}

/* "a, b" or a list. */
static void read_tags(struct nuclei_reading *reading, const struct value *tags)
{
	const char **found = arena_array(reading->arena, TAGS_MAX, sizeof(*found));
	size_t count = 0;

	for (size_t i = 0; i < nuclei_template_read_count(tags) && count < TAGS_MAX; i++)
		found[count++] =
			str_dup(reading->arena, str_trim(nuclei_template_read_scalar(reading, value_at(tags, i))));
	if (tags && tags->kind != VALUE_LIST) {
		struct str rest = nuclei_template_read_scalar(reading, tags);
		while (rest.p && count < TAGS_MAX)
			found[count++] = str_dup(reading->arena, str_trim(str_cut(&rest, ',')));
	}
	reading->template->tags = found;
	reading->template->tag_count = count;
}

static void read_info(struct nuclei_reading *reading, const struct value *info)
{
	struct nuclei_template *template = reading->template;
	const struct value *classification = value_get(info, "classification"), *cve;

	template->name = nuclei_template_read_text(reading, info, "name");
	template->description = nuclei_template_read_text(reading, info, "description");
	template->remediation = nuclei_template_read_text(reading, info, "remediation");
	template->severity = severity_parse(nuclei_template_read_text(reading, info, "severity"));
	template->cpe = nuclei_template_read_text(reading, classification, "cpe");
	cve = value_get(classification, "cve-id");
	if (cve && cve->kind == VALUE_LIST)
		cve = value_at(cve, 0);
	template->cve = str_dup(reading->arena, nuclei_template_read_scalar(reading, cve));
	read_tags(reading, value_get(info, "tags"));
}

/* host-redirects stays on the host; redirects may lead away, and is followed on the host only all the same. */
static void read_redirects(const struct value *map, struct nuclei_block *block)
{
	int64_t max = value_get_int(map, "max-redirects", NUCLEI_REDIRECTS_MAX);

	if (!value_get_bool(map, "redirects") && !value_get_bool(map, "host-redirects"))
		return;
	block->redirects = max < 0 || max > NUCLEI_REDIRECTS_MAX ? NUCLEI_REDIRECTS_MAX : (unsigned)max;
}

static void read_dns(struct nuclei_reading *reading, const struct value *map, struct nuclei_block *block)
{
	const char *name = nuclei_template_read_text(reading, map, "name");
	const char *place = strstr(name, "{{FQDN}}");

	block->record_type = nuclei_template_read_text(reading, map, "type");
	if (!block->record_type[0])
		block->record_type = "A";
	if (!place || strcmp(place, "{{FQDN}}") != 0 || memchr(name, '{', (size_t)(place - name)))
		nuclei_template_refuse_at(reading, NUCLEI_REASON_ELSEWHERE, value_get(map, "name"), name);
	block->name_prefix = place ? arena_strndup(reading->arena, name, (size_t)(place - name)) : "";
}

/* A line that a person might type to see what answers. Everything else is more than the probe ever says. */
static bool is_plain_line(struct str data)
{
	static const char *const lines[] = {"",       "HELP", "QUIT", "VERSION", "info",         "stats",
					    "EHLO x", "help", "envi", "/n",      "ehlo checktls"};

	for (struct str rest = data; rest.p;) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		size_t i = 0;
		while (i < COUNT(lines) && !str_is(line, lines[i]) && !str_is(line, "quit"))
			i++;
		if (i == COUNT(lines))
			return false;
	}
	return true;
}

static void read_tcp(struct nuclei_reading *reading, const struct value *map, struct nuclei_block *block)
{
	const struct value *inputs = value_get(map, "inputs");

	block->ports = nuclei_template_read_text(reading, map, "port");
	for (size_t i = 0; i < nuclei_template_read_count(inputs); i++) {
		const struct value *input = value_at(inputs, i), *data = value_get(input, "data");
		struct str bytes = nuclei_template_read_scalar(reading, data);
		if (data && str_is(nuclei_template_read_scalar(reading, value_get(input, "type")), "hex"))
			(void)nuclei_function_hex_bytes(reading->arena, bytes, &bytes);
		block->has_input = block->has_input || bytes.n;
		if (str_find(bytes, "interactsh") < bytes.n)
			nuclei_template_refuse_at(reading, NUCLEI_REASON_OUT_OF_BAND, data, "interactsh");
		if (!is_plain_line(bytes))
			nuclei_template_refuse_at(reading, NUCLEI_REASON_SENDS, data, "inputs");
	}
}

static void read_block(struct nuclei_reading *reading, const struct value *map, struct nuclei_block *block)
{
	const bool is_http = block->protocol == NUCLEI_HTTP;

	block->line = map->line;
	block->column = map->column;
	block->name_prefix = block->record_type = block->ports = block->version_min = block->version_max = "";
	nuclei_template_read_keys(reading, map, is_http ? http_keys : other_keys,
				  is_http ? COUNT(http_keys) : COUNT(other_keys));
	block->is_all = strcmp(nuclei_template_read_text(reading, map, "matchers-condition"), "and") == 0;
	switch (block->protocol) {
	case NUCLEI_HTTP:
		nuclei_template_read_requests(reading, map, block);
		read_redirects(map, block);
		break;
	case NUCLEI_DNS: read_dns(reading, map, block); break;
	case NUCLEI_TCP: read_tcp(reading, map, block); break;
	case NUCLEI_SSL:
		block->version_min = nuclei_template_read_text(reading, map, "min_version");
		block->version_max = nuclei_template_read_text(reading, map, "max_version");
		break;
	}
	nuclei_template_read_matchers(reading, map, block);
}

static void read_blocks(struct nuclei_reading *reading, const struct value *root)
{
	static const struct {
		const char *key;
		enum nuclei_protocol protocol;
	} kinds[] = {{"http", NUCLEI_HTTP}, {"requests", NUCLEI_HTTP}, {"dns", NUCLEI_DNS},
		     {"tcp", NUCLEI_TCP},   {"network", NUCLEI_TCP},   {"ssl", NUCLEI_SSL}};
	struct nuclei_block *blocks = arena_array(reading->arena, BLOCKS_MAX, sizeof(*blocks));
	size_t count = 0;

	for (size_t k = 0; k < COUNT(kinds); k++) {
		const struct value *list = value_get(root, kinds[k].key);
		for (size_t i = 0; i < nuclei_template_read_count(list); i++) {
			const struct value *map = value_at(list, i);
			if (count == BLOCKS_MAX || !map || map->kind != VALUE_MAP) {
				nuclei_template_refuse_at(reading, NUCLEI_REASON_KEY, map ? map : list, kinds[k].key);
				break;
			}
			blocks[count].protocol = kinds[k].protocol;
			read_block(reading, map, &blocks[count++]);
		}
	}
	reading->template->blocks = blocks;
	reading->template->block_count = count;
}

/* At least one block must be able to say yes. */
static void require_decision(struct nuclei_reading *reading, const struct value *root)
{
	const struct nuclei_template *template = reading->template;

	for (size_t i = 0; i < template->block_count; i++) {
		const struct nuclei_block *block = &template->blocks[i];
		if (block->matcher_count)
			return;
		for (size_t e = 0; e < block->extractor_count; e++)
			if (block->extractors[e].kind != NUCLEI_TAKE_OTHER && !block->extractors[e].is_internal)
				return;
	}
	nuclei_template_refuse_at(reading, NUCLEI_REASON_MATCHER, root, "matchers");
}

static enum err read_template(struct nuclei_reading *reading, const char *name, const struct value *root,
			      struct fault *why)
{
	struct nuclei_template *template = reading->template;
	const struct value *info = value_get(root, "info");

	if (root->kind != VALUE_MAP)
		return fail_at(name, root, "this is no template: a map is expected", why);
	template->id = nuclei_template_read_text(reading, root, "id");
	if (!is_id(template->id))
		return fail_at(name, value_get(root, "id"),
			       "this is no template: it needs an id of letters, digits, '-' and '_'", why);
	if (!info || info->kind != VALUE_MAP || !value_get_text(info, "name")[0])
		return fail_at(name, info, "this is no template: it needs info with a name", why);
	reading->variables = value_get(root, "variables");
	read_info(reading, info);
	nuclei_template_read_keys(reading, root, template_keys, COUNT(template_keys));
	read_blocks(reading, root);
	if (!template->block_count && template->refusal.reason == NUCLEI_SAFE)
		return fail_at(name, root, "this is no template: it has neither http, dns, tcp nor ssl", why);
	require_decision(reading, root);
	nuclei_safety_judge(template);
	return ERR_OK;
}

/* Bytes to send or to look for may be any; what is shown, or is part of a request line, may not. */
static bool speaks_of_bytes(struct str key)
{
	static const char *const keys[] = {"data", "dsl", "payloads", "regex", "words"};

	for (size_t i = 0; i < COUNT(keys); i++)
		if (str_is(key, keys[i]))
			return true;
	return false;
}

/* A text with a control character where none may stand, or NULL. */
static const struct value *find_control(const struct value *value)
{
	const struct value *found = NULL;

	if (value->kind == VALUE_TEXT)
		return utf8_has_control(value->text) ? value : NULL;
	for (size_t i = 0; !found && i < value_count(value); i++)
		if (value->kind == VALUE_LIST || !speaks_of_bytes(value->keys[i]))
			found = find_control(value->items[i]);
	return found;
}

enum err nuclei_template_parse(struct arena *arena, const char *name, struct str bytes,
			       const struct nuclei_template **ret_template, struct fault *why)
{
	struct nuclei_reading reading = {.arena = arena};
	const struct value *control;
	struct value *root = NULL;
	enum err err;

	if (bytes.n > NUCLEI_FILE_MAX)
		return fault_set(why, ERR_TOO_LARGE, "%s: more than %u bytes", name, NUCLEI_FILE_MAX);
	err = yaml_decode_escaped(arena, bytes, name, &root, why);
	if (!err && (control = find_control(root)))
		err = fail_at(name, control, "a text holds a control character", why);
	if (err)
		return err;
	reading.template = arena_alloc(arena, sizeof(*reading.template));
	reading.template->refusal.what = "";
	err = read_template(&reading, name, root, why);
	if (!err)
		*ret_template = reading.template;
	return err;
}

const char *nuclei_template_severity_name(enum nuclei_severity severity)
{
	static const char *const names[] = {"unknown", "info", "low", "medium", "high", "critical"};

	return names[severity];
}

const char *nuclei_template_protocol_name(enum nuclei_protocol protocol)
{
	static const char *const names[] = {"http", "dns", "tcp", "ssl"};

	return names[protocol];
}
