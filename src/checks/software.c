/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/software.h"

#include <stdlib.h>
#include <string.h>

#include "checks/check_memo.h"
#include "checks/endpoint.h"
#include "checks/nmap_service.h"
#include "checks/software_text.h"
#include "knowledge/product_names.h"

#define CERTAINTY_MIN       0.1 /* recog marks with 0.0 what is only a placeholder */
#define PLATFORM_CERTAINTY  0.5
#define CERTAINTY_DEFAULT   0.75
#define AT_ENDPOINT_MAX     64
#define NMAP_CONFIDENCE_MAX 10

/* What one text names. */
struct software_source {
	const struct software_facts *items;
	size_t count;
};

/* ---- from a match to facts ---- */

/* The params that describe one thing: "service.product", "os.product" ... */
struct role {
	char part;
	const char *prefix;
};

static const struct role roles[] = {{'a', "service."}, {'a', "service.component."}, {'h', "hw."}, {'o', "os."}};

static struct str param(const struct fingerprint_match *match, const struct role *role, const char *name)
{
	char key[64];
	const struct str *value;
	size_t prefix = strlen(role->prefix), length = strlen(name);

	memcpy(key, role->prefix, prefix);
	memcpy(key + prefix, name, length);
	value = fingerprint_value_find(&match->values, str_of(key, prefix + length));
	return value ? *value : STR("");
}

static double certainty_of(const struct fingerprint_match *match, const struct role *role)
{
	struct str text = param(match, role, "certainty");
	char number[16];

	if (!text.n || text.n >= sizeof(number))
		return CERTAINTY_DEFAULT;
	memcpy(number, text.p, text.n);
	number[text.n] = '\0';
	return strtod(number, NULL);
}

static const char *plain(struct arena *arena, const struct cpe_value *value)
{
	return value->kind == CPE_VALUE ? str_dup(arena, cpe_value_plain(arena, value)) : "";
}

/* The CPE name of the match with the product's name of today; NULL when no such name can be read. */
static struct cpe *read_name(struct arena *arena, struct str text, struct str version, struct software_facts *facts)
{
	struct cpe *name = arena_alloc(arena, sizeof(*name));
	const struct product_names *names;
	struct cpe_value vendor, product;

	if (!text.n || cpe_parse(arena, text, name, NULL))
		return NULL;
	/* "-" is recog's way to say that the version is not known; one that no CPE can hold is not known either. */
	if (name->at[CPE_VERSION].kind == CPE_NA)
		name->at[CPE_VERSION] = (struct cpe_value){CPE_ANY, STR("")};
	if (name->at[CPE_VERSION].kind == CPE_ANY && version.n)
		(void)!cpe_value_parse(arena, version, &name->at[CPE_VERSION], NULL);
	facts->vendor = plain(arena, &name->at[CPE_VENDOR]);
	facts->product = plain(arena, &name->at[CPE_PRODUCT]);
	names = product_names_find(str_from(facts->vendor), str_from(facts->product));
	if (!names)
		return name;
	if (names->title)
		facts->title = names->title;
	facts->vendor = names->names[0].vendor;
	facts->product = names->names[0].product;
	if (!cpe_value_parse(arena, str_from(facts->vendor), &vendor, NULL) &&
	    !cpe_value_parse(arena, str_from(facts->product), &product, NULL)) {
		name->at[CPE_VENDOR] = vendor;
		name->at[CPE_PRODUCT] = product;
	}
	return name;
}

static const char *shown_text(struct arena *arena, struct str text)
{
	struct str head = str_head(text, str_index(text, '\n'));

	return str_dup(arena, str_head(str_trim(head), SOFTWARE_SEEN_MAX));
}

static bool read_role(struct arena *arena, const struct fingerprint_match *match, const struct role *role,
		      const struct software_text *text, struct software_facts *ret_facts)
{
	struct software_facts facts = {.part = role->part, .vendor = "", .product = "", .where = text->where};
	struct str title = param(match, role, "product"), version = param(match, role, "version");

	facts.certainty = certainty_of(match, role);
	if (!title.n || facts.certainty < CERTAINTY_MIN)
		return false;
	facts.title = str_dup(arena, title);
	facts.name = read_name(arena, param(match, role, "cpe23"), version, &facts);
	facts.version = facts.name ? plain(arena, &facts.name->at[CPE_VERSION]) : str_dup(arena, version);
	facts.seen = shown_text(arena, text->text);
	if (role->part == 'a')
		facts.package = distribution_read(arena, str_from(facts.product), str_from(facts.version), text->text);
	else
		facts.package = (struct distribution_package){DISTRIBUTION_NONE, "", "", "", false};
	*ret_facts = facts;
	return true;
}

/* The system that the text names runs the programs that it names. */
static void tie_platform(struct software_facts *items, size_t count)
{
	const struct cpe *platform = NULL;

	for (size_t i = 0; i < count; i++)
		if (items[i].part == 'o' && items[i].certainty >= PLATFORM_CERTAINTY)
			platform = items[i].name;
	for (size_t i = 0; i < count; i++)
		if (items[i].part == 'a')
			items[i].platform = platform;
}

static bool has_name(const struct fingerprint_match *match)
{
	for (size_t i = 0; i < COUNT(roles); i++)
		if (param(match, &roles[i], "cpe23").n)
			return true;
	return false;
}

/* The first match, or, where it has no CPE name at all, the first one that has. */
static const struct fingerprint_match *choose(const struct fingerprint_answer *answer)
{
	for (size_t i = 0; i < answer->count; i++)
		if (has_name(&answer->matches[i]))
			return &answer->matches[i];
	return answer->count ? &answer->matches[0] : NULL;
}

/* ---- from a text to facts ---- */

static struct software_source *ask(const struct check_knowledge *knowledge, struct arena *arena,
				   const struct software_text *text)
{
	const struct fingerprint_question question = {.kind = text->kind, .text = text->text, .is_all = true};
	struct software_facts *items = arena_array(arena, COUNT(roles), sizeof(*items));
	struct software_source *sight = arena_alloc(arena, sizeof(*sight));
	const struct fingerprint_match *match = NULL;
	struct fingerprint_answer answer;
	ARENA_SCOPED scratch;

	arena_init(&scratch);
	/* No fingerprints of this kind, or a text that is too long for them: nothing is known. */
	if (!fingerprint_set_ask(knowledge->fingerprints, knowledge->matcher, &scratch, &question, &answer, NULL))
		match = choose(&answer);
	for (size_t i = 0; match && i < COUNT(roles); i++)
		sight->count += read_role(arena, match, &roles[i], text, &items[sight->count]);
	tie_platform(items, sight->count);
	sight->items = items;
	return sight;
}

static const struct software_source *look(const struct check_knowledge *knowledge, struct arena *arena,
					  const struct software_text *text)
{
	char key[64 + SOFTWARE_TEXT_BYTES];
	size_t kind = strlen(text->kind) + 1;
	struct str whole = str_of(key, kind + text->text.n);
	const struct software_source *sight;

	if (!knowledge->memo)
		return ask(knowledge, arena, text);
	memcpy(key, text->kind, kind);
	memcpy(key + kind, text->text.p, text->text.n);
	sight = check_memo_find(knowledge->memo, whole);
	if (!sight) {
		sight = ask(knowledge, check_memo_arena(knowledge->memo), text);
		check_memo_add(knowledge->memo, whole, sight);
	}
	return sight;
}

/* ---- from texts to an endpoint ---- */

struct software_run {
	struct arena *arena;
	const struct check_knowledge *knowledge;
	const struct endpoint *endpoint;
	const char *address; /* of the observation that is looked at */
	struct software *items;
	size_t count, cap, first; /* first: of this endpoint */
};

static bool is_same(const struct software_facts *a, const struct software_facts *b)
{
	return a->part == b->part && !strcmp(a->title, b->title) && !strcmp(a->vendor, b->vendor) &&
	       !strcmp(a->product, b->product);
}

static void add(struct software_run *g, const struct software_facts *facts)
{
	for (size_t i = g->first; i < g->count; i++) {
		struct software *known = &g->items[i];
		if (!is_same(known->is, facts))
			continue;
		if (!strcmp(known->is->version, facts->version) || !*facts->version)
			return;
		if (!*known->is->version) { /* this text says more */
			known->is = facts;
			known->address = g->address;
			known->package = facts->package;
			return;
		}
	}
	if (g->count - g->first == AT_ENDPOINT_MAX)
		return;
	g->items = arena_grow(g->arena, g->items, g->count, &g->cap, sizeof(*g->items));
	g->items[g->count++] = (struct software){facts, g->endpoint, g->address, facts->package};
}

static void take_text(void *context, const struct software_text *text)
{
	struct software_run *g = context;
	const struct software_source *sight = look(g->knowledge, g->arena, text);

	for (size_t i = 0; i < sight->count; i++)
		add(g, &sight->items[i]);
}

/* Without a version the name says which product it is and no more. */
static void forget_version(struct software_facts *facts, struct cpe *name)
{
	name->at[CPE_VERSION] = (struct cpe_value){CPE_ANY, STR("")};
	facts->version = "";
}

/* What one CPE name of Nmap names; its version may stand beside the name, with the distribution's mark behind it. */
static void take_named(struct software_run *g, struct str cpe, const struct value *data)
{
	struct software_facts *facts = arena_alloc(g->arena, sizeof(*facts));
	const char *text = arena_printf(g->arena, "%s %s %s", value_get_text(data, "product"),
					value_get_text(data, "version"), value_get_text(data, "extrainfo"));
	struct nmap_service_version version = nmap_service_version(str_from(value_get_text(data, "product")),
								   str_from(value_get_text(data, "version")));
	struct cpe *name;

	*facts = (struct software_facts){.vendor = "",
					 .product = "",
					 .title = version.is_mariadb ? "MariaDB" : value_get_text(data, "product"),
					 .where = "Nmap",
					 .seen = shown_text(g->arena, str_from(text)),
					 .certainty =
						 (double)value_get_int(data, "confidence", 0) / NMAP_CONFIDENCE_MAX};
	if (version.is_mariadb)
		cpe = STR("cpe:/a:mariadb:mariadb");
	name = read_name(g->arena, cpe, version.exact, facts);
	if (!name)
		return;
	facts->name = name;
	facts->part = name->at[CPE_PART].text.n ? *name->at[CPE_PART].text.p : 'a';
	facts->version = plain(g->arena, &name->at[CPE_VERSION]);
	if (version.is_range)
		forget_version(facts, name);
	facts->package = (struct distribution_package){DISTRIBUTION_NONE, "", "", "", false};
	if (facts->part == 'a')
		facts->package =
			distribution_read(g->arena, str_from(facts->product), str_from(facts->version), str_from(text));
	else
		facts->title = facts->product;
	add(g, facts);
}

/* A service that Nmap asked and named; by its port alone it knows nothing. */
static void take_nmap(struct software_run *g, const struct observation *seen)
{
	const struct value *names = value_get(seen->data, "cpe");

	if (strcmp(seen->kind, "nmap.service") != 0 || !strcmp(value_get_text(seen->data, "method"), "table"))
		return;
	for (size_t i = 0; i < value_count(names); i++)
		if (value_at(names, i)->kind == VALUE_TEXT)
			take_named(g, value_at(names, i)->text, seen->data);
}

/* The system itself, when a revision or a version tells its release. */
static const struct software_facts *system_of(struct software_run *g, const struct software *program)
{
	struct software_facts *facts = arena_alloc(g->arena, sizeof(*facts));
	struct cpe *name = arena_alloc(g->arena, sizeof(*name));
	const char *vendor, *product;

	if (!*program->package.release || !distribution_cpe(program->package.distribution, &vendor, &product))
		return NULL;
	if (cpe_parse(g->arena,
		      str_from(arena_printf(g->arena, "cpe:2.3:o:%s:%s:%s:*:*:*:*:*:*:*", vendor, product,
					    program->package.release)),
		      name, NULL))
		return NULL;
	*facts = *program->is;
	facts->part = 'o';
	facts->title = distribution_name(program->package.distribution);
	facts->vendor = vendor;
	facts->product = product;
	facts->version = program->package.release;
	facts->name = name;
	facts->platform = NULL;
	return facts;
}

/* The first program at the endpoint whose distribution is known, best with its release. */
static const struct software *best_hint(const struct software_run *g)
{
	const struct software *best = NULL;

	for (size_t i = g->first; i < g->count; i++) {
		const struct software *one = &g->items[i];
		if (one->package.distribution == DISTRIBUTION_NONE)
			continue;
		if (!best || (!*best->package.release && *one->package.release))
			best = one;
	}
	return best;
}

/* Whether distributions carry the program, so that the one at hand most likely comes from the system's. */
static bool is_packaged(const struct software_facts *facts)
{
	const struct product_names *names = product_names_find(str_from(facts->vendor), str_from(facts->product));

	return facts->part == 'a' && names && names->debian;
}

/* Names the distribution to all packaged programs of the endpoint, and adds it as the system in place of a vaguer one.
 */
static void settle(struct software_run *g)
{
	const struct software *hint = best_hint(g);
	const struct software_facts *system = NULL;
	struct distribution_package package;
	size_t kept = g->first;

	if (!hint)
		return;
	package = hint->package;
	package.version = "";
	g->address = hint->address;
	system = system_of(g, hint);
	for (size_t i = g->first; i < g->count; i++) {
		struct software *one = &g->items[i];
		if (system && one->is->part == 'o')
			continue;
		if (one->package.distribution == DISTRIBUTION_NONE && is_packaged(one->is))
			one->package = package;
		g->items[kept++] = *one;
	}
	g->count = kept;
	if (system)
		add(g, system);
}

struct software *software_gather(struct arena *arena, const struct check_input *input, size_t *ret_count)
{
	struct software_run g = {.arena = arena, .knowledge = input->knowledge};

	*ret_count = 0;
	if (!g.knowledge || !g.knowledge->fingerprints)
		return NULL;
	for (size_t i = 0; i < input->endpoint_count; i++) {
		g.endpoint = &input->endpoints[i];
		g.first = g.count;
		for (size_t j = 0; g.endpoint->port && j < g.endpoint->count; j++) {
			g.address = g.endpoint->seen[j]->address;
			software_text_each(g.endpoint->seen[j], take_text, &g);
			take_nmap(&g, g.endpoint->seen[j]);
		}
		settle(&g);
	}
	*ret_count = g.count;
	return g.items;
}

const char *software_shown(struct arena *arena, const struct software_facts *facts)
{
	bool is_in_title = facts->part == 'o' && !strncmp(facts->product, "windows", 7); /* "Windows Server 2012" */

	return *facts->version && !is_in_title ? arena_printf(arena, "%s %s", facts->title, facts->version)
					       : facts->title;
}

bool software_is_general_system(const struct software_facts *facts)
{
	static const char *const products[] = {
		"debian_linux", "ubuntu_linux", "enterprise_linux", "centos", "fedora",  "linux_kernel", "freebsd",
		"openbsd",      "netbsd",       "mac_os_x",         "macos",  "solaris", "sunos",
	};

	if (facts->part != 'o')
		return false;
	if (!strncmp(facts->product, "windows", 7))
		return true;
	for (size_t i = 0; i < COUNT(products); i++)
		if (!strcmp(facts->product, products[i]))
			return true;
	return false;
}
