/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the tests of sending mail share: a directory of their own with certificates, our small SMTP server as a
 * child process, and an office with a store and one case in it. A failure to set up is a failed test.
 */
#ifndef TENKEN_TESTS_MAIL_FIXTURE_H
#define TENKEN_TESTS_MAIL_FIXTURE_H

#include <sys/types.h>

#include "cases/message_state.h"
#include "lib/temp_dir.h"
#include "store/post/message_store.h"
#include "usecases/office.h"

struct fixture {
	char dir[TEMP_DIR_PATH];
	char ca_file[96];
	char url[64]; /* of the peer: "smtp://127.0.0.1:PORT" */
	char port[8];
	pid_t peer; /* 0 when none runs */
	struct edition edition;
	struct office office;
};

/* cmocka's setup and teardown; *state is the fixture. Makes directory and certificates, no store, no peer. */
int fixture_setup(void **state);
int fixture_teardown(void **state);

/* Runs a program, which has to end well. */
void fixture_run(const char *const argv[]);

/* A port of this machine at which nobody listens; waits until somebody does. */
int fixture_free_port(void);
void fixture_wait_for_port(int port);

/* Starts the peer, on the port it had before when there was one. */
void fixture_start_peer(struct fixture *fixture, const char *behaviour);
void fixture_stop_peer(struct fixture *fixture);

/* Lines of DIR/accepted that begin with the Message-ID; all lines for "". */
size_t fixture_accepted(const struct fixture *fixture, const char *message_id);

/* The text of a file in the directory, in the arena; "" when there is none. */
const char *fixture_read(const struct fixture *fixture, struct arena *arena, const char *name);

/* Opens the store of the directory (making it when new) as office.db; the office sends to url. */
void fixture_open_office(struct fixture *fixture);
void fixture_close_office(struct fixture *fixture);

/* A db_work: case 1, unless it is there. */
enum err fixture_add_case(struct tx *tx, void *context, struct fault *why);

/* Stores case 1 and queues the edition's message "receipt" for it, in one transaction. */
MUST_USE enum err fixture_queue(struct fixture *fixture, const char *occasion, struct fault *why);

/* The newest mail of case 1; false when there is none. */
bool fixture_find_newest(const struct fixture *fixture, struct arena *arena, struct message_row *ret_row);
/* The same; fails the test when there is none. */
struct message_row fixture_newest(const struct fixture *fixture, struct arena *arena);

/* Runs the real worker until no job is due: finished, or put off. */
void fixture_work_until_quiet(struct fixture *fixture);

/* As if the lease of a process that died were over. */
void fixture_let_leases_run_out(struct fixture *fixture);

/* When the job of the newest mail is to run, in the office's time; 0 when it is done. */
int64_t fixture_job_runs_at(const struct fixture *fixture);

/* Puts an empty store, with its tables, in the place of the one that is closed, and removes what the peer took. */
void fixture_forget(struct fixture *fixture);

#endif
