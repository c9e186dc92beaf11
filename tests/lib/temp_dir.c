/* SPDX-License-Identifier: Apache-2.0 */
#include "lib/temp_dir.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

void temp_dir_make(char path[TEMP_DIR_PATH], const char *name)
{
	const char *place = getenv("TMPDIR");

	snprintf(path, TEMP_DIR_PATH, "%s/tenken-%.20s-XXXXXX", place && *place ? place : "/tmp", name);
	if (!mkdtemp(path)) {
		perror(path);
		abort();
	}
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *place)
{
	(void)status;
	(void)type;
	(void)place;
	return remove(path);
}

void temp_dir_remove(const char *path)
{
	if (nftw(path, remove_one, 16, FTW_DEPTH | FTW_PHYS))
		perror(path);
}
