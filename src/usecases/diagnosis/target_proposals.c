/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/target_proposals.h"

#include "codec/json.h"
#include "codec/text/host_name.h"
#include "codec/text/mail_address.h"
#include "net/addr.h"
#include "programme/hoster.h"
#include "programme/question.h"
#include "store/application/case_store.h"

const struct value_key target_proposals_keys[] = {
	{"kind", VALUE_TEXT, NULL}, /* website, mail, line: its plain name */
	{"host", VALUE_TEXT, NULL},
	{"is_ticked", VALUE_BOOL, NULL},
	{0},
};

struct proposals_work {
	const struct office *office;
	struct arena *arena;
	int64_t case_id;
	const char *sheet;
};

static enum err load(struct tx *tx, void *context, struct fault *why)
{
	struct proposals_work *work = context;

	return case_store_load_answers(tx, work->arena, work->case_id, "application", &work->sheet, why);
}

/* The first host in a text as the form would store it; empty when there is none. */
static struct str host_of(struct arena *arena, const char *text)
{
	const struct question question = {.kind = QUESTION_HOSTS, .chars_max = 2000};
	struct value *answer = NULL;

	if (question_judge(arena, &question, value_text(arena, text), &answer) || !value_count(answer))
		return STR("");
	return value_at(answer, 0)->text;
}

/* A rehearsal touches this machine alone, and nobody diagnoses a private address from outside. */
static bool may_be_permitted(const struct office *office, struct str host)
{
	struct addr addr;

	if (office->rehearsal)
		return host_name_is_loopback(host);
	return host_name_is_valid(host) && (!addr_parse(host, &addr) || addr_is_public(&addr));
}

/* A tick holds the host, and behind it what it is called. */
static bool is_of(struct str tick, struct str host)
{
	return str_eq(str_head(tick, str_index(tick, ' ')), host);
}

static bool is_ticked(const struct value *form, struct str host)
{
	const struct value *ticked = value_get(form, TARGET_PROPOSALS_FIELD);

	if (ticked && ticked->kind == VALUE_TEXT)
		return is_of(ticked->text, host);
	for (size_t i = 0; i < value_count(ticked); i++)
		if (is_of(value_at(ticked, i)->text, host))
			return true;
	return false;
}

static void add(const struct proposals_work *work, struct value *list, const char *kind, struct str host,
		const struct value *form)
{
	struct value *map = value_map(work->arena);

	for (size_t i = 0; i < value_count(list); i++)
		if (str_eq_ascii_case(host, str_from(value_get_text(value_at(list, i), "host"))))
			return;
	if (!host.n || hoster_is_shared(host) || !may_be_permitted(work->office, host))
		return;
	value_set_text(work->arena, map, "kind", kind);
	value_set(work->arena, map, "host", value_str(work->arena, host));
	value_set_bool(work->arena, map, "is_ticked", is_ticked(form, host));
	value_add(work->arena, list, map);
}

enum err target_proposals_list(const struct office *office, struct arena *arena, const struct actor *company,
			       const char *client, const struct value *form, struct value **ret_list, struct fault *why)
{
	struct proposals_work work = {office, arena, company->case_id, ""};
	struct value *answers = NULL, *list = value_list(arena);
	struct str domain;
	enum err err = db_read(office->db, load, &work, why);

	if (err)
		return err;
	(void)!json_decode(arena, str_from(work.sheet), &answers, NULL);
	domain = mail_address_domain(str_from(value_get_text(answers, "mail")));
	add(&work, list, "website", host_of(arena, value_get_text(answers, "website")), form);
	add(&work, list, "mail", domain, form);
	add(&work, list, "line", str_from(*client || !office->rehearsal ? client : "127.0.0.1"), form);
	*ret_list = list;
	return ERR_OK;
}

const struct value *target_proposals_take(struct arena *arena, const struct value *form)
{
	const struct value *ticked = value_get(form, TARGET_PROPOSALS_FIELD);
	size_t count = ticked && ticked->kind == VALUE_TEXT ? 1 : value_count(ticked);
	const char *targets = value_get_text(form, "targets");
	struct value *taken = value_map(arena);

	for (size_t i = 0; i < count && i < QUESTION_HOSTS_MAX; i++) {
		struct str host = ticked->kind == VALUE_TEXT ? ticked->text : value_at(ticked, i)->text;
		targets = arena_printf(arena, "%s\n%.*s", targets, (int)host.n, host.p);
	}
	for (size_t i = 0; i < value_count(form); i++)
		if (!str_is(form->keys[i], "targets"))
			value_append(arena, taken, form->keys[i], form->items[i]);
	value_set_text(arena, taken, "targets", targets);
	return taken;
}
