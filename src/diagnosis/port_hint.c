/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/port_hint.h"

#include <stddef.h>

#include "base/count.h"

static const struct {
	uint16_t first, last;
	enum port_hint hint;
} hints[] = {
	{21, 23, PORT_HINT_SPEAKS_FIRST},
	{25, 25, PORT_HINT_SPEAKS_FIRST},
	{80, 81, PORT_HINT_HTTP},
	{110, 110, PORT_HINT_SPEAKS_FIRST},
	{119, 119, PORT_HINT_SPEAKS_FIRST},
	{143, 143, PORT_HINT_SPEAKS_FIRST},
	{443, 443, PORT_HINT_TLS},
	{465, 465, PORT_HINT_TLS_SPEAKS},
	{515, 515, PORT_HINT_CONNECT_ONLY},
	{587, 587, PORT_HINT_SPEAKS_FIRST},
	{631, 631, PORT_HINT_HTTP},
	{636, 636, PORT_HINT_TLS_SPEAKS},
	{873, 873, PORT_HINT_SPEAKS_FIRST},
	{989, 995, PORT_HINT_TLS_SPEAKS},
	{2222, 2222, PORT_HINT_SPEAKS_FIRST},
	{3306, 3306, PORT_HINT_SPEAKS_FIRST},
	{4443, 4443, PORT_HINT_TLS},
	{5900, 5909, PORT_HINT_SPEAKS_FIRST},
	{8000, 8001, PORT_HINT_HTTP},
	{8008, 8008, PORT_HINT_HTTP},
	{8080, 8081, PORT_HINT_HTTP},
	{8443, 8443, PORT_HINT_TLS},
	{8888, 8888, PORT_HINT_HTTP},
	{9100, 9107, PORT_HINT_CONNECT_ONLY},
	{9443, 9443, PORT_HINT_TLS},
	{10443, 10443, PORT_HINT_TLS},
};

enum port_hint port_hint_of(uint16_t port)
{
	for (size_t i = 0; i < COUNT(hints); i++)
		if (port >= hints[i].first && port <= hints[i].last)
			return hints[i].hint;
	return PORT_HINT_NONE;
}
