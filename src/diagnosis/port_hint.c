/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/port_hint.h"

#include <stddef.h>

#include "base/count.h"

static const struct {
	uint16_t first, last;
	enum port_hint hint;
} hints[] = {
	{21, 23, PORT_HINT_SPEAKS_FIRST},
	{25, 25, PORT_HINT_MAIL},
	{35, 35, PORT_HINT_CONNECT_ONLY}, /* any private printer server */
	{80, 81, PORT_HINT_HTTP},
	{110, 110, PORT_HINT_SPEAKS_FIRST},
	{119, 119, PORT_HINT_SPEAKS_FIRST},
	{143, 143, PORT_HINT_SPEAKS_FIRST},
	{170, 170, PORT_HINT_CONNECT_ONLY}, /* Network PostScript */
	{443, 443, PORT_HINT_TLS},
	{465, 465, PORT_HINT_TLS_SPEAKS},
	{515, 515, PORT_HINT_CONNECT_ONLY},
	{587, 587, PORT_HINT_MAIL},
	{631, 631, PORT_HINT_HTTP},
	{636, 636, PORT_HINT_TLS_SPEAKS},
	{873, 873, PORT_HINT_SPEAKS_FIRST},
	{989, 995, PORT_HINT_TLS_SPEAKS},
	{2121, 2121, PORT_HINT_SPEAKS_FIRST},
	{2222, 2222, PORT_HINT_SPEAKS_FIRST},
	{2323, 2323, PORT_HINT_SPEAKS_FIRST},
	{2375, 2375, PORT_HINT_HTTP},
	{2376, 2376, PORT_HINT_TLS},
	{2379, 2379, PORT_HINT_HTTP},
	{2525, 2525, PORT_HINT_MAIL},
	{3128, 3128, PORT_HINT_HTTP},
	{3269, 3269, PORT_HINT_TLS_SPEAKS},
	{3306, 3306, PORT_HINT_SPEAKS_FIRST},
	{4443, 4443, PORT_HINT_TLS},
	{5061, 5061, PORT_HINT_TLS_SPEAKS},
	{5671, 5671, PORT_HINT_TLS_SPEAKS},
	{5900, 5909, PORT_HINT_SPEAKS_FIRST},
	{5984, 5985, PORT_HINT_HTTP},
	{5986, 5986, PORT_HINT_TLS},
	{6443, 6443, PORT_HINT_TLS},
	{6697, 6697, PORT_HINT_TLS_SPEAKS},
	{6984, 6984, PORT_HINT_TLS},
	{8000, 8001, PORT_HINT_HTTP},
	{8008, 8008, PORT_HINT_HTTP},
	{8080, 8081, PORT_HINT_HTTP},
	{8086, 8086, PORT_HINT_HTTP},
	{8443, 8443, PORT_HINT_TLS},
	{8883, 8883, PORT_HINT_TLS_SPEAKS},
	{8888, 8888, PORT_HINT_HTTP},
	{9100, 9109, PORT_HINT_CONNECT_ONLY}, /* one for each interface of a print server */
	{9200, 9201, PORT_HINT_HTTP},
	{9443, 9443, PORT_HINT_TLS},
	{10250, 10250, PORT_HINT_TLS},
	{10255, 10255, PORT_HINT_HTTP},
	{10443, 10443, PORT_HINT_TLS},
};

enum port_hint port_hint_of(uint16_t port)
{
	for (size_t i = 0; i < COUNT(hints); i++)
		if (port >= hints[i].first && port <= hints[i].last)
			return hints[i].hint;
	return PORT_HINT_NONE;
}

/* Low ones that IANA assigned to nobody, and high ones of which no product is known, as far apart as ports can be. */
bool port_hint_is_unused(uint16_t port)
{
	static const uint16_t unused[] = {4,  6,  8,     10,    12,    14,    26,    28,    30,    32,    34,    36,
					  40, 60, 61009, 61487, 62003, 62581, 63079, 63607, 64123, 64661, 65099, 65413};

	for (size_t i = 0; i < COUNT(unused); i++)
		if (port == unused[i])
			return true;
	return false;
}
