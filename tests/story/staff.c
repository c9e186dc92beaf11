/* SPDX-License-Identifier: Apache-2.0 */
#include "story/staff.h"

/* init into a folder writes the sign-ins to a file; into a database it says them, the first process of the scene. A
 * line is a name, its password and who that is. */
static const char *password_of(struct scene *scene, const char *database, const char *name)
{
	struct arena *arena = &scene->arena;
	const char *path = database ? arena_printf(arena, "%s/0.out", scene->dir)
				    : arena_printf(arena, "%s/sign-ins.txt", scene->data);
	struct str rest = str_from(read_whole(arena, path));

	while (rest.n) {
		struct str line = str_trim(str_cut(&rest, '\n'));

		if (!str_is(str_cut(&line, ' '), name))
			continue;
		line = str_trim(line);
		return str_dup(arena, str_cut(&line, ' '));
	}
	fail_msg("%s: no sign-in of %s", path, name);
	return NULL;
}

void staff_sign_in(struct scene *scene, const char *database, struct client *client, int port, const char *name)
{
	struct value *fields = value_map(&scene->arena);

	client_init(client, port);
	value_set_text(&scene->arena, fields, "name", name);
	value_set_text(&scene->arena, fields, "password", "not the password");
	assert_int_equal(client_get(client, "/sign-in"), 200);
	assert_int_equal(client_post(client, "/sign-in", fields), 422);
	value_set_text(&scene->arena, fields, "password", password_of(scene, database, name));
	assert_int_equal(client_post(client, "/sign-in", fields), 303);
}
