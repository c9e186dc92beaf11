/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/count.h"
#include "data/real_data.h"
#include "knowledge/cvss/cvss.h"
#include "test.h"

static bool is_score(double got, double expected)
{
	return fabs(got - expected) < 0.001;
}

static struct cvss_scores scores_of(const char *vector)
{
	struct fault why = {.text = ""};
	struct cvss cvss;

	if (cvss_parse(str_from(vector), &cvss, &why))
		fail_msg("%s: %s", vector, why.text);
	return cvss_score(&cvss);
}

struct comparison {
	char vector[CVSS_VECTOR_MAX];
	size_t compared, different;
	bool takes_all;
};

static void compare(struct comparison *comparison, double expected)
{
	struct cvss_scores scores = scores_of(comparison->vector);

	/* What publishers of v4.0 call the base score takes in the threat metrics that the vector holds. */
	if (!is_score(comparison->takes_all ? scores.overall : scores.base, expected)) {
		fprintf(stderr, "%s: not %.1f\n", comparison->vector, expected);
		comparison->different++;
	}
	comparison->compared++;
	comparison->vector[0] = '\0';
}

/* NVD 1.1 gives "vectorString" and, some lines later, "baseScore". */
static void compare_line(void *context, struct str line)
{
	struct comparison *comparison = context;
	size_t colon = str_index(line, ':');

	if (str_starts(line, "\"vectorString\"")) {
		struct str vector = real_data_text(line, "\"vectorString\"");
		snprintf(comparison->vector, sizeof(comparison->vector), "%.*s", (int)vector.n, vector.p);
	} else if (str_starts(line, "\"baseScore\"") && comparison->vector[0]) {
		compare(comparison, strtod(line.p + colon + 1, NULL));
	}
}

static void nvd_gives_the_same_base_scores(void **state)
{
	static const char *const files[] = {"nvd-1.1/nvdcve-1.1-2016.json.xz", "nvd-1.1/nvdcve-1.1-2021.json.xz"};
	struct comparison comparison = {.compared = 0};

	(void)state;
	for (size_t i = 0; i < COUNT(files); i++)
		if (!real_data_each_line(files[i], compare_line, &comparison))
			skip();
	fprintf(stderr, "%zu base scores of v2, v3.0 and v3.1 compared\n", comparison.compared);
	assert_true(comparison.compared > 10000);
	assert_int_equal(comparison.different, 0);
}

/* CVE JSON 5 on one line: every object of a v4.0 score. */
static void compare_v4(void *context, struct str line)
{
	struct comparison *comparison = context;

	for (size_t at; (at = str_find(line, "\"cvssV4_0\":{")) < line.n;) {
		struct str object = str_skip(line, at + 12);
		line = object;
		object = str_head(object, str_index(object, '}'));
		struct str vector = real_data_text(object, "\"vectorString\"");
		size_t score = str_find(object, "\"baseScore\":");
		if (!vector.n || score == object.n)
			continue;
		snprintf(comparison->vector, sizeof(comparison->vector), "%.*s", (int)vector.n, vector.p);
		compare(comparison, strtod(object.p + score + 12, NULL));
	}
}

/* Three publishers' scores are not what FIRST's table and its calculator's rounding give: one is wrong by 3.1, two were
 * rounded by a calculator from before FIRST mended the rounding of halves. */
static void publishers_give_the_same_v4_scores_but_three(void **state)
{
	struct comparison comparison = {.takes_all = true};

	(void)state;
	if (!real_data_each_line("cve5-vulnrichment/cve5-2024.ndjson.xz", compare_v4, &comparison))
		skip();
	fprintf(stderr, "%zu base scores of v4.0 compared\n", comparison.compared);
	assert_true(comparison.compared > 2000);
	assert_int_equal(comparison.different, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nvd_gives_the_same_base_scores),
		cmocka_unit_test(publishers_give_the_same_v4_scores_but_three),
	};

	return real_data_run(tests, NULL, NULL);
}
