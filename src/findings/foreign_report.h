/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What other tools saw, as observations: Nmap's and masscan's XML (-oX), nuclei's JSON lines, testssl.sh's JSON. Knows
 * their formats; must never know how a company's targets are authorised (the caller says which hosts count), or what
 * follows from what was seen.
 *
 * What maps faithfully onto our kinds becomes those, so that every check can read it; the rest keeps a kind of its own
 * (docs/observation.schema.json: nmap.service, nmap.script, masscan.banner, nuclei.result, testssl.result). Requests
 * and answers in full are left out: they may hold secrets.
 */
#ifndef TENKEN_FINDINGS_FOREIGN_REPORT_H
#define TENKEN_FINDINGS_FOREIGN_REPORT_H

#include "findings/observation.h"

#define FOREIGN_REPORT_MAX ((size_t)64 << 20) /* bytes of a file */
#define FOREIGN_TEXT_MAX   ((size_t)2048)     /* bytes of one text; longer ones are cut */
#define FOREIGN_LIST_MAX   256                /* of one list: names, ciphers, CPEs */

struct foreign_report {
	struct arena *arena;
	/* Hosts that count, by name or address in any form; none: all. */
	const char *const *targets;
	size_t target_count;
	int64_t at_ms; /* when it was, for what tells no time; since 1970 */
	/* Called with each observation, which lives as long as the arena. */
	void (*take)(void *context, const struct observation *observation);
	/* Called with each observation of a host that does not count, where the caller wants to name it; or NULL. */
	void (*leave_out)(void *context, const struct observation *observation);
	/* Called with each line or entry that cannot be read; what stands around it counts. */
	void (*pass_over)(void *context, const struct fault *why);
	void *context;
	size_t taken, dropped; /* observations; dropped: of hosts that do not count */
	size_t passed_over;
	int64_t last_ms;    /* set: of the latest observation */
	struct str version; /* likewise: of the tool, as its report says; empty where it does not */
};

/* name stands in faults. A report of masscan (the same form: a host for each port, no count of ports) is read as one.
 * Passed over, as "name:line:column: ...", are an invalid port or host, and the place where the report breaks off
 * behind its last whole host; ERR_INVALID for what is not Nmap's XML. */
MUST_USE enum err foreign_report_nmap(struct foreign_report *report, const char *name, struct str xml,
				      struct fault *why);

/* nuclei's results: one a line (-jsonl), an array of them (-json-export), or one over several lines. What is no result
 * is passed over as "name:line: ..." or "name: result N: ...", and so is the place where an array breaks off. */
void foreign_report_nuclei(struct foreign_report *report, const char *name, struct str text);

/* The same, refused unless it is masscan's. */
MUST_USE enum err foreign_report_masscan(struct foreign_report *report, const char *name, struct str xml,
					 struct fault *why);

/* testssl.sh's results (--jsonfile or --jsonfile-pretty). Results without an id or a server are passed over as "name:
 * result N: ...", and so is the place where the report breaks off; ERR_INVALID for what cannot be read at all. */
MUST_USE enum err foreign_report_testssl(struct foreign_report *report, const char *name, struct str text,
					 struct fault *why);

#endif
