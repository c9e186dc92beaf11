/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Several commands in one round trip. What only moves a transaction along (BEGIN, SAVEPOINT, RELEASE ...)
 * is kept back and travels before the next statement whose answer somebody waits for, so that a work of one
 * statement costs one round trip.
 */
#ifndef TENKEN_STORE_POSTGRES_PIPELINE_H
#define TENKEN_STORE_POSTGRES_PIPELINE_H

#include <libpq-fe.h>
#include <stdbool.h>

#include "store/engine.h"

enum { PIPELINE_PENDING_MAX = 64 };

struct pipeline {
	PGconn *pg;
	bool is_broken; /* the protocol is out of step: only PQfinish is left */
	size_t count;
	const char *pending[PIPELINE_PENDING_MAX]; /* constant texts */
};

/* A statement with its values as the protocol wants them, all in binary. */
struct pipeline_statement {
	const char *name; /* of the prepared statement */
	const char *sql;  /* prepared first; NULL when the server knows the name already */
	int count;
	Oid types[STATEMENT_PARAMS_MAX];
	const char *values[STATEMENT_PARAMS_MAX];
	int lengths[STATEMENT_PARAMS_MAX];
	int formats[STATEMENT_PARAMS_MAX];
	int64_t integers[STATEMENT_PARAMS_MAX]; /* in network order; values point here */
};

/* Keeps a command back. False when there is no room: call pipeline_run first. */
bool pipeline_defer(struct pipeline *pipeline, const char *command);

/* Which part failed. */
enum pipeline_part { PIPELINE_BEFORE, PIPELINE_PREPARE, PIPELINE_STATEMENT };

/* Sends what is pending, then the statement (may be NULL), then a last command (may be NULL), and waits for
 * all answers. *ret_result is the statement's, or the last command's when there is no statement; the caller
 * clears it. On an error *ret_part tells whose it was; pending is empty either way. */
MUST_USE enum err pipeline_run(struct pipeline *pipeline, const struct pipeline_statement *statement, const char *last,
			       PGresult **ret_result, enum pipeline_part *ret_part, struct fault *why);

#endif
