/* SPDX-License-Identifier: Apache-2.0 */
#include "seal/sealed_stream.h"

#include <string.h>

#include "test.h"

enum { SEALED = SEALED_STREAM_PIECE + SEALED_STREAM_MORE };

struct sealed {
	struct arena arena;
	struct sealed_stream_key key;
	unsigned char head[SEALED_STREAM_HEAD], first[SEALED], last[3 + SEALED_STREAM_MORE];
};

/* A full piece of zeros and the last piece "end". */
static int begin(void **state)
{
	static struct sealed sealed;
	static const char zeros[SEALED_STREAM_PIECE];
	struct sealed_stream *stream;

	arena_init(&sealed.arena);
	sealed_stream_key_new(&sealed.key);
	stream = sealed_stream_begin(&sealed.arena, &sealed.key, sealed.head);
	sealed_stream_seal(stream, str_of(zeros, sizeof(zeros)), false, sealed.first);
	sealed_stream_seal(stream, STR("end"), true, sealed.last);
	*state = &sealed;
	return 0;
}

static int end(void **state)
{
	struct sealed *sealed = *state;

	arena_release(&sealed->arena);
	return 0;
}

static struct sealed_stream *open(struct sealed *sealed)
{
	struct sealed_stream *stream;

	assert_int_equal(sealed_stream_open(&sealed->arena, &sealed->key, sealed->head, &stream, NULL), ERR_OK);
	return stream;
}

static void what_was_sealed_comes_back(void **state)
{
	struct sealed *sealed = *state;
	struct sealed_stream *stream = open(sealed);
	char out[SEALED_STREAM_PIECE];
	bool is_last;

	assert_int_equal(sealed_stream_unseal(stream, str_of(sealed->first, SEALED), out, &is_last, NULL), ERR_OK);
	assert_false(is_last);
	assert_int_equal(sealed_stream_unseal(stream, str_of(sealed->last, sizeof(sealed->last)), out, &is_last, NULL),
			 ERR_OK);
	assert_true(is_last);
	assert_memory_equal(out, "end", 3);
}

static void a_changed_or_missing_piece_is_noticed(void **state)
{
	struct sealed *sealed = *state;
	struct sealed_stream *stream = open(sealed);
	char out[SEALED_STREAM_PIECE];
	bool is_last;

	assert_int_equal(sealed_stream_unseal(stream, str_of(sealed->last, sizeof(sealed->last)), out, &is_last, NULL),
			 ERR_CORRUPT);
	sealed->first[100] ^= 1;
	assert_int_equal(sealed_stream_unseal(open(sealed), str_of(sealed->first, SEALED), out, &is_last, NULL),
			 ERR_CORRUPT);
	assert_int_equal(sealed_stream_unseal(open(sealed), str_of(sealed->first, 5), out, &is_last, NULL),
			 ERR_CORRUPT);
}

static void another_key_and_a_damaged_head_are_told_apart(void **state)
{
	struct sealed *sealed = *state;
	struct sealed_stream_key other;
	struct sealed_stream *stream;

	sealed_stream_key_new(&other);
	assert_int_equal(sealed_stream_open(&sealed->arena, &other, sealed->head, &stream, NULL), ERR_DENIED);
	sealed->head[40] ^= 1;
	assert_int_equal(sealed_stream_open(&sealed->arena, &sealed->key, sealed->head, &stream, NULL), ERR_CORRUPT);
}

static void keys_are_kept_as_texts(void **state)
{
	struct sealed *sealed = *state;
	const char *secret = sealed_stream_secret_text(&sealed->arena, &sealed->key);
	const char *public = sealed_stream_public_text(&sealed->arena, &sealed->key);
	struct sealed_stream_key back;

	assert_int_equal(sealed_stream_read_secret(str_from(arena_printf(&sealed->arena, "%s\n", secret)), &back, NULL),
			 ERR_OK);
	assert_memory_equal(&back, &sealed->key, sizeof(back));
	assert_int_equal(sealed_stream_read_public(str_from(public), &back, NULL), ERR_OK);
	assert_int_equal(sealed_stream_read_public(str_from(secret), &back, NULL), ERR_INVALID);
	assert_int_equal(sealed_stream_read_secret(STR("tenken-backup-secret-AAAA"), &back, NULL), ERR_INVALID);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int test_sealed_stream(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_was_sealed_comes_back),
		TEST(a_changed_or_missing_piece_is_noticed),
		TEST(another_key_and_a_damaged_head_are_told_apart),
		TEST(keys_are_kept_as_texts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
