/* SPDX-License-Identifier: Apache-2.0 */
#include "story/account/second.h"

#include <string.h>

#include "usecases/account/second_step.h"

const char *second_code(struct story *story, const struct actor *person, int64_t made_ms)
{
	const struct totp_key key = totp_key_of(story->office->secret, person->person_id, made_ms);
	char code[TOTP_DIGITS + 1];

	totp_code(&key, story->office->clock.fixed_ms, code);
	return arena_strdup(&story->arena, code);
}

int64_t second_set_up(struct story *story, const struct actor *person)
{
	struct second_step_offer offer;
	const char *code;
	bool is_set = false;

	assert_ok(second_step_offer(story->office, person, 0, &offer, &story->why), &story->why);
	code = second_code(story, person, offer.made_ms);
	assert_ok(second_step_set(story->office, person, offer.made_ms, str_from(code), &is_set, &story->why),
		  &story->why);
	assert_true(is_set);
	return offer.made_ms;
}

void second_come_to_the_code(struct story *story, struct client *client)
{
	struct value *fields = value_map(&story->arena);

	(void)second_set_up(story, &story->tokyo);
	value_set_text(&story->arena, fields, "name", role_name(ROLE_TOKYO));
	value_set_text(&story->arena, fields, "password", "a long enough password");
	assert_int_equal(client_get(client, "/sign-in"), 200);
	assert_int_equal(client_post(client, "/sign-in", fields), 200);
	assert_non_null(strstr(client->reply, "/sign-in/code"));
}

int64_t second_person(const struct story *story, enum role role)
{
	const struct actor *const people[] = {&story->secretariat, &story->tokyo, &story->expert, &story->diagnosis};

	for (size_t i = 0; i < COUNT(people); i++)
		if (people[i]->role == role)
			return people[i]->person_id;
	return 12345;
}
