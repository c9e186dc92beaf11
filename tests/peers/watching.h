/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The real tenken-witness, run against an office of its own (log_peer.h), and what a test demands of a run.
 */
#ifndef TENKEN_TESTS_PEERS_WATCHING_H
#define TENKEN_TESTS_PEERS_WATCHING_H

#include "log_peer.h"
#include "test.h"

#define WATCHING_NAME "tokyo.example.jp/witness"

enum { GOOD = 0, NOT_GROWN = 1, UNDECIDED = 2 }; /* what a run ends with */

struct watching {
	struct log_peer office;
	struct arena arena;
	const char *folder, *key, *state;
	int timeout_s;           /* 0: 60 */
	const char *locale;      /* NULL: English */
	struct note_key witness; /* its public key */
	char *out, *err;         /* what the last run said */
};

/* Setup and teardown; the test's state is a struct watching. "Later": with a head of 12 entries kept from an earlier
 * run.
 */
int watching_begin(void **state);
int watching_begin_later(void **state);
int watching_end(void **state);
#define FIRST(test) cmocka_unit_test_setup_teardown(test, watching_begin, watching_end)
#define LATER(test) cmocka_unit_test_setup_teardown(test, watching_begin_later, watching_end)

/* Runs tenken-witness, or another program, with these words for the shell. The exit status. */
int watching_command(struct watching *given, const char *program, const char *words);
int watching_run(struct watching *given, const char *words);

/* The words of a run against this address. */
const char *watching_words(struct watching *given, const char *url, const char *more);

/* A run against its office. */
int watching_look(struct watching *given);

/* What stands in a file, or NULL. */
char *watching_content(struct watching *given, const char *path);
void watching_write(const char *path, const char *text);

/* The run ends like this, and what was kept and what was handed over stay as they were. */
void watching_demand_untouched(struct watching *given, int (*look)(struct watching *), int status, const char *said);

/* The same of a run that must not believe its office: both heads are shown. */
void watching_demand_shout(struct watching *given, const char *said);

/* What the office shows was co-signed, handed over and kept. */
void watching_demand_cosigned(struct watching *given);

#endif
