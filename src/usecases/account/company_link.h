/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How a company comes in: by the personal link in a mail (people/personal_link.h).
 */
#ifndef TENKEN_USECASES_ACCOUNT_COMPANY_LINK_H
#define TENKEN_USECASES_ACCOUNT_COMPANY_LINK_H

#include "people/token.h"
#include "usecases/office.h"

/* The case of a personal link that still opens it; 0 when it does not. Changes nothing, so a mail scanner that
 * follows the link does no harm. */
MUST_USE enum err company_link_case(const struct office *office, struct str link, int64_t *ret_case_id,
				    struct fault *why);

/* Exchanges the link for a session of its company, which ends the session that the browser has ("" for none).
 * *ret_is_valid is false for a link that opens nothing. */
MUST_USE enum err company_link_enter(const struct office *office, struct str link, struct str session,
				     struct token *ret_token, bool *ret_is_valid, struct fault *why);

#endif
