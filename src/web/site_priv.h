/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What all requests of one server share. Made before the first request and never changed after, but for the
 * counters and the flag, which are atomic.
 */
#ifndef TENKEN_WEB_SITE_PRIV_H
#define TENKEN_WEB_SITE_PRIV_H

#include <stdatomic.h>

#include "web/front_priv.h"
#include "web/metrics.h"
#include "web/page_templates_priv.h"
#include "web/route.h"
#include "web/server.h"

struct site {
	const struct office *office;
	const struct route *routes;
	size_t route_count;
	server_find_actor find_actor;
	bool tls_front;
	struct fronts fronts;
	bool quiet;       /* no access log */
	server_look look; /* NULL: nobody looks */
	const struct page_templates *templates;
	const struct value *assets; /* "tenken_css" -> "/assets/HASH/tenken.css" */
	struct metrics metrics;
	atomic_bool has_warned; /* that the front does not say who comes */
	atomic_bool stopping;   /* answer what was asked, then close */
	size_t uploads;         /* large bodies that are read or worked on; the loop's alone */
	struct arena arena;
};

MUST_USE enum err site_init(struct site *site, const struct server_options *options, struct fault *why);
void site_release(struct site *site);

#endif
