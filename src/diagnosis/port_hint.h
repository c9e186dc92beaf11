/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What usually listens on a port, so that the first question is usually the right one.
 */
#ifndef TENKEN_DIAGNOSIS_PORT_HINT_H
#define TENKEN_DIAGNOSIS_PORT_HINT_H

#include <stdbool.h>
#include <stdint.h>

enum port_hint {
	PORT_HINT_NONE,
	PORT_HINT_CONNECT_ONLY, /* printers print whatever they are sent */
	PORT_HINT_SPEAKS_FIRST,
	PORT_HINT_MAIL,       /* speaks first, perhaps late: whoever speaks before it is taken for a sender of spam */
	PORT_HINT_TLS,        /* then HTTP */
	PORT_HINT_TLS_SPEAKS, /* TLS, then its own protocol */
	PORT_HINT_HTTP,
};

enum port_hint port_hint_of(uint16_t port);

/* A port that no service is known to use: whoever accepts there accepts everywhere. */
bool port_hint_is_unused(uint16_t port);

#endif
