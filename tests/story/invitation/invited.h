/* SPDX-License-Identifier: Apache-2.0 */
/* One company that is invited, for tests of pages. */
#ifndef TENKEN_TESTS_STORY_INVITATION_INVITED_H
#define TENKEN_TESTS_STORY_INVITATION_INVITED_H

#include "story/story.h"

#define INVITED_ID "9"

/* By letter and by mail; rung once, to be rung again. */
void invited_one(struct story *story);

/* It is invited, opens its link at the server of this port, begins an application, wants no more invitations, and reads
 * so. */
void invited_come(struct story *story, int port);

#endif
