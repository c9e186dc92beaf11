/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Says to the log what happened (store/bound.h), within the transaction in which it does: a deed on a case, or one
 * that concerns the whole office. Every work that writes what is bound ends with one of these.
 */
#ifndef TENKEN_USECASES_SAY_DEED_H
#define TENKEN_USECASES_SAY_DEED_H

#include "base/clock.h"
#include "people/actor.h"
#include "store/application/case_store.h"

/* kind is a word of docs/log-format.md: "person_added". */
void say_deed(struct tx *tx, const struct clock *clock, const struct actor *actor, const char *kind);

/* What was done to an edition: "edition_published". */
void say_deed_on_edition(struct tx *tx, const struct clock *clock, const struct actor *actor, const char *kind,
			 const char *edition);

/* What happened to a case without moving it: "mail_sent". */
void say_deed_on_case(struct tx *tx, const struct clock *clock, const struct actor *actor, const char *kind,
		      const struct case_row *row);

/* That content of this class was erased, by this rule. */
void say_deed_erased(struct tx *tx, const struct clock *clock, const struct actor *actor, const char *class,
		     const char *rule, const struct case_row *row);

/* An event of its history: the entry holds where the case stands after it. */
void say_deed_event(struct tx *tx, const struct actor *actor, const struct history_entry *event,
		    const struct case_row *row);

#endif
