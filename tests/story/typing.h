/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A reader who types into a page and asks for it in the other language.
 */
#ifndef TENKEN_TESTS_STORY_TYPING_H
#define TENKEN_TESTS_STORY_TYPING_H

#include "story/client.h"

/* Whether the page that the client sees, of this pattern, is typed into; then all of it has to be there again in the
 * other language. */
bool typing_is_kept(struct client *client, const char *pattern);

#endif
