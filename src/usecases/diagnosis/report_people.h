/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Who stands in a report: where and to whom its letter goes, which expert belongs to the company, who confirmed it by
 * releasing it.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_REPORT_PEOPLE_H
#define TENKEN_USECASES_DIAGNOSIS_REPORT_PEOPLE_H

#include "report/outline.h"
#include "usecases/case_facts.h"

/* Sets person, postcode, address, expert, confirmed_by, confirmed_ms, remarks and emergency of the input: "" or NULL
 * where they are not known. The answers and the authorisation say them, the history who released. is_released: what is
 * read was, else nobody has confirmed it and it has no remarks yet. */
MUST_USE enum err report_people_load(struct tx *tx, struct arena *arena, const struct case_facts *facts,
				     const struct authorisation *authorisation, bool is_released, enum lang lang,
				     struct report_input *input, struct fault *why);

#endif
