/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does a program or a system still get security fixes from its maker? The dates are endoflife.date's as imported, else
 * those that ship with the program.
 *
 * A program of a distribution gets the distribution's fixes, whatever its own maker says: where the system's release is
 * known, the system is judged in its place. Where only its name is known, the end is possible and no more; and so it is
 * where none is named but distributions do package the program, until END_OF_LIFE_PACKAGED_DAYS after its maker's end.
 *
 * Priorities (findings/priority.h). Ended: nobody mends the next hole, anybody can reach the service, programs look for
 * such versions, and the machine is lost with it: none, open, automatable, high. Only with extended support, which has
 * to be ordered and paid: none, open, by hand, medium. Ends within END_OF_LIFE_SOON_DAYS: work that can be planned,
 * low.
 */
#ifndef TENKEN_CHECKS_SOFTWARE_END_OF_LIFE_H
#define TENKEN_CHECKS_SOFTWARE_END_OF_LIFE_H

#include "checks/check.h"

#define END_OF_LIFE_SOON_DAYS 183 /* half a year: a budget and a new server take that long */

/* Debian and Ubuntu mend a program for five years, and it was some months old when they took it. */
#define END_OF_LIFE_PACKAGED_DAYS (5 * 365)

/* Variants "ended", "ended_possible" (a distribution may still mend it), "extended", "ending" (bad), "" (good).
 * Details: product, version, shown ("PHP 7.4.33"), release ("PHP 7.4"), end_ms (the last day with fixes; absent where
 * only "ended" is known), extended_ms, latest (the newest version of the release), product_ja. */
void end_of_life_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
