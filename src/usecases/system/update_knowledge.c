/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/system/update_knowledge.h"

#include <unistd.h>

#include "usecases/office_open.h"

/* DATA may hold knowledge only, or a programme on SQLite too. */
static enum err refuse_rehearsal(const char *data, struct fault *why)
{
	struct office_open open = {.read_only = true};
	struct office *office;
	ARENA_SCOPED arena;
	bool is_rehearsal;
	enum err err;

	arena_init(&arena);
	if (access(arena_printf(&arena, "%s/tenken.db", data), F_OK) != 0)
		return ERR_OK;
	open.address = arena_printf(&arena, "sqlite:%s/tenken.db", data);
	err = office_open(&open, &office, why);
	if (err)
		return err;
	is_rehearsal = office->rehearsal;
	office_close(office);
	return is_rehearsal ? fault_set(why, ERR_DENIED, "%s is a rehearsal, which fetches nothing; import files", data)
			    : ERR_OK;
}

enum err update_knowledge(const struct knowledge_update *update, const struct knowledge_update_watch *watch,
			  size_t *ret_failed, struct fault *why)
{
	enum err err = refuse_rehearsal(update->data, why);

	return err ? err : knowledge_update(update, watch, ret_failed, why);
}
