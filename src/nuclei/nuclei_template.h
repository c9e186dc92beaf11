/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A template of the nuclei project (YAML, docs.projectdiscovery.io/templates/structure), as plain data: what it asks
 * for, and what an answer must look like. Only what can be run on stored observations is kept; everything else makes
 * the template refused (nuclei_refusal.h), with the line.
 *
 * Requests are kept to be compared with what was observed, and planned only when the template is safe. Nothing here
 * sends anything.
 */
#ifndef TENKEN_NUCLEI_NUCLEI_TEMPLATE_H
#define TENKEN_NUCLEI_NUCLEI_TEMPLATE_H

#include "nuclei/nuclei_expression.h"
#include "nuclei/nuclei_refusal.h"

#define NUCLEI_FILE_MAX      (2u << 20) /* bytes */
#define NUCLEI_REQUESTS_MAX  256        /* of a template */
#define NUCLEI_REDIRECTS_MAX 10
#define NUCLEI_ID_MAX        128

enum nuclei_protocol { NUCLEI_HTTP, NUCLEI_DNS, NUCLEI_TCP, NUCLEI_SSL };
enum nuclei_severity {
	NUCLEI_SEVERITY_UNKNOWN,
	NUCLEI_SEVERITY_INFO,
	NUCLEI_SEVERITY_LOW,
	NUCLEI_SEVERITY_MEDIUM,
	NUCLEI_SEVERITY_HIGH,
	NUCLEI_SEVERITY_CRITICAL
};
enum nuclei_matcher_kind { NUCLEI_STATUS, NUCLEI_WORD, NUCLEI_REGEX, NUCLEI_BINARY, NUCLEI_DSL };
enum nuclei_extractor_kind { NUCLEI_TAKE_REGEX, NUCLEI_TAKE_KEY, NUCLEI_TAKE_DSL, NUCLEI_TAKE_OTHER };

struct nuclei_matcher {
	enum nuclei_matcher_kind kind;
	const char *name; /* "" when it has none */
	const char *part; /* of words, patterns, bytes: "body", "header" ... any name of nuclei_view.h */
	bool is_all;      /* condition: and */
	bool is_negative;
	bool is_any_case; /* words */
	/* count things, in the array of the kind */
	const int64_t *statuses;
	const struct str *texts; /* words, patterns (checked), bytes */
	const struct nuclei_expression *const *expressions;
	size_t count;
	unsigned line, column;
};

struct nuclei_extractor {
	enum nuclei_extractor_kind kind; /* NUCLEI_TAKE_OTHER (json, xpath) takes nothing here */
	const char *name, *part;
	const struct str *texts; /* patterns, or names of values with '_' for '-' */
	const struct nuclei_expression *const *expressions;
	size_t count;
	size_t group;     /* of a pattern */
	bool is_internal; /* a value for the matchers, not for the reader */
};

struct nuclei_header {
	const char *name, *value;
};

struct nuclei_request {
	const char *method; /* "GET", "HEAD"; others only in a template that is refused */
	const char *path;   /* from the first '/', with its query */
	const struct nuclei_header *headers;
	size_t header_count;
	unsigned line, column;
};

struct nuclei_block {
	enum nuclei_protocol protocol;
	const struct nuclei_matcher *matchers;
	size_t matcher_count;
	bool is_all; /* matchers-condition: and; the default is that one matcher is enough */
	const struct nuclei_extractor *extractors;
	size_t extractor_count;
	bool is_numbered; /* a matcher names body_2: one answer from all requests together */
	/* http */
	const struct nuclei_request *requests;
	size_t request_count;
	unsigned redirects; /* that are followed on the same host; 0: none */
	/* dns */
	const char *name_prefix; /* "_dmarc." */
	const char *record_type; /* "TXT" */
	/* tcp */
	bool has_input;    /* it says something before it reads: a banner may show it, its absence tells nothing */
	const char *ports; /* "22,2222"; "" for any */
	/* ssl */
	const char *version_min, *version_max; /* "tls10"; "" for any */
	unsigned line, column;
};

struct nuclei_template {
	const char *id, *name, *description, *remediation; /* "" where it says nothing */
	enum nuclei_severity severity;
	const char *const *tags;
	size_t tag_count;
	const char *cve; /* "CVE-2023-1234" or "" */
	const char *cpe; /* as the template writes it, or "" */
	const struct nuclei_block *blocks;
	size_t block_count;
	struct nuclei_refusal refusal; /* NUCLEI_SAFE when it may be run */
};

/* Reads and judges (nuclei_safety.h). ERR_INVALID "name:LINE:COLUMN: ..." for what is no template: no YAML, no id, no
 * info, no protocol at all. A template that is refused is no error. Everything lives in the arena. */
MUST_USE enum err nuclei_template_parse(struct arena *arena, const char *name, struct str bytes,
					const struct nuclei_template **ret_template, struct fault *why);

const char *nuclei_template_severity_name(enum nuclei_severity severity); /* "unknown", "info" ... "critical" */
const char *nuclei_template_protocol_name(enum nuclei_protocol protocol); /* "http" ... */

#endif
