/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/handed_report.h"

#include <string.h>

#include "calendar/day.h"
#include "codec/digest.h"
#include "findings/authorisation.h"
#include "jobs/queue.h"
#include "store/account/form_use_store.h"
#include "store/new_id.h"
#include "usecases/alone/import_observations.h"
#include "usecases/case_facts.h"
#include "usecases/diagnosis/rejudge.h"
#include "usecases/diagnosis/shared_key.h"
#include "usecases/permission_demand.h"
#include "usecases/say_deed.h"

#define NAMED_MAX 20   /* hosts left out, and lines passed over, that are named */
#define TEXT_MAX  4000 /* bytes of either */

const char *handed_report_outcome_name(enum handed_report_outcome outcome)
{
	static const char *const names[] = {"taken", "known", "no_file", "unread", "foreign", "large"};

	return names[outcome];
}

/* What was read of a file, and for whom it is stored. */
struct handing {
	const struct office *office;
	const struct actor *actor;
	const struct once *once;
	int64_t case_id;
	const struct handed_report_file *file;
	struct arena *arena;
	struct case_facts facts;
	struct authorisation *authorisation;
	struct str *lines;
	size_t count, cap;
	size_t oversized; /* lines that no reader would take */
	const char *keys[SHARED_KEY_MAX];
	size_t key_count;
	struct buf hosts, problems; /* a line each */
	size_t host_count, problem_count;
	const char *last_host;
	struct handed_report_row row;
	bool is_new;
};

/* ---- who may, and for which hosts ---- */

static enum err load(struct tx *tx, void *context, struct fault *why)
{
	struct handing *h = context;
	enum err err = case_facts_load(tx, h->arena, h->office, h->case_id, &h->facts, why);

	if (!err)
		err = permission_demand(permission_may_run_diagnosis(h->actor, &h->facts.of), h->actor,
					"hand over a report", why);
	if (err)
		return err;
	if (h->facts.diagnosis.state != DIAGNOSIS_STATE_DONE)
		return fault_set(why, ERR_CONFLICT, "there is no finished diagnosis that a report could be put to");
	if (h->facts.authorisation.state != AUTHORISATION_STATE_AUTHORISED)
		return fault_set(why, ERR_CONFLICT, "the company has taken its permission back");
	return authorisation_parse(h->arena, str_from(h->facts.authorisation.document), &h->authorisation, why);
}

/* ---- what is in the file ---- */

static void note_key(struct handing *h, const struct observation *seen)
{
	const char *key = h->key_count < SHARED_KEY_MAX ? shared_key_of(h->arena, seen) : NULL;

	for (size_t i = 0; key && i < h->key_count; i++)
		if (!strcmp(h->keys[i], key))
			return;
	if (key)
		h->keys[h->key_count++] = key;
}

static void take(void *context, const struct observation *observation)
{
	struct handing *h = context;
	BUF_SCOPED line;

	if (h->count > HANDED_REPORT_OBSERVATIONS_MAX)
		return;
	buf_init(&line, OBSERVATION_LINE_MAX);
	observation_format(observation, &line);
	if (line.full) {
		h->oversized++;
		return;
	}
	note_key(h, observation);
	h->lines = arena_grow(h->arena, h->lines, h->count, &h->cap, sizeof(*h->lines));
	h->lines[h->count++] = str_of(str_dup(h->arena, buf_str(&line)), line.size);
}

/* A report tells of its hosts one after the other. */
static void leave_out(void *context, const struct observation *observation)
{
	struct handing *h = context;
	const char *host = *observation->target ? observation->target : observation->address;

	if (h->host_count == NAMED_MAX || (h->last_host && !strcmp(h->last_host, host)))
		return;
	h->last_host = host;
	buf_printf(&h->hosts, "%s%s", h->host_count++ ? "\n" : "", host);
}

static void pass_over(void *context, const struct fault *why)
{
	struct handing *h = context;

	if (h->problem_count < NAMED_MAX)
		buf_printf(&h->problems, "%s%s", h->problem_count++ ? "\n" : "", why->text);
}

static const char *shown_name(struct arena *arena, struct str name)
{
	size_t n = name.n < HANDED_REPORT_NAME_MAX ? name.n : HANDED_REPORT_NAME_MAX;

	while (n < name.n && n && ((unsigned char)name.p[n] & 0xc0) == 0x80)
		n--;
	return n ? str_dup(arena, str_head(name, n)) : "report";
}

static void describe(struct handing *h, enum foreign_tool tool, const struct foreign_report *report)
{
	unsigned char digest[DIGEST_SIZE];
	char hex[2 * DIGEST_SIZE + 1];

	digest_sha256(h->file->bytes, digest);
	digest_hex(str_of(digest, DIGEST_SIZE), hex);
	h->row = (struct handed_report_row){
		.id = new_id(),
		.sha256 = arena_strdup(h->arena, hex),
		.name = shown_name(h->arena, h->file->name),
		.tool = import_observations_tool_name(tool),
		.size = (int64_t)h->file->bytes.n,
		.handed_by = h->actor->person_id,
		.taken = (int64_t)(report->taken - h->oversized),
		.left_out = (int64_t)report->dropped,
		.passed_over = (int64_t)(report->passed_over + h->oversized),
		.hosts = arena_strdup(h->arena, buf_text(&h->hosts)),
		.problems = arena_strdup(h->arena, buf_text(&h->problems)),
	};
}

static enum handed_report_outcome read_report(struct handing *h, struct fault *why)
{
	const struct authorisation *authorisation = h->authorisation;
	const char **targets = arena_array(h->arena, authorisation->target_count, sizeof(*targets));
	struct foreign_report report = {.arena = h->arena,
					.targets = targets,
					.target_count = authorisation->target_count,
					.at_ms = clock_now_ms(&h->office->clock),
					.take = take,
					.leave_out = leave_out,
					.pass_over = pass_over,
					.context = h};
	const char *name = shown_name(h->arena, h->file->name);
	enum foreign_tool tool;

	for (size_t i = 0; i < authorisation->target_count; i++)
		targets[i] = authorisation->targets[i].host;
	if (!import_observations_detect(h->file->bytes, &tool)) {
		(void)fault_set(why, ERR_INVALID,
				"%s:1: neither Nmap's or masscan's XML nor nuclei's or testssl.sh's JSON", name);
		return HANDED_REPORT_UNREAD;
	}
	if (import_observations_read(tool, name, h->file->bytes, &report, why))
		return HANDED_REPORT_UNREAD;
	if (h->count > HANDED_REPORT_OBSERVATIONS_MAX)
		return HANDED_REPORT_LARGE;
	describe(h, tool, &report);
	if (!h->count && report.dropped)
		return HANDED_REPORT_FOREIGN;
	if (!h->count) {
		(void)fault_set(why, ERR_INVALID, "%s", h->problem_count ? h->row.problems : "nothing was seen in it");
		return HANDED_REPORT_UNREAD;
	}
	return HANDED_REPORT_TAKEN;
}

/* ---- kept ---- */

static enum err add_lines(struct tx *tx, const struct handing *h, struct fault *why)
{
	int64_t id = h->facts.diagnosis.id, last;
	enum err err = diagnosis_store_last_position(tx, id, &last, why);

	for (size_t i = 0; !err && i < h->count; i++)
		err = diagnosis_store_add_line(tx, DIAGNOSIS_OBSERVATIONS, id, last + 1 + (int64_t)i, h->lines[i], why);
	return err;
}

/* As if other knowledge had judged it: the job judges it by all that is stored now. */
static enum err ask_for_judgement(struct tx *tx, const struct handing *h, struct fault *why)
{
	struct diagnosis_row row = h->facts.diagnosis;
	enum err err;

	row.knowledge = "";
	err = diagnosis_store_save(tx, &row, why);
	return err ? err : queue_add(tx, REJUDGE_JOB, REJUDGE_JOB_SUBJECT, h->row.handed_ms, why);
}

static enum err store(struct tx *tx, void *context, struct fault *why)
{
	struct handing *h = context;
	bool is_repeated = false;
	enum err err = load(tx, h, why); /* it may have changed while the file was read */

	h->row.handed_ms = h->facts.now_ms;
	h->row.diagnosis_id = h->facts.diagnosis.id;
	h->is_new = false;
	if (!err && h->once)
		err = form_use_store_claim(tx, h->once->nonce, "report_handed", h->case_id, h->row.handed_ms,
					   &is_repeated, why);
	if (!err && !is_repeated)
		err = handed_report_store_insert(tx, &h->row, &h->is_new, why);
	if (err || !h->is_new)
		return err;
	err = add_lines(tx, h, why);
	if (!err)
		err = shared_key_note(tx, h->office, &h->facts.row, h->keys, h->key_count, why);
	if (!err)
		err = ask_for_judgement(tx, h, why);
	if (!err)
		say_deed_on_case(tx, &h->office->clock, h->actor, "report_handed", &h->facts.row);
	return err;
}

static enum err take_file(struct handing *h, enum handed_report_outcome *ret_outcome, struct fault *why)
{
	enum err err = db_read(h->office->db, load, h, why);

	if (err)
		return err;
	*ret_outcome = h->file->bytes.n ? read_report(h, why) : HANDED_REPORT_NO_FILE;
	if (*ret_outcome != HANDED_REPORT_TAKEN)
		return ERR_OK;
	err = db_write(h->office->db, store, h, why);
	if (!err && !h->is_new)
		*ret_outcome = HANDED_REPORT_KNOWN;
	return err;
}

enum err handed_report_take(const struct office *office, const struct actor *actor, const struct once *once,
			    int64_t case_id, const struct handed_report_file *file,
			    enum handed_report_outcome *ret_outcome, struct fault *why)
{
	struct handing h = {.office = office, .actor = actor, .once = once, .case_id = case_id, .file = file};
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	h.arena = &arena;
	buf_init(&h.hosts, TEXT_MAX);
	buf_init(&h.problems, TEXT_MAX);
	err = take_file(&h, ret_outcome, why);
	buf_release(&h.hosts);
	buf_release(&h.problems);
	return err;
}

/* ---- shown ---- */

const struct value_key handed_report_keys[] = {
	{"file", VALUE_TEXT, NULL}, /* empty when it was erased */
	{"tool", VALUE_TEXT, NULL},     {"at", VALUE_TEXT, NULL},
	{"by", VALUE_TEXT, NULL},       {"sha256", VALUE_TEXT, NULL},
	{"taken", VALUE_INT, NULL},     {"left_out", VALUE_INT, NULL},
	{"hosts", VALUE_LIST, NULL},    {"passed_over", VALUE_INT, NULL},
	{"problems", VALUE_LIST, NULL}, {0},
};

static struct value *lines_of(struct arena *arena, const char *text)
{
	struct value *list = value_list(arena);
	struct str rest = str_from(text);

	while (rest.p && *text)
		value_add(arena, list, value_str(arena, str_cut(&rest, '\n')));
	return list;
}

struct value *handed_report_value(struct arena *arena, enum lang lang, const struct handed_report_row *row,
				  const char *by)
{
	struct value *map = value_map(arena);

	value_set_text(arena, map, "file", row->name);
	value_set_text(arena, map, "tool", row->tool);
	value_set_text(arena, map, "at", day_format_time(arena, lang, row->handed_ms));
	value_set_text(arena, map, "by", by);
	value_set_text(arena, map, "sha256", *row->name ? row->sha256 : "");
	value_set_int(arena, map, "taken", row->taken);
	value_set_int(arena, map, "left_out", row->left_out);
	value_set(arena, map, "hosts", lines_of(arena, row->hosts));
	value_set_int(arena, map, "passed_over", row->passed_over);
	value_set(arena, map, "problems", lines_of(arena, row->problems));
	return map;
}
