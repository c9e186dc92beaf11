/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The program tenken-probe. Where nobody says where it is, it is beside the running program, as it was built, or else
 * where it was installed.
 */
#ifndef TENKEN_USECASES_PROBE_PATH_H
#define TENKEN_USECASES_PROBE_PATH_H

#include <stdbool.h>

#include "base/arena.h"

struct probe_program {
	const char *path;
	bool may_lack_landlock; /* the operator said so (--without-landlock, man tenken-probe) */
};

const char *probe_path_find(struct arena *arena);

#endif
