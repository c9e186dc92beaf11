/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where the probe is when nobody says: in the folder of the running program.
 */
#ifndef TENKEN_USECASES_PROBE_PATH_H
#define TENKEN_USECASES_PROBE_PATH_H

#include "base/arena.h"

const char *probe_path_beside(struct arena *arena);

#endif
