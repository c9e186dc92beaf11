/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/alone/explain_check.h"

#include <string.h>

#include "codec/texts.h"
#include "report/finding_words.h"

/* Names that a finding's place and details fill. */
static const char *const filled[] = {"service", "product",   "products",     "version",   "versions", "name",
				     "names",   "days",      "count",        "tried",     "fixed_in", "shown",
				     "release", "latest",    "not_before",   "not_after", "end",      "extended",
				     "ids",     "exploited", "distribution", "package",   "cleared"};

struct explaining {
	struct arena *arena;
	const struct texts *texts;
	enum lang lang;
	struct value *details;
};

static void begin(struct explaining *e)
{
	e->details = value_map(e->arena);
	for (size_t i = 0; i < COUNT(filled); i++)
		value_set_text(e->arena, e->details, filled[i], "...");
}

static void add_words(const struct explaining *e, struct value *into, const char *check, const char *variant,
		      const char *const *parts)
{
	const struct finding finding = {
		.check = check, .variant = variant, .target = "...", .address = "", .details = e->details};

	for (; *parts; parts++) {
		const char *key = arena_printf(e->arena, "finding.%s.%s", check, *parts);
		const char *own = arena_printf(e->arena, "finding.%s.%s.%s", check, variant, *parts);
		bool is_there = texts_find(e->texts, e->lang, str_from(*variant ? own : key));
		/* An empty text, lest a template looks further outwards. */
		value_set_text(e->arena, into, *parts,
			       is_there ? finding_words_get(e->texts, e->arena, e->lang, &finding, *parts) : "");
	}
}

static struct value *variants_of(const struct explaining *e, const char *check)
{
	static const char *const parts[] = {"title", "seen", "why", "do_self", "good", "untestable", NULL};
	struct str prefix = str_from(arena_printf(e->arena, "finding.%s.", check)), key, before = STR("");
	struct value *variants = value_list(e->arena);

	for (size_t i = 0; (key = texts_key(e->texts, prefix, i)).p; i++) {
		struct str rest = str_skip(key, prefix.n), name = str_cut(&rest, '.');
		struct value *variant;
		if (!rest.p || str_eq(name, before))
			continue;
		before = name;
		variant = value_map(e->arena);
		value_set(e->arena, variant, "id", value_str(e->arena, name));
		add_words(e, variant, check, str_dup(e->arena, name), parts);
		value_add(e->arena, variants, variant);
	}
	return variants;
}

static struct value *view_of(const struct explaining *e, const struct check *check)
{
	static const char *const parts[] = {"title",   "seen", "why",        "do_self", "do_vendor", "effort",
					    "confirm", "good", "untestable", "ask",     NULL};
	struct value *view = value_map(e->arena);

	value_set_text(e->arena, view, "id", check->id);
	value_set_text(e->arena, view, "observes", check->observes);
	add_words(e, view, check->id, "", parts);
	value_set(e->arena, view, "variants", variants_of(e, check->id));
	return view;
}

enum err explain_check(struct arena *arena, const struct check *table, const char *id, enum lang lang,
		       struct value **ret_view, struct fault *why)
{
	struct explaining e = {.arena = arena, .lang = lang};
	struct texts *texts;
	enum err err;

	while (*table->id && strcmp(table->id, id) != 0)
		table++;
	if (!*table->id)
		return fault_set(why, ERR_NOT_FOUND, "there is no check \"%s\"; --explain alone lists them", id);
	err = texts_load(&texts, why);
	if (err)
		return err;
	e.texts = texts;
	begin(&e);
	*ret_view = view_of(&e, table);
	texts_free(texts);
	return ERR_OK;
}

enum err explain_check_all(struct arena *arena, const struct check *table, enum lang lang, struct value **ret_view,
			   struct fault *why)
{
	static const char *const parts[] = {"title", NULL};
	struct explaining e = {.arena = arena, .lang = lang};
	struct value *view = value_map(arena), *list = value_list(arena);
	struct texts *texts;
	enum err err = texts_load(&texts, why);

	if (err)
		return err;
	e.texts = texts;
	begin(&e);
	for (; *table->id; table++) {
		struct value *check = value_map(arena);
		value_set_text(arena, check, "id", table->id);
		add_words(&e, check, table->id, "", parts);
		value_add(arena, list, check);
	}
	value_set(arena, view, "checks", list);
	value_set_int(arena, view, "count", (int64_t)list->count);
	texts_free(texts);
	*ret_view = view;
	return ERR_OK;
}
