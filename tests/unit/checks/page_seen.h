/* SPDX-License-Identifier: Apache-2.0 */
/* Responses of web servers for fixtures. rest: more members of the observation, ",\"body\":\"...\"". */
#ifndef TENKEN_TESTS_CHECKS_PAGE_SEEN_H
#define TENKEN_TESTS_CHECKS_PAGE_SEEN_H

/* What GET of a path gave, by HTTP. */
#define GOT(path, status, rest)                                                                                        \
	{                                                                                                              \
		80, "http.response",                                                                                   \
			"{\"tls\":false,\"method\":\"GET\",\"path\":\"" path "\",\"status\":" #status rest "}"         \
	}

/* The front page. headers: JSON lists of a name and a value. */
#define FRONT(tls, status, headers, rest)                                                                              \
	{                                                                                                              \
		443, "http.response",                                                                                  \
			"{\"tls\":" #tls ",\"method\":\"GET\",\"path\":\"/\",\"status\":" #status                      \
			",\"headers\":[" headers "]" rest "}"                                                          \
	}
#define HTML "[\"content-type\",\"text/html; charset=utf-8\"]"

#endif
