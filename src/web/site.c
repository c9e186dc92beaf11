/* SPDX-License-Identifier: Apache-2.0 */
#include "base/asset.h"
#include "web/site_priv.h"

#include <string.h>

#define ASSETS "src/web/assets/"

static void set_lang(struct arena *arena, struct value *map, const char *key, struct lang_text text, enum lang lang)
{
	const char *words = lang_pick(text, lang);

	if (words)
		value_set_text(arena, map, key, words);
}

/* The parts of the edition that the layout and most pages show. */
static struct value *edition_value(struct arena *arena, const struct edition *edition, enum lang lang)
{
	struct value *map = value_map(arena), *contact = value_map(arena);

	value_set_text(arena, map, "id", edition->id);
	set_lang(arena, map, "name", edition->name, lang);
	set_lang(arena, map, "short_name", edition->short_name, lang);
	set_lang(arena, map, "organiser", edition->organiser, lang);
	set_lang(arena, map, "operator_name", edition->operator_name, lang);
	set_lang(arena, contact, "name", edition->contact.name, lang);
	set_lang(arena, contact, "hours", edition->contact.hours, lang);
	set_lang(arena, contact, "postal_address", edition->contact.postal_address, lang);
	value_set_text(arena, contact, "phone", edition->contact.phone);
	value_set_text(arena, contact, "mail", edition->contact.mail);
	value_set_text(arena, contact, "url", edition->contact.url);
	value_set(arena, map, "contact", contact);
	return map;
}

/* "logo.svg" is shown in templates as {{assets.logo_svg}}. */
static struct value *asset_addresses(struct arena *arena)
{
	struct value *map = value_map(arena);

	for (size_t i = 0; i < asset_count; i++) {
		const struct asset *asset = &asset_table[i];
		char *key = NULL;

		if (!str_starts(str_from(asset->name), ASSETS))
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

/* A row that can never answer is a mistake in the table, not a page that is sometimes missing. */
static enum err check_routes(const struct route *routes, size_t count, struct fault *why)
{
	for (size_t i = 0; i < count; i++) {
		if (!routes[i].pattern || routes[i].pattern[0] != '/' || !routes[i].answer || !routes[i].roles)
			return fault_set(why, ERR_INVALID, "route %zu has no pattern, no roles or no answer", i);
		for (size_t j = 0; j < i; j++)
			if (routes[i].method == routes[j].method && strcmp(routes[i].pattern, routes[j].pattern) == 0)
				return fault_set(why, ERR_INVALID, "route %s stands twice in the table",
						 routes[i].pattern);
	}
	return ERR_OK;
}

enum err site_init(struct site *site, const struct server_options *options, struct fault *why)
{
	struct pages *pages = NULL;
	enum err code = check_routes(options->routes, options->route_count, why);

	memset(site, 0, sizeof(*site));
	arena_init(&site->arena);
	if (code != ERR_OK)
		return code;
	code = pages_compile(&site->arena, &pages, why);
	if (code != ERR_OK)
		return code;
	site->office = options->office;
	site->routes = options->routes;
	site->route_count = options->route_count;
	site->find_actor = options->find_actor;
	site->tls_front = options->tls_front;
	site->quiet = options->quiet;
	site->pages = pages;
	site->assets = asset_addresses(&site->arena);
	if (options->office->edition)
		for (int lang = LANG_JA; lang <= LANG_EN; lang++)
			site->edition[lang] = edition_value(&site->arena, options->office->edition, (enum lang)lang);
	return ERR_OK;
}

void site_release(struct site *site)
{
	arena_release(&site->arena);
}
