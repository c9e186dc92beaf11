/* SPDX-License-Identifier: Apache-2.0 */
#include "story/route_path.h"

#include <string.h>

#include "story/invitation/invited.h"

static const char *text_of(struct story *story, int64_t number, const char *name)
{
	if (strncmp(name, ":call", 5) == 0)
		return STORY_EDITION_ID;
	if (strncmp(name, ":page", 5) == 0)
		return "company";
	if (strncmp(name, ":link", 5) == 0)
		return "AAAA";
	if (strncmp(name, ":id", 3) == 0)
		return arena_printf(&story->arena, "%lld", (long long)story_ask(story, "SELECT MIN(id) FROM message"));
	if (strncmp(name, ":invitation", 11) == 0)
		return INVITED_ID;
	if (strncmp(name, ":person", 7) == 0)
		return arena_printf(&story->arena, "%lld", (long long)story->expert.person_id);
	if (strncmp(name, ":task", 5) == 0)
		return arena_printf(&story->arena, "%lld",
				    (long long)story_ask(story, "SELECT COALESCE(MAX(id), 1) FROM task"));
	return arena_printf(&story->arena, "R7-%04lld", (long long)number);
}

const char *route_path_of(struct story *story, int64_t number, const char *pattern)
{
	for (const char *colon = strchr(pattern, ':'); colon; colon = strchr(pattern, ':'))
		pattern = arena_printf(&story->arena, "%.*s%s%s", (int)(colon - pattern), pattern,
				       text_of(story, number, colon), colon + strcspn(colon, "/."));
	return pattern;
}
