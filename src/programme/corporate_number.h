/* SPDX-License-Identifier: Apache-2.0 */
/*
 * 法人番号: 13 digits, the first of which checks the other twelve (法人番号の指定等に関する省令 2条).
 */
#ifndef TENKEN_PROGRAMME_CORPORATE_NUMBER_H
#define TENKEN_PROGRAMME_CORPORATE_NUMBER_H

#include "base/str.h"

/* Thirteen ASCII digits with a right check digit. A 0 and a 9 mixed up in the base go unseen. */
bool corporate_number_is_valid(struct str digits);

#endif
