/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "data/real_data.h"
#include "knowledge/cpe/cpe.h"
#include "test.h"

static void round_trip(void *context, struct str line)
{
	size_t *count = context;
	struct cpe cpe, again;
	ARENA_SCOPED arena;
	BUF_SCOPED out;

	arena_init(&arena);
	buf_init(&out, 4096);
	assert_int_equal(cpe_parse(&arena, line, &cpe, NULL), ERR_OK);
	cpe_format_uri(&out, &cpe);
	if (!str_eq_ascii_case(buf_str(&out), line))
		fail_msg("%.*s became %s", (int)line.n, line.p, buf_text(&out));
	buf_clear(&out);
	cpe_format(&out, &cpe);
	assert_int_equal(cpe_parse(&arena, buf_str(&out), &again, NULL), ERR_OK);
	assert_int_equal(cpe_compare(&cpe, &again), CPE_EQUAL);
	(*count)++;
}

static void real_uris_survive_a_round_trip(void **state)
{
	size_t count = 0;

	(void)state;
	if (!real_data_each_line("cpe/go-cve-dictionary-cpes.txt.xz", round_trip, &count))
		skip();
	fprintf(stderr, "%zu URIs compared\n", count);
	assert_true(count > 30000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(real_uris_survive_a_round_trip),
	};

	return real_data_run(tests, NULL, NULL);
}
