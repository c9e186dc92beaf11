/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whose a host is when it is not a company's own: hosts that many companies share, and companies from which others rent
 * their servers, with what each of them says of being diagnosed from outside. Pure.
 */
#ifndef TENKEN_PROGRAMME_HOSTER_H
#define TENKEN_PROGRAMME_HOSTER_H

#include "programme/edition.h"

struct reader;

/* Whether many companies have their mail or their page at the host or at a domain above it, such as gmail.com: none of
 * them can permit that it be diagnosed, whether it is proposed or typed. */
bool hoster_is_shared(struct str host);

/* Whether the host is the domain itself or below it: "www.example.jp" is below "example.jp", "anexample.jp" is not. */
bool hoster_is_below(struct str host, struct str domain);

/* Reads the list "hosters" of edition.yaml. */
void hoster_read(struct reader *reader, const struct value *root, struct edition *edition);

/* Whether a host is at this hoster, as its name shows: "shop.sakura.ne.jp" is. A name of its own, which leads there, is
 * not known by this. */
bool hoster_has(const struct edition_hoster *hoster, struct str host);

#endif
