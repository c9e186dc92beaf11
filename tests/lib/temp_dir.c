/* SPDX-License-Identifier: Apache-2.0 */
#include "lib/temp_dir.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>

void temp_dir_make(char path[TEMP_DIR_PATH], const char *name)
{
	snprintf(path, TEMP_DIR_PATH, "/tmp/tenken-%.20s-XXXXXX", name);
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
