/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an expression of a template works with. Beside booleans, numbers, texts and lists there are two ways of having
 * no value: UNKNOWN, because nobody looked or the record was cut ("cannot be told"), and ABSENT, because it was looked
 * for and is not there (a header that the response does not have).
 */
#ifndef TENKEN_NUCLEI_NUCLEI_VALUE_H
#define TENKEN_NUCLEI_NUCLEI_VALUE_H

#include "base/str.h"
#include "nuclei/nuclei_answer.h"

enum nuclei_kind { NUCLEI_UNKNOWN, NUCLEI_ABSENT, NUCLEI_BOOL, NUCLEI_NUMBER, NUCLEI_TEXT, NUCLEI_LIST };

/* How much of a text was recorded: all of it, its beginning, or some piece of it. What is found in a part is there;
 * what is not found in it may be there all the same. */
enum nuclei_extent { NUCLEI_WHOLE, NUCLEI_HEAD, NUCLEI_PIECE };

struct nuclei_value {
	enum nuclei_kind kind;
	enum nuclei_extent extent; /* of a text */
	bool may_fail;             /* of what is UNKNOWN: it may turn out ABSENT, which fails all around it */
	union {
		bool boolean;
		double number;
		struct str text;
		struct {
			struct nuclei_value *items;
			size_t count;
		};
	};
};

struct nuclei_value nuclei_value_unknown(void);
struct nuclei_value nuclei_value_absent(void);
struct nuclei_value nuclei_value_bool(bool boolean);
struct nuclei_value nuclei_value_number(double number);
struct nuclei_value nuclei_value_text(struct str text);             /* the whole one, not copied */
struct nuclei_value nuclei_value_answer(enum nuclei_answer answer); /* a boolean, or UNKNOWN */

/* YES and NO of a boolean; NO of what is absent, as a template whose variable is missing does not match; else
 * NUCLEI_CANNOT_TELL. */
enum nuclei_answer nuclei_value_is_true(struct nuclei_value value);

/* The text of a text, number or boolean as Go prints it; false for the others. In the arena where it must be made. */
bool nuclei_value_as_text(struct arena *arena, struct nuclei_value value, struct str *ret_text);

/* Whether a text holds another. NUCLEI_CANNOT_TELL when it is not found in a text that was not recorded whole. */
enum nuclei_answer nuclei_value_contains(struct nuclei_value text, struct str part);

#endif
