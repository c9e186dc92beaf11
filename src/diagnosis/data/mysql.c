/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/data/mysql.h"

#include "diagnosis/dialogue/wire.h"

#define CLIENT_SSL 0x0800 /* of the capabilities' lower half */

static void go_on(const struct dialogue_turn *turn)
{
	struct wire wire = wire_of(turn->heard);
	uint8_t protocol;
	uint16_t capabilities;

	(void)wire_bytes(&wire, 4); /* length and number of the packet */
	protocol = wire_u8(&wire);
	(void)wire_text(&wire);      /* the version, which the banner holds */
	(void)wire_bytes(&wire, 13); /* thread, and the first part of the salt */
	capabilities = wire_u16_low(&wire);
	if (!wire.is_short && protocol == 10)
		dialogue_tell_tls(turn->visit, turn->port, "mysql", (capabilities & CLIENT_SSL) != 0);
}

const struct dialogue mysql_dialogue = {
	.service = "mysql",
	.manner = DIALOGUE_GREETS,
	.ports = {3306},
	.go_on = go_on,
};
