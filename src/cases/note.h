/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What staff writes down about a case beside its history, for each other: it moves nothing and stays as it was written.
 */
#ifndef TENKEN_CASES_NOTE_H
#define TENKEN_CASES_NOTE_H

#include "base/str.h"

enum note_kind {
	NOTE_KIND_NOTE,
	NOTE_KIND_CALL,  /* of a telephone call */
	NOTE_KIND_VISIT, /* of a visit, by the expert */
};
#define NOTE_KIND_COUNT (NOTE_KIND_VISIT + 1)

const char *note_kind_name(enum note_kind kind); /* "call" */
bool note_kind_parse(struct str name, enum note_kind *ret_kind);

#endif
