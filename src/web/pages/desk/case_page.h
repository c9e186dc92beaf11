/* SPDX-License-Identifier: Apache-2.0 */
/* Cases as staff of several roles see them: a list, one case, and deeds that need a reason. */
#ifndef TENKEN_WEB_PAGES_DESK_CASE_PAGE_H
#define TENKEN_WEB_PAGES_DESK_CASE_PAGE_H

#include "usecases/case_deed.h"
#include "web/route.h"

/* Lists the cases in the state that the actor may see; "": in any state. */
void case_page_list(const struct request *request, struct reply *reply, const char *template_name, const char *state);

/* Shows the case of the path's ":receipt", with what was just done. refused: the deed whose reason was sent and is not
 * accepted, "decline", "withdraw", "exclude", "reopen" or "release"; NULL: none. */
void case_page_show(const struct request *request, struct reply *reply, const char *template_name, const char *refused);

struct case_page_deed {
	const struct case_deed *deed;
	const char *name, *done; /* "decline", "declined" */
	const char *template_name, *folder;
	bool shows_mail; /* the mail that goes to the company is read, and may be corrected, before it is done */
};

/* Does it with the form's field of its name ("decline-reason"); without a good one the page is shown again. Then 303 to
 * FOLDER/RECEIPT. */
void case_page_with_reason(const struct request *request, struct reply *reply, const struct case_page_deed *deed);

/* Shows the mail that the deed would send, unless it was read as it would be now; false then. carried: what else the
 * form of the deed holds, a list of maps {carried_name, carried_value}. */
bool case_page_shows_draft(const struct request *request, struct reply *reply, const struct case_page_deed *deed,
			   int64_t case_id, const struct case_deed_input *input, struct value *carried);

/* Whether the form was sent from that page. */
bool case_page_is_draft(const struct request *request);

#endif
