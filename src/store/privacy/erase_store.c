/* SPDX-License-Identifier: Apache-2.0 */
#include "store/privacy/erase_store.h"

#include "store/bound.h"

/* One statement of a class: `keys` asks which units it writes (with $1 the case; a second column is the rest of the
 * key), `change` takes their content out. */
struct erasure {
	enum erase_class class;
	enum bound_unit unit;
	bool key_is_text; /* the second column */
	const char *keys, *change;
};

#define OF_DIAGNOSES " WHERE diagnosis_id IN (SELECT id FROM diagnosis WHERE case_id = $1)"
/* How a person made sure may name whom they asked; what the probe found names nobody. */
#define OF_OWNERS_WORDS " WHERE case_id = $1 AND (said_by <> '' OR (way = 'person' AND note <> ''))"
/* A plan quotes answers and findings in one text, and the expert's own words may name persons. */
#define ADVICE                                                                                                         \
	"SELECT case_id, version FROM advice WHERE case_id = $1 AND document <> '{}'",                                 \
		"UPDATE advice SET document = '{}' WHERE case_id = $1 AND document <> '{}'"

static const struct erasure erasures[] = {
	{ERASE_ANSWERS, BOUND_ANSWERS, true, "SELECT case_id, form FROM answer_sheet WHERE case_id = $1",
	 "UPDATE answer_sheet SET answers = '{}' WHERE case_id = $1"},
	{ERASE_ANSWERS, BOUND_ADVICE, false, ADVICE},
	{ERASE_ANSWERS, BOUND_CASE, false, "SELECT id FROM company_case WHERE id = $1",
	 "UPDATE company_case SET address_key = '', corporate_number = '' WHERE id = $1"},
	{ERASE_CONTACT, BOUND_CASE, false, "SELECT id FROM company_case WHERE id = $1",
	 "UPDATE company_case SET company_name = '', search_key = '', address_key = '', corporate_number = '', "
	 "contact_name = '', mail = '', link_version = link_version + 1 WHERE id = $1"},
	{ERASE_CONTACT, BOUND_ADVICE, false, ADVICE},
	{ERASE_CONTACT, BOUND_EVENT, false,
	 "SELECT case_id, position FROM event WHERE case_id = $1 AND (actor_kind = 'company' OR reason <> '')",
	 "UPDATE event SET actor_name = CASE actor_kind WHEN 'company' THEN '' ELSE actor_name END, reason = '' "
	 "WHERE case_id = $1 AND (actor_kind = 'company' OR reason <> '')"},
	{ERASE_CONTACT, BOUND_TASK, false, "SELECT id FROM task WHERE case_id = $1 AND note <> ''",
	 "UPDATE task SET note = '' WHERE case_id = $1 AND note <> ''"},
	{ERASE_CONTACT, BOUND_NOTE, false, "SELECT id FROM case_note WHERE case_id = $1 AND words <> ''",
	 "UPDATE case_note SET words = '' WHERE case_id = $1 AND words <> ''"},
	{ERASE_CONTACT, BOUND_EXPLANATION, false,
	 "SELECT case_id, position FROM explanation WHERE case_id = $1 AND said_by <> ''",
	 "UPDATE explanation SET said_by = '' WHERE case_id = $1 AND said_by <> ''"},
	{ERASE_CONTACT, BOUND_OWNERSHIP, false, "SELECT case_id, position FROM ownership" OF_OWNERS_WORDS,
	 "UPDATE ownership SET said_by = '', note = CASE way WHEN 'person' THEN '' ELSE note END" OF_OWNERS_WORDS},
	{ERASE_MAILS, BOUND_MESSAGE, false, "SELECT id FROM message WHERE case_id = $1",
	 "UPDATE message SET recipient = '', subject = '', body = '', last_reply = '' WHERE case_id = $1"},
	{ERASE_DIAGNOSIS, BOUND_AUTHORISATION, false, "SELECT id FROM authorisation WHERE case_id = $1",
	 "UPDATE authorisation SET document = '{}' WHERE case_id = $1"},
	{ERASE_DIAGNOSIS, BOUND_EVENT, false,
	 "SELECT case_id, position FROM event WHERE case_id = $1 AND detail <> '{}'",
	 "UPDATE event SET detail = '{}' WHERE case_id = $1 AND detail <> '{}'"},
	{ERASE_DIAGNOSIS, BOUND_OBSERVATIONS, false,
	 "SELECT DISTINCT diagnosis_id, (position - 1) / 256 FROM observation" OF_DIAGNOSES,
	 "DELETE FROM observation" OF_DIAGNOSES},
	{ERASE_DIAGNOSIS, BOUND_HANDED_REPORT, false, "SELECT id FROM handed_report" OF_DIAGNOSES,
	 "UPDATE handed_report SET sha256 = CAST(id AS TEXT), name = '', hosts = '', problems = ''" OF_DIAGNOSES},
	{ERASE_DIAGNOSIS, BOUND_FINDINGS, false, "SELECT DISTINCT diagnosis_id FROM finding" OF_DIAGNOSES,
	 "DELETE FROM finding" OF_DIAGNOSES},
	{ERASE_DIAGNOSIS, BOUND_FORMER_FINDINGS, false,
	 "SELECT DISTINCT diagnosis_id, judgement FROM former_finding" OF_DIAGNOSES,
	 "DELETE FROM former_finding" OF_DIAGNOSES},
	{ERASE_DIAGNOSIS, BOUND_ADVICE, false, ADVICE},
	{ERASE_DIAGNOSIS, BOUND_EXPLANATION, false, "SELECT case_id, position FROM explanation WHERE case_id = $1",
	 "DELETE FROM explanation WHERE case_id = $1"},
	{ERASE_DIAGNOSIS, BOUND_OWNERSHIP, false, "SELECT case_id, position FROM ownership WHERE case_id = $1",
	 "DELETE FROM ownership WHERE case_id = $1"},
	{ERASE_DIAGNOSIS, BOUND_DIAGNOSIS, false, "SELECT id FROM diagnosis WHERE case_id = $1 AND remarks <> ''",
	 "UPDATE diagnosis SET remarks = '' WHERE case_id = $1 AND remarks <> ''"},
};
_Static_assert(BOUND_BLOCK == 256, "the blocks of observations as the statement above counts them");

static enum err run(struct tx *tx, const struct erasure *erasure, int64_t case_id, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, erasure->keys, PARAMS(P_INT(case_id)), &rows, why);
	if (err || !rows_count(rows))
		return err;
	for (size_t i = 0; i < rows_count(rows); i++) {
		struct param key[BOUND_KEY_PARTS_MAX] = {P_INT(rows_int(rows, i, 0))};

		if (rows_columns(rows) > 1)
			key[1] = erasure->key_is_text ? P_STR(rows_blob(rows, i, 1)) : P_INT(rows_int(rows, i, 1));
		bound_touch(tx, erasure->unit, key, rows_columns(rows));
	}
	return tx_execute(tx, erasure->change, PARAMS(P_INT(case_id)), NULL, why);
}

/* A task of another case names this one by its receipt because both show one key: that is content of this diagnosis.
 * Who had the work open needs it no more. */
static enum err forget_shared_keys(struct tx *tx, int64_t case_id, const char *receipt, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena,
		       "SELECT id FROM task WHERE kind = 'shared_key' AND (case_id = $1 OR occasion = $2) ORDER BY id",
		       PARAMS(P_INT(case_id), P_TEXT(receipt)), &rows, why);
	for (size_t i = 0; !err && i < rows_count(rows); i++) {
		int64_t id = rows_int(rows, i, 0);
		bound_touch(tx, BOUND_TASK, PARAMS(P_INT(id)));
		err = tx_execute(tx,
				 "UPDATE task SET occasion = $2, note = '', done_ms = COALESCE(done_ms, made_ms), "
				 "state = CASE state WHEN 'open' THEN 'over' ELSE state END WHERE id = $1",
				 PARAMS(P_INT(id), P_TEXT(arena_printf(&arena, "(%lld)", (long long)id))), NULL, why);
	}
	return err;
}

enum err erase_store_run(struct tx *tx, enum erase_class class, int64_t case_id, const char *receipt, struct fault *why)
{
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < COUNT(erasures); i++)
		if (erasures[i].class == class)
			err = run(tx, &erasures[i], case_id, why);
	/* The words by which it is found are made of both. */
	if (!err && (class == ERASE_CONTACT || class == ERASE_ANSWERS))
		err = tx_execute(tx, "DELETE FROM case_word WHERE case_id = $1", PARAMS(P_INT(case_id)), NULL, why);
	if (!err && class == ERASE_ANSWERS)
		err = tx_execute(tx, "DELETE FROM questionnaire_draft WHERE case_id = $1", PARAMS(P_INT(case_id)), NULL,
				 why);
	if (!err && class == ERASE_DIAGNOSIS)
		err = tx_execute(tx, "DELETE FROM authorisation_request WHERE case_id = $1", PARAMS(P_INT(case_id)),
				 NULL, why);
	if (!err && class == ERASE_DIAGNOSIS)
		err = forget_shared_keys(tx, case_id, receipt, why);
	if (!err && class == ERASE_DIAGNOSIS)
		err = tx_execute(tx, "DELETE FROM seen_key WHERE case_id = $1", PARAMS(P_INT(case_id)), NULL, why);
	if (!err && class == ERASE_DIAGNOSIS)
		err = tx_execute(tx, "DELETE FROM seen_software_at WHERE case_id = $1", PARAMS(P_INT(case_id)), NULL,
				 why);
	return err;
}
