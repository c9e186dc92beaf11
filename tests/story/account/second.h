/* SPDX-License-Identifier: Apache-2.0 */
/* People of a story who sign in with a code from their telephone. */
#ifndef TENKEN_TESTS_STORY_ACCOUNT_SECOND_H
#define TENKEN_TESTS_STORY_ACCOUNT_SECOND_H

#include "story/client.h"
#include "story/story.h"

/* Sets up a telephone for the person; when its key was made. second_code: what it shows now. */
int64_t second_set_up(struct story *story, const struct actor *person);
const char *second_code(struct story *story, const struct actor *person, int64_t made_ms);

/* Tokyo's official comes from a right password to the page of the code. */
void second_come_to_the_code(struct story *story, struct client *client);

/* Who plays this role; the number of nobody for a role without a person. */
int64_t second_person(const struct story *story, enum role role);

#endif
