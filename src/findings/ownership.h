/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whether a target is the company's: shown by a text that only who runs the target can put there, in DNS or in a file
 * of its web server, or confirmed by a person of the office, who says how. Only looking for such a text is a run of the
 * probe, whose document has this purpose and nothing else (findings/authorisation.h).
 */
#ifndef TENKEN_FINDINGS_OWNERSHIP_H
#define TENKEN_FINDINGS_OWNERSHIP_H

#include "base/str.h"

#define OWNERSHIP_LABEL       "_tenken-challenge"                 /* a TXT record of LABEL.HOST holds the token */
#define OWNERSHIP_PATH        "/.well-known/tenken-challenge.txt" /* a line of the file does */
#define OWNERSHIP_OBSERVATION "ownership.answer"

enum ownership_way { OWNERSHIP_DNS, OWNERSHIP_FILE, OWNERSHIP_PERSON };
#define OWNERSHIP_WAY_COUNT (OWNERSHIP_PERSON + 1)

enum ownership_state {
	OWNERSHIP_NONE,
	OWNERSHIP_ASKED, /* somebody asked to have it looked at */
	OWNERSHIP_SHOWN,
	OWNERSHIP_NOT_SHOWN,
};
#define OWNERSHIP_STATE_COUNT (OWNERSHIP_NOT_SHOWN + 1)

/* Why a look did not show it; of two answers the smaller one tells more. */
enum ownership_problem {
	OWNERSHIP_FINE,
	OWNERSHIP_OTHER,   /* there is a record or a file with another text */
	OWNERSHIP_ABSENT,  /* there is no such record; the server has no such file */
	OWNERSHIP_SILENT,  /* no name server, or no web server, answered in time */
	OWNERSHIP_PRIVATE, /* the name leads to no public address */
	OWNERSHIP_ENDED,   /* nobody looked: the target was not permitted any more, or the probe could not be run */
};
#define OWNERSHIP_PROBLEM_COUNT (OWNERSHIP_ENDED + 1)

const char *ownership_way_name(enum ownership_way way);             /* "dns" */
const char *ownership_state_name(enum ownership_state state);       /* "not_shown" */
const char *ownership_problem_name(enum ownership_problem problem); /* "absent"; "" for fine */
bool ownership_way_parse(struct str name, enum ownership_way *ret_way);
bool ownership_state_parse(struct str name, enum ownership_state *ret_state);
bool ownership_problem_parse(struct str name, enum ownership_problem *ret_problem);

/* What happened about one target of a case, in the order in which it did. */
struct ownership {
	const char *host;
	enum ownership_state state;
	enum ownership_way way;
	const char *note; /* a problem's name; of a person's, how it was confirmed */
	const char *said_by;
	int64_t at_ms;
};

/* The newest of a host; NULL: nothing happened yet. What was shown once stays shown, whatever a later look found. */
const struct ownership *ownership_of(const struct ownership *list, size_t count, const char *host);

/* Whether a line of the text is the token, but for blanks at its ends. */
bool ownership_holds(struct str text, struct str token);

/* 1 to 100 characters of a to z, 0 to 9 and "-". */
bool ownership_is_token(struct str token);

#endif
