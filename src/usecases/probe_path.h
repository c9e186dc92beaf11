/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where the probe is when nobody says: beside the running program, as it was built, or else where it was installed.
 */
#ifndef TENKEN_USECASES_PROBE_PATH_H
#define TENKEN_USECASES_PROBE_PATH_H

#include "base/arena.h"

const char *probe_path_find(struct arena *arena);

#endif
