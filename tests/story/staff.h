/* SPDX-License-Identifier: Apache-2.0 */
/* A member of staff of the rehearsal that scene_init made. */
#ifndef TENKEN_TESTS_STORY_STAFF_H
#define TENKEN_TESTS_STORY_STAFF_H

#include "story/client.h"
#include "story/process.h"

/* Makes the client and signs in by this name: a wrong password is refused, the one that init told is taken. database as
 * for scene_init. */
void staff_sign_in(struct scene *scene, const char *database, struct client *client, int port, const char *name);

#endif
