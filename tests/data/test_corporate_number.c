/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "data/real_data.h"
#include "programme/corporate_number.h"
#include "test.h"

/* Listed companies with their numbers, first column of a CSV file with a header. */
#define LISTED "../shared/data/ja/corporate_numbers-listed-20260811.csv"

static void every_listed_company_has_a_valid_number(void **state)
{
	FILE *file = fopen(LISTED, "r");
	char line[4096];
	size_t count = 0;

	if (!file)
		fail_msg("%s is absent: the list of companies stands beside the project", LISTED);
	assert_non_null(fgets(line, sizeof(line), file));
	while (fgets(line, sizeof(line), file)) {
		struct str number = str_head(str_from(line), 13);
		if (!corporate_number_is_valid(number))
			fail_msg("%.*s is refused", (int)number.n, number.p);
		count++;
	}
	fclose(file);
	assert_int_equal(count, 3817);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_listed_company_has_a_valid_number),
	};

	return real_data_run(tests, NULL, NULL);
}
