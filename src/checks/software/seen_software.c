/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/software/seen_software.h"

#include <string.h>

#include "checks/software/vulnerability.h"
#include "codec/json.h"
#include "knowledge/product_names.h"

bool seen_software_is_judged(const struct software *software)
{
	return software->is->name && software->is->part != 'h' && !software_is_general_system(software->is);
}

const char *seen_software_product(struct arena *arena, struct str vendor, struct str product)
{
	const struct product_names *names = product_names_find(vendor, product);

	if (names)
		return arena_printf(arena, "%s:%s", names->names[0].vendor, names->names[0].product);
	return arena_printf(arena, "%.*s:%.*s", (int)vendor.n, vendor.p, (int)product.n, product.p);
}

/* ---- the line ---- */

static void set_name(struct arena *arena, struct value *map, const char *key, const struct cpe *name)
{
	BUF_SCOPED text;

	buf_init(&text, CPE_NAME_MAX);
	if (name)
		cpe_format(&text, name);
	value_set_text(arena, map, key, buf_text(&text));
}

void seen_software_format(const struct software *software, struct buf *out)
{
	const struct software_facts *is = software->is;
	const struct distribution_package *package = &software->package;
	const char part[] = {is->part, '\0'};
	struct value *map;
	ARENA_SCOPED arena;

	arena_init(&arena);
	map = value_map(&arena);
	value_set_text(&arena, map, "part", part);
	value_set_text(&arena, map, "title", is->title);
	value_set_text(&arena, map, "vendor", is->vendor);
	value_set_text(&arena, map, "product", is->product);
	value_set_text(&arena, map, "version", is->version);
	set_name(&arena, map, "name", is->name);
	set_name(&arena, map, "platform", is->platform);
	value_set_text(&arena, map, "distribution", distribution_name(package->distribution));
	value_set_text(&arena, map, "release", package->release);
	value_set_text(&arena, map, "code_name", package->code_name);
	value_set_text(&arena, map, "package", package->version);
	value_set_bool(&arena, map, "is_release_shown", package->is_release_shown);
	json_encode(out, map);
}

static const struct cpe *read_name(struct arena *arena, const struct value *map, const char *key)
{
	const char *text = value_get_text(map, key);
	struct cpe *name = arena_alloc(arena, sizeof(*name));

	return *text && !cpe_parse(arena, str_from(text), name, NULL) ? name : NULL;
}

static enum distribution read_distribution(const char *name)
{
	for (int i = DISTRIBUTION_NONE; i < DISTRIBUTION_OTHER; i++)
		if (!strcmp(distribution_name((enum distribution)i), name))
			return (enum distribution)i;
	return DISTRIBUTION_OTHER;
}

enum err seen_software_parse(struct arena *arena, struct str line, struct software *ret_software, struct fault *why)
{
	struct software_facts *is = arena_alloc(arena, sizeof(*is));
	const struct value *shown;
	struct value *map;
	enum err err = json_decode(arena, line, &map, why);

	if (err)
		return fault_prefix(why, err, "software");
	shown = value_get(map, "is_release_shown");
	*is = (struct software_facts){.part = *value_get_text(map, "part"),
				      .title = value_get_text(map, "title"),
				      .vendor = value_get_text(map, "vendor"),
				      .product = value_get_text(map, "product"),
				      .version = value_get_text(map, "version"),
				      .name = read_name(arena, map, "name"),
				      .platform = read_name(arena, map, "platform"),
				      .where = "",
				      .seen = ""};
	if (!is->name)
		return fault_set(why, ERR_INVALID, "software: no CPE name");
	*ret_software = (struct software){
		.is = is,
		.address = "",
		.package = {.distribution = read_distribution(value_get_text(map, "distribution")),
			    .release = value_get_text(map, "release"),
			    .code_name = value_get_text(map, "code_name"),
			    .version = value_get_text(map, "package"),
			    .is_release_shown = shown && shown->kind == VALUE_BOOL && shown->boolean},
	};
	return ERR_OK;
}

/* ---- the verdict ---- */

const char *seen_software_verdict_name(enum seen_software_verdict verdict)
{
	static const char *const names[] = {"confirmed", "likely", "possible", "unknown", "not"};

	return names[verdict];
}

enum seen_software_verdict seen_software_judge(const struct catalog *catalog, const struct software *software,
					       const char *cve)
{
	struct vulnerabilities found;
	ARENA_SCOPED scratch;

	if (!*software->is->version)
		return SEEN_SOFTWARE_UNKNOWN;
	arena_init(&scratch);
	vulnerability_find(catalog, &scratch, software, &found);
	for (size_t i = 0; i < found.count; i++)
		if (!strcmp(found.items[i].match.cve.id, cve))
			return (enum seen_software_verdict)found.items[i].confidence;
	return SEEN_SOFTWARE_NOT;
}
