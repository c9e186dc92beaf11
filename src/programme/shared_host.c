/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/shared_host.h"

#include "base/count.h"

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

bool shared_host_is_in(struct str host, struct str domain)
{
	size_t before = host.n > domain.n ? host.n - domain.n : 0;

	return host.n >= domain.n && str_eq_ascii_case(str_of(host.p + before, domain.n), domain) &&
	       (!before || host.p[before - 1] == '.');
}

bool shared_host_is(struct str host)
{
	for (size_t i = 0; i < COUNT(shared_domains); i++)
		if (shared_host_is_in(host, str_from(shared_domains[i])))
			return true;
	return false;
}
