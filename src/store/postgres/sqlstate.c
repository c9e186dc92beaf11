/* SPDX-License-Identifier: Apache-2.0 */
#include "store/postgres/sqlstate.h"

#include <stdio.h>
#include <string.h>

#include "base/str.h"

/* The first row whose code is a prefix counts. */
static const struct {
	const char *prefix;
	enum err code;
} meanings[] = {
	{"23505", ERR_CONFLICT}, /* unique violation */
	{"23P01", ERR_CONFLICT}, /* exclusion violation */
	{"23", ERR_INVALID},     /* other constraints */
	{"40", ERR_BUSY},        /* serialization failure, deadlock: run again */
	{"55P03", ERR_BUSY},     /* lock not available */
	{"57014", ERR_TIMEOUT},  /* statement_timeout */
	{"57P", ERR_BUSY},       /* the server shuts down or starts up */
	{"53300", ERR_BUSY},     /* too many connections */
	{"25006", ERR_DENIED},   /* write in a read-only transaction */
	{"42501", ERR_DENIED},   /* missing privilege */
	{"08P01", ERR_INVALID},  /* wrong number of values */
	{"08", ERR_BUSY},        /* connection lost */
	{"22", ERR_INVALID},     /* bad value */
	{"42", ERR_INVALID},     /* bad SQL */
	{"54", ERR_TOO_LARGE},   /* program limit */
	{"XX001", ERR_CORRUPT},  /* damaged table */
	{"XX002", ERR_CORRUPT},  /* damaged index */
};

enum err sqlstate_tell(const PGresult *result, struct fault *why)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *text = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	enum err code = ERR_IO;

	if (!state) /* libpq's own words: the connection is gone */
		return fault_set(why, ERR_BUSY, "the connection to the database was lost");
	if (!strcmp(state, "53100"))
		return fault_set(why, ERR_IO,
				 "the disk of the database server is full, nothing of this was stored; "
				 "free some space on it");
	for (size_t i = 0; i < COUNT(meanings); i++)
		if (str_starts(str_from(state), meanings[i].prefix)) {
			code = meanings[i].code;
			break;
		}
	return fault_set(why, code, "%s (SQLSTATE %s)", text ? text : "the database failed", state);
}

enum err sqlstate_tell_connection(const PGconn *pg, enum err code, struct fault *why)
{
	struct str text = str_trim(str_from(PQerrorMessage(pg)));
	char line[400];

	snprintf(line, sizeof(line), "%.*s", (int)(text.n < sizeof(line) ? text.n : sizeof(line) - 1), text.p);
	for (char *p = line; *p; p++)
		if (*p == '\n' || *p == '\t')
			*p = ' ';
	return fault_set(why, code, "%s", *line ? line : "the database cannot be reached");
}
