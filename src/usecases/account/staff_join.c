/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/account/staff_join.h"

#include "store/account/person_store.h"
#include "store/new_id.h"
#include "usecases/account/staff_invite.h"
#include "usecases/say_deed.h"

struct join_work {
	const struct office *office;
	struct arena *arena;
	struct personal_link link;
	const char *password_hash;
	struct staff_invitation_row row;
	struct staff_join found;
};

static enum staff_join_state state_of(const struct join_work *work)
{
	if (work->row.state == STAFF_INVITATION_JOINED)
		return STAFF_JOIN_DONE;
	if (work->row.state == STAFF_INVITATION_WITHDRAWN || work->row.until_ms != work->link.expires_ms ||
	    clock_now_ms(&work->office->clock) >= work->row.until_ms)
		return STAFF_JOIN_VOID;
	return STAFF_JOIN_OPEN;
}

/* An invitation ends with the rights of who invited. The command line has no person. */
static enum err check_inviter(struct tx *tx, struct join_work *work, struct fault *why)
{
	struct person_row inviter;
	enum err err;

	if (!work->row.made_by || work->found.state != STAFF_JOIN_OPEN)
		return ERR_OK;
	err = person_store_load(tx, work->arena, work->row.made_by, &inviter, why);
	if (!err && (inviter.is_disabled || inviter.role != ROLE_ADMINISTRATOR))
		work->found.state = STAFF_JOIN_VOID;
	return err;
}

static enum err look(struct tx *tx, void *context, struct fault *why)
{
	struct join_work *work = context;
	enum err err = staff_invitation_store_load(tx, work->arena, work->link.message_id, &work->row, why);

	work->found = (struct staff_join){STAFF_JOIN_VOID, "", "", 0};
	if (err)
		return err == ERR_NOT_FOUND ? ERR_OK : err;
	work->found.state = state_of(work);
	err = check_inviter(tx, work, why);
	if (err)
		return err;
	if (work->found.state != STAFF_JOIN_VOID) {
		work->found.mail = work->row.mail;
		work->found.name = work->row.display_name;
		work->found.role = work->row.role;
	}
	return ERR_OK;
}

static enum err add_person(struct tx *tx, struct join_work *work, struct fault *why)
{
	const struct clock *clock = &work->office->clock;
	const struct person_row person = {
		.id = new_id(),
		.sign_in_name = work->row.mail,
		.display_name = work->row.display_name,
		.role = work->row.role,
		.password_hash = work->password_hash,
		.mail = work->row.mail,
	};
	const struct actor actor = {.role = person.role, .person_id = person.id, .name = person.display_name};
	enum err err = person_store_insert(tx, &person, clock_now_ms(clock), why);

	work->row.state = STAFF_INVITATION_JOINED;
	work->row.person_id = person.id;
	if (!err)
		err = staff_invitation_store_save(tx, &work->row, why);
	if (!err)
		say_deed(tx, clock, &actor, "person_added");
	return err;
}

static enum err join(struct tx *tx, void *context, struct fault *why)
{
	struct join_work *work = context;
	enum err err = look(tx, work, why);

	if (err || work->found.state != STAFF_JOIN_OPEN)
		return err;
	err = add_person(tx, work, why);
	if (!err)
		work->found.state = STAFF_JOIN_DONE;
	return err;
}

static bool is_ours(const struct office *office, struct str text, struct personal_link *ret_link)
{
	return personal_link_parse(office->secret, PERSONAL_LINK_TO_JOIN, text, ret_link);
}

enum err staff_join_look(const struct office *office, struct arena *arena, struct str link,
			 struct staff_join *ret_found, struct fault *why)
{
	struct join_work work = {.office = office, .arena = arena, .found = {STAFF_JOIN_VOID, "", "", 0}};
	enum err err = ERR_OK;

	if (is_ours(office, link, &work.link))
		err = db_read(office->db, look, &work, why);
	if (!err)
		*ret_found = work.found;
	return err;
}

enum err staff_join_do(const struct office *office, struct arena *arena, struct str link, struct str password,
		       enum password_problem *ret_problem, struct staff_join *ret_found, struct fault *why)
{
	char hash[PASSWORD_HASH_SIZE];
	struct join_work work = {.office = office, .arena = arena, .password_hash = hash};
	enum password_problem problem = PASSWORD_PROBLEM_NONE;
	enum err err = staff_join_look(office, arena, link, &work.found, why);

	if (!err && work.found.state == STAFF_JOIN_OPEN) {
		problem = password_judge(password, str_from(work.found.mail));
		if (!problem)
			err = password_hash(password, hash, why);
		if (!problem && !err && is_ours(office, link, &work.link))
			err = db_write(office->db, join, &work, why);
	}
	if (err)
		return err;
	*ret_problem = problem;
	*ret_found = work.found;
	return ERR_OK;
}
