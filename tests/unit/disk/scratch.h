/* SPDX-License-Identifier: Apache-2.0 */
/* A folder for the files of one test program, made before its tests and removed behind them. */
#ifndef TENKEN_TESTS_DISK_SCRATCH_H
#define TENKEN_TESTS_DISK_SCRATCH_H

#include "base/arena.h"

int scratch_make(void **state);
int scratch_remove(void **state);

/* The folder's path, and that of a name in it, in the arena. */
const char *scratch_folder(void);
const char *scratch_path(struct arena *arena, const char *name);

/* Whole files as texts; reading one that is not there gives NULL. */
void scratch_write(const char *path, const char *text);
char *scratch_read(struct arena *arena, const char *path);

/* The names in a folder in their order, with a space behind each. */
char *scratch_list(struct arena *arena, const char *folder);

#endif
