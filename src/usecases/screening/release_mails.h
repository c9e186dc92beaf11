/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The secretariat lets the mails of a case go that wait (application/hold_mails.h).
 */
#ifndef TENKEN_USECASES_SCREENING_RELEASE_MAILS_H
#define TENKEN_USECASES_SCREENING_RELEASE_MAILS_H

#include "usecases/case_deed.h"

extern const struct case_deed release_mails_deed;

#endif
