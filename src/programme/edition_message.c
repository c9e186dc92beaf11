/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "codec/template.h"
#include "programme/edition_priv.h"

/* A mail that cannot be filled must be found when the edition is checked, not when it is sent. */
static void check_template(struct reader *r, const struct value *at, const char *text)
{
	struct template *compiled;
	struct fault why;

	if (template_compile(r->arena, "the text", str_from(text), &compiled, &why))
		reader_fail(r, at, "%s", why.text);
}

static void check_pair(struct reader *r, const struct value *map, const char *key, struct lang_text pair)
{
	const struct value *at = value_get(map, key);

	check_template(r, value_get(at, "ja"), pair.ja);
	check_template(r, value_get(at, "en"), pair.en);
}

static void read_message(struct reader *r, const struct value *map, struct edition_message *message)
{
	static const char *const keys[] = {"subject", "body", NULL};

	reader_allow(r, map, keys);
	message->subject = reader_pair(r, map, "subject");
	message->body = reader_pair(r, map, "body");
	if (r->has_failed)
		return;
	check_pair(r, map, "subject", message->subject);
	check_pair(r, map, "body", message->body);
	if (strchr(message->subject.ja, '\n') || strchr(message->subject.en, '\n'))
		reader_fail(r, value_get(map, "subject"), "a subject has one line");
}

void edition_read_messages(struct reader *r, const struct value *root, struct edition *e)
{
	static const char *const needed[] = {EDITION_MESSAGES};
	const struct value *map = reader_map(r, root, "messages");

	if (value_count(map) > ITEMS_MAX)
		reader_fail(r, map, "there are too many messages");
	if (r->has_failed)
		return;
	e->message_count = value_count(map);
	e->messages = arena_array(r->arena, e->message_count, sizeof(*e->messages));
	for (size_t i = 0; i < e->message_count && !r->has_failed; i++) {
		e->messages[i].id = map->keys[i].p;
		read_message(r, map->items[i], &e->messages[i]);
	}
	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++)
		if (!r->has_failed && !edition_message(e, needed[i]))
			reader_fail(r, map, "the message \"%s\" is missing, which the program sends", needed[i]);
}
