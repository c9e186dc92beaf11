/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "net/fetch_priv.h"

static void take_mark(char out[FETCH_TAG_MAX], struct str value)
{
	*out = 0;
	if (value.n >= FETCH_TAG_MAX)
		return;
	for (size_t i = 0; i < value.n; i++)
		if (value.p[i] < ' ' || value.p[i] > '~')
			return;
	memcpy(out, value.p, value.n);
	out[value.n] = 0;
}

/* "bytes 100-199/200" */
static uint64_t read_range(struct str value)
{
	struct str rest = value;
	uint64_t start;

	if (!str_starts(value, "bytes "))
		return UINT64_MAX;
	rest = str_skip(value, 6);
	return str_to_u64(str_cut(&rest, '-'), &start) && rest.p ? start : UINT64_MAX;
}

void fetch_answer_add(struct fetch_answer *answer, struct str line)
{
	struct str value = str_trim(line), name;

	if (str_starts(value, "HTTP/")) {
		*answer = (struct fetch_answer){.range_start = UINT64_MAX};
		return;
	}
	name = str_cut(&value, ':');
	value = str_trim(value);
	if (str_eq_ascii_case(name, STR("etag")))
		take_mark(answer->version.etag, value);
	else if (str_eq_ascii_case(name, STR("last-modified")))
		take_mark(answer->version.modified, value);
	else if (str_eq_ascii_case(name, STR("content-range")))
		answer->range_start = read_range(value);
}

const char *fetch_version_mark(const struct fetch_version *version)
{
	return version->etag[0] == '"' ? version->etag : version->modified;
}
