/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "seal/checkpoint.h"
#include "test.h"

static const unsigned char seed[NOTE_SEED_SIZE] = "a seed that everybody knows";

static struct note_signer log_signer(void)
{
	struct note_signer signer;

	assert_int_equal(note_signer_new(STR("check.example.jp/log"), NOTE_SIGNATURE, seed, &signer, NULL), ERR_OK);
	return signer;
}

static struct note_signer witness(void)
{
	static const unsigned char other[NOTE_SEED_SIZE] = "a witness that all know";
	struct note_signer signer;

	assert_int_equal(note_signer_new(STR("tokyo.example.jp/witness"), NOTE_COSIGNATURE, other, &signer, NULL),
			 ERR_OK);
	return signer;
}

/* The signed head of a log that has just the entry "one". */
static struct merkle_hash write_head(struct buf *text)
{
	struct note_signer signer = log_signer();
	struct merkle_hash root = merkle_leaf(STR("one"));

	buf_init(text, NOTE_BYTES_MAX);
	checkpoint_write_signed(&signer, 1, &root, text);
	return root;
}

static void a_signed_head_is_opened_by_its_key(void **state)
{
	struct note_signer signer = log_signer();
	struct checkpoint head;
	struct merkle_hash root;
	struct note note;
	BUF_SCOPED text;
	int64_t at_s = 7;
	ARENA_SCOPED arena;

	arena_init(&arena);
	root = write_head(&text);
	assert_int_equal(checkpoint_open(&arena, buf_str(&text), &signer.key, &note, &head, NULL), ERR_OK);
	assert_int_equal(note_check(&note, &signer.key, &at_s), NOTE_SIGNED);
	assert_int_equal(at_s, 0); /* only a cosignature says when */
	assert_string_equal(head.origin, "check.example.jp/log");
	assert_int_equal(head.size, 1);
	assert_true(merkle_equal(&head.root, &root));
	assert_int_equal(note.count, 1);
}

static void a_head_with_one_changed_byte_is_not(void **state)
{
	struct note_signer signer = log_signer();
	BUF_SCOPED text;
	ARENA_SCOPED arena;

	arena_init(&arena);
	write_head(&text);
	for (size_t i = 0; i < text.size; i++) {
		struct checkpoint head;
		struct note note;

		text.bytes[i] ^= 1;
		if (checkpoint_open(&arena, buf_str(&text), &signer.key, &note, &head, NULL) == ERR_OK)
			fail_msg("byte %zu may be changed", i);
		text.bytes[i] ^= 1;
	}
}

static void a_witness_says_when_it_saw_the_log_grow(void **state)
{
	struct note_signer signer = log_signer(), other = witness();
	struct checkpoint head;
	struct note note;
	int64_t at_s;
	BUF_SCOPED text;
	ARENA_SCOPED arena;

	arena_init(&arena);
	write_head(&text);
	assert_int_equal(checkpoint_open(&arena, buf_str(&text), &signer.key, &note, &head, NULL), ERR_OK);
	assert_int_equal(note_check(&note, &other.key, &at_s), NOTE_UNSIGNED);
	note_sign(&other, note.text, INT64_C(1748826000), &text);
	assert_int_equal(checkpoint_open(&arena, buf_str(&text), &signer.key, &note, &head, NULL), ERR_OK);
	assert_int_equal(note_check(&note, &other.key, &at_s), NOTE_SIGNED);
	assert_int_equal(at_s, INT64_C(1748826000));
	assert_int_equal(note_check(&note, &signer.key, &at_s), NOTE_SIGNED);
	assert_int_equal(at_s, 0);
}

static void a_cosignature_of_another_time_is_forged(void **state)
{
	struct note_signer other = witness();
	struct note_signature *signature;
	char changed[128];
	struct note note;
	BUF_SCOPED text;
	ARENA_SCOPED arena;

	arena_init(&arena);
	write_head(&text);
	assert_int_equal(note_read(&arena, buf_str(&text), &note, NULL), ERR_OK);
	note_sign(&other, note.text, INT64_C(1748826000), &text);
	assert_int_equal(note_read(&arena, buf_str(&text), &note, NULL), ERR_OK);
	signature = &note.signatures[1];
	memcpy(changed, signature->bytes.p, signature->bytes.n);
	changed[7] ^= 1; /* the last byte of the time */
	signature->bytes.p = changed;
	assert_int_equal(note_check(&note, &other.key, NULL), NOTE_FORGED);
}

static void a_key_travels_as_text(void **state)
{
	struct note_signer signer = witness(), again;
	struct note_key key;
	BUF_SCOPED public;
	BUF_SCOPED secret;

	buf_init(&public, 1000);
	buf_init(&secret, 1000);
	note_key_write(&signer.key, &public);
	note_signer_write(&signer, &secret);
	buf_add_byte(&public, '\n');
	assert_int_equal(note_key_read(buf_str(&public), &key, NULL), ERR_OK);
	assert_int_equal(note_signer_read(buf_str(&secret), &again, NULL), ERR_OK);
	assert_memory_equal(key.public, signer.key.public, NOTE_PUBLIC_SIZE);
	assert_int_equal(key.type, NOTE_COSIGNATURE);
	assert_int_equal(key.id, signer.key.id);
	assert_memory_equal(again.seed, signer.seed, NOTE_SEED_SIZE);
	assert_string_equal(again.key.name, "tokyo.example.jp/witness");
}

static void a_key_that_was_copied_in_part_is_refused(void **state)
{
	static const char *const wrong[] = {
		"",
		"name",
		"name+00000000+",
		"check.example.jp/log+00000000+AbQhsMw/b8W3BAdPYQ3wUUqmrGWEWKmlkE8Ndc+MSnbg",
		"na me+00000000+AbQhsMw/b8W3BAdPYQ3wUUqmrGWEWKmlkE8Ndc+MSnbg",
		"+00000000+AbQhsMw/b8W3BAdPYQ3wUUqmrGWEWKmlkE8Ndc+MSnbg",
	};
	struct note_signer signer;
	struct note_key key;
	struct fault why;

	for (size_t i = 0; i < COUNT(wrong); i++)
		assert_int_equal(note_key_read(str_from(wrong[i]), &key, &why), ERR_INVALID);
	assert_int_equal(note_signer_read(STR("name+00000000+AAAA"), &signer, &why), ERR_INVALID);
	assert_int_equal(note_signer_new(STR("two words"), NOTE_SIGNATURE, seed, &signer, &why), ERR_INVALID);
}

static void the_key_of_another_log_opens_no_head(void **state)
{
	struct note_signer stranger;
	struct checkpoint head;
	struct fault why;
	struct note note;
	BUF_SCOPED text;
	ARENA_SCOPED arena;

	arena_init(&arena);
	write_head(&text);
	assert_int_equal(note_signer_new(STR("other.example.jp/log"), NOTE_SIGNATURE, seed, &stranger, NULL), ERR_OK);
	assert_int_equal(checkpoint_open(&arena, buf_str(&text), &stranger.key, &note, &head, &why), ERR_DENIED);
	assert_string_equal(why.text, "this is a head of check.example.jp/log, the key is of other.example.jp/log");
	assert_int_equal(note_signer_new(STR("check.example.jp/log"), NOTE_SIGNATURE, NULL, &stranger, NULL), ERR_OK);
	assert_int_equal(checkpoint_open(&arena, buf_str(&text), &stranger.key, &note, &head, &why), ERR_DENIED);
}

static void a_head_has_one_form(void **state)
{
#define ROOT "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="
	static const char *const wrong[] = {
		"",
		"log\n",
		"log\n1\n",
		"log\n1\n" ROOT,
		"log\n01\n" ROOT "\n",
		"log\n+1\n" ROOT "\n",
		"log\n9223372036854775808\n" ROOT "\n",
		"two words\n1\n" ROOT "\n",
		"log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n",
		"log\n1\n" ROOT "\n\n",
	};
	struct checkpoint head;

	for (size_t i = 0; i < COUNT(wrong); i++)
		if (checkpoint_read(str_from(wrong[i]), &head, NULL) != ERR_INVALID)
			fail_msg("taken: %s", wrong[i]);
	assert_int_equal(checkpoint_read(STR("log\n0\n" ROOT "\n"), &head, NULL), ERR_OK);
	assert_int_equal(checkpoint_read(STR("log\n20852163\n" ROOT "\nan extension\n"), &head, NULL), ERR_OK);
	assert_int_equal(head.size, 20852163);
}

/* The example of the specification of checkpoints, whose cosignature is in the form that we read. */
static void the_specifications_own_example_is_a_note(void **state)
{
	static const char example[] =
		"example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
		"\xe2\x80\x94 example.com/behind-the-sofa "
		"Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
		"\xe2\x80\x94 witness.example.com/w1 "
		"jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/"
		"zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n";
	struct note note;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(note_read(&arena, STR(example), &note, NULL), ERR_OK);
	assert_int_equal(note.count, 2);
	assert_true(str_is(note.signatures[1].name, "witness.example.com/w1"));
	assert_int_equal(note.signatures[0].bytes.n, 64);
	assert_int_equal(note.signatures[1].bytes.n, 72);
}

static void what_is_no_note_is_refused(void **state)
{
	static const char *const wrong[] = {
		"",
		"text\n",
		"text\n\n",
		"text\n\n\xe2\x80\x94 name AAAAAAA=",
		"text\n\n\xe2\x80\x94 name AAAA\n",
		"text\n\n- name AAAAAAA=\n",
		"text\n\n\xe2\x80\x94 na+me AAAAAAA=\n",
		"te\txt\n\n\xe2\x80\x94 name AAAAAAA=\n",
		"te\xffxt\n\n\xe2\x80\x94 name AAAAAAA=\n",
	};
	struct note note;
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(wrong); i++)
		if (note_read(&arena, str_from(wrong[i]), &note, NULL) != ERR_INVALID)
			fail_msg("taken: %s", wrong[i]);
	assert_int_equal(note_read(&arena, STR("text\n\n\xe2\x80\x94 name AAAAAAA=\n"), &note, NULL), ERR_OK);
}

#define LINE "\xe2\x80\x94 name AAAAAAA=\n"

static enum err read_with_signatures(int count, size_t text_size)
{
	struct note note;
	ARENA_SCOPED arena;
	BUF_SCOPED text;

	arena_init(&arena);
	buf_init(&text, 2 * NOTE_BYTES_MAX);
	while (text.size < text_size)
		buf_add_byte(&text, 'a');
	buf_add_text(&text, "\n\n");
	for (int i = 0; i < count; i++)
		buf_add_text(&text, LINE);
	return note_read(&arena, buf_str(&text), &note, NULL);
}

/* C2SP signed-note asks for at least 16; a log with more witnesses than that is still read. */
static void a_note_is_bounded_in_signatures_and_bytes(void **state)
{
	const size_t largest = NOTE_BYTES_MAX - 2 - (sizeof(LINE) - 1);

	assert_int_equal(read_with_signatures(0, 10), ERR_INVALID);
	assert_int_equal(read_with_signatures(1, 10), ERR_OK);
	assert_int_equal(read_with_signatures(NOTE_SIGNATURES_MAX, 10), ERR_OK);
	assert_int_equal(read_with_signatures(NOTE_SIGNATURES_MAX + 1, 10), ERR_TOO_LARGE);
	assert_int_equal(read_with_signatures(1, largest), ERR_OK);
	assert_int_equal(read_with_signatures(1, largest + 1), ERR_TOO_LARGE);
}

/* A plus parts a key's text, a space parts a signature's line. */
static void the_name_of_a_key_is_printable_without_space_and_plus(void **state)
{
	char name[NOTE_NAME_MAX + 1];

	for (int byte = 0; byte < 256; byte++) {
		const char one = (char)byte;
		assert_int_equal(note_name_is_valid(str_of(&one, 1)), byte > ' ' && byte <= '~' && byte != '+');
	}
	memset(name, 'a', sizeof(name));
	assert_true(note_name_is_valid(str_of(name, NOTE_NAME_MAX)));
	assert_false(note_name_is_valid(str_of(name, NOTE_NAME_MAX + 1)));
	assert_false(note_name_is_valid(STR("")));
}

static void a_note_is_handed_on_with_the_signatures_of_one_key(void **state)
{
	struct note_signer signer = log_signer(), other = witness();
	struct merkle_hash root = {{7}};
	struct note note;
	ARENA_SCOPED arena;
	BUF_SCOPED signed_once;
	BUF_SCOPED signed_twice;
	BUF_SCOPED again;

	arena_init(&arena);
	buf_init(&signed_once, NOTE_BYTES_MAX);
	buf_init(&signed_twice, NOTE_BYTES_MAX);
	buf_init(&again, NOTE_BYTES_MAX);
	checkpoint_write_signed(&signer, 5, &root, &signed_once);
	assert_int_equal(note_read(&arena, buf_str(&signed_once), &note, NULL), ERR_OK);
	buf_add(&signed_twice, buf_str(&signed_once));
	note_sign(&other, note.text, 1, &signed_twice);
	assert_int_equal(note_read(&arena, buf_str(&signed_twice), &note, NULL), ERR_OK);
	note_write_signed_by(&note, &signer.key, &again);
	assert_string_equal(buf_text(&again), buf_text(&signed_once));
}

int test_checkpoint(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_signed_head_is_opened_by_its_key),
		cmocka_unit_test(a_head_with_one_changed_byte_is_not),
		cmocka_unit_test(a_witness_says_when_it_saw_the_log_grow),
		cmocka_unit_test(a_cosignature_of_another_time_is_forged),
		cmocka_unit_test(a_key_travels_as_text),
		cmocka_unit_test(a_key_that_was_copied_in_part_is_refused),
		cmocka_unit_test(the_key_of_another_log_opens_no_head),
		cmocka_unit_test(a_head_has_one_form),
		cmocka_unit_test(the_specifications_own_example_is_a_note),
		cmocka_unit_test(what_is_no_note_is_refused),
		cmocka_unit_test(a_note_is_bounded_in_signatures_and_bytes),
		cmocka_unit_test(a_note_is_handed_on_with_the_signatures_of_one_key),
		cmocka_unit_test(the_name_of_a_key_is_printable_without_space_and_plus),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
