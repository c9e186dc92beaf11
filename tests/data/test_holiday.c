/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "calendar/day.h"
#include "calendar/holiday.h"
#include "data/real_data.h"
#include "test.h"

#define OFFICIAL_LIST "../shared/data/ja/syukujitsu-utf8.csv"

static int64_t day(const char *text)
{
	int64_t result = 0;

	if (!day_parse(str_from(text), &result))
		fail_msg("\"%s\" is no date", text);
	return result;
}

/* Marks the days of the Cabinet Office's list, lines such as "1980/1/1,元日". */
static size_t read_official(unsigned char *is_official, int64_t first, int64_t last)
{
	char line[200];
	size_t count = 0;
	FILE *file = fopen(OFFICIAL_LIST, "r");

	if (!file)
		fail_msg("%s is missing: the official list of holidays that this test compares with", OFFICIAL_LIST);
	while (fgets(line, sizeof(line), file)) {
		struct civil c;
		int64_t at;
		if (sscanf(line, "%d/%d/%d", &c.year, &c.month, &c.day) != 3 || !day_from_civil(c, &at))
			continue;
		if (at >= first && at <= last) {
			is_official[at - first] = 1;
			count++;
		}
	}
	fclose(file);
	return count;
}

static void the_rule_equals_the_official_list_from_1980_to_2027(void **state)
{
	static unsigned char is_official[20000];
	int64_t first = day("1980-01-01"), last = day("2027-12-31");

	assert_true(read_official(is_official, first, last) > 700);
	for (int64_t i = first; i <= last; i++) {
		struct civil c = day_to_civil(i);
		if (holiday_is(i) != is_official[i - first])
			fail_msg("%d-%02d-%02d differs", c.year, c.month, c.day);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_rule_equals_the_official_list_from_1980_to_2027),
	};

	return real_data_run(tests, NULL, NULL);
}
