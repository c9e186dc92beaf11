/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether a target that a company permitted is its own (findings/ownership.h): the company asks to have it looked at,
 * the job ownership_look.h looks, or a person of the office says how it was confirmed.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_OWNERSHIP_DEED_H
#define TENKEN_USECASES_DIAGNOSIS_OWNERSHIP_DEED_H

#include "codec/value_keys.h"
#include "findings/ownership.h"
#include "usecases/office.h"

#define OWNERSHIP_DEED_HOW_CHARS_MAX 500
#define OWNERSHIP_DEED_PAUSE_MS      60000 /* between two looks at one target */

/* The targets of the permission that holds now, each with what to put where and what became of it. For the company and
 * for those of the office who see targets; ERR_DENIED for others. */
extern const struct value_key ownership_deed_keys[];
MUST_USE enum err ownership_deed_view(const struct office *office, struct arena *arena, const struct actor *actor,
				      enum lang lang, int64_t case_id, struct value **ret_view, struct fault *why);

/* The company asks for a look in DNS or for the file. Nothing happens while one is asked for, nor within
 * OWNERSHIP_DEED_PAUSE_MS behind one. ERR_CONFLICT for a host that it does not permit now; ERR_INVALID for a person's
 * way, DNS of an address, or a range of addresses. */
MUST_USE enum err ownership_deed_ask(const struct office *office, const struct actor *actor, struct str host,
				     enum ownership_way way, struct fault *why);

/* The secretariat confirms it and says how. *ret_problem: "missing", "too_long" or "sign", and nothing changed; else
 * "". Errors as above. */
MUST_USE enum err ownership_deed_confirm(const struct office *office, const struct actor *actor, int64_t case_id,
					 struct str host, struct str how, const char **ret_problem, struct fault *why);

#endif
