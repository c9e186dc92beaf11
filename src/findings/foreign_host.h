/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Which host another tool means: in a URL, with a port or without. One host has one form, or its findings would stand
 * apart: names in small letters without a final dot, in the form of the network (RFC 5891), addresses in their
 * shortest form (RFC 5952).
 */
#ifndef TENKEN_FINDINGS_FOREIGN_HOST_H
#define TENKEN_FINDINGS_FOREIGN_HOST_H

#include "base/arena.h"
#include "base/str.h"

struct foreign_host {
	const char *host; /* "" when none is named, or what is named is no host */
	int port;         /* 0 when neither a port nor a scheme that has one is named */
};

/* Of "https://user:secret@www.example.jp:8443/path?x", "www.example.jp:22", "[2001:db8::1]:443", "192.0.2.1". User and
 * password are passed over. */
struct foreign_host foreign_host_read(struct arena *arena, struct str text);

/* A host alone in its one form; one that is no host stays as it is. */
const char *foreign_host_form(struct arena *arena, struct str host);

/* A URL without user and password. */
struct str foreign_host_without_user(struct arena *arena, struct str url);

#endif
