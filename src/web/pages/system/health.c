/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/system/health.h"

#include "base/log.h"
#include "usecases/system/health.h"
#include "web/server.h"

#define METRICS_MAX ((size_t)256 * 1024)

void page_healthz(const struct request *request, struct reply *reply)
{
	struct fault why;

	if (health_check(request->office, &why) == ERR_OK) {
		reply_bytes(reply, "text/plain; charset=utf-8", STR("ok\n"), NULL);
		return;
	}
	log_error("health: %s", why.text);
	reply_bytes(reply, "text/plain; charset=utf-8", STR("the store does not answer or cannot be written\n"), NULL);
	reply->status = 503;
}

void page_metrics(const struct request *request, struct reply *reply)
{
	struct fault why;
	BUF_SCOPED out;
	enum err err;

	buf_init(&out, METRICS_MAX);
	server_metrics(request, &out);
	err = health_metrics(request->office, &out, &why);
	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_bytes(reply, "text/plain; version=0.0.4; charset=utf-8", buf_str(&out), NULL);
}
