/* SPDX-License-Identifier: Apache-2.0 */
/* Our logs and notes against an implementation that is not ours: Go's golang.org/x/mod/sumdb, asked by stranger.go. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "codec/digest.h"
#include "seal/checkpoint.h"
#include "test.h"

#define LEAVES 200
#define LINE   8192

struct stranger {
	pid_t pid;
	FILE *ask, *tell;
	struct merkle_hash nodes[9][LEAVES];
	struct merkle_hash roots[LEAVES + 1];
	struct arena arena;
};

static void start(struct stranger *stranger)
{
	int ask[2], tell[2];

	assert_int_equal(pipe(ask) | pipe(tell), 0);
	stranger->pid = fork();
	if (stranger->pid == 0) {
		dup2(ask[0], 0);
		dup2(tell[1], 1);
		close(ask[0]), close(ask[1]), close(tell[0]), close(tell[1]);
		execl(STRANGER, STRANGER, (char *)NULL);
		_exit(127);
	}
	close(ask[0]), close(tell[1]);
	stranger->ask = fdopen(ask[1], "w");
	stranger->tell = fdopen(tell[0], "r");
}

static enum err read_node(void *context, unsigned level, uint64_t index, struct merkle_hash *ret_hash,
			  struct fault *why)
{
	struct stranger *stranger = context;

	*ret_hash = stranger->nodes[level][index];
	return ERR_OK;
}

static int make(void **state)
{
	struct stranger *stranger = calloc(1, sizeof(*stranger));
	struct merkle_edge edge = {0};

	arena_init(&stranger->arena);
	for (int i = 0; i < LEAVES; i++) {
		struct merkle_subtree completed[MERKLE_LEVELS];
		struct merkle_hash leaf = merkle_leaf(str_from(arena_printf(&stranger->arena, "%d", i)));
		size_t count = merkle_append(&edge, &leaf, completed);

		for (size_t k = 0; k < count; k++)
			stranger->nodes[completed[k].level][completed[k].index] = completed[k].hash;
		stranger->roots[edge.size] = merkle_edge_root(&edge);
	}
	start(stranger);
	*state = stranger;
	return 0;
}

static int end(void **state)
{
	struct stranger *stranger = *state;

	fclose(stranger->ask);
	fclose(stranger->tell);
	waitpid(stranger->pid, NULL, 0);
	arena_release(&stranger->arena);
	free(stranger);
	return 0;
}

/* Its answer to a question, without the line's end. */
static const char *ask(struct stranger *stranger, const char *question)
{
	char line[LINE];

	fprintf(stranger->ask, "%s\n", question);
	fflush(stranger->ask);
	if (!fgets(line, sizeof(line), stranger->tell))
		fail_msg("no answer to: %s", question);
	line[strcspn(line, "\n")] = 0;
	return arena_strdup(&stranger->arena, line);
}

static const char *base64(struct stranger *stranger, const void *bytes, size_t size)
{
	return str_dup(&stranger->arena, digest_base64_encode(&stranger->arena, str_of(bytes, size)));
}

static const char *hash_text(struct stranger *stranger, const struct merkle_hash *hash)
{
	return base64(stranger, hash->bytes, sizeof(hash->bytes));
}

static const char *proof_text(struct stranger *stranger, const struct merkle_proof *proof)
{
	const char *text = "";

	for (size_t i = 0; i < proof->count; i++)
		text = arena_printf(&stranger->arena, "%s%s%s", text, i ? " " : "",
				    hash_text(stranger, &proof->hashes[i]));
	return text;
}

static void both_find_the_same_roots(void **state)
{
	struct stranger *stranger = *state;

	for (int size = 1; size <= LEAVES; size++)
		assert_string_equal(ask(stranger, arena_printf(&stranger->arena, "root %d", size)),
				    hash_text(stranger, &stranger->roots[size]));
}

static void both_prove_that_an_entry_is_in_the_log_alike(void **state)
{
	struct stranger *stranger = *state;
	struct merkle_nodes nodes = {read_node, stranger};
	struct merkle_proof proof;

	srand(1);
	for (int i = 0; i < 300; i++) {
		uint64_t size = 1 + (uint64_t)rand() % LEAVES, index = (uint64_t)rand() % size;
		const char *ours;

		assert_int_equal(merkle_prove_inclusion(&nodes, size, index, &proof, NULL), ERR_OK);
		ours = proof_text(stranger, &proof);
		assert_string_equal(
			ask(stranger, arena_printf(&stranger->arena, "record %d %d", (int)size, (int)index)), ours);
		assert_string_equal(
			ask(stranger, arena_printf(&stranger->arena, "check-record %d %d %s %s %s", (int)size,
						   (int)index, hash_text(stranger, &stranger->roots[size]),
						   hash_text(stranger, &stranger->nodes[0][index]), ours)),
			"<nil>");
	}
}

static void both_prove_that_a_log_only_grew_alike(void **state)
{
	struct stranger *stranger = *state;
	struct merkle_nodes nodes = {read_node, stranger};
	struct merkle_proof proof;

	srand(2);
	for (int i = 0; i < 300; i++) {
		uint64_t to = 1 + (uint64_t)rand() % LEAVES, from = 1 + (uint64_t)rand() % to;
		const char *ours;

		assert_int_equal(merkle_prove_consistency(&nodes, from, to, &proof, NULL), ERR_OK);
		ours = proof_text(stranger, &proof);
		assert_string_equal(ask(stranger, arena_printf(&stranger->arena, "tree %d %d", (int)to, (int)from)),
				    ours);
		assert_string_equal(ask(stranger, arena_printf(&stranger->arena, "check-tree %d %d %s %s %s", (int)to,
							       (int)from, hash_text(stranger, &stranger->roots[to]),
							       hash_text(stranger, &stranger->roots[from]), ours)),
				    "<nil>");
	}
}

static void a_stranger_opens_our_head_and_we_open_the_strangers(void **state)
{
	struct stranger *stranger = *state;
	struct note_signer signer;
	struct checkpoint head;
	struct note note;
	struct str theirs;
	BUF_SCOPED text;
	BUF_SCOPED public;
	BUF_SCOPED secret;

	assert_int_equal(note_signer_new(STR("check.example.jp/log"), NOTE_SIGNATURE, NULL, &signer, NULL), ERR_OK);
	buf_init(&text, NOTE_BYTES_MAX);
	buf_init(&public, 1000);
	buf_init(&secret, 1000);
	note_key_write(&signer.key, &public);
	note_signer_write(&signer, &secret);
	checkpoint_write_signed(&signer, LEAVES, &stranger->roots[LEAVES], &text);
	assert_string_equal(ask(stranger, arena_printf(&stranger->arena, "open %s %s", buf_text(&public),
						       base64(stranger, text.bytes, text.size))),
			    "<nil>");
	assert_int_equal(note_read(&stranger->arena, buf_str(&text), &note, NULL), ERR_OK);
	theirs = str_from(ask(stranger, arena_printf(&stranger->arena, "sign %s %s", buf_text(&secret),
						     base64(stranger, note.text.p, note.text.n))));
	assert_true(digest_base64_decode(&stranger->arena, theirs, &theirs));
	assert_true(str_eq(theirs, buf_str(&text))); /* Ed25519 signs a text in one way only */
	assert_int_equal(checkpoint_open(&stranger->arena, theirs, &signer.key, &note, &head, NULL), ERR_OK);
	text.bytes[text.size - 10] ^= 1;
	assert_string_not_equal(ask(stranger, arena_printf(&stranger->arena, "open %s %s", buf_text(&public),
							   base64(stranger, text.bytes, text.size))),
				"<nil>");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_find_the_same_roots),
		cmocka_unit_test(both_prove_that_an_entry_is_in_the_log_alike),
		cmocka_unit_test(both_prove_that_a_log_only_grew_alike),
		cmocka_unit_test(a_stranger_opens_our_head_and_we_open_the_strangers),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, make, end);
}
