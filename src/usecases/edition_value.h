/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What every page may show of the call: nothing about any company.
 */
#ifndef TENKEN_USECASES_EDITION_VALUE_H
#define TENKEN_USECASES_EDITION_VALUE_H

#include "codec/value_keys.h"
#include "programme/edition.h"

extern const struct value_key edition_value_keys[];
struct value *edition_value(struct arena *arena, const struct edition *edition, enum lang lang);

#endif
