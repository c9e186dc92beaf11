/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What another tool wrote, without the secrets that URLs carry: user and password before a host (RFC 3986, 3.2.1), and
 * the values of parameters whose names say that they are secret, which become "***". Must never know what a text is
 * about: a secret outside a URL stays.
 */
#ifndef TENKEN_FINDINGS_FOREIGN_SECRET_H
#define TENKEN_FINDINGS_FOREIGN_SECRET_H

#include "base/arena.h"
#include "base/str.h"

/* text itself where it holds none; else a copy in the arena. */
struct str foreign_secret_hide(struct arena *arena, struct str text);

#endif
