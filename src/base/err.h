/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The short list of ways an operation can fail.
 *
 * A "no" is a value, not an error: an ineligible company, a closed port or an
 * unknown receipt number that a person typed is returned through a ret_x
 * parameter. An enum err says that the question could not be answered.
 */
#ifndef TENKEN_BASE_ERR_H
#define TENKEN_BASE_ERR_H

enum err {
	ERR_OK = 0,
	ERR_BUSY,        /* try again later: lock, lease, full queue */
	ERR_INVALID,     /* the input is wrong; the fault says where */
	ERR_NOT_FOUND,   /* what was named does not exist */
	ERR_CONFLICT,    /* somebody else changed it first, or it exists already */
	ERR_DENIED,      /* this actor or this scope may not */
	ERR_TOO_LARGE,   /* a cap was reached */
	ERR_TIMEOUT,     /* a deadline passed */
	ERR_IO,          /* disk, socket, child process */
	ERR_CORRUPT,     /* stored or received bytes contradict themselves */
	ERR_UNSUPPORTED, /* known, but not done here */
};

/* Marks a function whose result must be looked at. */
#define MUST_USE __attribute__((warn_unused_result))

/* The lower-case name, "ok", "busy" ...; never NULL. */
const char *err_name(enum err code);

#endif
