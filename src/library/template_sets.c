/* SPDX-License-Identifier: Apache-2.0 */
#include "library/template_sets.h"

#include <string.h>

#include "disk/read_file.h"
#include "library/knowledge_lock.h"
#include "library/template_store_priv.h"

#define SETS_BYTES_MAX 65536
#define NAME_MAX_BYTES 200

struct names {
	struct str items[TEMPLATE_SETS_MAX];
	size_t count;
};

static char *path_of(struct arena *arena, const char *data)
{
	return arena_printf(arena, "%s/knowledge/nuclei.sets", data);
}

/* No file: nothing is turned on. */
static enum err load_names(struct arena *arena, const char *data, struct names *ret_names, struct fault *why)
{
	struct fault inner = {ERR_OK, ""};
	struct str rest = {NULL, 0};
	enum err err;

	ret_names->count = 0;
	err = read_file(arena, path_of(arena, data), SETS_BYTES_MAX, &rest, &inner);
	if (err && err != ERR_NOT_FOUND)
		return fault_set(why, err, "%s", inner.text);
	while (rest.n) {
		struct str name = str_trim(str_cut(&rest, '\n'));
		if (!name.n || name.p[0] == '#')
			continue;
		if (ret_names->count == TEMPLATE_SETS_MAX)
			return fault_set(why, ERR_TOO_LARGE, "more than %d sets are turned on", TEMPLATE_SETS_MAX);
		ret_names->items[ret_names->count++] = name;
	}
	return ERR_OK;
}

static enum err save_names(struct arena *arena, const char *data, const struct names *names, struct fault *why)
{
	BUF_SCOPED out;

	buf_init(&out, SETS_BYTES_MAX);
	for (size_t i = 0; i < names->count; i++) {
		buf_add(&out, names->items[i]);
		buf_add_byte(&out, '\n');
	}
	return template_store_replace(path_of(arena, data), buf_str(&out), why);
}

static size_t find_name(const struct names *names, const char *name)
{
	size_t i = 0;

	while (i < names->count && !str_is(names->items[i], name))
		i++;
	return i;
}

static bool has_tag(const struct template_entry *entry, struct str tag)
{
	for (size_t i = 0; i < value_count(entry->tags); i++)
		if (str_eq_ascii_case(value_at(entry->tags, i)->text, tag))
			return true;
	return false;
}

/* Whether a name means this template. */
static bool is_meant(const struct template_entry *entry, struct str name)
{
	struct str set = str_from(entry->set);

	if (str_starts(name, "tag:"))
		return has_tag(entry, str_skip(name, 4));
	if (str_is(name, entry->id))
		return true;
	return name.n && str_eq(str_head(set, name.n), name) && (set.n == name.n || set.p[name.n] == '/');
}

/* A name that stands on one line and begins no comment. */
static bool is_name(const char *name)
{
	const size_t length = strlen(name);

	return length && length <= NAME_MAX_BYTES && name[0] != '#' && !strpbrk(name, " \t\r\n");
}

static enum err count_meant(struct arena *arena, const char *data, const char *name, size_t *ret_count,
			    struct fault *why)
{
	struct template_store store;
	size_t count = 0;
	enum err err;

	err = template_store_load(arena, data, &store, why);
	if (err)
		return err;
	for (size_t i = 0; i < store.count; i++)
		count += is_meant(&store.entries[i], str_from(name));
	if (!count || !is_name(name))
		return fault_set(
			why, ERR_NOT_FOUND,
			"%s: no imported template stands in a folder of this name, has this tag (tag:NAME) or this id",
			name);
	*ret_count = count;
	return ERR_OK;
}

enum err template_sets_enable(const char *data, const char *name, size_t *ret_count, struct fault *why)
{
	struct names names;
	ARENA_SCOPED arena;
	enum err err;
	int fd;

	arena_init(&arena);
	err = knowledge_lock_take(data, &fd, why);
	if (err)
		return err;
	err = count_meant(&arena, data, name, ret_count, why);
	if (!err)
		err = load_names(&arena, data, &names, why);
	if (!err && find_name(&names, name) == names.count) {
		if (names.count == TEMPLATE_SETS_MAX)
			err = fault_set(why, ERR_TOO_LARGE, "%d sets are turned on, which is the most",
					TEMPLATE_SETS_MAX);
		else
			names.items[names.count++] = str_from(name);
		if (!err)
			err = save_names(&arena, data, &names, why);
	}
	lock_release(fd);
	return err;
}

enum err template_sets_disable(const char *data, const char *name, struct fault *why)
{
	struct names names;
	ARENA_SCOPED arena;
	enum err err;
	size_t at;
	int fd;

	arena_init(&arena);
	err = knowledge_lock_take(data, &fd, why);
	if (err)
		return err;
	err = load_names(&arena, data, &names, why);
	at = err ? 0 : find_name(&names, name);
	if (!err && at == names.count)
		err = fault_set(why, ERR_NOT_FOUND, "%s: is not turned on", name);
	if (!err) {
		names.count--;
		memmove(&names.items[at], &names.items[at + 1], (names.count - at) * sizeof(names.items[0]));
		err = save_names(&arena, data, &names, why);
	}
	lock_release(fd);
	return err;
}

static bool is_on(const struct template_entry *entry, const struct names *names)
{
	for (size_t i = 0; i < names->count; i++)
		if (is_meant(entry, names->items[i]))
			return true;
	return false;
}

enum err template_sets_load(struct arena *arena, const char *data, struct template_sets *ret_sets, struct fault *why)
{
	const struct nuclei_template **templates;
	struct template_store store;
	struct names names;
	struct str *yamls;
	size_t count = 0;
	enum err err;

	*ret_sets = (struct template_sets){.count = 0};
	err = load_names(arena, data, &names, why);
	if (err || !names.count)
		return err;
	err = template_store_load(arena, data, &store, why);
	if (err)
		return err;
	templates = arena_array(arena, store.count, sizeof(struct nuclei_template *));
	yamls = arena_array(arena, store.count, sizeof(*yamls));
	for (size_t i = 0; i < store.count; i++) {
		if (!is_on(&store.entries[i], &names))
			continue;
		/* What an older program took may be refused by this one; it is left out, not an error. */
		if (nuclei_template_parse(arena, store.entries[i].id, store.entries[i].yaml, &templates[count], NULL) ||
		    templates[count]->refusal.reason != NUCLEI_SAFE)
			continue;
		yamls[count++] = store.entries[i].yaml;
	}
	*ret_sets = (struct template_sets){templates, yamls, count};
	return ERR_OK;
}
