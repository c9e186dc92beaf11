/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/hoster.h"

#include <stddef.h>

#include "base/count.h"
#include "codec/text/host_name.h"
#include "programme/edition_priv.h"

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

bool hoster_is_below(struct str host, struct str domain)
{
	size_t before = host.n > domain.n ? host.n - domain.n : 0;

	return host.n >= domain.n && str_eq_ascii_case(str_of(host.p + before, domain.n), domain) &&
	       (!before || host.p[before - 1] == '.');
}

bool hoster_is_shared(struct str host)
{
	for (size_t i = 0; i < COUNT(shared_domains); i++)
		if (hoster_is_below(host, str_from(shared_domains[i])))
			return true;
	return false;
}

/* --- from whom servers are rented --- */

static void read_domains(struct reader *r, const struct value *item, struct edition_hoster *hoster)
{
	const struct value *list = reader_list(r, item, "domains");

	if (value_count(list) > EDITION_HOSTER_DOMAINS_MAX)
		reader_fail(r, list, "this list has %zu items, expected at most %d", value_count(list),
			    EDITION_HOSTER_DOMAINS_MAX);
	for (size_t i = 0; !r->has_failed && i < value_count(list); i++) {
		const struct value *domain = value_at(list, i);
		if (domain->kind != VALUE_TEXT || !host_name_is_valid(domain->text))
			reader_fail(r, domain, "this is no domain, such as example.jp");
		else
			hoster->domains[hoster->domain_count++] = str_dup(r->arena, domain->text);
	}
}

static void read_one(struct reader *r, const struct value *item, struct edition_hoster *hoster)
{
	static const struct reader_key keys[] = {
		{"name", READER_PAIR, offsetof(struct edition_hoster, name), 1, 0, false},
		{"url", READER_TEXT, offsetof(struct edition_hoster, url), 0, 0, false},
		{"text", READER_PAIR, offsetof(struct edition_hoster, text), 1, 0, false},
		{.key = "domains"},
		{0},
	};

	reader_map_into(r, item, keys, hoster);
	reader_check_page(r, value_get(item, "url"), hoster->url);
	read_domains(r, item, hoster);
}

void hoster_read(struct reader *r, const struct value *root, struct edition *edition)
{
	const struct value *list = reader_maybe_list(r, root, "hosters");
	size_t count = value_count(list);

	if (count > EDITION_ITEMS_MAX)
		reader_fail(r, list, "this list has %zu items, expected at most %d", count, EDITION_ITEMS_MAX);
	edition->hoster_count = r->has_failed ? 0 : count;
	edition->hosters = arena_array(r->arena, edition->hoster_count, sizeof(*edition->hosters));
	for (size_t i = 0; i < edition->hoster_count; i++)
		read_one(r, value_at(list, i), &edition->hosters[i]);
}

bool hoster_has(const struct edition_hoster *hoster, struct str host)
{
	for (size_t i = 0; i < hoster->domain_count; i++)
		if (hoster_is_below(host, str_from(hoster->domains[i])))
			return true;
	return false;
}
