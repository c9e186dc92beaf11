/* SPDX-License-Identifier: Apache-2.0 */
#include "store/bound_unit_priv.h"

#include <string.h>

/* The statements are put together while compiling. `where` is what the rows of one unit have in common. */
#define UNIT(name, columns, primary_key, places, kinds, parts, block, where)                                           \
	{                                                                                                              \
		name, columns, kinds, parts, block,                                                                    \
			"SELECT " columns " FROM " name " WHERE " where " ORDER BY " primary_key,                      \
			"SELECT " columns " FROM " name " WHERE (" primary_key ") > (" places                          \
			") ORDER BY " primary_key " LIMIT 500",                                                        \
	}

_Static_assert(BOUND_BLOCK == 256, "the statement of BOUND_OBSERVATIONS says it too");

const struct bound_unit_row bound_unit_rows[BOUND_UNITS] = {
	[BOUND_SETTING] = UNIT("setting", "name, value", "name", "$1", "t", 1, 0, "name = $1"),
	[BOUND_PERSON] =
		UNIT("person",
		     "id, sign_in_name, display_name, role, password_hash, created_ms, disabled_ms, mail, second_ms",
		     "id", "$1", "i", 1, 0, "id = $1"),
	[BOUND_STAFF_INVITATION] =
		UNIT("staff_invitation", "id, mail, display_name, role, state, made_ms, made_by, until_ms, person_id",
		     "id", "$1", "i", 1, 0, "id = $1"),
	[BOUND_PASSKEY] = UNIT("passkey", "id, person_id, credential, public_key, name, made_ms", "id", "$1", "i", 1, 0,
			       "id = $1"),
	[BOUND_EXPERT] = UNIT("expert", "person_id, number, expires_day, area, capacity", "person_id", "$1", "i", 1, 0,
			      "person_id = $1"),
	[BOUND_EDITION] = UNIT("edition", "id, receipt_prefix, state, version, closed_by, closed_ms", "id", "$1", "t",
			       1, 0, "id = $1"),
	[BOUND_EDITION_VERSION] = UNIT(
		"edition_version",
		"edition, version, parts, hash, reason, changes, proposed_by, proposed_ms, published_by, published_ms",
		"edition, version", "$1, $2", "ti", 2, 0, "edition = $1 AND version = $2"),
	[BOUND_CASE] = UNIT("company_case",
			    "id, edition, number, state, holds_place, course, arrival, company_name, search_key, "
			    "address_key, corporate_number, "
			    "contact_name, mail, lang, arrived_ms, answer_due_ms, checked_by, expert_id, "
			    "edition_version, link_version, event_count",
			    "id", "$1", "i", 1, 0, "id = $1"),
	[BOUND_LEFT_RANKS] = UNIT("left_rank", "case_id, course, arrival, edition", "case_id, course, arrival",
				  "$1, $2, $3", "iti", 1, 0, "case_id = $1"),
	[BOUND_INVITATION] =
		UNIT("invitation",
		     "id, edition, number, company_key, search_key, company_name, corporate_number, postal_code, "
		     "address, mail, phone, made_ms, letter_ms, mail_state, mail_queued_ms, mail_done_ms, mail_reply, "
		     "opened_ms, way, case_id, answer, answered_ms, calls, call_day, call_outcome, call_note",
		     "id", "$1", "i", 1, 0, "id = $1"),
	[BOUND_EVENT] = UNIT("event",
			     "case_id, position, edition_version, at_ms, kind, state, actor_kind, actor_id, "
			     "actor_name, reason, detail",
			     "case_id, position", "$1, $2", "ii", 2, 0, "case_id = $1 AND position = $2"),
	[BOUND_ANSWERS] = UNIT("answer_sheet", "case_id, form, answers, answered_ms", "case_id, form", "$1, $2", "it",
			       2, 0, "case_id = $1 AND form = $2"),
	[BOUND_CONSENTS] = UNIT("consent", "case_id, statement, version, state, given_ms, withdrawn_ms, shown",
				"case_id, statement, version", "$1, $2, $3", "iti", 1, 0, "case_id = $1"),
	[BOUND_MESSAGE] = UNIT("message",
			       "id, case_id, template, occasion, state, recipient, lang, subject, body, message_id, "
			       "attempts, queued_ms, done_ms, last_reply",
			       "id", "$1", "i", 1, 0, "id = $1"),
	[BOUND_MAIL_HOLD] =
		UNIT("mail_hold", "case_id, reason, held_ms, until_ms", "case_id", "$1", "i", 1, 0, "case_id = $1"),
	[BOUND_TASK] = UNIT("task",
			    "id, case_id, kind, occasion, owner_role, due_day, state, made_ms, outcome, note, done_ms, "
			    "done_by",
			    "id", "$1", "i", 1, 0, "id = $1"),
	[BOUND_NOTE] =
		UNIT("case_note", "id, case_id, kind, noted_ms, noted_by, words", "id", "$1", "i", 1, 0, "id = $1"),
	[BOUND_AUTHORISATION] = UNIT("authorisation", "id, case_id, state, document, authorised_ms, revoked_ms", "id",
				     "$1", "i", 1, 0, "id = $1"),
	[BOUND_DIAGNOSIS] = UNIT(
		"diagnosis",
		"id, case_id, authorisation_id, purpose, state, queued_ms, started_ms, finished_ms, probe_version, "
		"source_addresses, problem, released_ms, knowledge, judgement, released_judgement, "
		"remarks, letter_ms",
		"id", "$1", "i", 1, 0, "id = $1"),
	[BOUND_OBSERVATIONS] =
		UNIT("observation", "diagnosis_id, position, line", "diagnosis_id, position", "$1, $2", "ii", 2,
		     BOUND_BLOCK, "diagnosis_id = $1 AND position > $2 * 256 AND position <= ($2 + 1) * 256"),
	[BOUND_HANDED_REPORT] =
		UNIT("handed_report",
		     "id, diagnosis_id, sha256, name, tool, size, handed_ms, handed_by, taken, left_out, "
		     "passed_over, hosts, problems",
		     "id", "$1", "i", 1, 0, "id = $1"),
	[BOUND_FINDINGS] = UNIT("finding", "diagnosis_id, position, line", "diagnosis_id, position", "$1, $2", "ii", 1,
				0, "diagnosis_id = $1"),
	[BOUND_JUDGEMENTS] = UNIT(
		"judgement", "diagnosis_id, number, state, judged_ms, knowledge, changes, priority, seen_ms, seen_by",
		"diagnosis_id, number", "$1, $2", "ii", 1, 0, "diagnosis_id = $1"),
	[BOUND_FORMER_FINDINGS] =
		UNIT("former_finding", "diagnosis_id, judgement, position, line", "diagnosis_id, judgement, position",
		     "$1, $2, $3", "iii", 2, 0, "diagnosis_id = $1 AND judgement = $2"),
	[BOUND_ADVICE] = UNIT("advice", "case_id, version, document, saved_ms, saved_by, released_ms",
			      "case_id, version", "$1, $2", "ii", 2, 0, "case_id = $1 AND version = $2"),
	[BOUND_EXPLANATION] =
		UNIT("explanation", "case_id, position, check_id, target, port, answer, said_by, said_ms, told_to",
		     "case_id, position", "$1, $2", "ii", 2, 0, "case_id = $1 AND position = $2"),
	[BOUND_OWNERSHIP] = UNIT("ownership", "case_id, position, host, state, way, note, said_by, at_ms",
				 "case_id, position", "$1, $2", "ii", 2, 0, "case_id = $1 AND position = $2"),
	[BOUND_COSIGNATURE] = UNIT("log_cosignature", "size, key_id, head_line, line, kept_ms", "size, key_id",
				   "$1, $2", "ii", 2, 0, "size = $1 AND key_id = $2"),
};

const char *const bound_unit_free_tables[] = {
	"draft",
	"session",
	"form_use",
	"sign_in_failure",
	"device",
	"passkey_use",
	"code_use",
	"challenge",
	"job",
	"case_count",
	"migration",
	"log_entry",
	"log_edge",
	"log_salt",
	"pulse",
	"case_word",
	"support",
	"authorisation_request",
	"link_asked",
	"draft_mail",
	"seen_key",
	"seen_software",
	"seen_software_at",
	"code_tried",
	"questionnaire_draft",
	"mailbox",
	NULL,
};

const char *bound_unit_name(enum bound_unit unit)
{
	return bound_unit_rows[unit].name;
}

const char *bound_unit_columns(enum bound_unit unit)
{
	return bound_unit_rows[unit].columns;
}

bool bound_unit_parse(struct str name, enum bound_unit *ret_unit)
{
	for (size_t i = 0; i < BOUND_UNITS; i++)
		if (str_is(name, bound_unit_rows[i].name)) {
			*ret_unit = (enum bound_unit)i;
			return true;
		}
	return false;
}

/* --- keys --- */

bool bound_unit_key(const struct param *key, size_t parts, struct bound_key *ret_key)
{
	BUF_SCOPED text;

	buf_init(&text, LOG_ENTRY_WORD_MAX);
	for (size_t i = 0; i < parts; i++) {
		if (i)
			buf_add_byte(&text, '.');
		if (key[i].kind == PARAM_INT)
			buf_add_int(&text, key[i].integer);
		else
			buf_add(&text, key[i].bytes);
	}
	if (text.full)
		return false;
	memcpy(ret_key->text, buf_text(&text), text.size + 1);
	return true;
}
