/* SPDX-License-Identifier: Apache-2.0 */
/* An application that the secretariat sent back. */
#ifndef TENKEN_TESTS_STORY_SCREENING_SENT_BACK_H
#define TENKEN_TESTS_STORY_SCREENING_SENT_BACK_H

#include "story/story.h"

#define SENT_BACK_WHY "ご確認ください。"

/* Its answer to that question is to be corrected. The case. */
int64_t sent_back(struct story *story, const char *id);

#endif
