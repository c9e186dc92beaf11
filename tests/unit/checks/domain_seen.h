/* SPDX-License-Identifier: Apache-2.0 */
/* Observations of DNS and mail for fixtures. Include before judge.h is used. */
#ifndef TENKEN_TESTS_CHECKS_DOMAIN_SEEN_H
#define TENKEN_TESTS_CHECKS_DOMAIN_SEEN_H

/* The target stands for example.jp. */
#define ZONE                                                                                                           \
	{                                                                                                              \
		0, "dns.zone", "{\"name\":\"example.jp\"}"                                                             \
	}

/* records: JSON texts with commas, "\"10 mail.example.jp\"". */
#define ANSWER(name, type, records)                                                                                    \
	{                                                                                                              \
		0, "dns.answer",                                                                                       \
			"{\"name\":\"" name "\",\"type\":\"" type                                                      \
			"\",\"answered\":true,\"rcode\":\"NOERROR\",\"authenticated\":false,\"records\":[" records     \
			"]}"                                                                                           \
	}
#define TXT(name, record) ANSWER(name, "TXT", "\"" record "\"")
#define EMPTY(name, type) ANSWER(name, type, "")
#define NO_NAME(name, type)                                                                                            \
	{                                                                                                              \
		0, "dns.answer",                                                                                       \
			"{\"name\":\"" name "\",\"type\":\"" type                                                      \
			"\",\"answered\":true,\"rcode\":\"NXDOMAIN\",\"records\":[]}"                                  \
	}
#define SILENT(name, type)                                                                                             \
	{                                                                                                              \
		0, "dns.answer",                                                                                       \
			"{\"name\":\"" name "\",\"type\":\"" type "\",\"answered\":false,\"reason\":\"timeout\"}"      \
	}
#define MX ANSWER("example.jp", "MX", "\"10 mail.example.jp\"")

/* An address of a name server of the domain. rest: more members of "dns.server". */
#define NAME_SERVER(name, address, rest)                                                                               \
	{                                                                                                              \
		0, "dns.server", "{\"name\":\"" name "\",\"address\":\"" address "\"" rest "}"                         \
	}

#endif
