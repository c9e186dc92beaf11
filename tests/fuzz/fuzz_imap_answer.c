/* SPDX-License-Identifier: Apache-2.0 */
/* What a server of mailboxes answers. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "mail/imap_answer_priv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum err give(void *context, char *bytes, size_t room, size_t *ret_size, struct fault *why)
{
	struct str *unsent = context;
	struct str piece = str_head(*unsent, room < 7 ? room : 7);

	if (!piece.n)
		return ERR_IO;
	memcpy(bytes, piece.p, piece.n);
	*unsent = str_skip(*unsent, piece.n);
	*ret_size = piece.n;
	return ERR_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct imap_input input;
	struct str unsent = str_of(data, size);
	struct imap_answer answer;
	int64_t number = 0;
	BUF_SCOPED literal;

	input = (struct imap_input){.fill = give, .context = &unsent};
	buf_init(&literal, IMAP_LITERAL_MAX);
	while (!imap_answer_read(&input, 1, &literal, IMAP_LITERAL_MAX, &answer, NULL)) {
		imap_answer_code(answer.line, "[UIDNEXT ", &number);
		if (answer.literal.n > IMAP_LITERAL_MAX || imap_answer_uid(answer.line) < 0 || number < 0)
			abort();
	}
	return 0;
}
