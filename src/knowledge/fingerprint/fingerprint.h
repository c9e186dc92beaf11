/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A file of fingerprints in recog's XML format (github.com/rapid7/recog, fingerprints.xsd): what it says, line by line,
 * as plain data. Knows the format; must never know how a pattern is run or where the file came from.
 */
#ifndef TENKEN_KNOWLEDGE_FINGERPRINT_FINGERPRINT_H
#define TENKEN_KNOWLEDGE_FINGERPRINT_FINGERPRINT_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/str.h"

#define FINGERPRINT_NAME_MAX     64   /* bytes of a file's name */
#define FINGERPRINT_PARAMS_MAX   64   /* of one fingerprint */
#define FINGERPRINT_EXAMPLES_MAX 1024 /* of one fingerprint */
#define FINGERPRINT_VALUE_MAX    1024 /* bytes of a name or fixed value */

enum fingerprint_flag { FINGERPRINT_ANY_CASE = 1, FINGERPRINT_DOT_NEWLINE = 2 };

/* One thing that a match tells. */
struct fingerprint_param {
	const char *name;  /* "service.version" */
	unsigned position; /* of the capturing group that holds it; 0 for a fixed value */
	const char *value; /* the fixed value, which may hold {other.param}; else "" */
};

struct fingerprint_claim {
	const char *name, *value;
};

/* A text that must match, and what the match must tell. */
struct fingerprint_example {
	unsigned line;
	struct str text;  /* decoded bytes; empty when it stands in a file */
	const char *file; /* name of that file, or NULL */
	struct fingerprint_claim *claims;
	size_t claim_count;
};

struct fingerprint {
	unsigned line;
	const char *pattern; /* Ruby's syntax, see fingerprint_pattern.h */
	unsigned flags;      /* enum fingerprint_flag */
	const char *description;
	const char *certainty; /* "" when the file does not say */
	struct fingerprint_param *params;
	size_t param_count;
	struct fingerprint_example *examples;
	size_t example_count;
};

struct fingerprint_file {
	const char *name;          /* "ssh_banners.xml" */
	const char *kind;          /* what it is for: its "matches", else the name without ".xml" */
	const char *protocol;      /* "" when the file does not say */
	const char *database_type; /* "service", "util.os" or "" */
	double preference;         /* 0 to 1; recog's 0.10 when the file does not say */
	struct fingerprint *fingerprints;
	size_t count;
};

/* A name that an imported file may have: letters, digits, '_', '-', '.', not first a dot, ending in ".xml". */
bool fingerprint_name_is_good(const char *name);

/* Everything lives in the arena. ERR_INVALID or ERR_TOO_LARGE with "name:line:column: " in the fault. */
MUST_USE enum err fingerprint_file_parse(struct arena *arena, const char *name, struct str bytes,
					 const struct fingerprint_file **ret_file, struct fault *why);

#endif
