/* SPDX-License-Identifier: Apache-2.0 */
#include "base/asset.h"
#include "web/page_templates_priv.h"

#define FOLDER    "src/web/templates/"
#define SUFFIX    ".html"
#define DEPTH_MAX 16 /* of partials in partials, as in template_render */

const struct page_template *page_templates_find(const struct page_templates *templates, struct str name)
{
	for (size_t i = 0; i < templates->count; i++)
		if (str_eq(templates->items[i].name, name))
			return &templates->items[i];
	return NULL;
}

static bool is_template(struct str name)
{
	return str_starts(name, FOLDER) && str_ends(name, SUFFIX);
}

/* Its file's name; the folders are wings for the eye. */
static struct str page_name(struct str asset_name)
{
	struct str name = str_head(asset_name, asset_name.n - (sizeof(SUFFIX) - 1));

	for (size_t at = name.n; at > 0; at--)
		if (name.p[at - 1] == '/')
			return str_skip(name, at);
	return name;
}

static struct str page_source(struct str name)
{
	for (size_t i = 0; i < asset_count; i++) {
		struct str file = str_from(asset_table[i].name);

		if (is_template(file) && str_eq(page_name(file), name))
			return asset_table[i].bytes;
	}
	return (struct str){NULL, 0};
}

/* Walks a template and its partials; says whether a form's token is shown and whether all partials exist.
 * The layout's own {{>page}} is filled at each rendering. */
static enum err inspect(struct str name, int depth, bool *has_form, struct fault *why)
{
	struct str rest = page_source(name);

	if (depth > DEPTH_MAX)
		return fault_set(why, ERR_INVALID, FOLDER "%.*s" SUFFIX ": partials nest deeper than %d", (int)name.n,
				 name.p, DEPTH_MAX);
	if (!rest.p)
		return fault_set(why, ERR_INVALID, FOLDER "%.*s" SUFFIX ": named as a partial, but there is none",
				 (int)name.n, name.p);
	while (rest.n) {
		struct str tag;
		enum err code = ERR_OK;

		rest = str_skip(rest, str_find(rest, "{{") + 2);
		tag = str_head(rest, str_index(rest, '}'));
		*has_form |= str_is(str_trim(tag), "form_token");
		if (!str_starts(tag, ">") || str_is(str_trim(str_skip(tag, 1)), "page"))
			continue;
		code = inspect(str_trim(str_skip(tag, 1)), depth + 1, has_form, why);
		if (code != ERR_OK)
			return code;
	}
	return ERR_OK;
}

static enum err compile_one(struct arena *arena, const struct asset *asset, struct page_template *page,
			    struct fault *why)
{
	struct template *template = NULL;
	enum err code = template_compile(arena, asset->name, asset->bytes, &template, why);

	if (code != ERR_OK)
		return code;
	page->template = template;
	return inspect(page->name, 1, &page->has_form, why);
}

enum err page_templates_compile(struct arena *arena, struct page_templates **ret_templates, struct fault *why)
{
	struct page_templates *templates = arena_alloc(arena, sizeof(*templates));

	templates->items = arena_array(arena, asset_count, sizeof(templates->items[0]));
	for (size_t i = 0; i < asset_count; i++) {
		enum err code = ERR_OK;
		struct str name;

		if (!is_template(str_from(asset_table[i].name)))
			continue;
		name = page_name(str_from(asset_table[i].name));
		if (page_templates_find(templates, name))
			return fault_set(why, ERR_INVALID, "%s: another folder has a page of this name",
					 asset_table[i].name);
		templates->items[templates->count].name = name;
		code = compile_one(arena, &asset_table[i], &templates->items[templates->count], why);
		if (code != ERR_OK)
			return code;
		templates->count++;
	}
	*ret_templates = templates;
	return ERR_OK;
}
