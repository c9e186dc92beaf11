/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/probe_path.h"

#include <unistd.h>

#include "base/str.h"
#include "usecases/install_paths.h"

const char *probe_path_find(struct arena *arena)
{
	char path[4096];
	ssize_t length = readlink("/proc/self/exe", path, sizeof(path));
	struct str folder = str_of(path, length > 0 ? (size_t)length : 0);
	const char *beside;

	while (folder.n && folder.p[folder.n - 1] != '/')
		folder.n--;
	beside = arena_printf(arena, "%.*stenken-probe", (int)folder.n, folder.p);
	return access(beside, X_OK) == 0 ? beside : INSTALLED_PROBE;
}
