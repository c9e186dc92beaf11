/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "people/personal_link.h"
#include "test.h"

static const unsigned char secret[PERSONAL_LINK_SECRET_SIZE] = "0123456789abcdef0123456789abcde";

static void a_link_reads_back_what_it_was_made_of(void **state)
{
	struct personal_link link = {.message_id = 17, .version = 3, .expires_ms = INT64_C(1748829600000)};
	char text[PERSONAL_LINK_LENGTH + 1];
	struct personal_link read = {0};

	personal_link_format(secret, PERSONAL_LINK_TO_ENTER, &link, text);
	assert_int_equal(strlen(text), PERSONAL_LINK_LENGTH);
	assert_true(personal_link_parse(secret, PERSONAL_LINK_TO_ENTER, str_from(text), &read));
	assert_true(read.message_id == 17 && read.version == 3 && read.expires_ms == link.expires_ms);
}

static void a_link_changed_at_any_place_is_none(void **state)
{
	struct personal_link link = {.message_id = 17, .version = 3, .expires_ms = INT64_C(1748829600000)};
	char text[PERSONAL_LINK_LENGTH + 1];
	struct personal_link read = {0};

	personal_link_format(secret, PERSONAL_LINK_TO_ENTER, &link, text);
	for (size_t i = 0; i < PERSONAL_LINK_LENGTH; i++) {
		char before = text[i];

		text[i] = before == 'A' ? 'B' : 'A';
		assert_false(personal_link_parse(secret, PERSONAL_LINK_TO_ENTER, str_from(text), &read));
		text[i] = before;
	}
	assert_false(
		personal_link_parse(secret, PERSONAL_LINK_TO_ENTER, str_of(text, PERSONAL_LINK_LENGTH - 1), &read));
	assert_false(personal_link_parse(secret, PERSONAL_LINK_TO_ENTER, STR(""), &read));
	assert_true(read.message_id == 0);
}

static void another_programmes_secret_opens_nothing(void **state)
{
	static const unsigned char other[PERSONAL_LINK_SECRET_SIZE] = "0123456789abcdef0123456789abcdX";
	struct personal_link link = {.message_id = 17, .version = 3, .expires_ms = 1};
	char text[PERSONAL_LINK_LENGTH + 1];

	personal_link_format(other, PERSONAL_LINK_TO_ENTER, &link, text);
	assert_false(personal_link_parse(secret, PERSONAL_LINK_TO_ENTER, str_from(text), &link));
}

static void a_link_ends_with_its_time_or_with_a_newer_version(void **state)
{
	struct personal_link link = {.message_id = 17, .version = 3, .expires_ms = 1000};

	assert_true(personal_link_is_current(&link, 3, 999));
	assert_false(personal_link_is_current(&link, 3, 1000));
	assert_false(personal_link_is_current(&link, 4, 999));
}

/* The text was computed apart from this code: three big-endian numbers, then BLAKE2b of 24 bytes, keyed by the secret
 * and personalised "tenken link 1". */
static void a_link_in_a_mail_of_long_ago_still_opens(void **state)
{
	static const char mailed[] = "AAECAwQFBgcAAAAAAAAAAwAAAZcuXfkA3jg1A8sPW-hgzyqMg_JiK0pmODfgRxYd";
	struct personal_link link = {
		.message_id = INT64_C(0x01020304050607), .version = 3, .expires_ms = INT64_C(1748829600000)};
	char text[PERSONAL_LINK_LENGTH + 1];
	struct personal_link read = {0};

	assert_true(personal_link_parse(secret, PERSONAL_LINK_TO_ENTER, str_from(mailed), &read));
	assert_true(read.message_id == link.message_id && read.version == 3 && read.expires_ms == link.expires_ms);
	personal_link_format(secret, PERSONAL_LINK_TO_ENTER, &link, text);
	assert_string_equal(text, mailed);
}

static void a_link_that_only_says_that_a_mail_arrived_lets_nobody_in(void **state)
{
	const struct personal_link link = {7, 1, 1000};
	char enter[PERSONAL_LINK_LENGTH + 1], confirm[PERSONAL_LINK_LENGTH + 1];
	struct personal_link read;

	personal_link_format(secret, PERSONAL_LINK_TO_ENTER, &link, enter);
	personal_link_format(secret, PERSONAL_LINK_TO_CONFIRM, &link, confirm);
	assert_true(personal_link_parse(secret, PERSONAL_LINK_TO_CONFIRM, str_from(confirm), &read));
	assert_int_equal(read.message_id, 7);
	assert_false(personal_link_parse(secret, PERSONAL_LINK_TO_ENTER, str_from(confirm), &read));
	assert_false(personal_link_parse(secret, PERSONAL_LINK_TO_CONFIRM, str_from(enter), &read));
}

int test_personal_link(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_link_reads_back_what_it_was_made_of),
		cmocka_unit_test(a_link_changed_at_any_place_is_none),
		cmocka_unit_test(another_programmes_secret_opens_nothing),
		cmocka_unit_test(a_link_ends_with_its_time_or_with_a_newer_version),
		cmocka_unit_test(a_link_in_a_mail_of_long_ago_still_opens),
		cmocka_unit_test(a_link_that_only_says_that_a_mail_arrived_lets_nobody_in),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
