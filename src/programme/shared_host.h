/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Hosts at which many companies have their mail or their page, such as gmail.com: none of them can permit that such a
 * host be diagnosed, whether it is proposed or typed. Pure.
 */
#ifndef TENKEN_PROGRAMME_SHARED_HOST_H
#define TENKEN_PROGRAMME_SHARED_HOST_H

#include "base/str.h"

/* Whether the host is such a domain or below one. */
bool shared_host_is(struct str host);

/* Whether the host is the domain itself or below it: "www.example.jp" is in "example.jp", "anexample.jp" is not. */
bool shared_host_is_in(struct str host, struct str domain);

#endif
