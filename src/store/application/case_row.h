/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A case as its row holds it.
 */
#ifndef TENKEN_STORE_APPLICATION_CASE_ROW_H
#define TENKEN_STORE_APPLICATION_CASE_ROW_H

#include "cases/case_state.h"
#include "store/db.h"

struct case_row {
	int64_t id; /* the key of a case everywhere but where people read */
	const char *edition;
	int64_t number;             /* within the edition, from 1 without gaps: the receipt shows it */
	const char *receipt_prefix; /* of the edition; not saved */
	int64_t edition_version;    /* that was current when the company applied */
	enum case_state state;
	const char *course;
	int64_t arrival; /* rank of arrival in the course, from 1 without gaps */
	const char *company_name;
	const char *search_key;       /* of the name (codec/text/search_key.h) */
	const char *address_key;      /* the same of the address; "" without one */
	const char *corporate_number; /* thirteen digits, or "" */
	const char *contact_name;
	const char *mail;
	const char *lang;
	int64_t arrived_ms;
	int64_t answer_due_ms; /* 0: none */
	int64_t checked_by;    /* person id, 0: not checked */
	int64_t expert_id;     /* 0: none */
	int64_t link_version;  /* personal links of an older version are void */
	int64_t event_count;
	int64_t waiting_position;                      /* that a mail tells; 0: none; not saved */
	int64_t permitted_from_ms, permitted_until_ms; /* of a list by support_step, else 0; not saved */
};

/* The start of a query whose rows case_row_read reads. */
#define CASE_ROW_COLUMNS                                                                                               \
	"id, edition, number, edition_version, state, course, company_name, search_key, contact_name, mail, lang, "    \
	"arrived_ms, answer_due_ms, "                                                                                  \
	"checked_by, expert_id, link_version, event_count, arrival, address_key, corporate_number"
#define CASE_ROW_SELECT "SELECT " CASE_ROW_COLUMNS ", " CASE_ROW_PREFIX " FROM company_case"
#define CASE_ROW_PREFIX "(SELECT e.receipt_prefix FROM edition e WHERE e.id = company_case.edition)"

/* ERR_CORRUPT for a state that no version of this program writes. */
MUST_USE enum err case_row_read(const struct rows *rows, size_t i, struct case_row *ret_row, struct fault *why);
MUST_USE enum err case_row_read_all(struct arena *arena, const struct rows *rows, struct case_row **ret_rows,
				    size_t *ret_count, struct fault *why);

#endif
