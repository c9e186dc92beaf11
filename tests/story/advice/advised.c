/* SPDX-License-Identifier: Apache-2.0 */
#include "story/advice/advised.h"

#include "usecases/advice/advice_deed.h"

int64_t advised(struct story *story)
{
	int64_t number = story_case_at(story, "one", "confirmed");

	assert_ok(story_assign(story, number, story->expert.person_id), &story->why);
	assert_ok(advice_deed_make(story->office, &story->expert, NULL, number, &story->why), &story->why);
	assert_ok(story_do(story, &advice_deed_release, &story->expert, number), &story->why);
	return number;
}
