/* SPDX-License-Identifier: Apache-2.0 */
/*
 * No check: the sign-in pages of known products, recognised by what their makers put into every one of them; and the
 * rule of the checks that ask whether such a page can be reached.
 *
 * A company may write about a product in a title of its own ("TeraStation repairs"), so a title counts as a whole or up
 * to a mark that the makers set.
 */
#ifndef TENKEN_CHECKS_WEB_LOGIN_PAGE_H
#define TENKEN_CHECKS_WEB_LOGIN_PAGE_H

#include "checks/web/http_seen.h"

/* What is not NULL must all be there. */
struct login_page {
	const char *product; /* as people know it; NULL ends a table */
	const char *kind;    /* what the check makes of it */
	const char *title;   /* the whole of it, letters of any case; a "*" at its beginning or end is anything */
	const char *path;    /* how the path ends */
	const char *header;  /* in lower case */
	const char *value;   /* that this header holds; NULL: anything */
	const char *body;    /* text that the page holds */
};

struct login_rule {
	const struct login_page *pages;
	/* Makes it bad. */
	void (*tell)(const struct check_input *input, struct arena *arena, const struct login_page *page,
		     struct finding *finding);
};

/* Bad, at the first page that is one of the rule's: confirmed, or likely where only text of the page or a redirect
 * tells. Good when the front page answered, nothing that was seen is one of them, and every product that lives
 * elsewhere was looked for there; else untestable, "front". Nothing when the front page only leads elsewhere. Details:
 * product, service (the same), path. */
void login_page_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
