/* SPDX-License-Identifier: Apache-2.0 */
#include "story/typing.h"

#include <string.h>

#include "test.h"

#define TYPED "writing on"

/* The form of the page that is typed into; NULL without one. */
static const char *typed_form(struct arena *arena, const char *page)
{
	for (const char *at = strstr(page, "<form "); at; at = strstr(at + 1, "<form ")) {
		const char *form = arena_strndup(arena, at, (size_t)(strstr(at, "</form>") - at));
		if (strstr(form, "method=\"post\"") &&
		    (strstr(form, "<textarea") || strstr(form, "type=\"text\"") || strstr(form, "type=\"email\"")))
			return form;
	}
	return NULL;
}

static const char *attribute(struct arena *arena, const char *tag, const char *name)
{
	const char *at = strstr(tag, arena_printf(arena, " %s=\"", name));

	if (!at || at > strchr(tag, '>'))
		return "";
	at = strchr(at, '"') + 1;
	return arena_strndup(arena, at, strcspn(at, "\""));
}

/* Types into each of its fields; how many there are. */
static size_t type_into(struct arena *arena, const char *form, struct value *fields)
{
	size_t count = 0;

	for (const char *at = strchr(form, '<'); at; at = strchr(at + 1, '<')) {
		const char *type = attribute(arena, at, "type");
		bool is_typed = strcmp(type, "text") == 0 || strcmp(type, "email") == 0 || strcmp(type, "tel") == 0;
		if (strncmp(at, "<textarea", 9) != 0 && !(strncmp(at, "<input", 6) == 0 && is_typed))
			continue;
		value_set_text(arena, fields, attribute(arena, at, "name"), TYPED);
		count++;
	}
	return count;
}

static size_t times(const char *text, const char *part)
{
	size_t count = 0;

	while ((text = strstr(text, part)) != NULL) {
		count++;
		text += strlen(part);
	}
	return count;
}

bool typing_is_kept(struct client *client, const char *pattern)
{
	const char *form = typed_form(&client->arena, client->reply), *button;
	struct value *fields = value_map(&client->arena);
	size_t count;

	if (!form)
		return false;
	button = strstr(client->reply, "<button class=\"button button--link\" type=\"submit\" form=\"typed\"");
	if (!button || strcmp(attribute(&client->arena, form, "id"), "typed") != 0)
		fail_msg("the other language of %s forgets what is typed", pattern);
	count = type_into(&client->arena, form, fields);
	value_set_text(&client->arena, fields, "other_language", "yes");
	if (client_post(client, attribute(&client->arena, button, "formaction"), fields) != 200 ||
	    !strstr(client->reply, "<html lang=\"en\"") || times(client->reply, TYPED) != count)
		fail_msg("the other language of %s: %d, %zu of %zu kept", pattern, client->status,
			 times(client->reply, TYPED), count);
	return true;
}
