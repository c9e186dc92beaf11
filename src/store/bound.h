/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a writing transaction owes to the log. Before a work writes a row of a bound table (bound_unit.h) it says which
 * unit that is; and it says, once or more, what happened. When it is done the store's log gets an entry for each of
 * these, and the last one holds a commitment to every unit as it then stands. All of it commits together or not at
 * all.
 *
 * A write to a bound table that was not announced is refused, and so is a work that writes and does not say why: what
 * is bound cannot change silently. The commitments stand in one entry, and who proves the place of one case shows it:
 * so a work that says something of two cases is refused, unless it says bound_turn between them and each has an entry
 * with the commitments of its own.
 */
#ifndef TENKEN_STORE_BOUND_H
#define TENKEN_STORE_BOUND_H

#include "store/bound_unit.h"

/* Announces that the work writes or removes rows of this unit, whose key is one or two values. In a reading transaction
 * it does nothing. */
void bound_touch(struct tx *tx, enum bound_unit unit, const struct param *key, size_t parts);

/* Says what happened; the commitments and the random bytes are the log's to add. Its texts are copied. All that one
 * work says up to a turn is of one case, or of none. */
void bound_say(struct tx *tx, const struct log_entry *entry);

/* What follows is about another case. What was announced before is bound by the last entry that was said before. */
void bound_turn(struct tx *tx);

/* --- for the store --- */

struct bound_touched {
	enum bound_unit unit;
	struct param key[BOUND_KEY_PARTS_MAX];
	size_t parts;
};

/* How much had been announced and said when the work turned to another case. */
struct bound_part {
	size_t touched, said;
};

/* Of one work, in the order in which it was told; a unit stands once. */
struct bound_work {
	struct arena arena;
	struct bound_touched *touched;
	size_t touched_count, touched_room;
	struct log_entry *said;
	size_t said_count, said_room;
	struct bound_part *turns;
	size_t turn_count, turn_room;
};

void bound_work_init(struct bound_work *work);
void bound_work_release(struct bound_work *work);

/* The parts of a work between its turns: how many, and where one ends, which is where the next one begins. */
size_t bound_part_count(const struct bound_work *work);
struct bound_part bound_part_end(const struct bound_work *work, size_t part);

/* ERR_UNSUPPORTED for a work a part of which touched something and said nothing, or spoke of two cases. */
MUST_USE enum err bound_check_said(const struct bound_work *work, struct fault *why);

/* ERR_UNSUPPORTED for a statement that writes to a bound table of which the work has announced no unit. */
MUST_USE enum err bound_check(const struct bound_work *work, const char *sql, struct fault *why);

#endif
