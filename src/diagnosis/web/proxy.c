/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/web/proxy.h"

#include "diagnosis/banner.h"
#include "diagnosis/http_observe.h"
#include "net/http_wire.h"

#define SINK_PORT 443

/* A proxy that connects answers 2xx; then both sides say nothing. */
void proxy_observe(const struct visit *visit, uint16_t port)
{
	struct str host = banner_host(visit->about_url);
	struct http_response response;
	struct talk talk;
	ARENA_SCOPED arena;
	BUF_SCOPED bytes;
	char *path;

	if (!visit->about_url || clock_monotonic_ms() >= visit->deadline_ms ||
	    talk_open(&visit->way, &visit->limits, &talk, NULL))
		return;
	arena_init(&arena);
	buf_init(&bytes, VISIT_SESSION_BYTES);
	path = arena_printf(&arena, "%.*s:%d", (int)host.n, host.p, SINK_PORT);
	buf_printf(&bytes, "CONNECT %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: tenken-probe\r\n\r\n", path, path);
	if (talk_send(&talk, buf_str(&bytes)) == TALK_BYTES) {
		buf_clear(&bytes);
		while (!(http_wire_parse(&arena, buf_str(&bytes), &response) && response.has_head) &&
		       talk_receive(&talk, VISIT_ANSWER_MS, &bytes) == TALK_BYTES)
			;
	}
	talk_close(&talk);
	if (http_wire_parse(&arena, buf_str(&bytes), &response))
		http_observe_tell(visit, port, "CONNECT", path, false, &response);
}
