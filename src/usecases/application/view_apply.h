/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an applicant sees around sending: the answers to check, why it cannot be, and the receipt.
 */
#ifndef TENKEN_USECASES_APPLICATION_VIEW_APPLY_H
#define TENKEN_USECASES_APPLICATION_VIEW_APPLY_H

#include "codec/value_keys.h"
#include "usecases/application/apply.h"

/* The browser's drafts for the call that are not sent, newest first; the draft's name does not matter. */
extern const struct value_key view_apply_draft_keys[];
MUST_USE enum err view_apply_drafts(const struct office *office, struct arena *arena, enum lang lang,
				    const struct apply_draft *draft, struct value **ret_list, struct fault *why);

struct apply_shown {
	const struct value *kept;     /* the draft's answers */
	const struct value *given;    /* what the page's fields show: the draft's, or what was just typed */
	const struct value *problems; /* of apply_take_page, or NULL */
};

/* One page of the form; its empty fields hold what registers know (company_register.h). ERR_NOT_FOUND when the
 * application has none of that id. */
extern const struct value_key view_apply_page_keys[];
MUST_USE enum err view_apply_page(const struct office *office, const struct edition *edition, struct arena *arena,
				  enum lang lang, const char *id, const struct apply_shown *shown,
				  struct value **ret_view, struct fault *why);

/* All answers, to be checked; on_paper as in apply_judge.h. */
extern const struct value_key view_apply_keys[];
struct value *view_apply(const struct edition *edition, struct arena *arena, enum lang lang, const struct value *typed,
			 bool on_paper);

extern const struct value_key view_apply_ineligible_keys[];
struct value *view_apply_ineligible(const struct edition *edition, struct arena *arena, enum lang lang,
				    const struct value *typed);

/* The caller has shown that the visitor sent this very application. */
extern const struct value_key view_apply_receipt_keys[];
MUST_USE enum err view_apply_receipt(const struct office *office, struct arena *arena, enum lang lang, int64_t case_id,
				     struct value **ret_view, struct fault *why);

#endif
