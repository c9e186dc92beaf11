/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/alone/explain_check.h"

#include <string.h>

#include "codec/texts.h"
#include "report/finding_words.h"

#define EXAMPLES     "example." /* the texts that stand for what a finding would tell */
#define EXAMPLE_PORT 443

struct advised {
	const char *check, *remedy;
};

/* Of the checks that leave their advice to a remedy. */
static const struct advised advised[] = {
	{"adb-exposed", "close"},
	{"admin-login-exposed", "admin-page"},
	{"camera-open", "sign-in"},
	{"chargen-open", "close"},
	{"cldap-open", "close"},
	{"couchdb-open", "close"},
	{"database-exposed", "close"},
	{"docker-api-open", "close"},
	{"domain-lock", "domain"},
	{"elasticsearch-open", "close"},
	{"end-of-life", "update"},
	{"file-sharing-exposed", "close"},
	{"https-redirect", "https"},
	{"ipmi-exposed", "close"},
	{"known-vulnerability", "update"},
	{"kubernetes-open", "close"},
	{"ldap-exposed", "close"},
	{"mdns-open", "close"},
	{"memcached-open", "close"},
	{"mongodb-without-password", "close"},
	{"mqtt-anonymous", "sign-in"},
	{"nfs-exported", "close"},
	{"redis-without-password", "close"},
	{"rpc-exposed", "close"},
	{"rsync-open", "sign-in"},
	{"security-headers", "web-headers"},
	{"server-status-exposed", "web-files"},
	{"ssdp-open", "close"},
	{"ssh-protocol-1", "ssh-settings"},
	{"ssh-weak-algorithms", "ssh-settings"},
	{"tftp-open", "close"},
	{"tls-certificate-chain", "certificate"},
	{"tls-certificate-name", "certificate"},
	{"tls-certificate-transparency", "certificate"},
	{"vnc-exposed", "close"},
	{"winrm-exposed", "close"},
	{"ws-discovery-open", "close"},
	{"x11-open", "close"},
};

struct explaining {
	struct arena *arena;
	const struct texts *texts;
	enum lang lang;
	struct value *details;
};

const char *explain_check_remedy(const char *check, const char *variant)
{
	const char *remedy = "";

	for (size_t i = 0; i < COUNT(advised); i++)
		if (!strcmp(check, advised[i].check))
			remedy = advised[i].remedy;
	return !strcmp(remedy, "close") && !strcmp(variant, "open") ? "left-open" : remedy;
}

static void begin(struct explaining *e)
{
	struct str prefix = STR(EXAMPLES), key;

	e->details = value_map(e->arena);
	for (size_t i = 0; (key = texts_key(e->texts, prefix, i)).p; i++)
		value_set_text(e->arena, e->details, str_dup(e->arena, str_skip(key, prefix.n)),
			       texts_get(e->texts, e->arena, e->lang, str_dup(e->arena, key), NULL));
}

static struct finding example_of(const struct explaining *e, const char *check, const char *variant)
{
	return (struct finding){
		.check = check,
		.variant = variant,
		.target = value_get_text(e->details, "host"),
		.address = value_get_text(e->details, "ip"),
		.port = EXAMPLE_PORT,
		.details = e->details,
		.remedy = explain_check_remedy(check, variant),
	};
}

/* An empty text where there are no words, lest a template looks further outwards. */
static const char *words(const struct explaining *e, const struct finding *example, const char *part)
{
	if (!finding_words_has(e->texts, e->arena, e->lang, example, part))
		return "";
	return finding_words_get(e->texts, e->arena, e->lang, example, part);
}

static void add_words(const struct explaining *e, struct value *into, const struct finding *example)
{
	static const char *const parts[] = {"title",  "seen",    "why",  "do_self",    "do_vendor", "technician",
					    "effort", "confirm", "good", "untestable", "ask"};

	for (size_t i = 0; i < COUNT(parts); i++)
		value_set_text(e->arena, into, parts[i], words(e, example, parts[i]));
}

/* What the check says of all its variants need not be said again. */
static void leave_out(const struct explaining *e, struct value *variant, const struct value *check)
{
	for (size_t i = 0; i < variant->count; i++)
		if (str_eq(variant->items[i]->text, str_from(value_get_text(check, variant->keys[i].p))))
			variant->items[i] = value_text(e->arena, "");
}

static struct value *variants_of(const struct explaining *e, const char *check, const struct value *all)
{
	struct str prefix = str_from(arena_printf(e->arena, "finding.%s.", check)), key, before = STR("");
	struct value *variants = value_list(e->arena);

	for (size_t i = 0; (key = texts_key(e->texts, prefix, i)).p; i++) {
		struct str rest = str_skip(key, prefix.n), name = str_cut(&rest, '.');
		struct finding example = example_of(e, check, str_dup(e->arena, name));
		struct value *variant;
		if (!rest.p || str_eq(name, before))
			continue;
		before = name;
		variant = value_map(e->arena);
		add_words(e, variant, &example);
		leave_out(e, variant, all);
		value_set(e->arena, variant, "id", value_str(e->arena, name));
		value_add(e->arena, variants, variant);
	}
	return variants;
}

static struct value *view_of(const struct explaining *e, const struct check *check)
{
	struct finding example = example_of(e, check->id, "");
	struct value *view = value_map(e->arena);
	const char *name = finding_words_name(e->texts, e->arena, e->lang, check->id);

	add_words(e, view, &example);
	if (str_is(str_from(value_get_text(view, "title")), name))
		value_set_text(e->arena, view, "title", "");
	value_set(e->arena, view, "variants", variants_of(e, check->id, view));
	value_set_text(e->arena, view, "id", check->id);
	value_set_text(e->arena, view, "observes", check->observes);
	value_set_text(e->arena, view, "name", name);
	return view;
}

enum err explain_check(struct arena *arena, const struct texts *texts, const struct check *table, const char *id,
		       enum lang lang, struct value **ret_view, struct fault *why)
{
	struct explaining e = {.arena = arena, .texts = texts, .lang = lang};

	while (*table->id && strcmp(table->id, id) != 0)
		table++;
	if (!*table->id)
		return fault_set(why, ERR_NOT_FOUND, "there is no check \"%s\"; --explain alone lists them", id);
	begin(&e);
	*ret_view = view_of(&e, table);
	return ERR_OK;
}

struct value *explain_check_all(struct arena *arena, const struct texts *texts, const struct check *table,
				enum lang lang)
{
	struct value *view = value_map(arena), *list = value_list(arena);

	for (; *table->id; table++) {
		struct value *check = value_map(arena);
		value_set_text(arena, check, "id", table->id);
		value_set_text(arena, check, "name", finding_words_name(texts, arena, lang, table->id));
		value_add(arena, list, check);
	}
	value_set(arena, view, "checks", list);
	value_set_int(arena, view, "count", (int64_t)list->count);
	return view;
}
