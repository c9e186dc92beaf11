/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One whole number as people write it in Japan: "1,000", "１０００", "5名", "300万", "1億2,000万円", "3千万円",
 * "二十名". Whatever could be read as another number is refused with its reason: a sign, a range, a second number, a
 * comma that parts no thousands, a fraction.
 */
#ifndef TENKEN_PROGRAMME_NUMERAL_H
#define TENKEN_PROGRAMME_NUMERAL_H

#include "base/str.h"

#define NUMERAL_MAX INT64_C(9999999999999999) /* below one 京 */

enum numeral_fault {
	NUMERAL_FINE,
	NUMERAL_NOT_A_NUMBER, /* letters, nothing, or units out of order */
	NUMERAL_SIGNED,
	NUMERAL_TWO_NUMBERS, /* or a range */
	NUMERAL_COMMAS,      /* not between groups of three digits */
	NUMERAL_FRACTION,
	NUMERAL_TOO_LARGE, /* above NUMERAL_MAX */
};

/* What is counted: the word that may stand behind the number ("円", "人", which takes 名 too; "" for none), and how
 * many of it a bare number means (10,000 where money is asked in 万円; else 1). "500" is then 5,000,000, while a number
 * with 万, 億, 兆 or with the word itself says its own size: "500万" and "5,000,000円" are the same. */
struct numeral_unit {
	const char *word;
	int64_t times;
};

/* text: valid UTF-8 in which ASCII is half-width (kana_to_half_width). */
enum numeral_fault numeral_read(struct str text, const struct numeral_unit *unit, int64_t *ret_number);

#endif
