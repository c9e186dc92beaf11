/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/ownership_look.h"

#include <string.h>

#include "base/log.h"
#include "people/ownership_token.h"
#include "store/diagnosis/ownership_store.h"
#include "usecases/alone/run_probe.h"
#include "usecases/say_deed.h"

#define WEB_PORTS     443, 80
#define LOOK_AGAIN_MS 500 /* at the permission, while the probe looks */

struct look_work {
	const struct office *office;
	const struct job *job;
	struct arena *arena; /* for one target */
	int64_t case_id;
	struct case_facts facts;
	struct authorisation *permission; /* NULL: nothing is permitted now */
	struct ownership *list;
	size_t count;
	const struct ownership *asked; /* that is looked at */
	bool is_over;                  /* taken back while the probe looked */
	int64_t seen_ms;               /* monotonic: when the permission was looked at last */
	int found; /* the best that the probe told, an enum ownership_problem; -1: it told nothing */
	bool is_private;
	struct ownership answer;
};

struct authorisation *ownership_look_permission(struct arena *arena, const struct case_facts *facts)
{
	enum authorisation_purpose purpose;
	struct authorisation *document;

	if (facts->authorisation.state != AUTHORISATION_STATE_AUTHORISED ||
	    authorisation_parse(arena, str_from(facts->authorisation.document), &document, NULL) ||
	    !authorisation_purpose_now(document, facts->now_ms, &purpose))
		return NULL;
	return document;
}

static enum err load(struct tx *tx, void *context, struct fault *why)
{
	struct look_work *work = context;
	enum err err = case_facts_load(tx, work->arena, work->office, work->case_id, &work->facts, why);

	if (err)
		return err;
	work->permission = ownership_look_permission(work->arena, &work->facts);
	return ownership_store_load(tx, work->arena, work->case_id, &work->list, &work->count, why);
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

/* As it stands now: the work of another moment, in an arena of its own. */
static enum err look_again(struct look_work *work, struct fault *why)
{
	struct look_work now = {.office = work->office, .case_id = work->case_id};
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	now.arena = &arena;
	err = db_read(work->office->db, load, &now, why);
	if (!err)
		work->is_over = !is_permitted(&now, work->asked->host);
	return err;
}

static bool is_ending(const struct job *job)
{
	return job->is_stopping && atomic_load(job->is_stopping);
}

static bool is_wanted(void *context)
{
	struct look_work *work = context;
	int64_t now_ms = clock_monotonic_ms();
	struct fault why;

	if (is_ending(work->job))
		return false;
	if (now_ms - work->seen_ms < LOOK_AGAIN_MS)
		return !work->is_over;
	work->seen_ms = now_ms;
	if (look_again(work, &why))
		log_warning("ownership in case %lld: %s", (long long)work->case_id, why.text); /* it looks again soon */
	return !work->is_over;
}

static enum err run(struct look_work *work, enum ownership_problem *ret_problem, struct fault *why)
{
	const struct probe_watch watch = {.take = take, .is_wanted = is_wanted, .context = work};
	struct authorisation_target target;
	struct authorisation document;
	char token[OWNERSHIP_TOKEN_SIZE];
	struct probe_result result;
	enum err err;

	work->found = -1;
	work->is_private = false;
	work->is_over = false;
	work->seen_ms = clock_monotonic_ms();
	ownership_token_make(work->office->secret, work->case_id, work->asked->host, token);
	document = document_of(work, work->asked, &target, token);
	err = run_probe(work->arena, &work->office->probe, &document, &watch, &result, why);
	if (!err && result.outcome == PROBE_STOPPED && !work->is_over && is_ending(work->job))
		return fault_set(why, ERR_BUSY, "the process ends; another one looks again");
	if (!err)
		*ret_problem = problem_of(work, &result);
	return err;
}

/* What was asked for and not answered yet, by an earlier attempt neither; NULL: nothing is. */
static const struct ownership *next_asked(const struct look_work *work)
{
	for (size_t i = 0; i < work->count; i++)
		if (work->list[i].state == OWNERSHIP_ASKED &&
		    ownership_of(work->list, work->count, work->list[i].host) == &work->list[i])
			return &work->list[i];
	return NULL;
}

static bool is_still_asked(const struct look_work *now, const char *host)
{
	const struct ownership *newest = ownership_of(now->list, now->count, host);

	return newest && newest->state == OWNERSHIP_ASKED;
}

/* The company may have taken the permission back meanwhile, and the office may have erased what was asked. */
static enum err keep(struct tx *tx, void *context, struct fault *why)
{
	const struct look_work *work = context;
	const struct actor program = actor_program();
	struct look_work now = {.office = work->office, .case_id = work->case_id};
	struct ownership answer = work->answer;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	now.arena = &arena;
	err = load(tx, &now, why);
	if (err || !is_still_asked(&now, answer.host))
		return err;
	if (!is_permitted(&now, answer.host)) {
		answer.state = OWNERSHIP_NOT_SHOWN;
		answer.note = ownership_problem_name(OWNERSHIP_ENDED);
	}
	answer.at_ms = now.facts.now_ms;
	err = ownership_store_add(tx, work->case_id, &answer, why);
	if (!err)
		say_deed_on_case(tx, &work->office->clock, &program, "ownership_looked", &now.facts.row);
	return err;
}

static enum err look(struct look_work *work, struct fault *why)
{
	enum ownership_problem problem = OWNERSHIP_ENDED;
	enum err err = is_permitted(work, work->asked->host) ? run(work, &problem, why) : ERR_OK;

	if (err)
		return err;
	work->answer = (struct ownership){.host = work->asked->host,
					  .state = problem ? OWNERSHIP_NOT_SHOWN : OWNERSHIP_SHOWN,
					  .way = work->asked->way,
					  .note = ownership_problem_name(problem),
					  .said_by = ""};
	return db_write(work->office->db, keep, work, why);
}

/* Loaded anew for each: a look takes up to OWNERSHIP_LOOK_MS. */
static enum err look_next(struct look_work *work, bool *ret_goes_on, struct fault *why)
{
	enum err err = db_read(work->office->db, load, work, why);

	if (err)
		return err;
	work->asked = next_asked(work);
	*ret_goes_on = work->asked != NULL;
	return work->asked ? look(work, why) : ERR_OK;
}

enum err ownership_look_run(void *context, const struct job *job, struct fault *why)
{
	struct look_work work = {.office = context, .job = job, .case_id = job->subject};
	bool goes_on = true;
	enum err err = ERR_OK;

	while (!err && goes_on) {
		ARENA_SCOPED arena;

		arena_init(&arena);
		work.arena = &arena;
		err = look_next(&work, &goes_on, why);
	}
	return err;
}
