/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/curl_handle_priv.h"

#include <pthread.h>

static void start(void)
{
	curl_global_init(CURL_GLOBAL_DEFAULT);
}

CURL *curl_handle_new(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, start);
	return curl_easy_init();
}
