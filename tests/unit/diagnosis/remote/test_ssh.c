/* SPDX-License-Identifier: Apache-2.0 */
/* Packets of SSH, whole, cut and lying, and what the lists of a server say. tests/peers/test_ssh.c speaks with a real
 * one. */
#include "codec/json.h"
#include "diagnosis/remote/ssh.h"
#include "test.h"

#define LISTS                                                                                                          \
	"\0\0\0\x05kex-a\0\0\0\x03key\0\0\0\x03"                                                                       \
	"a,b\0\0\0\x03"                                                                                                \
	"b,c\0\0\0\x01m\0\0\0\x01m"
#define KEXINIT                                                                                                        \
	STR_OF("\x14"                                                                                                  \
	       "0123456789abcdef" LISTS)
#define STR_OF(literal) str_of(literal, sizeof(literal) - 1)

static void a_packet_is_whole_when_its_padding_has_come(void **state)
{
	static const char packet[] = "\0\0\0\x0c\x04payload\0\0\0\0";
	struct str payload;
	size_t size = 0;

	assert_int_equal(ssh_read_packet(str_of(packet, 16), &payload, &size), DIALOGUE_ANSWER);
	assert_true(str_is(payload, "payload"));
	assert_int_equal(size, 16);
	for (size_t i = 0; i < 16; i++)
		assert_int_equal(ssh_read_packet(str_of(packet, i), &payload, &size), DIALOGUE_MORE);
}

static void a_packet_that_lies_about_its_length_is_none(void **state)
{
	static const char *const lies[] = {"\xff\xff\xff\xff\x04", "\0\0\x88\xb9\x04", "\0\0\0\x01\0", "\0\0\0\x05\x04",
					   "\0\0\0\x05\xff"};
	struct str payload;
	size_t size = 0;

	for (size_t i = 0; i < COUNT(lies); i++)
		assert_int_equal(ssh_read_packet(str_of(lies[i], 5), &payload, &size), DIALOGUE_OTHER);
}

static void lists_of_both_directions_are_one(void **state)
{
	struct value *data;
	ARENA_SCOPED arena;
	BUF_SCOPED text;

	arena_init(&arena);
	buf_init(&text, 500);
	data = value_map(&arena);
	assert_true(ssh_read_algorithms(&arena, KEXINIT, data));
	json_encode(&text, data);
	assert_string_equal(buf_text(&text), "{\"kex\":[\"kex-a\"],\"host_keys\":[\"key\"],"
					     "\"ciphers\":[\"a\",\"b\",\"c\"],\"macs\":[\"m\"]}");
}

static void lists_that_are_cut_tell_nothing(void **state)
{
	for (size_t i = 0; i < KEXINIT.n; i++) {
		ARENA_SCOPED arena;

		arena_init(&arena);
		assert_false(ssh_read_algorithms(&arena, str_head(KEXINIT, i), value_map(&arena)));
	}
}

int test_ssh(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_packet_is_whole_when_its_padding_has_come),
		cmocka_unit_test(a_packet_that_lies_about_its_length_is_none),
		cmocka_unit_test(lists_of_both_directions_are_one),
		cmocka_unit_test(lists_that_are_cut_tell_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
