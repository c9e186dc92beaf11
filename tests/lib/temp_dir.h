/* SPDX-License-Identifier: Apache-2.0 */
/* A directory of a test's own. */
#ifndef TENKEN_TESTS_LIB_TEMP_DIR_H
#define TENKEN_TESTS_LIB_TEMP_DIR_H

enum { TEMP_DIR_PATH = 64 };

/* Makes TMPDIR/tenken-NAME-XXXXXX, in /tmp unless the environment names another; aborts the test program when it
 * cannot. */
void temp_dir_make(char path[TEMP_DIR_PATH], const char *name);

/* With all that is in it. */
void temp_dir_remove(const char *path);

#endif
