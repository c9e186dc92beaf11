/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A thread with a connection of its own that rings a bell whenever any process notifies. It reconnects for ever, and
 * rings after each connection, since a notification may have been missed.
 */
#ifndef TENKEN_STORE_POSTGRES_LISTENER_H
#define TENKEN_STORE_POSTGRES_LISTENER_H

#include "store/bell.h"

/* NULL when the system gives no thread; the caller may try again. */
void *listener_start(const char *address, struct bell *bell);
void listener_stop(void *listener);

#endif
