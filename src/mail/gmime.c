/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/gmime_priv.h"

#include <pthread.h>

#include <gmime/gmime.h>

void gmime_start(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, g_mime_init);
}
