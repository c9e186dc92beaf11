/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A catalog as the bytes of a file.
 */
#ifndef TENKEN_KNOWLEDGE_COMPILE_CATALOG_IMAGE_H
#define TENKEN_KNOWLEDGE_COMPILE_CATALOG_IMAGE_H

#include "knowledge/compile/catalog_build.h"

/* Header, directory and sections; the head's memory is in the arena. */
MUST_USE enum err catalog_image_make(struct arena *arena, const struct catalog *view, struct catalog_image *ret_image,
				     struct fault *why);

#endif
