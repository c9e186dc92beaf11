/* SPDX-License-Identifier: Apache-2.0 */
#include "base/asset.h"
#include "web/site_priv.h"

#include <string.h>

#define ASSETS "src/web/assets/"

/* "logo.svg" is shown in templates as {{assets.logo_svg}}. */
static struct value *asset_addresses(struct arena *arena)
{
	struct value *map = value_map(arena);

	for (size_t i = 0; i < asset_count; i++) {
		const struct asset *asset = &asset_table[i];
		char *key = NULL;

		if (!str_starts(str_from(asset->name), ASSETS) || str_ends(str_from(asset->name), ".md"))
			continue;
		key = arena_strdup(arena, asset->name + strlen(ASSETS));
		for (char *c = key; *c; c++)
			if (*c == '.' || *c == '/' || *c == '-')
				*c = '_';
		value_set_text(arena, map, key,
			       arena_printf(arena, "/assets/%s/%s", asset->hash, asset->name + strlen(ASSETS)));
	}
	return map;
}

/* A row that can never answer is a bug in the table, so it stops the start. */
static enum err check_routes(const struct route *routes, size_t count, struct fault *why)
{
	for (size_t i = 0; i < count; i++) {
		if (!routes[i].pattern || routes[i].pattern[0] != '/' || !routes[i].answer || !routes[i].roles)
			return fault_set(why, ERR_INVALID, "route %zu has no pattern, no roles or no answer", i);
		for (size_t j = 0; j < i; j++)
			if (routes[i].method == routes[j].method && strcmp(routes[i].pattern, routes[j].pattern) == 0)
				return fault_set(why, ERR_INVALID, "route %s is in the table twice", routes[i].pattern);
	}
	return ERR_OK;
}

enum err site_init(struct site *site, const struct server_options *options, struct fault *why)
{
	struct page_templates *templates = NULL;
	enum err code = check_routes(options->routes, options->route_count, why);

	memset(site, 0, sizeof(*site));
	arena_init(&site->arena);
	if (code != ERR_OK)
		return code;
	code = front_read_list(options->fronts, &site->fronts, why);
	if (code != ERR_OK)
		return code;
	code = page_templates_compile(&site->arena, &templates, why);
	if (code != ERR_OK)
		return code;
	site->office = options->office;
	site->routes = options->routes;
	site->route_count = options->route_count;
	site->find_actor = options->find_actor;
	site->tls_front = options->tls_front;
	site->quiet = options->quiet;
	site->look = options->look;
	site->templates = templates;
	site->assets = asset_addresses(&site->arena);
	return ERR_OK;
}

void site_release(struct site *site)
{
	arena_release(&site->arena);
}
