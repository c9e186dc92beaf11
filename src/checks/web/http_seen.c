/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/http_seen.h"

#include <string.h>

#define HEADERS_RECORDED_MAX 64

/* Who recorded without "headers_cut" (other tools) is taken to have stopped where docs/observation.schema.json does. */
static bool has_head(const struct value *data)
{
	const struct value *cut = value_get(data, "headers_cut");

	return cut ? !value_is_truthy(cut) : value_count(value_get(data, "headers")) < HEADERS_RECORDED_MAX;
}

bool http_seen_next(const struct endpoint *endpoint, size_t from, size_t *ret_index, struct http_response *ret_response)
{
	size_t at = endpoint_next(endpoint, from, "http.response");
	const struct observation *seen;
	const struct value *body;

	if (at >= endpoint->count)
		return false;
	seen = endpoint->seen[at];
	body = value_get(seen->data, "body");
	*ret_index = at;
	*ret_response = (struct http_response){
		.seen = seen,
		.is_tls = value_get_bool(seen->data, "tls"),
		.method = value_get_text(seen->data, "method"),
		.path = value_get_text(seen->data, "path"),
		.title = value_get_text(seen->data, "title"),
		.status = (int)value_get_int(seen->data, "status", 0),
		.body = body && body->kind == VALUE_TEXT ? body->text : STR(""),
		.is_whole = body && !value_get_bool(seen->data, "body_cut"),
		.has_head = has_head(seen->data),
	};
	return true;
}

bool http_seen_front(const struct endpoint *endpoint, struct http_response *ret_response)
{
	struct http_response response;

	EACH_HTTP_RESPONSE(endpoint, at, response)
	if (!strcmp(response.method, "GET") && !strcmp(response.path, "/")) {
		*ret_response = response;
		return true;
	}
	return false;
}

const char *http_seen_header(const struct http_response *response, const char *name, size_t nth)
{
	const struct value *headers = value_get(response->seen->data, "headers");

	for (size_t i = 0; i < value_count(headers); i++) {
		const struct value *key = value_at(value_at(headers, i), 0), *text = value_at(value_at(headers, i), 1);

		if (key && text && key->kind == VALUE_TEXT && text->kind == VALUE_TEXT && str_is(key->text, name) &&
		    !nth--)
			return text->text.p;
	}
	return NULL;
}

bool http_seen_holds(struct str text, const char *word)
{
	struct str wanted = str_from(word);

	for (; text.n >= wanted.n; text = str_skip(text, 1))
		if (str_eq_ascii_case(str_head(text, wanted.n), wanted))
			return true;
	return false;
}

bool http_seen_is_page(const struct http_response *response)
{
	const char *type = http_seen_header(response, "content-type", 0);

	return response->status == HTTP_OK &&
	       (type ? http_seen_holds(str_from(type), "html") : *response->title != '\0');
}

bool http_seen_is_unclear(const struct http_response *response)
{
	return response->status == HTTP_TOO_MANY || response->status >= HTTP_FAILED || response->status < HTTP_OK;
}

bool http_seen_is_complete(const struct http_response *response)
{
	return !http_seen_is_unclear(response) && response->has_head;
}

struct finding http_seen_finding(const struct endpoint *endpoint, const struct http_response *response,
				 const char *check, const char *remedy)
{
	return (struct finding){.check = check,
				.verdict = VERDICT_UNTESTABLE,
				.confidence = CONFIDENCE_CONFIRMED,
				.target = endpoint->target,
				.address = response->seen->address,
				.port = endpoint->port,
				.variant = "",
				.evidence = "",
				.remedy = remedy};
}

void http_seen_judge_each(const struct check_input *input, struct finding_list *findings,
			  void (*judge)(const struct endpoint *endpoint, struct finding_list *findings))
{
	for (size_t i = 0; i < input->endpoint_count; i++)
		if (input->endpoints[i].port &&
		    endpoint_next(&input->endpoints[i], 0, "http.response") < input->endpoints[i].count)
			judge(&input->endpoints[i], findings);
}
