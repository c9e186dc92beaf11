/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Makes the invitations of a call: one for each company of the office's list of those that were supported before
 * (tenken registry import past). Made again it adds those that came to the list since; who was invited to this call,
 * wants no more invitations, or was checked by the predecessor's programme (tenken registry import predecessor, by its
 * corporate number), is passed over. Nothing is sent by it.
 */
#ifndef TENKEN_USECASES_INVITATION_INVITATION_MAKE_H
#define TENKEN_USECASES_INVITATION_INVITATION_MAKE_H

#include "people/actor.h"
#include "usecases/office.h"

/* ERR_NOT_FOUND without such a call, ERR_DENIED for who may not invite; a list that is missing or damaged is an empty
 * one, and the program's log tells of a damaged one. */
MUST_USE enum err invitation_make(const struct office *office, const struct actor *actor, const char *edition,
				  int64_t *ret_made, struct fault *why);

/* How many companies the list has. */
int64_t invitation_make_listed(const struct office *office);

#endif
