/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The servers in front of us, and who asks through them. Each adds the address that it saw at the end of
 * X-Forwarded-For; what stands further left was sent by a client, which may write there what it likes. Pure.
 */
#ifndef TENKEN_WEB_FRONT_PRIV_H
#define TENKEN_WEB_FRONT_PRIV_H

#include "base/fault.h"
#include "web/client_address_priv.h"
#include "web/http_head.h"

#define FRONTS_MAX 16

struct fronts {
	struct client_network networks[FRONTS_MAX];
	size_t count;
};

/* "192.0.2.10, 2001:db8:1::/48"; NULL or "" for none. This machine is trusted without being named. ERR_INVALID names
 * what is no address. */
MUST_USE enum err front_read_list(const char *list, struct fronts *ret_fronts, struct fault *why);

bool front_is_trusted(const struct fronts *fronts, const struct client_address *address);

/* Who asks: the peer, unless that is trusted; then the last address of X-Forwarded-For that is not. Where a trusted
 * front hands on something that is no address, or nothing, it is the client itself. */
struct client_address front_client(const struct fronts *fronts, const struct client_address *peer,
				   const struct http_head *head);

#endif
