/* SPDX-License-Identifier: Apache-2.0 */
/* What a server answers to a ClientHello: an answer that was understood is not changed by what follows it. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "net/tls_answer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tls_answer answer = {0}, longer = {0};
	struct tls_ssl2_answer ssl2 = {0};
	enum tls_reply reply = tls_answer_read(str_of(data, size), &answer);
	uint8_t *more = malloc(size + 16);

	if (!more)
		return 0;
	if (size)
		memcpy(more, data, size);
	memset(more + size, 0x16, 16);
	if ((reply == TLS_REPLY_HELLO || reply == TLS_REPLY_ALERT) &&
	    (tls_answer_read(str_of(more, size + 16), &longer) != reply || longer.version != answer.version ||
	     longer.cipher != answer.cipher || longer.alert != answer.alert || longer.group != answer.group))
		abort();
	free(more);
	if (reply == TLS_REPLY_HELLO && answer.prime_size && answer.prime_size <= sizeof(answer.prime) &&
	    !answer.prime[0])
		abort();
	if (tls_answer_read_ssl2(str_of(data, size), &ssl2) == TLS_REPLY_HELLO &&
	    ssl2.kind_count > TLS_ANSWER_KINDS_MAX)
		abort();
	return 0;
}
