/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Cases, their histories, answers and consents. Knows SQL and rows; the rules of a case live in
 * cases/ and who may do what in usecases/.
 */
#ifndef TENKEN_STORE_APPLICATION_CASE_STORE_H
#define TENKEN_STORE_APPLICATION_CASE_STORE_H

#include "cases/history.h"
#include "store/application/case_row.h"

/* Sets id, number and arrival of a case of row's edition and course, for an insert in the same transaction. */
MUST_USE enum err case_store_next(struct tx *tx, struct case_row *row, struct fault *why);

/* Inserts a case that has no history yet. */
MUST_USE enum err case_store_insert(struct tx *tx, const struct case_row *row, struct fault *why);

/* Inserts a case with the first entry of its history, in the state to which that leads, and moves row there. */
MUST_USE enum err case_store_insert_first(struct tx *tx, struct case_row *row, struct history_entry *entry,
					  struct fault *why);

/* ERR_NOT_FOUND when there is no such case. */
MUST_USE enum err case_store_load(struct tx *tx, struct arena *arena, int64_t case_id, struct case_row *ret_row,
				  struct fault *why);

/* The id of the case with that number in the edition of that prefix, in any case of its letters; with the prefix "" in
 * all editions. ERR_NOT_FOUND when there is none, or more than one. */
MUST_USE enum err case_store_find_receipt(struct tx *tx, const char *prefix, int64_t number, int64_t *ret_id,
					  struct fault *why);

/* Saves the columns that use cases change beside the history: answer_due_ms, checked_by, expert_id,
 * link_version, mail. */
MUST_USE enum err case_store_save(struct tx *tx, const struct case_row *row, struct fault *why);

/* Saves what the answers of its application say of the company: company_name, search_key, address_key,
 * corporate_number, contact_name. */
MUST_USE enum err case_store_save_company(struct tx *tx, const struct case_row *row, struct fault *why);

/* Moves it (here and in the store) into another course of its edition, with the next rank there; the one that it leaves
 * is given to nobody again. */
MUST_USE enum err case_store_change_course(struct tx *tx, struct case_row *row, const char *course, struct fault *why);

/* Appends the entry behind row's last one and moves row (here and in the store) to entry->state.
 * ERR_CONFLICT when somebody else appended since row was loaded. */
MUST_USE enum err case_store_append(struct tx *tx, struct case_row *row, struct history_entry *entry,
				    struct fault *why);

/* The whole history of a case, in order. */
MUST_USE enum err case_store_history(struct tx *tx, struct arena *arena, int64_t case_id,
				     struct history_entry **ret_entries, size_t *ret_count, struct fault *why);

/* How often this event happened to a case after that instant. */
MUST_USE enum err case_store_count_events(struct tx *tx, int64_t case_id, enum case_event event, int64_t after_ms,
					  int64_t *ret_count, struct fault *why);

/* One row a form and case; saving again replaces it. answers is a JSON object. */
MUST_USE enum err case_store_save_answers(struct tx *tx, int64_t case_id, const char *form, const char *answers,
					  int64_t at_ms, struct fault *why);
/* "" when the form was not answered. */
MUST_USE enum err case_store_load_answers(struct tx *tx, struct arena *arena, int64_t case_id, const char *form,
					  const char **ret_answers, struct fault *why);

struct case_consent {
	const char *statement; /* its id */
	int64_t version;
	const char *shown; /* the text as the company read it */
};

MUST_USE enum err case_store_add_consents(struct tx *tx, int64_t case_id, int64_t at_ms,
					  const struct case_consent *consents, size_t count, struct fault *why);

#endif
