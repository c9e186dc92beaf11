/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One product as endoflife.date tells it, in any of its three shapes: the project's own product file (product, title,
 * releases with releaseCycle), the API's version 1 (name, label, releases with eolFrom), and the old API's list of
 * cycles, which does not say its product. The knowledge of our own has the first shape.
 */
#ifndef TENKEN_KNOWLEDGE_FEED_EOL_PRODUCT_H
#define TENKEN_KNOWLEDGE_FEED_EOL_PRODUCT_H

#include "codec/value.h"
#include "knowledge/compile/catalog_build.h"

#define EOL_RELEASES_MAX 1000 /* of one product; endoflife.date's longest has about 100 */
#define EOL_CPES_MAX     100

/* id: the product's name where the value does not say it (the old API's list), else "". Adds the product to a build of
 * CATALOG_SOURCE_EOL. ERR_INVALID or ERR_TOO_LARGE: the value is no product, or one of its dates is no date; nothing
 * was added. */
MUST_USE enum err eol_product_add(struct catalog_build *build, const struct value *value, struct str id,
				  uint64_t position, struct fault *why);

#endif
