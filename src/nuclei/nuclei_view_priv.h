/* SPDX-License-Identifier: Apache-2.0 */
/* The names of each protocol, one file each. */
#ifndef TENKEN_NUCLEI_NUCLEI_VIEW_PRIV_H
#define TENKEN_NUCLEI_NUCLEI_VIEW_PRIV_H

#include "nuclei/nuclei_view.h"

/* The answer to a request among what was seen, behind the redirects that the block follows. */
const struct observation *nuclei_view_http_find(const struct nuclei_seen *seen, const struct nuclei_block *block,
						size_t request);
struct nuclei_value nuclei_view_http(const struct nuclei_view *view, const struct observation *answer,
				     const char *name);

const struct observation *nuclei_view_dns_find(const struct nuclei_view *view);
struct nuclei_value nuclei_view_dns(const struct nuclei_view *view, const char *name);

const struct observation *nuclei_view_ssl_find(const struct nuclei_seen *seen);
struct nuclei_value nuclei_view_ssl(const struct nuclei_view *view, const char *name);

#endif
