/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/rejudge.h"

#include <string.h>

#include "base/log.h"
#include "findings/difference.h"
#include "library/knowledge_load.h"
#include "store/diagnosis/handed_report_store.h"
#include "store/diagnosis/judgement_store.h"
#include "usecases/alone/judge_lines.h"
#include "usecases/diagnosis/software_index.h"
#include "usecases/say_deed.h"

#define IDS_AT_ONCE 256
#define GROUP_MAX   128                /* diagnoses that are stored together */
#define GROUP_BYTES ((size_t)32 << 20) /* of what is read and judged before it is stored */

struct rejudging {
	const struct office *office;
	const struct check_knowledge *knowledge;
	const atomic_bool *is_stopping;
	struct rejudge_result result;
	int64_t after; /* the last id that was taken */
	int64_t ids[IDS_AT_ONCE];
	size_t id_count;
};

/* One diagnosis on its way. */
struct one {
	const struct rejudging *all;
	struct arena *arena;
	int64_t id;
	struct diagnosis_row row;
	int64_t last_position; /* of the observations that are judged */
	bool is_stored;
	struct str *observed, *found;
	size_t observed_count, found_count;
	struct finding_list after;
	struct differences differences;
	struct software_index_rows software;
	struct judgement_row judgement;
};

static enum err load_due(struct tx *tx, void *context, struct fault *why)
{
	struct rejudging *r = context;
	int64_t *ids;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = judgement_store_due(tx, &arena, r->knowledge->version, r->after, IDS_AT_ONCE, &ids, &r->id_count, why);
	for (size_t i = 0; !err && i < r->id_count; i++)
		r->ids[i] = ids[i];
	return err;
}

/* Somebody was here meanwhile. */
static bool is_judged(const struct one *one)
{
	return !strcmp(one->row.knowledge, one->all->knowledge->version);
}

static enum err load_one(struct tx *tx, void *context, struct fault *why)
{
	struct one *one = context;
	enum err err = diagnosis_store_load(tx, one->arena, one->id, &one->row, why);

	if (err || is_judged(one))
		return err;
	err = diagnosis_store_last_position(tx, one->id, &one->last_position, why);
	if (!err)
		err = diagnosis_store_load_lines(tx, one->arena, DIAGNOSIS_OBSERVATIONS, one->id, &one->observed,
						 &one->observed_count, why);
	if (!err)
		err = diagnosis_store_load_lines(tx, one->arena, DIAGNOSIS_FINDINGS, one->id, &one->found,
						 &one->found_count, why);
	return err;
}

/* How many findings are other than they were, and how urgent is the worst of what is new. */
static void summarise(struct one *one)
{
	enum priority worst = PRIORITY_P4 + 1;

	one->judgement.priority = "";
	for (size_t i = 0; i < one->differences.count; i++) {
		const struct difference *difference = &one->differences.items[i];
		if (difference->change == CHANGE_SAME)
			continue;
		one->judgement.changes++;
		if (difference->change <= CHANGE_WORSE && difference->after->priority < worst)
			worst = difference->after->priority;
	}
	if (worst <= PRIORITY_P4)
		one->judgement.priority = finding_priority_name(worst);
}

static enum err judge_one(struct one *one, struct fault *why)
{
	const struct rejudging *r = one->all;
	struct finding *before = arena_array(one->arena, one->found_count, sizeof(*before));
	struct check_input judged;
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < one->found_count; i++)
		err = finding_parse(one->arena, one->found[i], &before[i], why);
	if (!err)
		err = judge_lines(one->arena, r->office->checks, r->knowledge, one->observed, one->observed_count,
				  one->row.finished_ms, &one->after, &judged, why);
	if (err)
		return err;
	software_index_gather(one->arena, &judged, &one->software);
	difference_find(one->arena, before, one->found_count, one->after.items, one->after.count, &one->differences);
	one->judgement.diagnosis_id = one->id;
	one->judgement.number = one->row.judgement + 1;
	one->judgement.state = JUDGEMENT_STATE_OPEN;
	one->judgement.knowledge = r->knowledge->version;
	one->judgement.judged_ms = clock_now_ms(&r->office->clock);
	summarise(one);
	return ERR_OK;
}

static enum err add_findings(struct tx *tx, const struct one *one, struct fault *why)
{
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < one->after.count; i++) {
		BUF_SCOPED line;
		buf_init(&line, FINDING_LINE_MAX);
		finding_format(&one->after.items[i], &line);
		err = buf_finish(&line, "a finding", why);
		if (!err)
			err = diagnosis_store_add_line(tx, DIAGNOSIS_FINDINGS, one->id, (int64_t)i + 1, buf_str(&line),
						       why);
	}
	return err;
}

/* Nobody judged it, handed over a report or erased its content since it was read. */
static enum err is_as_read(struct tx *tx, const struct one *one, bool *ret_is, struct fault *why)
{
	struct diagnosis_row now;
	int64_t last;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = diagnosis_store_load(tx, &arena, one->id, &now, why);
	if (!err)
		err = diagnosis_store_last_position(tx, one->id, &last, why);
	if (!err)
		*ret_is = now.state == DIAGNOSIS_STATE_DONE && now.judgement == one->row.judgement &&
			  last == one->last_position;
	return err;
}

/* The company reads a report from before something was handed over, and nobody was asked to release it again. */
static enum err is_behind(struct tx *tx, const struct one *one, bool *ret_is_behind, struct fault *why)
{
	const struct diagnosis_row *row = &one->row;
	size_t later = 0;
	enum err err = ERR_OK;

	if (row->released_ms && row->released_judgement == row->judgement)
		err = handed_report_store_lines_since(tx, row->id, row->released_ms, &later, why);
	*ret_is_behind = later > 0;
	return err;
}

/* What changed since it was read is left for the next turn: who hands over a report asks for one. */
static enum err store_one(struct tx *tx, void *context, struct fault *why)
{
	struct one *one = context;
	const struct actor program = actor_program();
	struct case_row row;
	bool is_behind_release = false;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = is_as_read(tx, one, &one->is_stored, why);
	if (err || !one->is_stored)
		return err;
	err = case_store_load(tx, &arena, one->row.case_id, &row, why);
	if (err)
		return err;
	say_deed_on_case(tx, &one->all->office->clock, &program, "diagnosis_rejudged", &row);
	err = seen_software_store_replace(tx, row.id, one->id, one->software.items, one->software.count, why);
	if (!err && !one->judgement.changes)
		err = is_behind(tx, one, &is_behind_release, why);
	if (err)
		return err;
	if (!one->judgement.changes && !is_behind_release)
		return judgement_store_confirm(tx, one->id, one->judgement.knowledge, why);
	err = judgement_store_replace(tx, &one->judgement, why);
	return err ? err : add_findings(tx, one, why);
}

/* Diagnoses that were judged and are not stored yet. */
struct group {
	struct rejudging *all;
	struct arena *arena;
	struct one *items[GROUP_MAX];
	size_t count;
};

/* Observations or findings that this version cannot read are no reason to leave the others as they are. */
static enum err group_add(struct group *group, int64_t id, struct fault *why)
{
	struct rejudging *r = group->all;
	struct one *one = arena_alloc(group->arena, sizeof(*one));
	struct fault inner;
	enum err err;

	*one = (struct one){.all = r, .arena = group->arena, .id = id};
	err = db_read(r->office->db, load_one, one, why);
	if (err || is_judged(one))
		return err;
	if (judge_one(one, &inner)) {
		log_warning("diagnosis %lld could not be judged again: %s", (long long)id, inner.text);
		r->result.failed++;
		return ERR_OK;
	}
	group->items[group->count++] = one;
	return ERR_OK;
}

/* Each in a work of its own, so that one that cannot be stored takes no other with it. */
static enum err group_store(struct group *group, struct fault *why)
{
	struct rejudging *r = group->all;
	enum err err = db_write_each(r->office->db, store_one, (void *const *)group->items, group->count, why);

	for (size_t i = 0; i < group->count && !err; i++) {
		r->result.looked_at += group->items[i]->is_stored;
		r->result.changed += group->items[i]->is_stored && group->items[i]->judgement.changes > 0;
	}
	group->count = 0;
	arena_reset(group->arena);
	return err;
}

/* ---- those first whom the news concerns ---- */

/* The diagnoses in which the newest look at a case saw a product of one CVE. */
struct concerned {
	struct rejudging *all;
	struct arena *arena;
	const char *cve;
	int64_t *ids;
	size_t count, cap;
};

static enum err load_places(struct tx *tx, struct concerned *c, const struct software_index_hit *hit, struct fault *why)
{
	struct seen_software_row *places;
	size_t count = IDS_AT_ONCE;
	enum err err = ERR_OK;

	for (int64_t offset = 0; !err && count == IDS_AT_ONCE; offset += IDS_AT_ONCE) {
		err = seen_software_store_places(tx, c->arena, hit->id, offset, IDS_AT_ONCE, &places, &count, why);
		for (size_t i = 0; !err && i < count; i++) {
			c->ids = arena_grow(c->arena, c->ids, c->count, &c->cap, sizeof(*c->ids));
			c->ids[c->count++] = places[i].diagnosis_id;
		}
	}
	return err;
}

static enum err load_concerned(struct tx *tx, void *context, struct fault *why)
{
	struct concerned *c = context;
	struct software_index_hit *hits;
	size_t count = 0;
	enum err err = software_index_find(tx, c->arena, c->all->knowledge->catalog, c->cve, &hits, &count, why);

	for (size_t i = 0; !err && i < count; i++)
		if (hits[i].verdict != SEEN_SOFTWARE_UNKNOWN)
			err = load_places(tx, c, &hits[i], why);
	return err;
}

static bool must_stop(const struct rejudging *r)
{
	return r->is_stopping && atomic_load(r->is_stopping);
}

static enum err rejudge_ids(struct rejudging *r, const int64_t *ids, size_t count, struct fault *why)
{
	enum err err = ERR_OK;
	struct group group = {.all = r};
	ARENA_SCOPED arena;

	arena_init(&arena);
	group.arena = &arena;
	for (size_t i = 0; !err && i < count; i++) {
		if (must_stop(r))
			return fault_set(why, ERR_BUSY, "broken off because the program ends");
		err = group_add(&group, ids[i], why);
		if (!err && (group.count == GROUP_MAX || arena.total > GROUP_BYTES))
			err = group_store(&group, why);
	}
	return err ? err : group_store(&group, why);
}

static enum err rejudge_concerned(struct rejudging *r, const char *cve, struct fault *why)
{
	struct concerned c = {.all = r, .cve = cve};
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	c.arena = &arena;
	err = db_read(r->office->db, load_concerned, &c, why);
	return err ? err : rejudge_ids(r, c.ids, c.count, why);
}

enum err rejudge_cve(const struct office *office, const struct check_knowledge *knowledge, const char *cve,
		     struct rejudge_result *ret_result, struct fault *why)
{
	struct rejudging r = {.office = office, .knowledge = knowledge};
	enum err err = rejudge_concerned(&r, cve, why);

	if (!err)
		*ret_result = r.result;
	return err;
}

static enum err rejudge_news(struct rejudging *r, struct fault *why)
{
	const char *const *ids;
	size_t count = 0;
	ARENA_SCOPED arena;
	enum err err = ERR_OK;

	arena_init(&arena);
	if (r->knowledge->catalog)
		count = catalog_list_newly_exploited(r->knowledge->catalog, &arena, REJUDGE_NEWS_DAYS, &ids);
	for (size_t i = 0; !err && i < count; i++)
		err = rejudge_concerned(r, ids[i], why);
	return err;
}

static enum err rejudge_due(struct rejudging *r, struct fault *why)
{
	enum err err;

	do {
		err = db_read(r->office->db, load_due, r, why);
		if (!err)
			err = rejudge_ids(r, r->ids, r->id_count, why);
		if (!err && r->id_count)
			r->after = r->ids[r->id_count - 1];
	} while (!err && r->id_count == IDS_AT_ONCE);
	return err;
}

enum err rejudge_all(const struct office *office, const atomic_bool *is_stopping, struct rejudge_result *ret_result,
		     struct fault *why)
{
	struct rejudging r = {.office = office, .is_stopping = is_stopping, .after = INT64_MIN};
	struct knowledge_loaded loaded;
	struct fault late;
	enum err err = knowledge_load(office->knowledge, &loaded, why);

	if (err)
		return err;
	r.knowledge = &loaded.knowledge;
	if (rejudge_news(&r, &late) && !must_stop(&r)) /* they are among those that are due */
		log_warning("whom the news concerns is not judged first: %s", late.text);
	err = rejudge_due(&r, why);
	if (r.result.changed)
		log_info("new knowledge (%s) changed %lld of %lld diagnoses", loaded.knowledge.version,
			 (long long)r.result.changed, (long long)r.result.looked_at);
	knowledge_load_release(&loaded);
	if (!err)
		*ret_result = r.result;
	return err;
}

enum err rejudge_run(void *context, const struct job *job, struct fault *why)
{
	struct rejudge_result result;

	return rejudge_all(context, job->is_stopping, &result, why);
}
