/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One comparison a scheme, and what they share: digits as numbers of any length.
 */
#ifndef TENKEN_KNOWLEDGE_VERSION_VERSION_PRIV_H
#define TENKEN_KNOWLEDGE_VERSION_VERSION_PRIV_H

#include "base/ascii.h"
#include "base/str.h"

int version_auto_order(struct str a, struct str b);
int version_dpkg_order(struct str a, struct str b);
int version_rpm_order(struct str a, struct str b);
int version_semver_order(struct str a, struct str b);

/* Takes the digits (or the letters) at the head of *s. */
struct str version_take_digits(struct str *s);
struct str version_take_letters(struct str *s);

/* Digits as numbers; none is 0. */
int version_number_order(struct str a, struct str b);

/* Bytes, a missing one being the lowest. */
int version_bytes_order(struct str a, struct str b);

/* Takes "7:" from the head of *version; "" when there is no epoch. */
struct str version_take_epoch(struct str *version);

#endif
