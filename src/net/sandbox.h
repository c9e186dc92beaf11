/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Walls around the process that reads what strangers send: after sandbox_enter() it can open no file, start no program,
 * become nobody else, signal nobody, and connect by TCP only to the ports that it was given. What it needs besides
 * (standard streams, signals and their handling, TLS context, resolver's settings) must be open by then. There is no
 * way back.
 *
 * What no wall here can tell is one address from another: a process that a stranger has taken over could connect to an
 * authorised port of any address, and speak UDP. The door (door.h) stands inside the process.
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

struct sandbox_plan {
	const uint16_t *ports; /* TCP ports it may connect to */
	size_t port_count;
	unsigned cpu_seconds;
	size_t memory_bytes;
	bool may_lack_landlock; /* go on where this kernel has no Landlock for files or ports */
};

/* What stands, for probe.begin: "no-new-privileges", "landlock 4" ... Texts are constants. */
struct sandbox_walls {
	const char *names[SANDBOX_WALLS_MAX];
	size_t count;
};

/* Closes every descriptor above standard error. Call it first: what is inherited by mistake cannot be misused. */
void sandbox_close_inherited(void);

/* ERR_UNSUPPORTED when this kernel or machine lacks a wall; nothing may be sent then. Only Landlock's scope of signals
 * (Linux 6.12) may be absent, because seccomp closes the same ways, and the rest of it if the plan says so. */
MUST_USE enum err sandbox_enter(const struct sandbox_plan *plan, struct sandbox_walls *ret_walls, struct fault *why);

#endif
