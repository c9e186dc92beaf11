/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TENKEN_MAIL_CURL_HANDLE_PRIV_H
#define TENKEN_MAIL_CURL_HANDLE_PRIV_H

#include <curl/curl.h>

/* A handle of libcurl, which is started before the first. NULL without memory. */
CURL *curl_handle_new(void);

#endif
