/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The broker: the one process of a probe that makes sockets. It holds the authorisation against each connection at the
 * moment when it is made (net/door.h), tries the ports of an address (connect() over epoll, at the pace of its line),
 * and hands open connections to the talkers, each for the one service that it was started for. It reads nothing that a
 * stranger sent, and no name.
 *
 * Ports are tried in two passes, the second one over the silent ports alone. A try is over before the kernel would send
 * a second SYN (after 1 s), so a silent port gets exactly two. At the end a port that answered is tried again: when it
 * does so no more, the silent ports count as not tried.
 */
#ifndef TENKEN_DIAGNOSIS_BROKER_H
#define TENKEN_DIAGNOSIS_BROKER_H

#include "diagnosis/resolver.h"
#include "findings/authorisation.h"

#define BROKER_SCANS_MAX   16                            /* addresses at a time */
#define BROKER_TALKERS_MAX 48                            /* at a time; some that the scheduler knows to be over */
#define BROKER_TALK_MAX    64                            /* connections of one talker */
#define BROKER_TRY_MS      850                           /* of one try of a port */
#define BROKER_CONNECT_MS  1850                          /* of a connection for a talker: two SYNs */
#define BROKER_SCAN_MS     ((int64_t)5 * 60 * 60 * 1000) /* of one address; ports left then stay untried */
#define BROKER_WHY_MAX     200

enum port_state { PORT_STATE_NOT_TRIED, PORT_STATE_OPEN, PORT_STATE_CLOSED, PORT_STATE_SILENT };

/* What the scheduler asks. */
enum broker_ask {
	BROKER_ADMIT, /* an authorised name leads to this address: BROKER_ADMITTED */
	BROKER_SCAN,  /* try all authorised ports of it: BROKER_TRIED now and then, BROKER_SCANNED once */
	BROKER_TALK,  /* the channel that comes with this may ask for connections to address and port */
	BROKER_PAUSE, /* try no port; talkers are served ... */
	BROKER_GO_ON, /* ... until this */
	BROKER_END,   /* BROKER_SCANNED of what is going on, then BROKER_ENDED */
};

struct broker_request {
	enum broker_ask ask;
	uint32_t place; /* of a scan: comes back with each word about it */
	struct addr addr;
	uint16_t port;
	bool is_udp; /* of a talk */
};

enum broker_tell { BROKER_READY, BROKER_ADMITTED, BROKER_TRIED, BROKER_SCANNED, BROKER_ENDED };

struct broker_word {
	enum broker_tell tell;
	uint32_t place;
	enum err err; /* READY: no sandbox; ADMITTED: may not be probed; SCANNED: why it ended early */
	bool has_source;
	struct addr source;  /* ADMITTED: from where this machine would reach it */
	uint32_t tried;      /* TRIED: ports of this place so far */
	int rate;            /* TRIED: new flows a second; 0: not bounded */
	int canary_ms;       /* TRIED: the best round trip of the line's canary; -1: none */
	int64_t connections; /* ENDED: of the whole run, answered or not */
	char why[BROKER_WHY_MAX];
	/* SCANNED: the state of each port follows, a byte each, in the order of the authorisation. */
};

/* A name is not asked of the broker: its door has the name servers already. */
struct broker_plan {
	const struct authorisation *authorisation;
	struct door *door;       /* with its ports and name servers; its stop is this process's own */
	int scheduler, resolver; /* channels; resolver -1: none */
};

/* Until the scheduler says so, there is a reason to stop, or the scheduler is gone. */
void broker_serve(const struct broker_plan *plan);

#endif
