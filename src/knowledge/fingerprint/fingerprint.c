/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/fingerprint/fingerprint.h"

#include <stdlib.h>
#include <string.h>

#include "codec/digest.h"
#include "codec/regex.h"
#include "codec/xml.h"

#define PREFERENCE_UNSAID 0.10

struct fingerprint_run {
	struct arena *arena;
	const char *name;
	struct fault *why;
};

static enum err fail(const struct fingerprint_run *reading, const struct xml_node *node, const char *text)
{
	return fault_set(reading->why, ERR_INVALID, "%s:%u:%u: %s", reading->name, node->line, node->column, text);
}

static enum err fail_named(const struct fingerprint_run *reading, const struct xml_node *node, const char *text,
			   const char *name)
{
	return fault_set(reading->why, ERR_INVALID, "%s:%u:%u: %s: %.64s", reading->name, node->line, node->column,
			 text, name);
}

static const char *attribute_or_empty(const struct xml_node *node, const char *name)
{
	const char *value = xml_attribute(node, name);

	return value ? value : "";
}

static size_t count_children(const struct xml_node *node, const char *name)
{
	size_t count = 0;

	for (const struct xml_node *child = node->first; child; child = child->next)
		count += strcmp(child->name, name) == 0;
	return count;
}

/* All flags about lines mean the same thing: '.' matches a newline, as Ruby's own /m does. */
static enum err read_flags(const struct fingerprint_run *reading, const struct xml_node *node, unsigned *ret_flags)
{
	struct str rest = str_from(attribute_or_empty(node, "flags"));
	unsigned flags = 0;

	while (rest.n) {
		struct str flag = str_trim(str_cut(&rest, ','));
		if (str_is(flag, "REG_ICASE"))
			flags |= FINGERPRINT_ANY_CASE;
		else if (str_is(flag, "REG_DOT_NEWLINE") || str_is(flag, "REG_MULTILINE") ||
			 str_is(flag, "REG_LINE_ANY_CRLF"))
			flags |= FINGERPRINT_DOT_NEWLINE;
		else
			return fail_named(reading, node, "unknown flags", attribute_or_empty(node, "flags"));
	}
	*ret_flags = flags;
	return ERR_OK;
}

static enum err read_param(const struct fingerprint_run *reading, const struct xml_node *node,
			   struct fingerprint_param *ret_param)
{
	const char *name = attribute_or_empty(node, "name"), *value = attribute_or_empty(node, "value");
	uint64_t position;

	if (!name[0])
		return fail(reading, node, "a param without a name");
	if (strlen(name) > FINGERPRINT_VALUE_MAX || strlen(value) > FINGERPRINT_VALUE_MAX)
		return fail(reading, node, "the name or value of a param is too long");
	if (!str_to_u64(str_from(attribute_or_empty(node, "pos")), &position) || position >= REGEX_GROUPS_MAX)
		return fail(reading, node, "a param's pos is not the number of a group");
	if (position > 0 && value[0])
		return fail_named(reading, node, "a param has both a group and a fixed value", name);
	if (position == 0 && !value[0])
		return fail_named(reading, node, "a param has neither a group nor a fixed value", name);
	*ret_param = (struct fingerprint_param){.name = name, .position = (unsigned)position, .value = value};
	return ERR_OK;
}

/* As in recog, of two params with one name the later one counts. */
static void put_param(struct fingerprint *fingerprint, struct fingerprint_param param)
{
	for (size_t i = 0; i < fingerprint->param_count; i++) {
		if (strcmp(fingerprint->params[i].name, param.name) == 0) {
			fingerprint->params[i] = param;
			return;
		}
	}
	fingerprint->params[fingerprint->param_count++] = param;
}

/* Base64 in XML is broken into lines. */
static bool decode_base64(struct arena *arena, const char *text, struct str *ret_bytes)
{
	char *packed = arena_alloc(arena, strlen(text) + 1);
	size_t size = 0;

	for (; *text; text++)
		if (!strchr(" \t\r\n", *text))
			packed[size++] = *text;
	return digest_base64_decode(arena, str_of(packed, size), ret_bytes);
}

static enum err read_example(const struct fingerprint_run *reading, const struct xml_node *node,
			     struct fingerprint_example *ret_example)
{
	struct fingerprint_example example = {.line = node->line, .text = str_from(node->text)};

	example.claims = arena_array(reading->arena, node->attribute_count, sizeof(*example.claims));
	for (size_t i = 0; i < node->attribute_count; i++) {
		const struct xml_attribute *attribute = &node->attributes[i];
		if (strcmp(attribute->name, "_filename") == 0) {
			example.file = attribute->value;
		} else if (strcmp(attribute->name, "_encoding") == 0) {
			if (strcmp(attribute->value, "base64") != 0)
				return fail_named(reading, node, "unknown encoding", attribute->value);
			if (!decode_base64(reading->arena, node->text, &example.text))
				return fail(reading, node, "this is not base64");
		} else {
			example.claims[example.claim_count++] =
				(struct fingerprint_claim){attribute->name, attribute->value};
		}
	}
	if (example.file && (strchr(example.file, '/') || example.file[0] == '.'))
		return fail_named(reading, node, "an example's file must stand beside its XML", example.file);
	*ret_example = example;
	return ERR_OK;
}

static enum err read_children(const struct fingerprint_run *reading, const struct xml_node *node,
			      struct fingerprint *fingerprint)
{
	struct fingerprint_param param;
	enum err err = ERR_OK;

	for (const struct xml_node *child = node->first; child && !err; child = child->next) {
		if (strcmp(child->name, "description") == 0) {
			struct str text = str_trim(str_from(child->text));
			fingerprint->description = str_dup(reading->arena, text);
		} else if (strcmp(child->name, "param") == 0) {
			err = read_param(reading, child, &param);
			if (!err)
				put_param(fingerprint, param);
		} else if (strcmp(child->name, "example") == 0) {
			err = read_example(reading, child, &fingerprint->examples[fingerprint->example_count]);
			fingerprint->example_count += !err;
		} else {
			err = fail_named(reading, child, "unknown element in a fingerprint", child->name);
		}
	}
	return err;
}

static enum err read_fingerprint(const struct fingerprint_run *reading, const struct xml_node *node,
				 struct fingerprint *ret_one)
{
	struct fingerprint one = {.line = node->line, .description = ""};
	size_t params = count_children(node, "param"), examples = count_children(node, "example");
	enum err err;

	if (strcmp(node->name, "fingerprint") != 0)
		return fail_named(reading, node, "unknown element among the fingerprints", node->name);
	one.pattern = attribute_or_empty(node, "pattern");
	one.certainty = attribute_or_empty(node, "certainty");
	if (!one.pattern[0])
		return fail(reading, node, "a fingerprint without a pattern");
	if (params > FINGERPRINT_PARAMS_MAX || examples > FINGERPRINT_EXAMPLES_MAX)
		return fail(reading, node, "a fingerprint with too many params or examples");
	one.params = arena_array(reading->arena, params, sizeof(*one.params));
	one.examples = arena_array(reading->arena, examples, sizeof(*one.examples));
	err = read_flags(reading, node, &one.flags);
	if (!err)
		err = read_children(reading, node, &one);
	if (!err)
		*ret_one = one;
	return err;
}

static enum err read_head(const struct fingerprint_run *reading, const struct xml_node *root,
			  struct fingerprint_file *file)
{
	const char *kind = xml_attribute(root, "matches"), *preference = xml_attribute(root, "preference");
	char *end;

	if (strcmp(root->name, "fingerprints") != 0)
		return fail_named(reading, root, "this is not a file of fingerprints", root->name);
	if (kind && (!kind[0] || strlen(kind) > FINGERPRINT_NAME_MAX))
		return fail_named(reading, root, "bad matches", kind);
	file->name = arena_strdup(reading->arena, reading->name);
	file->kind = kind ? kind : arena_strndup(reading->arena, file->name, strlen(file->name) - strlen(".xml"));
	file->protocol = attribute_or_empty(root, "protocol");
	file->database_type = attribute_or_empty(root, "database_type");
	file->preference = PREFERENCE_UNSAID;
	if (preference) {
		file->preference = strtod(preference, &end);
		if (end == preference || *end || !(file->preference >= 0 && file->preference <= 1))
			return fail_named(reading, root, "preference is not a number from 0 to 1", preference);
	}
	return ERR_OK;
}

bool fingerprint_name_is_good(const char *name)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.";
	struct str text = str_from(name);

	return text.n > strlen(".xml") && text.n <= FINGERPRINT_NAME_MAX && name[0] != '.' &&
	       strspn(name, allowed) == text.n && str_ends(text, ".xml");
}

enum err fingerprint_file_parse(struct arena *arena, const char *name, struct str bytes,
				const struct fingerprint_file **ret_file, struct fault *why)
{
	const struct fingerprint_run reading = {.arena = arena, .name = name, .why = why};
	struct fingerprint_file *file;
	const struct xml_node *root;
	enum err err;

	if (!fingerprint_name_is_good(name))
		return fault_set(why, ERR_INVALID, "%.64s: this is not the name of a file of fingerprints", name);
	err = xml_decode(arena, bytes, name, &root, why);
	if (err)
		return err;
	file = arena_alloc(arena, sizeof(*file));
	err = read_head(&reading, root, file);
	if (err)
		return err;
	file->fingerprints = arena_array(arena, count_children(root, "fingerprint"), sizeof(*file->fingerprints));
	for (const struct xml_node *node = root->first; node && !err; node = node->next) {
		err = read_fingerprint(&reading, node, &file->fingerprints[file->count]);
		file->count += !err;
	}
	if (!err && file->count == 0)
		err = fail(&reading, root, "no fingerprint stands here");
	if (!err)
		*ret_file = file;
	return err;
}
