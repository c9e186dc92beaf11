/* SPDX-License-Identifier: Apache-2.0 */
/* A company that has its plan, made from its answers alone. */
#ifndef TENKEN_TESTS_STORY_ADVICE_ADVISED_H
#define TENKEN_TESTS_STORY_ADVICE_ADVISED_H

#include "story/story.h"

/* The case. */
int64_t advised(struct story *story);

#endif
