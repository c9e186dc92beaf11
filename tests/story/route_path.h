/* SPDX-License-Identifier: Apache-2.0 */
/* Where a route of the table leads in a story. */
#ifndef TENKEN_TESTS_STORY_ROUTE_PATH_H
#define TENKEN_TESTS_STORY_ROUTE_PATH_H

#include "story/story.h"

/* The pattern with its names filled in; number: of the case. */
const char *route_path_of(struct story *story, int64_t number, const char *pattern);

#endif
