/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An invited company comes: by the code of its letter or by the link of its mail. The code is exchanged for such a
 * link; the link's page says whom it invites, begins the application filled in with what registers and list know of
 * that company, or takes down that it wants no more invitations. Opening a link changes nothing, so that a scanner of
 * mails neither applies nor refuses.
 */
#ifndef TENKEN_USECASES_INVITATION_INVITATION_VISIT_H
#define TENKEN_USECASES_INVITATION_INVITATION_VISIT_H

#include "codec/value_keys.h"
#include "usecases/application/apply.h"

/* Wrong codes an hour from one address of a client; then none is looked at. Who types from paper errs a few times, who
 * errs more often tries. */
#define INVITATION_VISIT_TRIES_PER_HOUR 20

enum invitation_code_outcome {
	INVITATION_CODE_RIGHT,
	INVITATION_CODE_WRONG,
	INVITATION_CODE_LATE, /* too many wrong ones */
};

/* What was typed, in any width and case; *ret_path is the page of the invitation, for a right one. client: its address
 * as limits count it; "" (this machine) is not counted. */
MUST_USE enum err invitation_visit_code(const struct office *office, struct arena *arena, const struct call *call,
					const char *client, struct str typed, enum invitation_code_outcome *ret_outcome,
					const char **ret_path, struct fault *why);

/* What the page of a link shows; a link that is none says that alone. */
extern const struct value_key invitation_visit_keys[];
MUST_USE enum err invitation_visit_view(const struct office *office, struct arena *arena, const struct call *call,
					struct str link, struct value **ret_view, struct fault *why);

/* Begins a draft, which must be a new one. ERR_NOT_FOUND for a link that is none, ERR_CONFLICT when the reception is
 * not open. */
MUST_USE enum err invitation_visit_begin(const struct office *office, struct arena *arena,
					 const struct apply_draft *draft, struct str link, struct fault *why);

/* Notes that the company wants no more invitations. ERR_NOT_FOUND for a link that is none; again it changes nothing. */
MUST_USE enum err invitation_visit_refuse(const struct office *office, const struct call *call, struct str link,
					  struct fault *why);

#endif
