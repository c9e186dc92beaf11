/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One address of one target, what its ports turned out to be, and what is told of them. No sockets.
 */
#ifndef TENKEN_DIAGNOSIS_PLACE_H
#define TENKEN_DIAGNOSIS_PLACE_H

#include "diagnosis/broker.h"
#include "diagnosis/sink.h"

#define PLACE_TALKS_MAX    64 /* conversations begun with one place */
#define PLACE_TALKS_LIAR   20 /* with one where something answers on every port */
#define PLACE_UNUSED_LEAST 3  /* so many ports that nobody uses, all of them open, show that */

struct place {
	const char *target;
	bool is_name;
	struct addr addr;
	enum { PLACE_WAITS, PLACE_IS_TRIED, PLACE_IS_KNOWN } scan;
	size_t tried;          /* ports so far */
	const uint8_t *states; /* enum port_state of each authorised port, when it is known; not owned */
	enum err err;          /* why not all were tried */
	struct fault why;
};

/* port.summary, port.open of each (of a device that answers on every port: of those that are talked to), and
 * probe.problem where something was left out. */
void place_tell(const struct place *place, const struct authorisation *authorisation, const struct sink *sink);

/* The ports to talk to, in the order of the authorisation, at most PLACE_TALKS_MAX: open, and no printer's. */
size_t place_talks(const struct place *place, const struct authorisation *authorisation,
		   uint16_t ret_ports[PLACE_TALKS_MAX]);

#endif
