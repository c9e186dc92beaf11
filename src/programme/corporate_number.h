/* SPDX-License-Identifier: Apache-2.0 */
/*
 * 法人番号: 13 digits, the first of which checks the other twelve (法人番号の指定等に関する省令 2条).
 */
#ifndef TENKEN_PROGRAMME_CORPORATE_NUMBER_H
#define TENKEN_PROGRAMME_CORPORATE_NUMBER_H

#include "base/arena.h"
#include "base/str.h"

/* Thirteen ASCII digits with a right check digit. A 0 and a 9 mixed up in the base go unseen. */
bool corporate_number_is_valid(struct str digits);

/* The National Tax Agency's public register (法人番号公表サイト), and its page of the company of a valid number. */
#define CORPORATE_NUMBER_REGISTER "https://www.houjin-bangou.nta.go.jp/"
const char *corporate_number_page(struct arena *arena, const char *digits);

#endif
