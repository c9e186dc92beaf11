/* SPDX-License-Identifier: Apache-2.0 */
#include "data/real_data.h"
#include "knowledge/version/version_order.h"
#include "test.h"

enum { SAMPLE = 300 };

struct sample {
	struct arena arena;
	struct str versions[SAMPLE];
	size_t seen, count;
};

/* Every 97th bound that NVD's file of the year gives, letters or not. */
static void collect(void *context, struct str line)
{
	struct sample *sample = context;
	struct str version;

	if (!str_starts(line, "\"versionStart") && !str_starts(line, "\"versionEnd"))
		return;
	version = real_data_text(line, "\"version");
	if (sample->seen++ % 97 == 0 && sample->count < SAMPLE)
		sample->versions[sample->count++] = str_from(str_dup(&sample->arena, version));
}

static void assert_preorder(enum version_scheme scheme, const struct sample *sample)
{
	static signed char order[SAMPLE][SAMPLE];

	for (size_t i = 0; i < sample->count; i++)
		for (size_t j = 0; j < sample->count; j++)
			order[i][j] = (signed char)version_order(scheme, sample->versions[i], sample->versions[j]);
	for (size_t i = 0; i < sample->count; i++) {
		assert_int_equal(order[i][i], 0);
		for (size_t j = 0; j < sample->count; j++) {
			assert_int_equal(order[i][j], -order[j][i]);
			for (size_t k = 0; order[i][j] <= 0 && k < sample->count; k++)
				if (order[j][k] <= 0 && order[i][k] > (order[i][j] | order[j][k] ? -1 : 0))
					fail_msg("%s, %s, %s", sample->versions[i].p, sample->versions[j].p,
						 sample->versions[k].p);
		}
	}
}

static void real_versions_are_in_total_order_by_every_scheme(void **state)
{
	struct sample sample = {.count = 0};

	(void)state;
	arena_init(&sample.arena);
	if (!real_data_each_line("nvd-1.1/nvdcve-1.1-2021.json.xz", collect, &sample)) {
		arena_release(&sample.arena);
		skip();
	}
	assert_true(sample.count > 100);
	assert_preorder(VERSION_AUTO, &sample);
	assert_preorder(VERSION_DPKG, &sample);
	assert_preorder(VERSION_RPM, &sample);
	assert_preorder(VERSION_SEMVER, &sample);
	arena_release(&sample.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(real_versions_are_in_total_order_by_every_scheme),
	};

	return real_data_run(tests, NULL, NULL);
}
