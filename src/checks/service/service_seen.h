/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What was learnt about one kind of service at one port: did it answer, and did it want to know who asks? Shared by the
 * checks of exposed services. Knows the observations service.answer, service.banner, http.response, nmap.service and
 * port.open; must never know whether what it sees is bad.
 *
 * A port number alone is no service: it counts only while nothing else was heard there. Silence of UDP is
 * indistinguishable from a lost packet (RFC 8085, 3.1) and says nothing; an ICMP "port unreachable" says "closed".
 */
#ifndef TENKEN_CHECKS_SERVICE_SERVICE_SEEN_H
#define TENKEN_CHECKS_SERVICE_SERVICE_SEEN_H

#include "checks/endpoint.h"

#define SERVICE_PORTS_MAX 12

/* A service that speaks HTTP: how its ordinary answer (http.response) at a custom port shows it. */
struct service_http {
	const char *header,
		*starts; /* in lower case; a value that starts like this is its own. NULL: no header tells */
	bool is_served;  /* such an answer other than 401 or 403 is given to those who may use it */
};

struct service_kind {
	const char *service; /* in service.answer and service.banner: "redis" */
	const char *name;    /* for people: "Redis" */
	bool is_udp;
	int ports[SERVICE_PORTS_MAX + 1]; /* where it lives by custom; 0 ends them */
	const struct service_http *http;  /* NULL: HTTP at its port shows another service */
	const char *own;                  /* kind of observation that only it can give, "rdp.security"; or NULL */
};

/* Kinds, ended by one without a service. */
#define SERVICE_KINDS(...) ((const struct service_kind[]){__VA_ARGS__, {0}})

/* From little to much. */
enum service_level {
	SERVICE_NOT_SEEN,
	SERVICE_REFUSED,  /* asked: the port is closed */
	SERVICE_PORT,     /* its port is open; nothing was heard there */
	SERVICE_SILENT,   /* asked: no answer, or none that tells */
	SERVICE_ANSWERED, /* it spoke its own protocol */
};

/* From little to much. */
enum service_access {
	SERVICE_ACCESS_GUARDED, /* it asks for a password, key or certificate */
	SERVICE_ACCESS_UNKNOWN, /* it was not asked, or does not say */
	SERVICE_ACCESS_OPEN,    /* it served somebody who gave no name */
};

struct service_seen {
	enum service_level level;
	enum service_access access;      /* of a service that answered */
	const struct service_kind *kind; /* NULL while nothing was seen */
	const struct observation *seen;  /* what shows it; NULL while nothing was seen */
};

/* The address and kind that show most; kinds end with one that has no service. */
struct service_seen service_seen_at(const struct service_kind *kinds, const struct endpoint *endpoint);

/* The kind of that name and transport, or NULL. */
const struct service_kind *service_seen_find_kind(const struct service_kind *kinds, const char *service, bool is_udp);

/* True when every address of the target answered at some port, and all TCP ports of the kinds were tried there
 * (port.summary "ports"). False for kinds that live on UDP: their absence is shown by no scan. */
bool service_seen_is_tried(const struct service_kind *kinds, const struct endpoint *whole);

/* A finding with place, evidence and details (service; version and names where the service told them) of what was
 * seen. Verdict, priority and variant are the check's part. */
struct finding service_seen_finding(struct arena *arena, const char *check, const struct endpoint *endpoint,
				    const struct service_seen *found);

#endif
