/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What somebody who answers a pre-interview sees: its pages with what is answered, one page, and all answers to check.
 */
#ifndef TENKEN_USECASES_APPLICATION_VIEW_QUESTIONNAIRE_H
#define TENKEN_USECASES_APPLICATION_VIEW_QUESTIONNAIRE_H

#include "codec/value_keys.h"
#include "usecases/application/questionnaire_draft.h"

/* Where it stands: the case, the pages, how far it is. */
extern const struct value_key view_questionnaire_keys[];
struct value *view_questionnaire(struct arena *arena, const struct questionnaire_draft *draft, enum lang lang);

/* One page. given: what its fields show; problems: of questionnaire_draft_take, or NULL. */
extern const struct value_key view_questionnaire_page_keys[];
struct value *view_questionnaire_page(struct arena *arena, const struct questionnaire_draft *draft, enum lang lang,
				      const struct edition_form *page, const struct value *given,
				      const struct value *problems);

/* All answers that would be sent now. */
extern const struct value_key view_questionnaire_check_keys[];
struct value *view_questionnaire_check(struct arena *arena, const struct questionnaire_draft *draft, enum lang lang);

/* The page behind one (NULL: the first), without those that ask nothing of this company; NULL behind the last. */
const struct edition_form *view_questionnaire_next(struct arena *arena, const struct questionnaire_draft *draft,
						   const struct edition_form *page);

#endif
