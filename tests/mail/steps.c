/* SPDX-License-Identifier: Apache-2.0 */
#include "steps.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>

#include "mail/smtp.h"
#include "mail/smtp_reply_priv.h"
#include "store/db.h"

static atomic_int steps_left;
static int name_fd = -1;

void steps_arm(int number, int fd)
{
	name_fd = fd;
	atomic_store(&steps_left, number);
}

static void step(const char *when, const char *what)
{
	char name[120];
	int size;

	if (atomic_fetch_sub(&steps_left, 1) != 1)
		return;
	size = snprintf(name, sizeof(name), "%s %.80s", when, what);
	if (write(name_fd, name, (size_t)size) == size)
		kill(getpid(), SIGKILL);
	_exit(3);
}

enum err __real_db_write(struct db *db, db_work work, void *context, struct fault *why);
enum err __wrap_db_write(struct db *db, db_work work, void *context, struct fault *why);

enum err __wrap_db_write(struct db *db, db_work work, void *context, struct fault *why)
{
	enum err err;

	step("before", "a transaction");
	err = __real_db_write(db, work, context, why);
	step("after", "a transaction");
	return err;
}

enum err __real_tx_execute(struct tx *tx, const char *sql, const struct param *params, size_t count,
			   int64_t *ret_changed, struct fault *why);
enum err __wrap_tx_execute(struct tx *tx, const char *sql, const struct param *params, size_t count,
			   int64_t *ret_changed, struct fault *why);

enum err __wrap_tx_execute(struct tx *tx, const char *sql, const struct param *params, size_t count,
			   int64_t *ret_changed, struct fault *why)
{
	enum err err;

	step("before", sql);
	err = __real_tx_execute(tx, sql, params, count, ret_changed, why);
	step("after", sql);
	return err;
}

enum err __real_smtp_send(const struct smtp_server *server, const char *sender, const char *recipient, struct str bytes,
			  struct smtp_result *ret_result, struct fault *why);
enum err __wrap_smtp_send(const struct smtp_server *server, const char *sender, const char *recipient, struct str bytes,
			  struct smtp_result *ret_result, struct fault *why);

enum err __wrap_smtp_send(const struct smtp_server *server, const char *sender, const char *recipient, struct str bytes,
			  struct smtp_result *ret_result, struct fault *why)
{
	enum err err;

	step("before", "speaking to the server");
	err = __real_smtp_send(server, sender, recipient, bytes, ret_result, why);
	step("after", "speaking to the server");
	return err;
}

bool __real_smtp_reply_add(struct smtp_reply *reply, struct str line);
bool __wrap_smtp_reply_add(struct smtp_reply *reply, struct str line);

bool __wrap_smtp_reply_add(struct smtp_reply *reply, struct str line)
{
	bool going;

	step("hearing", str_starts(line, "250 2.0.0") ? "250 to the mail" : "a reply");
	going = __real_smtp_reply_add(reply, line);
	step("having heard", str_starts(line, "250 2.0.0") ? "250 to the mail" : "a reply");
	return going;
}
