/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an SSH server offers, of all addresses of a name together: shared by the checks of SSH. Knows the observations
 * ssh.algorithms and service.banner; must never know what is weak.
 */
#ifndef TENKEN_CHECKS_SERVICE_SSH_SEEN_H
#define TENKEN_CHECKS_SERVICE_SSH_SEEN_H

#include "checks/endpoint.h"

/* The first observation that shows SSH at this port, or NULL. */
const struct observation *ssh_seen_spoken(const struct endpoint *endpoint);

/* The line "SSH-..." of the greeting, cut; "" when none was seen. */
struct str ssh_seen_greeting(const struct endpoint *endpoint);

/* True when a list of that name ("kex", "host_keys", "ciphers", "macs", "methods") was told. */
bool ssh_seen_has(const struct endpoint *endpoint, const char *list);

/* True when the list of some address holds the name. */
bool ssh_seen_offers(const struct endpoint *endpoint, const char *list, const char *name);

#endif
