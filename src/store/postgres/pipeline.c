/* SPDX-License-Identifier: Apache-2.0 */
#include "store/postgres/pipeline.h"

#include "store/postgres/sqlstate.h"

bool pipeline_defer(struct pipeline *pipeline, const char *command)
{
	if (pipeline->count == PIPELINE_PENDING_MAX)
		return false;
	pipeline->pending[pipeline->count++] = command;
	return true;
}

static bool send_command(PGconn *pg, const char *command)
{
	return PQsendQueryParams(pg, command, 0, NULL, NULL, NULL, NULL, 0);
}

static bool send_statement(PGconn *pg, const struct pipeline_statement *s)
{
	if (s->sql && !PQsendPrepare(pg, s->name, s->sql, s->count, s->types))
		return false;
	return PQsendQueryPrepared(pg, s->name, s->count, s->values, s->lengths, s->formats, 0);
}

static bool send_all(struct pipeline *pipeline, const struct pipeline_statement *statement, const char *last)
{
	PGconn *pg = pipeline->pg;
	bool ok = PQenterPipelineMode(pg);

	for (size_t i = 0; i < pipeline->count && ok; i++)
		ok = send_command(pg, pipeline->pending[i]);
	if (statement)
		ok = ok && send_statement(pg, statement);
	if (last)
		ok = ok && send_command(pg, last);
	return ok && PQpipelineSync(pg);
}

/* The answers that are wanted: of one part, and the first failure with its part. */
struct answers {
	PGresult *wanted;
	PGresult *failure;
	size_t failed_part;
	bool in_sync;
};

static void keep(struct answers *answers, PGresult *result, size_t part, size_t wanted)
{
	ExecStatusType status = PQresultStatus(result);

	if (status == PGRES_FATAL_ERROR && !answers->failure) {
		answers->failure = result;
		answers->failed_part = part;
	} else if (part == wanted && !answers->wanted && (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK)) {
		answers->wanted = result;
	} else {
		PQclear(result);
	}
}

/* Each command is answered by results and a NULL; the whole by PGRES_PIPELINE_SYNC. */
static void collect(PGconn *pg, size_t parts, size_t wanted, struct answers *answers)
{
	size_t part = 0;

	while (part <= parts) {
		PGresult *result = PQgetResult(pg);

		if (!result) {
			part++;
			if (PQstatus(pg) == CONNECTION_BAD)
				return;
		} else if (PQresultStatus(result) == PGRES_PIPELINE_SYNC) {
			PQclear(result);
			answers->in_sync = true;
			return;
		} else {
			keep(answers, result, part, wanted);
		}
	}
}

enum err pipeline_run(struct pipeline *pipeline, const struct pipeline_statement *statement, const char *last,
		      PGresult **ret_result, enum pipeline_part *ret_part, struct fault *why)
{
	size_t before = pipeline->count;
	size_t own = statement ? (statement->sql ? 2 : 1) : 0;
	size_t parts = before + own + (last ? 1 : 0);
	struct answers answers = {0};
	enum err err = ERR_OK;

	if (!pipeline->is_broken && send_all(pipeline, statement, last))
		collect(pipeline->pg, parts, own ? before + own - 1 : parts - 1, &answers);
	pipeline->count = 0;
	*ret_part = PIPELINE_BEFORE;
	if (answers.failure && PQstatus(pipeline->pg) == CONNECTION_OK) {
		err = sqlstate_tell(answers.failure, why);
		if (own && answers.failed_part == before + own - 1)
			*ret_part = PIPELINE_STATEMENT;
		else if (own && answers.failed_part == before)
			*ret_part = PIPELINE_PREPARE;
	} else if (!answers.in_sync || !answers.wanted) {
		err = sqlstate_tell_connection(pipeline->pg, ERR_BUSY, why);
	}
	if (!answers.in_sync || !PQexitPipelineMode(pipeline->pg))
		pipeline->is_broken = true;
	PQclear(answers.failure);
	if (err)
		PQclear(answers.wanted);
	else
		*ret_result = answers.wanted;
	return err;
}
