/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Does the web server do what no visitor needs: send requests back (TRACE, RFC 9110, 9.3.8), let files be written
 * (WebDAV, RFC 4918), carry requests of strangers to other servers (CONNECT, RFC 9110, 9.3.6, or GET of a full
 * address)? A proxy is asked for an address of the programme's own, and only a visit seen there proves it: servers
 * often answer 200 with a page of their own.
 *
 * Priorities. TRACE shows headers that proxies add, and browsers have long refused to send it: none, open, not
 * automatable, low: P4. WebDAV is a door to the site's files, usually behind a sign-in: none, open, not automatable,
 * medium: P3. Open proxies are searched for by programs and used for fraud in the company's name, or to reach its
 * inside: active, open, automatable, medium: P1.
 */
#ifndef TENKEN_CHECKS_WEB_HTTP_METHOD_H
#define TENKEN_CHECKS_WEB_HTTP_METHOD_H

#include "checks/check.h"

/* Variants: "" (bad, good, untestable). Nothing without the request in question. Remedy: "close:PORT" of open-proxy,
 * "web-server" of the others. */
void http_method_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

/* The rules of its checks. */
struct http_method;
extern const struct http_method http_method_trace;
extern const struct http_method http_method_webdav;
extern const struct http_method http_method_proxy;

#endif
