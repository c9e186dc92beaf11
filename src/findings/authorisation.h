/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What one diagnosis may touch, who allowed it and until when. The only thing that
 * tenken-probe is told. See docs/authorisation.schema.json and docs/domain.md.
 */
#ifndef TENKEN_FINDINGS_AUTHORISATION_H
#define TENKEN_FINDINGS_AUTHORISATION_H

#include "base/buf.h"
#include "base/fault.h"
#include "base/str.h"
#include "findings/authorisation_purpose.h"
#include "findings/ownership.h"

#define AUTHORISATION_TARGETS_MAX 64
#define AUTHORISATION_HOSTS_MAX   1024 /* addresses of ranges, and other targets, together */
#define AUTHORISATION_PAST_MAX    8192
#define AUTHORISATION_PORTS_MAX   65535
#define AUTHORISATION_UDP_MAX     64
#define AUTHORISATION_FLOWS_MAX   10000
#define AUTHORISATION_BYTES_MAX   ((size_t)512 * 1024)
#define AUTHORISATION_MS_MAX      INT64_C(253402300799999) /* the end of the year 9999 */

struct authorisation_target {
	const char *host; /* DNS name, address literal or range of addresses (codec/text/host_range.h), as authorised */
	const char *name; /* what the company calls it; may be "" */
};

/* One address of one target, which an earlier run under this authorisation, broken off later, has looked at to the end.
 */
struct authorisation_past {
	const char *host; /* as observed: a name, or an address */
	const char *address;
};

struct authorisation {
	const char *id;
	struct authorisation_target *targets;
	size_t target_count;
	uint16_t *ports; /* in the order of the document, each once */
	size_t port_count;
	uint16_t *udp_ports; /* likewise; none unless said */
	size_t udp_port_count;
	bool snmp;                           /* the community "public" may be tried at port 161 of UDP */
	int64_t not_before_ms, not_after_ms; /* window: not_before <= t < not_after */
	const char *authorised_by;           /* name and role of the person */
	int64_t authorised_ms;
	const char *authority; /* by which that person permits: one of authorisation_authorities; "" where not said */
	const char *authority_text;      /* for "other"; may be "" */
	const char *stop_contact;        /* whom to call to stop at once */
	const char *stop_hours;          /* when they answer; may be "" */
	const char *about_url;           /* where a target's administrator reads who we are; NULL: nowhere */
	struct authorisation_past *past; /* these are left out */
	size_t past_count;
	bool revoked;
	bool rehearsal;          /* of a rehearsal: all targets are loopback literals */
	int64_t clock_offset_ms; /* rehearsal clock against the machine's; not 0 likewise */
	bool lab;                /* of a test network: all targets are private literals, and the pace has no bounds */
	int flows_per_second;    /* pace; 0 takes the default 30 (docs/politeness.md) */
	struct authorisation_term purposes[AUTHORISATION_PURPOSE_COUNT]; /* at least one is given */
	enum authorisation_purpose purpose; /* of the run that it is handed to; the first diagnosis unless said */
	enum ownership_way ownership_way;   /* this and the token: of a run for the ownership alone */
	const char *ownership_token;
	const char *recheck; /* of a run that looks whether one finding is mended: the id of its check; NULL: of others
				... */
	uint16_t recheck_port; /* ... and its port: the one that is spoken with; the others only show that the host
				  answers */
};

/* "representative", "delegated" (by the representative), "other"; ends with NULL. */
extern const char *const authorisation_authorities[];

/* One JSON object of at most AUTHORISATION_BYTES_MAX. ERR_INVALID names the member at fault; an unknown member is a
 * fault too. */
MUST_USE enum err authorisation_parse(struct arena *arena, struct str json, struct authorisation **ret_authorisation,
				      struct fault *why);
void authorisation_format(const struct authorisation *authorisation, struct buf *out);

/* "https://check.example.jp/": of http or https, of a host, at most 200 printable characters of ASCII. */
bool authorisation_is_about_url(struct str url);

/* Lifts the bounds of the pace. ERR_DENIED when a target is a name or no private address. */
MUST_USE enum err authorisation_make_lab(struct authorisation *authorisation, struct fault *why);

/* A rehearsal's document is for a rehearsal, and a real one for real life; and a rehearsal touches this machine alone,
 * whatever was stored. ERR_DENIED. */
MUST_USE enum err authorisation_is_for(const struct authorisation *authorisation, bool rehearsal, struct fault *why);

/* now_ms is the programme's clock: the machine's plus clock_offset_ms. ERR_DENIED with the reason when nothing may be
 * sent at this moment for the purpose of the run. */
MUST_USE enum err authorisation_is_valid_at(const struct authorisation *authorisation, int64_t now_ms,
					    struct fault *why);

/* When a run of the document's purpose must be over: the end of its window or of the purpose. */
int64_t authorisation_run_ends_ms(const struct authorisation *authorisation);

/* The purpose for which a diagnosis may begin now: the first of those that hold. False: none does. */
bool authorisation_purpose_now(const struct authorisation *authorisation, int64_t now_ms,
			       enum authorisation_purpose *ret_purpose);

#endif
