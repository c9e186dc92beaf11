/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/service/ssh_seen.h"

#include <string.h>

#include "records/greeting.h"

#define GREETING_MAX 120

static bool is_greeting(const struct observation *seen)
{
	return !strcmp(seen->kind, "service.banner") &&
	       !strcmp(greeting_service_told(value_get_text(seen->data, "service"),
					     str_from(value_get_text(seen->data, "text"))),
		       "ssh");
}

const struct observation *ssh_seen_spoken(const struct endpoint *endpoint)
{
	for (size_t i = 0; i < endpoint->count; i++)
		if (is_greeting(endpoint->seen[i]) || !strcmp(endpoint->seen[i]->kind, "ssh.algorithms"))
			return endpoint->seen[i];
	return NULL;
}

struct str ssh_seen_greeting(const struct endpoint *endpoint)
{
	struct str text = {0};

	for (size_t i = 0; i < endpoint->count && !text.n; i++)
		if (is_greeting(endpoint->seen[i]))
			text = str_from(value_get_text(endpoint->seen[i]->data, "text"));
	return str_head(greeting_ssh(text), GREETING_MAX);
}

bool ssh_seen_has(const struct endpoint *endpoint, const char *list)
{
	for (size_t i = 0; (i = endpoint_next(endpoint, i, "ssh.algorithms")) < endpoint->count; i++)
		if (value_count(value_get(endpoint->seen[i]->data, list)))
			return true;
	return false;
}

static bool holds(const struct value *list, const char *name)
{
	for (size_t i = 0; i < value_count(list); i++)
		if (value_at(list, i)->kind == VALUE_TEXT && str_is(value_at(list, i)->text, name))
			return true;
	return false;
}

bool ssh_seen_offers(const struct endpoint *endpoint, const char *list, const char *name)
{
	for (size_t i = 0; (i = endpoint_next(endpoint, i, "ssh.algorithms")) < endpoint->count; i++)
		if (holds(value_get(endpoint->seen[i]->data, list), name))
			return true;
	return false;
}
