/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/account/staff.h"

#include "codec/utf8.h"
#include "people/password.h"
#include "store/account/person_store.h"
#include "store/new_id.h"
#include "usecases/say_deed.h"

struct person_work {
	const struct office *office;
	struct person_row row;
};

static enum err insert_person(struct tx *tx, void *context, struct fault *why)
{
	struct person_work *work = context;
	const struct actor program = actor_program();

	say_deed(tx, &work->office->clock, &program, "person_added");
	return person_store_insert(tx, &work->row, clock_now_ms(&work->office->clock), why);
}

enum err staff_add(const struct office *office, const char *sign_in_name, const char *display_name, enum role role,
		   const char *password, int64_t *ret_id, struct fault *why)
{
	char hash[PASSWORD_HASH_SIZE];
	struct person_work work = {
		.office = office,
		.row = {new_id(), sign_in_name, display_name, role, hash, false},
	};
	enum password_problem problem = password_judge(str_from(password), str_from(sign_in_name));
	struct str name = str_from(sign_in_name);
	enum err err;

	if (name.n == 0 || name.n > STAFF_NAME_BYTES_MAX || utf8_has_control(name) || !display_name[0])
		return fault_set(why, ERR_INVALID, "a person needs a sign-in name of 1 to %d bytes and a name",
				 STAFF_NAME_BYTES_MAX);
	if (problem)
		return fault_set(why, ERR_INVALID, "this password is not good enough: %s",
				 password_problem_name(problem));
	err = password_hash(office->passwords, str_from(password), hash, why);
	if (!err)
		err = db_write(office->db, insert_person, &work, why);
	if (!err)
		*ret_id = work.row.id;
	return err;
}
