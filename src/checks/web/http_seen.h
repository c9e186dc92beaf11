/* SPDX-License-Identifier: Apache-2.0 */
/*
 * No check: the HTTP responses of an endpoint, their headers and the beginning of their pages (kind "http.response").
 */
#ifndef TENKEN_CHECKS_WEB_HTTP_SEEN_H
#define TENKEN_CHECKS_WEB_HTTP_SEEN_H

#include "checks/endpoint.h"

enum {
	HTTP_OK = 200,
	HTTP_REDIRECT = 300,
	HTTP_REFUSED = 400,
	HTTP_UNAUTHORIZED = 401,
	HTTP_FORBIDDEN = 403,
	HTTP_TOO_MANY = 429,
	HTTP_FAILED = 500,
	HTTP_NOT_IMPLEMENTED = 501
};

struct http_response {
	const struct observation *seen;
	bool is_tls;
	const char *method, *path, *title; /* "" when absent */
	int status;
	struct str body; /* what is recorded of it as text; empty when nothing is */
	bool is_whole;   /* the body is recorded to its end */
	bool has_head;   /* so are the headers: only then is one that is not there known to be absent */
};

/* The response at index `from` of the endpoint or the next one behind it; false when there is none. *ret_index: where
 * it stands. */
bool http_seen_next(const struct endpoint *endpoint, size_t from, size_t *ret_index,
		    struct http_response *ret_response);

#define EACH_HTTP_RESPONSE(endpoint, at, response)                                                                     \
	for (size_t at = 0; http_seen_next(endpoint, at, &(at), &(response)); (at)++)

/* The first answer to GET of "/"; false when there is none. */
bool http_seen_front(const struct endpoint *endpoint, struct http_response *ret_response);

/* The value of the nth header of a name in lower case, from 0; NULL when there are not so many. */
const char *http_seen_header(const struct http_response *response, const char *name, size_t nth);

bool http_seen_is_page(const struct http_response *response); /* 200 with HTML */

/* Neither a yes nor a no: the server is busy, or its fault. */
bool http_seen_is_unclear(const struct http_response *response);

/* What such an answer does not show is not there: it is clear, and its headers are recorded to their end. */
bool http_seen_is_complete(const struct http_response *response);

/* Whether a text holds another, letters of any case. */
bool http_seen_holds(struct str text, const char *word);

/* A finding about the place of a response, untestable until the check says better. */
struct finding http_seen_finding(const struct endpoint *endpoint, const struct http_response *response,
				 const char *check, const char *remedy);

/* Hands every endpoint with a response to a check. */
void http_seen_judge_each(const struct check_input *input, struct finding_list *findings,
			  void (*judge)(const struct endpoint *endpoint, struct finding_list *findings));

#endif
