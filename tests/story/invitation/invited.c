/* SPDX-License-Identifier: Apache-2.0 */
#include "story/invitation/invited.h"

#include "story/client.h"
#include "usecases/invitation/invitation_text.h"

void invited_one(struct story *story)
{
	story_tamper(story,
		     "INSERT INTO invitation (id, edition, number, company_key, search_key, company_name, "
		     "corporate_number, postal_code, address, mail, phone, made_ms, letter_ms, mail_state, "
		     "mail_queued_ms, mail_done_ms, mail_reply, way, answer, calls, call_day, call_outcome, call_note) "
		     "VALUES (" INVITED_ID ", 'tokyo_r7', 1, 'k', 'k', '株式会社ためし招待', '', '100-0001', "
		     "'東京都千代田区1', 'a@example.jp', '03-0000-0000', 1, 1, 'captured', 1, 1, '', '', '', 1, 1, "
		     "'reached', 'x')");
}

void invited_come(struct story *story, int port)
{
	struct invitation_row row = {.number = 1};
	struct client client;
	const char *path;

	invited_one(story);
	assert_true(str_to_i64(str_from(INVITED_ID), &row.id));
	path = invitation_text_path(&story->arena, story->office, story->edition, &row, INVITATION_WAY_MAIL);
	client_init(&client, port);
	assert_int_equal(client_get(&client, path), 200);
	assert_int_equal(client_post(&client, path, NULL), 303);
	assert_int_equal(client_post(&client, arena_printf(&story->arena, "%s/stop", path), NULL), 303);
	assert_int_equal(client_get(&client, path), 200);
	client_release(&client);
}
