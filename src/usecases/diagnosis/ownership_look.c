/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/ownership_look.h"

#include <string.h>

#include "people/ownership_token.h"
#include "store/diagnosis/ownership_store.h"
#include "usecases/alone/run_probe.h"
#include "usecases/case_facts.h"
#include "usecases/say_deed.h"

#define WEB_PORTS 443, 80

struct look_work {
	const struct office *office;
	struct arena *arena;
	int64_t case_id;
	struct case_facts facts;
	struct authorisation *permission; /* NULL: nothing is permitted now */
	struct ownership *list;
	size_t count;
	int found; /* the best that the probe told, an enum ownership_problem; -1: it told nothing */
	bool is_private;
	struct ownership answer;
};

static enum err load(struct tx *tx, void *context, struct fault *why)
{
	struct look_work *work = context;
	enum err err = case_facts_load(tx, work->arena, work->office, work->case_id, &work->facts, why);

	if (!err && work->facts.authorisation.state == AUTHORISATION_STATE_AUTHORISED &&
	    authorisation_parse(work->arena, str_from(work->facts.authorisation.document), &work->permission, NULL))
		work->permission = NULL; /* what nobody can read permits nothing */
	if (!err)
		err = ownership_store_load(tx, work->arena, work->case_id, &work->list, &work->count, why);
	return err;
}

static bool is_permitted(const struct look_work *work, const char *host)
{
	const struct authorisation *permission = work->permission;

	if (!permission || authorisation_is_for(permission, work->office->rehearsal, NULL))
		return false;
	for (size_t i = 0; i < permission->target_count; i++)
		if (strcmp(permission->targets[i].host, host) == 0)
			return true;
	return false;
}

static void add_port(struct authorisation *document, uint16_t port)
{
	for (size_t i = 0; i < document->port_count; i++)
		if (document->ports[i] == port)
			return;
	document->ports[document->port_count++] = port;
}

/* For this one look alone; the ports of a rehearsal are those of its practice services. */
static struct authorisation document_of(const struct look_work *work, const struct ownership *asked,
					struct authorisation_target *target, const char *token)
{
	const uint16_t web_ports[] = {WEB_PORTS};
	const struct edition *edition = work->facts.edition;
	size_t rehearsed = work->office->rehearsal ? edition->rehearsal_port_count : 0;
	int64_t now_ms = clock_now_ms(&work->office->clock);
	struct authorisation document = *work->permission;

	*target = (struct authorisation_target){.host = asked->host};
	document.targets = target;
	document.target_count = 1;
	document.past_count = 0;
	document.ports = arena_array(work->arena, COUNT(web_ports) + rehearsed, sizeof(uint16_t));
	document.port_count = 0;
	for (size_t i = 0; i < COUNT(web_ports); i++)
		add_port(&document, web_ports[i]);
	for (size_t i = 0; i < rehearsed; i++)
		add_port(&document, edition->rehearsal_ports[i]);
	document.not_before_ms = now_ms;
	document.not_after_ms = now_ms + OWNERSHIP_LOOK_MS;
	memset(document.purposes, 0, sizeof(document.purposes));
	document.purposes[AUTHORISATION_OWNERSHIP] = (struct authorisation_term){true, document.not_after_ms, 0};
	document.purpose = AUTHORISATION_OWNERSHIP;
	document.ownership_way = asked->way;
	document.ownership_token = token;
	return document;
}

static enum err take(void *context, struct str line, const struct observation *seen, struct fault *why)
{
	struct look_work *work = context;
	enum ownership_problem problem;

	if (strcmp(seen->kind, "probe.problem") == 0 && str_is(str_from(value_get_text(seen->data, "what")), "scope"))
		work->is_private = true;
	if (strcmp(seen->kind, OWNERSHIP_OBSERVATION) != 0)
		return ERR_OK;
	if (!ownership_problem_parse(str_from(value_get_text(seen->data, "problem")), &problem))
		return fault_set(why, ERR_CORRUPT, "the probe answered with an unknown problem");
	if (work->found < 0 || (int)problem < work->found)
		work->found = (int)problem;
	return ERR_OK;
}

/* Several ports may answer: one that shows it is enough. */
static enum ownership_problem problem_of(const struct look_work *work, const struct probe_result *result)
{
	if (work->found >= 0)
		return (enum ownership_problem)work->found;
	if (work->is_private)
		return OWNERSHIP_PRIVATE;
	return result->outcome == PROBE_DONE ? OWNERSHIP_SILENT : OWNERSHIP_ENDED;
}

static enum err run(struct look_work *work, const struct ownership *asked, enum ownership_problem *ret_problem,
		    struct fault *why)
{
	const struct probe_watch watch = {.take = take, .context = work};
	struct authorisation_target target;
	struct authorisation document;
	char token[OWNERSHIP_TOKEN_SIZE];
	struct probe_result result;
	enum err err;

	work->found = -1;
	work->is_private = false;
	ownership_token_make(work->office->secret, work->case_id, asked->host, token);
	document = document_of(work, asked, &target, token);
	err = run_probe(work->arena, &work->office->probe, &document, &watch, &result, why);
	if (!err)
		*ret_problem = problem_of(work, &result);
	return err;
}

static enum err look(struct look_work *work, const struct ownership *asked, struct fault *why)
{
	enum ownership_problem problem = OWNERSHIP_ENDED;
	enum err err = is_permitted(work, asked->host) ? run(work, asked, &problem, why) : ERR_OK;

	work->answer = (struct ownership){.host = asked->host,
					  .state = problem ? OWNERSHIP_NOT_SHOWN : OWNERSHIP_SHOWN,
					  .way = asked->way,
					  .note = ownership_problem_name(problem),
					  .said_by = ""};
	return err;
}

static enum err keep(struct tx *tx, void *context, struct fault *why)
{
	struct look_work *work = context;
	const struct actor program = actor_program();
	enum err err;

	work->answer.at_ms = clock_now_ms(&work->office->clock);
	err = ownership_store_add(tx, work->case_id, &work->answer, why);
	if (!err)
		say_deed_on_case(tx, &work->office->clock, &program, "ownership_looked", &work->facts.row);
	return err;
}

enum err ownership_look_run(void *context, const struct job *job, struct fault *why)
{
	struct look_work work = {.office = context, .case_id = job->subject};
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	work.arena = &arena;
	err = db_read(work.office->db, load, &work, why);
	for (size_t i = 0; !err && i < work.count; i++) {
		const struct ownership *asked = &work.list[i];
		/* What was answered, by an earlier attempt too, is not asked again. */
		if (asked->state != OWNERSHIP_ASKED || ownership_of(work.list, work.count, asked->host) != asked)
			continue;
		err = look(&work, asked, why);
		if (!err)
			err = db_write(work.office->db, keep, &work, why);
	}
	return err;
}
