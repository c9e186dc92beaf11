/* SPDX-License-Identifier: Apache-2.0 */
#include <stdint.h>
#include <stdlib.h>

#include "knowledge/cvss/cvss.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_score(double score)
{
	if (!(score >= 0 && score <= 10))
		abort();
}

/* A vector that is understood has scores from 0 to 10. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct cvss cvss;

	if (cvss_parse(str_of(data, size), &cvss, NULL))
		return 0;
	struct cvss_scores scores = cvss_score(&cvss);
	check_score(scores.base);
	check_score(scores.temporal);
	check_score(scores.environmental);
	if (!*cvss_severity_name(cvss_severity_of(cvss.version, scores.overall)))
		abort();
	return 0;
}
