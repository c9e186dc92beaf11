/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which industries of an edition are meant by what a company calls its business: "ラーメン屋" is one of restaurants.
 * The words stand with the industries (struct edition_industry).
 */
#ifndef TENKEN_PROGRAMME_BUSINESS_WORDS_H
#define TENKEN_PROGRAMME_BUSINESS_WORDS_H

#include "programme/edition.h"

#define BUSINESS_WORDS_MAX 5 /* industries that are named at once */

/* The industries that fit, best first; an only one fits better than all others. 0 when no word fits. */
size_t business_words_find(struct arena *arena, const struct edition *edition, struct str typed,
			   const struct edition_industry *ret_industries[BUSINESS_WORDS_MAX]);

#endif
