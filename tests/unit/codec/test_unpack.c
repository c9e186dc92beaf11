/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "codec/digest.h"
#include "codec/unpack.h"
#include "test.h"

/* "tenken\n", as `gzip -n` and `xz` pack it; and by an xz that wants 200 MiB for it. */
#define GZIP  "H4sIAAAAAAAAAytJzctOzeMCAH2q4EIHAAAA"
#define XZ    "/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAGdGVua2VuCgAAZBXV+nfM74wAAR8HFi64cx+2830BAAAAAARZWg=="
#define GREAT "/Td6WFoAAATm1rRGAgAhASAAAAAJiKV2AQAGdGVua2VuCgAAZBXV+nfM74wAAR8HFi64cx+2830BAAAAAARZWg=="

/* What comes out, with the fault behind it in brackets. */
static const char *unpack(struct arena *arena, struct str packed)
{
	struct unpack *unpack = unpack_new(byte_source_of(&packed));
	struct byte_source source = unpack_source(unpack);
	struct fault why;
	const char *all = "";
	char room[3];
	size_t got = 1;

	while (got) {
		if (source.read(source.context, room, sizeof(room), &got, &why)) {
			all = arena_printf(arena, "%s[%s]", all, why.text);
			break;
		}
		all = arena_printf(arena, "%s%.*s", all, (int)got, room);
	}
	unpack_free(unpack);
	return all;
}

struct given {
	struct arena arena;
	struct str gzip, xz, great;
};

static int open_given(void **state)
{
	static struct given given;

	arena_init(&given.arena);
	assert_true(digest_base64_decode(&given.arena, STR(GZIP), &given.gzip));
	assert_true(digest_base64_decode(&given.arena, STR(XZ), &given.xz));
	assert_true(digest_base64_decode(&given.arena, STR(GREAT), &given.great));
	*state = &given;
	return 0;
}

static int close_given(void **state)
{
	arena_release(&((struct given *)*state)->arena);
	return 0;
}

/* One behind the other. */
static struct str joined(struct arena *arena, struct str a, struct str b)
{
	char *bytes = arena_alloc(arena, a.n + b.n);

	memcpy(bytes, a.p, a.n);
	memcpy(bytes + a.n, b.p, b.n);
	return str_of(bytes, a.n + b.n);
}

static void the_first_bytes_tell_the_form(void **state)
{
	struct given *given = *state;

	assert_string_equal(unpack(&given->arena, given->gzip), "tenken\n");
	assert_string_equal(unpack(&given->arena, given->xz), "tenken\n");
	assert_string_equal(unpack(&given->arena, STR("tenken\n")), "tenken\n");
	assert_string_equal(unpack(&given->arena, STR("{}")), "{}");
	assert_string_equal(unpack(&given->arena, STR("")), "");
}

static void members_behind_each_other_are_one_text(void **state)
{
	struct given *given = *state;

	assert_string_equal(unpack(&given->arena, joined(&given->arena, given->gzip, given->gzip)), "tenken\ntenken\n");
	assert_string_equal(unpack(&given->arena, joined(&given->arena, given->xz, given->xz)), "tenken\ntenken\n");
}

static void what_is_cut_off_anywhere_is_an_error(void **state)
{
	struct given *given = *state;

	for (size_t n = 6; n < given->gzip.n; n++)
		assert_non_null(
			strstr(unpack(&given->arena, str_head(given->gzip, n)), "[the gzip data ends too early]"));
	for (size_t n = 6; n < given->xz.n; n++)
		assert_non_null(strstr(unpack(&given->arena, str_head(given->xz, n)), "[the xz data ends too early]"));
}

static void rubbish_behind_the_end_is_an_error(void **state)
{
	struct given *given = *state;
	const char *gzip = unpack(&given->arena, joined(&given->arena, given->gzip, STR("rubbish, and more of it")));
	const char *xz = unpack(&given->arena, joined(&given->arena, given->xz, STR("rubbish, and more of it")));

	assert_non_null(strstr(gzip, "[the gzip data is damaged, or something else follows it"));
	assert_non_null(strstr(xz, "[the xz data is damaged, or something else follows it]"));
}

static void damage_is_an_error(void **state)
{
	struct given *given = *state;
	char *gzip = str_dup(&given->arena, given->gzip), *xz = str_dup(&given->arena, given->xz);

	gzip[given->gzip.n - 6] ^= 1; /* in the checksum */
	xz[27] ^= 1;                  /* in the text */
	assert_non_null(strstr(unpack(&given->arena, str_of(gzip, given->gzip.n)), "[the gzip data is damaged"));
	assert_non_null(strstr(unpack(&given->arena, str_of(xz, given->xz.n)), "[the xz data is damaged"));
}

static void a_file_that_wants_much_memory_is_refused(void **state)
{
	struct given *given = *state;

	assert_string_equal(unpack(&given->arena, given->great),
			    "[the xz data needs more than 96 MiB of memory to unpack]");
}

int test_unpack(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_bytes_tell_the_form),
		cmocka_unit_test(members_behind_each_other_are_one_text),
		cmocka_unit_test(what_is_cut_off_anywhere_is_an_error),
		cmocka_unit_test(rubbish_behind_the_end_is_an_error),
		cmocka_unit_test(damage_is_an_error),
		cmocka_unit_test(a_file_that_wants_much_memory_is_refused),
	};

	return cmocka_run_group_tests(tests, open_given, close_given);
}
