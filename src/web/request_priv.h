/* SPDX-License-Identifier: Apache-2.0 */
/*
 * From a cut head and a body to a struct request: path, language, query, form, cookies. Pure.
 */
#ifndef TENKEN_WEB_REQUEST_PRIV_H
#define TENKEN_WEB_REQUEST_PRIV_H

#include "web/http_head.h"
#include "web/request.h"

/* Path, language, query and cookies alone; as below. Returns 0 or the status to refuse with: 400, 413. */
int request_read_head(const struct http_head *head, const char *cookie_prefix, struct request *ret_request);

/* Fills all but params, actor, session and once; ret_request->arena must be set. Always sets path and lang, so that a
 * refusal too is answered in the right language. takes_files: a form may hold files (ROUTE_UPLOAD). Returns 0 or the
 * status to refuse with: 400, 413, 415. */
int request_read(const struct http_head *head, struct str body, const char *cookie_prefix, bool takes_files,
		 struct request *ret_request);

#endif
