/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/mail_server.h"

#include <string.h>

#define EXTENSIONS_MAX 64 /* that the probe keeps of one answer */

void mail_server_judge_each(const struct check_input *input, struct finding_list *findings,
			    void (*judge)(const struct mail_server *server, struct finding_list *findings))
{
	for (size_t e = 0; e < input->endpoint_count; e++) {
		const struct endpoint *endpoint = &input->endpoints[e];
		struct mail_server server = {.endpoint = endpoint, .input = input};

		if (!endpoint->port)
			continue;
		for (size_t i = 0; (i = endpoint_next(endpoint, i, "smtp.capabilities")) < endpoint->count; i++) {
			bool is_answered = value_get_bool(endpoint->seen[i]->data, "answered");
			if (!server.seen || (is_answered && !server.is_answered))
				server.seen = endpoint->seen[i];
			server.is_answered = server.is_answered || is_answered;
		}
		if (server.seen)
			judge(&server, findings);
	}
}

bool mail_server_offers(const struct observation *seen, const char *list, const char *keyword)
{
	const struct value *extensions = value_get(seen->data, list);

	for (size_t i = 0; i < value_count(extensions); i++) {
		const struct value *line = value_at(extensions, i);
		struct str word;

		if (line->kind != VALUE_TEXT)
			continue;
		/* "AUTH=LOGIN" is an old spelling of the same. */
		word = str_head(line->text, str_index(line->text, ' '));
		word = str_head(word, str_index(word, '='));
		if (str_eq_ascii_case(word, str_from(keyword)))
			return true;
	}
	return false;
}

bool mail_server_is_cut(const struct observation *seen)
{
	return value_get_bool(seen->data, "extensions_cut") ||
	       value_count(value_get(seen->data, "extensions")) >= EXTENSIONS_MAX;
}

bool mail_server_host(const struct mail_server *server, struct domain *ret_host)
{
	for (size_t i = 0; i < server->input->endpoint_count; i++) {
		const struct endpoint *endpoint = &server->input->endpoints[i];

		if (endpoint->port || strcmp(endpoint->target, server->endpoint->target) != 0)
			continue;
		*ret_host = (struct domain){endpoint->target, endpoint, server->input};
		return true;
	}
	return false;
}

enum smtp_answer mail_server_answer_of(int64_t code)
{
	if (code >= 200 && code < 400)
		return SMTP_YES;
	if (code >= 400 && code < 500)
		return SMTP_LATER;
	return code >= 500 && code < 600 ? SMTP_NO : SMTP_NONE;
}

struct finding mail_server_finding(struct arena *arena, const struct mail_server *server, const char *check,
				   struct value **ret_details)
{
	struct value *details = value_map(arena);

	if (ret_details)
		*ret_details = details;
	return (struct finding){.check = check,
				.verdict = VERDICT_UNTESTABLE,
				.confidence = CONFIDENCE_CONFIRMED,
				.target = server->endpoint->target,
				.address = server->seen->address,
				.port = server->endpoint->port,
				.variant = "",
				.evidence = "no answer",
				.remedy = "mail-server",
				.details = details};
}
