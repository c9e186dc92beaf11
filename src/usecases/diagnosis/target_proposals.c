/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/target_proposals.h"

#include "codec/json.h"
#include "codec/text/host_name.h"
#include "codec/text/mail_address.h"
#include "net/addr.h"
#include "programme/question.h"
#include "store/application/case_store.h"

const struct value_key target_proposals_keys[] = {
	{"kind", VALUE_TEXT, NULL}, /* website, mail, line: its plain name */
	{"host", VALUE_TEXT, NULL},
	{"is_ticked", VALUE_BOOL, NULL},
	{0},
};

/* Domains, with all below them, at which many people of many companies have their mail or their page: no company may
 * permit that they be diagnosed. */
static const char *const shared_domains[] = {
	/* mail: mobile, free, providers */
	"au.com",
	"docomo.ne.jp",
	"ezweb.ne.jp",
	"softbank.ne.jp",
	"softbank.jp",
	"vodafone.ne.jp",
	"ymobile.ne.jp",
	"uqmobile.jp",
	"rakuten.jp",
	"gmail.com",
	"googlemail.com",
	"yahoo.co.jp",
	"yahoo.com",
	"ymail.ne.jp",
	"ybb.ne.jp",
	"icloud.com",
	"me.com",
	"mac.com",
	"outlook.com",
	"outlook.jp",
	"hotmail.com",
	"hotmail.co.jp",
	"live.jp",
	"live.com",
	"msn.com",
	"excite.co.jp",
	"infoseek.jp",
	"aol.com",
	"proton.me",
	"biglobe.ne.jp",
	"nifty.com",
	"nifty.ne.jp",
	"ocn.ne.jp",
	"plala.or.jp",
	"so-net.ne.jp",
	"dion.ne.jp",
	"auone-net.jp",
	"odn.ne.jp",
	"odn.ad.jp",
	"mesh.ne.jp",
	"asahi-net.or.jp",
	"hi-ho.ne.jp",
	"dti.ne.jp",
	"wakwak.com",
	"bbexcite.jp",
	"home.ne.jp",
	"zaq.ne.jp",
	"jcom.zaq.ne.jp",
	"itscom.net",
	"catv.ne.jp",
	"cyberhome.ne.jp",
	"t-com.ne.jp",
	"eonet.ne.jp",
	"commufa.jp",
	"pikara.ne.jp",
	"bbiq.jp",
	"iij4u.or.jp",
	"sannet.ne.jp",
	/* pages: portals, blogs, shops */
	"facebook.com",
	"instagram.com",
	"x.com",
	"twitter.com",
	"youtube.com",
	"line.me",
	"lit.link",
	"note.com",
	"google.com",
	"ameblo.jp",
	"amebaownd.com",
	"fc2.com",
	"livedoor.blog",
	"livedoor.jp",
	"hatenablog.com",
	"blogspot.com",
	"wordpress.com",
	"wixsite.com",
	"jimdo.com",
	"jimdofree.com",
	"jimdosite.com",
	"peraichi.com",
	"goope.jp",
	"webnode.jp",
	"studio.site",
	"thebase.in",
	"base.shop",
	"stores.jp",
	"shop-pro.jp",
	"rakuten.co.jp",
	"rakuten.ne.jp",
	"amazon.co.jp",
	"tabelog.com",
	"hotpepper.jp",
	"gnavi.co.jp",
	"itp.ne.jp",
	"ekiten.jp",
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

/* The domain itself or a name below it. */
static bool is_in(struct str host, struct str domain)
{
	size_t before = host.n > domain.n ? host.n - domain.n : 0;

	return host.n >= domain.n && str_eq_ascii_case(str_of(host.p + before, domain.n), domain) &&
	       (!before || host.p[before - 1] == '.');
}

bool target_proposals_is_shared(struct str host)
{
	for (size_t i = 0; i < COUNT(shared_domains); i++)
		if (is_in(host, str_from(shared_domains[i])))
			return true;
	return false;
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
	if (!host.n || target_proposals_is_shared(host) || !may_be_permitted(work->office, host))
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
