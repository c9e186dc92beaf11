/* SPDX-License-Identifier: Apache-2.0 */
#include "story/applicant.h"

#include <stdio.h>
#include <string.h>

#include "codec/yaml.h"
#include "disk/read_file.h"

#define REHEARSAL "programmes/tokyo-r7/rehearsal.yaml"

static void copy_map(struct arena *arena, struct value *into, const struct value *from)
{
	for (size_t i = 0; i < value_count(from); i++)
		value_set_str(arena, into, from->keys[i], from->items[i]);
}

const struct value *applicant_answers(struct arena *arena)
{
	struct value *file, *answers = value_map(arena);
	struct fault why;
	struct str bytes;

	if (read_file(arena, REHEARSAL, 1 << 20, &bytes, &why) || yaml_decode(arena, bytes, REHEARSAL, &file, &why)) {
		fprintf(stderr, "%s\n", why.text);
		return NULL;
	}
	copy_map(arena, answers, value_get(file, "common"));
	copy_map(arena, answers, value_get(value_at(value_get(file, "companies"), 0), "answers"));
	return answers;
}

int applicant_fill_in(struct client *client, const struct value *answers)
{
	static const char *const pages[] = {"/calls/tokyo_r7/apply/a/course", "/calls/tokyo_r7/apply/a/company",
					    "/calls/tokyo_r7/apply/a/business", "/calls/tokyo_r7/apply/a/contact",
					    "/calls/tokyo_r7/apply/a/conditions"};
	int status = client_get(client, pages[0]);

	for (size_t i = 0; i < COUNT(pages) && (status == 200 || status == 303); i++)
		status = client_post(client, pages[i], answers);
	return status == 303 ? client_get(client, "/calls/tokyo_r7/apply/a/check") : status;
}

int applicant_send(struct client *client)
{
	return client_post(client, "/calls/tokyo_r7/apply/a/check", NULL);
}

int applicant_apply(struct client *client, const struct value *answers)
{
	int status = applicant_fill_in(client, answers);

	return status == 200 ? applicant_send(client) : status;
}

const char *applicant_receipt(struct client *client)
{
	const char *at;

	if (client_get(client, "/calls/tokyo_r7/apply/a/done") != 200)
		return "";
	at = strstr(client->reply, "R7-");
	return at ? arena_strndup(&client->arena, at, 3 + strspn(at + 3, "0123456789")) : "";
}
