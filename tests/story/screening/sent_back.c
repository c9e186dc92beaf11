/* SPDX-License-Identifier: Apache-2.0 */
#include "story/screening/sent_back.h"

#include "usecases/screening/send_back.h"

int64_t sent_back(struct story *story, const char *id)
{
	int64_t number = story_case_at(story, "one", "received");
	const struct case_deed_input input = {
		.reason = STR(SENT_BACK_WHY),
		.document = send_back_document(&story->arena, story->edition, value_text(&story->arena, id))};

	assert_ok(case_deed_do(&send_back_deed, story->office, &story->secretariat, NULL, number, &input, &story->why),
		  &story->why);
	return number;
}
