/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the pages of an application know of the browser: its drafts, by cookies, and where they stand.
 */
#ifndef TENKEN_WEB_PAGES_APPLICATION_APPLY_BROWSER_H
#define TENKEN_WEB_PAGES_APPLICATION_APPLY_BROWSER_H

#include "usecases/application/apply.h"
#include "web/reply.h"

/* The token of the browser's drafts; a browser that has none yet is given one. */
struct str apply_browser_token(const struct request *request, struct reply *reply);

/* The draft that the address names (/calls/CALL/apply/DRAFT/...). */
struct apply_draft apply_browser_draft(const struct request *request, struct reply *reply, const struct call *call);

/* The link by which this browser opened, or saved, a draft of that name; empty without one. */
struct str apply_browser_link(const struct request *request, const char *draft);
void apply_browser_keep_link(const struct request *request, struct reply *reply, const char *draft, const char *link);

/* "/calls/CALL/apply/DRAFT": where the pages of a draft stand. */
const char *apply_browser_path(struct arena *arena, const struct call *call, const char *draft);

/* 303 to a page of the draft that the address names: "/done". */
void apply_browser_go_to(const struct request *request, struct reply *reply, const char *step);

/* The page that says when the reception is open, and that what was sent is not accepted. */
void apply_browser_show_closed(const struct request *request, struct reply *reply, const struct call *call);

/* True when the reception of the call in the address is open; else answers. */
bool apply_browser_demand_open(const struct request *request, struct reply *reply, struct call *ret_call);

#endif
