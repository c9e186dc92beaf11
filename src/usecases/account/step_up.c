/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/account/step_up.h"

#include "people/password.h"
#include "store/account/person_store.h"
#include "store/account/sign_in_failure_store.h"
#include "usecases/account/guess.h"

struct step_up_work {
	const struct office *office;
	struct arena *arena;
	const char *client;
	int64_t person_id, wait_ms;
	struct person_row person;
};

static enum err begin(struct tx *tx, void *context, struct fault *why)
{
	struct step_up_work *work = context;
	enum err err = person_store_load(tx, work->arena, work->person_id, &work->person, why);

	return err ? err : guess_count(tx, work->office, work->person.sign_in_name, work->client, &work->wait_ms, why);
}

static enum err forgive(struct tx *tx, void *context, struct fault *why)
{
	const struct step_up_work *work = context;

	return sign_in_failure_store_clear_pair(tx, work->person.sign_in_name, work->client, why);
}

enum err step_up_by_password(const struct office *office, const struct actor *actor, struct str password,
			     const char *client, bool *ret_is_right, struct fault *why)
{
	struct step_up_work work = {.office = office, .client = client, .person_id = actor->person_id};
	bool is_right = false;
	ARENA_SCOPED arena;
	enum err err;

	if (!actor->person_id)
		return fault_set(why, ERR_DENIED, "only staff has a password");
	arena_init(&arena);
	work.arena = &arena;
	err = db_write(office->db, begin, &work, why);
	if (!err && !work.wait_ms && password.n && password.n <= PASSWORD_BYTES_MAX)
		err = password_verify(password, work.person.password_hash, &is_right, why);
	if (!err && is_right)
		err = db_write(office->db, forgive, &work, why);
	if (!err)
		*ret_is_right = is_right;
	return err;
}
