/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/feed/eol_product.h"

#include "base/ascii.h"
#include "calendar/day.h"
#include "knowledge/compile/catalog_rows.h"

enum { ID_MAX = 100 };

static struct str text_of(const struct value *map, const char *key)
{
	return str_from(value_get_text(map, key));
}

/* Of several keys the first that is there and not null. */
static const struct value *first_of(const struct value *map, const char *const *keys)
{
	for (; *keys; keys++) {
		const struct value *value = value_get(map, *keys);
		if (value && value->kind != VALUE_NULL)
			return value;
	}
	return NULL;
}

/* "It ended" as true or false, or the day of the end. */
static enum err read_life(const struct value *release, const char *const *keys, enum catalog_life *ret_life,
			  int64_t *ret_day, struct fault *why)
{
	const struct value *value = first_of(release, keys);

	*ret_life = CATALOG_LIFE_UNKNOWN;
	if (!value)
		return ERR_OK;
	if (value->kind == VALUE_BOOL) {
		*ret_life = value->boolean ? CATALOG_LIFE_ENDED : CATALOG_LIFE_SUPPORTED;
	} else if (value->kind == VALUE_TEXT && day_parse(value->text, ret_day)) {
		*ret_life = CATALOG_LIFE_DATED;
	} else {
		return fault_set(why, ERR_INVALID, "\"%s\" is neither true, false nor a day", *keys);
	}
	return ERR_OK;
}

/* A product file's label has holes for its own cycle, code name and newest version. */
static struct str fill_label(struct arena *arena, struct str label, const struct value *release,
			     const struct eol_release_in *in)
{
	const struct {
		const char *hole;
		struct str filling;
	} holes[] = {{"__RELEASE_CYCLE__", in->cycle},
		     {"__CODENAME__", text_of(release, "codename")},
		     {"__LATEST__", in->latest}};

	for (size_t i = 0; i < COUNT(holes); i++) {
		size_t at = str_find(label, holes[i].hole);
		struct str rest = str_skip(label, at + str_from(holes[i].hole).n);
		if (at < label.n)
			label = str_from(arena_printf(arena, "%.*s%.*s%.*s", (int)at, label.p, (int)holes[i].filling.n,
						      holes[i].filling.p, (int)rest.n, rest.p));
	}
	return label;
}

static struct str read_label(struct arena *arena, const struct value *release, const struct eol_release_in *in)
{
	struct str label = text_of(release, "label"), code_name = text_of(release, "codename");

	if (!label.n)
		label = fill_label(arena, text_of(release, "releaseLabel"), release, in);
	if (!label.n && code_name.n)
		label = str_from(arena_printf(arena, "%.*s (%.*s)", (int)in->cycle.n, in->cycle.p, (int)code_name.n,
					      code_name.p));
	return str_eq(label, in->cycle) ? STR("") : label;
}

static enum err read_release(struct arena *arena, const struct value *release, struct eol_release_in *in,
			     struct fault *why)
{
	static const char *const cycle_keys[] = {"releaseCycle", "name", "cycle", NULL};
	static const char *const eol_keys[] = {"eol", "eolFrom", "isEol", NULL};
	static const char *const extended_keys[] = {"eoes", "extendedSupport", "eoesFrom", "isEoes", NULL};
	const struct value *cycle = first_of(release, cycle_keys), *latest = value_get(release, "latest");
	enum err err;

	if (!cycle || cycle->kind != VALUE_TEXT || !cycle->text.n || cycle->text.n > ID_MAX)
		return fault_set(why, ERR_INVALID, "a release has no name");
	*in = (struct eol_release_in){.cycle = cycle->text, .release_day = INT64_MIN};
	in->latest = latest && latest->kind == VALUE_MAP ? text_of(latest, "name") : text_of(release, "latest");
	in->label = read_label(arena, release, in);
	err = read_life(release, eol_keys, &in->eol, &in->eol_day, why);
	if (!err)
		err = read_life(release, extended_keys, &in->extended, &in->extended_day, why);
	if (err)
		return fault_prefix(why, err, "release %.*s", (int)in->cycle.n, in->cycle.p);
	if (!day_parse(text_of(release, "releaseDate"), &in->release_day))
		in->release_day = INT64_MIN;
	return ERR_OK;
}

static enum err read_releases(struct arena *arena, const struct value *list, struct eol_in *product, struct fault *why)
{
	size_t count = value_count(list);
	struct eol_release_in *releases = arena_array(arena, count, sizeof(*releases));
	enum err err = ERR_OK;

	if (!list || list->kind != VALUE_LIST)
		return fault_set(why, ERR_INVALID, "a product has no list of releases");
	if (count > EOL_RELEASES_MAX)
		return fault_set(why, ERR_TOO_LARGE, "more than %d releases", EOL_RELEASES_MAX);
	for (size_t i = 0; i < count && !err; i++)
		err = read_release(arena, value_at(list, i), &releases[i], why);
	product->releases = releases;
	product->release_count = count;
	return err;
}

/* Identifiers of other kinds (purl, repology) say nothing that a banner does. */
static void read_cpes(struct arena *arena, const struct value *list, struct eol_in *product)
{
	size_t count = value_count(list) < EOL_CPES_MAX ? value_count(list) : EOL_CPES_MAX;
	struct str *cpes = arena_array(arena, count, sizeof(*cpes));

	for (size_t i = 0; i < count; i++) {
		const struct value *identifier = value_at(list, i);
		struct str name = text_of(identifier, "cpe");
		if (!name.n && str_is(text_of(identifier, "type"), "cpe"))
			name = text_of(identifier, "id");
		if (name.n)
			cpes[product->cpe_count++] = name;
	}
	product->cpes = cpes;
}

/* endoflife.date's names are small letters, digits, '-', '.' and '_'. */
static bool id_is_good(struct str id)
{
	for (size_t i = 0; i < id.n; i++)
		if (!ascii_is_lower(id.p[i]) && !ascii_is_digit(id.p[i]) && id.p[i] != '-' && id.p[i] != '.' &&
		    id.p[i] != '_')
			return false;
	return id.n && id.n <= ID_MAX;
}

static enum err read_product(struct arena *arena, const struct value *value, struct str id, struct eol_in *product,
			     struct fault *why)
{
	static const char *const id_keys[] = {"product", "name", NULL}, *const title_keys[] = {"title", "label", NULL};
	const struct value *name = first_of(value, id_keys), *title = first_of(value, title_keys);
	bool is_list = value && value->kind == VALUE_LIST;

	enum err err;

	*product = (struct eol_in){.id = name && name->kind == VALUE_TEXT ? name->text : id};
	if (!id_is_good(product->id))
		return fault_set(why, ERR_INVALID, "a product has no name of endoflife.date's kind");
	product->title = title && title->kind == VALUE_TEXT ? title->text : product->id;
	read_cpes(arena, value_get(value, "identifiers"), product);
	err = read_releases(arena, is_list ? value : value_get(value, "releases"), product, why);
	return err ? fault_prefix(why, err, "%.*s", (int)product->id.n, product->id.p) : ERR_OK;
}

enum err eol_product_add(struct catalog_build *build, const struct value *value, struct str id, uint64_t position,
			 struct fault *why)
{
	struct eol_in product;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = read_product(&arena, value, id, &product, why);
	if (!err)
		eol_batch_add(&build->eol, &product, position);
	return err;
}
