/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads the list "hosters" of edition.yaml: companies from which others rent their servers, and what each of them says
 * of being diagnosed from outside. Pure.
 */
#ifndef TENKEN_PROGRAMME_EDITION_HOSTER_H
#define TENKEN_PROGRAMME_EDITION_HOSTER_H

#include "programme/edition.h"

struct reader;

void edition_hoster_read(struct reader *reader, const struct value *root, struct edition *edition);

/* Whether a host is at this hoster, as its name shows: "shop.sakura.ne.jp" is. A name of its own, which leads there, is
 * not known by this. */
bool edition_hoster_has(const struct edition_hoster *hoster, struct str host);

#endif
