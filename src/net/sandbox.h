/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Walls around the processes of the probe: after sandbox_enter() one can open no file, start no program, become nobody
 * else, and do besides what its role needs alone. What it needs otherwise (standard streams, signals and their
 * handling, TLS context, resolver's settings) must be open by then. There is no way back.
 *
 *  - The broker makes connections, by TCP only to the ports that it was given. It reads nothing that a stranger sent.
 *  - The resolver and the talkers make no socket and no connection at all: they speak on those that the broker hands
 *    them. They read what strangers send.
 *  - The scheduler starts talkers and ends them; it reaches nobody outside this machine.
 *
 * Built with AddressSanitizer (a test build) the address space is not limited, because the sanitizer reserves
 * terabytes of it, and an unknown system call fails with EPERM where it otherwise ends the process. Everything else is
 * the same.
 */
#ifndef TENKEN_NET_SANDBOX_H
#define TENKEN_NET_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fault.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANDBOX_IS_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANDBOX_IS_SANITIZED 1
#endif
#endif
#ifndef SANDBOX_IS_SANITIZED
#define SANDBOX_IS_SANITIZED 0
#endif

#define SANDBOX_WALLS_MAX 8

enum sandbox_role { SANDBOX_BROKER, SANDBOX_RESOLVER, SANDBOX_SCHEDULER, SANDBOX_TALKER };

struct sandbox_plan {
	const uint16_t *ports; /* TCP ports that a broker may connect to */
	size_t port_count;
	unsigned cpu_seconds;
	size_t memory_bytes;
	bool may_lack_landlock; /* go on where this kernel has no Landlock for files or ports */
	enum sandbox_role role;
};

/* What stands, for probe.begin: "no-new-privileges", "landlock 4" ... Texts are constants. */
struct sandbox_walls {
	const char *names[SANDBOX_WALLS_MAX];
	size_t count;
};

/* Closes every descriptor above standard error. Call it first: what is inherited by mistake cannot be misused. */
void sandbox_close_inherited(void);

/* ERR_UNSUPPORTED when this kernel or machine lacks a wall; nothing may be sent then. Only Landlock's scope of signals
 * (Linux 6.12) may be absent, because seccomp closes the same ways, and the rest of it if the plan says so. Of a talker
 * only seccomp and the limits are built: it was started inside the scheduler's walls, which hold it too. */
MUST_USE enum err sandbox_enter(const struct sandbox_plan *plan, struct sandbox_walls *ret_walls, struct fault *why);

#endif
