/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Landlock: no file can be opened, TCP leads to the given ports only, and no signal and no abstract Unix socket leads
 * to another process. The kernel may support all of it, only a part, or nothing; seccomp is in place in each case.
 */
#ifndef TENKEN_NET_LANDLOCK_PRIV_H
#define TENKEN_NET_LANDLOCK_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Which of the three stand. */
struct landlock_result {
	bool files;   /* Linux 5.13 */
	bool ports;   /* Linux 6.7 */
	bool signals; /* Linux 6.12 */
};

/* no_new_privs must be set already. With all 65,535 ports connecting is not walled. */
void landlock_enter(const uint16_t *ports, size_t count, struct landlock_result *ret_result);

#endif
