/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Landlock: no file can be opened, and TCP leads to the given ports only. The kernel may support all of it, only files,
 * or nothing; seccomp is in place in each case.
 */
#ifndef TENKEN_NET_LANDLOCK_PRIV_H
#define TENKEN_NET_LANDLOCK_PRIV_H

#include <stddef.h>
#include <stdint.h>

/* Names of walls as in sandbox.h; never NULL. */
struct landlock_result {
	const char *files;
	const char *ports;
};

/* no_new_privs must be set already. */
void landlock_enter(const uint16_t *ports, size_t count, struct landlock_result *ret_result);

#endif
