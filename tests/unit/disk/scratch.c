/* SPDX-License-Identifier: Apache-2.0 */
#include "unit/disk/scratch.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "test.h"

static char folder[sizeof("/tmp/tenken-disk-XXXXXX")];

int scratch_make(void **state)
{
	strcpy(folder, "/tmp/tenken-disk-XXXXXX");
	return mkdtemp(folder) ? 0 : -1;
}

/* Tests remove what they make; what is left over is a fault of theirs or of the code. */
int scratch_remove(void **state)
{
	return rmdir(folder);
}

const char *scratch_folder(void)
{
	return folder;
}

const char *scratch_path(struct arena *arena, const char *name)
{
	return arena_printf(arena, "%s/%s", folder, name);
}

void scratch_write(const char *path, const char *text)
{
	FILE *file = fopen(path, "we");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

char *scratch_read(struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "re");
	char text[4096];
	size_t size;

	if (!file)
		return NULL;
	size = fread(text, 1, sizeof(text), file);
	assert_true(size < sizeof(text));
	fclose(file);
	return arena_strndup(arena, text, size);
}

char *scratch_list(struct arena *arena, const char *path)
{
	struct dirent **found;
	int count = scandir(path, &found, NULL, alphasort);
	char *names = arena_strdup(arena, "");

	assert_true(count >= 2);
	for (int i = 0; i < count; i++) {
		if (found[i]->d_name[0] != '.')
			names = arena_printf(arena, "%s%s ", names, found[i]->d_name);
		free(found[i]);
	}
	free(found);
	return names;
}
