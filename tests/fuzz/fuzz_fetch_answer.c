/* SPDX-License-Identifier: Apache-2.0 */
/* The head of a publisher's answer, line by line: its marks are short printable text, whatever it sends. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "net/fetch_priv.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_mark(const char mark[FETCH_TAG_MAX])
{
	if (!memchr(mark, 0, FETCH_TAG_MAX))
		abort();
	for (; *mark; mark++)
		if (*mark < ' ' || *mark > '~')
			abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fetch_answer answer = {.range_start = UINT64_MAX};
	struct str rest = str_of(data, size);

	while (rest.n)
		fetch_answer_add(&answer, str_cut(&rest, '\n'));
	check_mark(answer.version.etag);
	check_mark(answer.version.modified);
	check_mark(fetch_version_mark(&answer.version));
	return 0;
}
