/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "net/certificate.h"
#include "test.h"

/* From the fuzz corpus, so that both speak of the same bytes. */
static struct str load(struct arena *arena, const char *name)
{
	char *path = arena_printf(arena, "tests/fuzz/corpus/certificate/%s", name);
	char *bytes = arena_alloc(arena, 16384);
	FILE *file = fopen(path, "rb");
	size_t size;

	if (!file)
		fail_msg("%s is missing", path);
	size = fread(bytes, 1, 16384, file);
	fclose(file);
	return str_of(bytes, size);
}

static void a_certificate_is_read_whole(void **state)
{
	struct certificate seen;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(certificate_parse(&arena, load(&arena, "ec"), &seen, NULL), ERR_OK);
	assert_true(str_is(seen.subject, "CN=ec.example.jp"));
	assert_true(str_eq(seen.subject, seen.issuer));
	assert_true(seen.is_self_signed);
	assert_string_equal(seen.key, "EC 256");
	assert_string_equal(seen.signature, "ecdsa-with-SHA256");
	assert_int_equal(seen.name_count, 2); /* the mail address is no name of a server */
	assert_true(str_is(seen.names[0], "a.example.jp"));
	assert_true(str_is(seen.names[1], "2001:db8::1"));
	assert_true(seen.not_after_ms - seen.not_before_ms == INT64_C(3650) * 86400000);
	assert_int_equal(strspn(seen.fingerprint_sha256, "0123456789abcdef"), 64);
	assert_string_equal(seen.public_key_sha256, /* openssl pkey -pubin -outform der | sha256sum */
			    "41e5d8e8beaa3dc57664614075c32c993f207f29ceee978d726d65720c8293d0");
}

static void names_in_japanese_stay_as_they_are(void **state)
{
	struct certificate seen;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(certificate_parse(&arena, load(&arena, "rsa_self_signed"), &seen, NULL), ERR_OK);
	assert_true(str_is(seen.subject, "O=Ex,CN=点検 test"));
	assert_string_equal(seen.key, "RSA 2048");
}

static void newer_keys_have_names_too(void **state)
{
	struct certificate seen;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(certificate_parse(&arena, load(&arena, "ed25519"), &seen, NULL), ERR_OK);
	assert_string_equal(seen.key, "ED25519 256");
}

static void the_fingerprint_is_of_the_certificate_and_not_of_what_follows(void **state)
{
	struct certificate seen, longer;
	ARENA_SCOPED arena;
	struct str bytes;
	char *copy;

	arena_init(&arena);
	bytes = load(&arena, "ec");
	copy = arena_alloc(&arena, bytes.n + 3);
	memcpy(copy, bytes.p, bytes.n);
	assert_int_equal(certificate_parse(&arena, bytes, &seen, NULL), ERR_OK);
	assert_int_equal(certificate_parse(&arena, str_of(copy, bytes.n + 3), &longer, NULL), ERR_OK);
	assert_string_equal(seen.fingerprint_sha256, longer.fingerprint_sha256);
}

static void each_cut_is_refused(void **state)
{
	ARENA_SCOPED arena;
	struct str bytes;

	arena_init(&arena);
	bytes = load(&arena, "ec");
	for (size_t size = 0; size < bytes.n; size++) {
		struct certificate seen = {.name_count = 7};

		assert_int_equal(certificate_parse(&arena, str_head(bytes, size), &seen, NULL), ERR_CORRUPT);
		assert_int_equal(seen.name_count, 7);
	}
}

int test_certificate(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_certificate_is_read_whole),
		cmocka_unit_test(names_in_japanese_stay_as_they_are),
		cmocka_unit_test(newer_keys_have_names_too),
		cmocka_unit_test(the_fingerprint_is_of_the_certificate_and_not_of_what_follows),
		cmocka_unit_test(each_cut_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
