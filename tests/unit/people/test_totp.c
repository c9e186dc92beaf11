/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "people/totp.h"
#include "test.h"

#define SECOND INT64_C(1000)

static struct totp_key key_of_the_rfc(void)
{
	struct totp_key key;

	memcpy(key.bytes, "12345678901234567890", TOTP_KEY_SIZE);
	return key;
}

/* RFC 6238, appendix B: the last six of its eight digits. */
static void codes_are_those_of_the_rfc(void **state)
{
	static const struct {
		int64_t at_s;
		const char *code;
	} rows[] = {{59, "287082"},         {1111111109, "081804"}, {1111111111, "050471"},
		    {1234567890, "005924"}, {2000000000, "279037"}, {20000000000, "353130"}};
	const struct totp_key key = key_of_the_rfc();
	int64_t step;

	for (size_t i = 0; i < COUNT(rows); i++)
		assert_true(totp_is(&key, str_from(rows[i].code), rows[i].at_s * SECOND, 0, &step));
	assert_false(totp_is(&key, STR("287083"), 59 * SECOND, 0, &step));
	assert_false(totp_is(&key, STR(""), 59 * SECOND, 0, &step));
	assert_false(totp_is(&key, STR("2870820"), 59 * SECOND, 0, &step));
}

/* The code 287082 belongs to the seconds 30 to 59. */
static void a_clock_may_be_half_a_minute_off_and_no_more(void **state)
{
	const struct totp_key key = key_of_the_rfc();
	int64_t step;

	assert_true(totp_is(&key, STR("287082"), 0, 0, &step));
	assert_true(totp_is(&key, STR("287082"), 89 * SECOND, 0, &step));
	assert_false(totp_is(&key, STR("287082"), 90 * SECOND, 0, &step));
}

static void a_code_is_good_once(void **state)
{
	const struct totp_key key = key_of_the_rfc();
	int64_t step = 0;

	assert_true(totp_is(&key, STR("287082"), 59 * SECOND, step, &step));
	assert_int_equal(step, 1);
	assert_false(totp_is(&key, STR("287082"), 60 * SECOND, step, &step));
}

static void a_key_is_of_its_person_and_its_moment(void **state)
{
	const unsigned char secret[TOTP_SECRET_SIZE] = {1}, other[TOTP_SECRET_SIZE] = {2};
	const struct totp_key key = totp_key_of(secret, 5, 7);
	struct totp_key again = totp_key_of(secret, 5, 7);
	const struct totp_key others[] = {totp_key_of(secret, 6, 7), totp_key_of(secret, 5, 8),
					  totp_key_of(other, 5, 7)};

	assert_memory_equal(&key, &again, sizeof(key));
	for (size_t i = 0; i < COUNT(others); i++)
		assert_memory_not_equal(&key, &others[i], sizeof(key));
}

/* As `printf 12345678901234567890 | base32` writes it. */
static void a_key_is_typed_in_base32(void **state)
{
	const struct totp_key key = key_of_the_rfc();
	char text[TOTP_TEXT_SIZE];

	totp_text(&key, text);
	assert_string_equal(text, "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
}

int test_totp(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(codes_are_those_of_the_rfc),
		cmocka_unit_test(a_clock_may_be_half_a_minute_off_and_no_more),
		cmocka_unit_test(a_code_is_good_once),
		cmocka_unit_test(a_key_is_of_its_person_and_its_moment),
		cmocka_unit_test(a_key_is_typed_in_base32),
	};
	return cmocka_run_group_tests_name("totp", tests, NULL, NULL);
}
