/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which parts of a mail's text are links to our own pages. The text holds what applicants typed, so it may hold what
 * only begins like our address. Pure.
 */
#ifndef TENKEN_WEB_PAGES_POST_MAIL_LINK_H
#define TENKEN_WEB_PAGES_POST_MAIL_LINK_H

#include "base/str.h"

/* Finds the first link in text: base_url (without a slash at its end) and a path. *ret_link is a view into text, empty
 * when there is none. Returns what stands before it. */
struct str mail_link_find(struct str text, const char *base_url, struct str *ret_link);

#endif
