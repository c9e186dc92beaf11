/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How people come in: staff by name and password, a company by the personal link in a mail. Either gets a session
 * whose token only the browser has.
 */
#ifndef TENKEN_USECASES_ACCOUNT_SIGN_IN_H
#define TENKEN_USECASES_ACCOUNT_SIGN_IN_H

#include "people/token.h"
#include "usecases/office.h"

#define SESSION_STAFF_HOURS   12
#define SESSION_COMPANY_HOURS 12

enum sign_in_outcome {
	SIGN_IN_DONE,
	SIGN_IN_WRONG, /* name or password; never says which */
	SIGN_IN_WAIT,  /* too many failures; wait_s seconds */
};

struct sign_in_result {
	enum sign_in_outcome outcome;
	struct token token;
	enum role role;
	int wait_s;
};

MUST_USE enum err sign_in(const struct office *office, struct str name, struct str password,
			  struct sign_in_result *ret_result, struct fault *why);

/* Ends the session; an unknown token is fine. */
MUST_USE enum err sign_out(const struct office *office, struct str token, struct fault *why);

/* The case of a personal link that still opens it; 0 when it does not. Changes nothing, so a mail scanner that
 * follows the link does no harm. */
MUST_USE enum err link_case(const struct office *office, struct str link, int64_t *ret_case_number, struct fault *why);

/* Exchanges the link for a session of its company. *ret_is_valid is false for a link that opens nothing. */
MUST_USE enum err link_enter(const struct office *office, struct str link, struct token *ret_token, bool *ret_is_valid,
			     struct fault *why);

/* Who a session's token belongs to; the visitor when to nobody. Fits server_find_actor of web/server.h. */
MUST_USE enum err find_actor(const struct office *office, struct str token, struct arena *arena,
			     struct actor *ret_actor, struct fault *why);

/* Adds a person. ERR_CONFLICT when the name is taken, ERR_INVALID for a weak password or an empty name. */
MUST_USE enum err add_person(const struct office *office, const char *sign_in_name, const char *display_name,
			     enum role role, const char *password, int64_t *ret_id, struct fault *why);

#endif
