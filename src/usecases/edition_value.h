/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What pages show of a call: nothing about any company.
 */
#ifndef TENKEN_USECASES_EDITION_VALUE_H
#define TENKEN_USECASES_EDITION_VALUE_H

#include "codec/value_keys.h"
#include "programme/edition.h"

extern const struct value_key edition_value_keys[];
struct value *edition_value(struct arena *arena, const struct edition *edition, enum lang lang);

/* Makes a view that of a page about this call: the layout then names this one and not the front one. */
extern const struct value_key edition_value_page_keys[];
void edition_value_add(struct arena *arena, struct value *view, const struct edition *edition, enum lang lang);

/* The edition's name in the parts between which a line may break: a list of texts, empty where the edition has none. */
struct value *edition_value_name_parts(struct arena *arena, const struct edition *edition, enum lang lang);

extern const struct value_key edition_value_link_keys[];
struct value *edition_value_links(struct arena *arena, const struct edition_link *links, size_t count, enum lang lang);

/* 300000000 as 「3億円」「5千万円」, "300 million yen": the bounds of the law are round. */
const char *edition_value_yen(struct arena *arena, int64_t amount, enum lang lang);

#endif
