/* SPDX-License-Identifier: Apache-2.0 */
/* Every way in which a log can grow, and every way in which it can fail to. */
#include <stdio.h>
#include <string.h>

#include "seal/growth.h"
#include "test.h"

#define ENTRIES 40
#define FORK    20 /* the other log is the same up to here */

/* A log and all heads that it ever had. */
struct log {
	struct merkle_hash nodes[7][ENTRIES];
	struct checkpoint heads[ENTRIES + 1];
};

static struct log honest, forked;

static void fill(struct log *log, int first_other)
{
	struct merkle_edge edge = {0};

	log->heads[0].root = merkle_edge_root(&edge);
	for (int i = 0; i < ENTRIES; i++) {
		struct merkle_subtree completed[MERKLE_LEVELS];
		char entry[16];
		struct merkle_hash leaf;
		size_t count;

		snprintf(entry, sizeof(entry), "%s%d", i < first_other ? "" : "other ", i);
		leaf = merkle_leaf(str_from(entry));
		count = merkle_append(&edge, &leaf, completed);
		for (size_t k = 0; k < count; k++)
			log->nodes[completed[k].level][completed[k].index] = completed[k].hash;
		log->heads[i + 1] = (struct checkpoint){"log", edge.size, merkle_edge_root(&edge)};
	}
}

static int make_logs(void **state)
{
	fill(&honest, ENTRIES);
	fill(&forked, FORK);
	return 0;
}

static enum err read_node(void *context, unsigned level, uint64_t index, struct merkle_hash *ret_hash,
			  struct fault *why)
{
	const struct log *log = context;

	*ret_hash = log->nodes[level][index];
	return ERR_OK;
}

/* What a witness that keeps `before` finds when a log shows `now` and proves what it is asked for by its own tree. */
static enum growth find(const struct checkpoint *before, struct log *log, const struct checkpoint *now)
{
	struct merkle_nodes nodes = {read_node, log};
	struct merkle_proof proof = {0};
	uint64_t from, to;

	if (growth_wants_proof(before, now, &from, &to))
		assert_int_equal(merkle_prove_consistency(&nodes, from, to, &proof, NULL), ERR_OK);
	return growth_judge(before, now, &proof);
}

static void a_log_that_grows_is_believed_at_every_size(void **state)
{
	for (int before = 0; before <= ENTRIES; before++)
		for (int now = before; now <= ENTRIES; now++)
			assert_int_equal(find(&honest.heads[before], &honest, &honest.heads[now]),
					 now == before ? GROWTH_NONE : GROWTH_MORE);
}

static void another_log_of_the_same_size_is_a_fork(void **state)
{
	for (int size = FORK + 1; size <= ENTRIES; size++)
		assert_int_equal(find(&honest.heads[size], &forked, &forked.heads[size]), GROWTH_FORKED);
}

static void a_longer_log_with_another_beginning_is_not_proved(void **state)
{
	for (int before = FORK + 1; before < ENTRIES; before++)
		for (int now = before + 1; now <= ENTRIES; now++)
			assert_int_equal(find(&honest.heads[before], &forked, &forked.heads[now]), GROWTH_UNPROVED);
	assert_int_equal(find(&honest.heads[FORK], &forked, &forked.heads[ENTRIES]), GROWTH_MORE);
}

static void an_earlier_head_of_the_same_log_is_told_from_a_log_that_shrank(void **state)
{
	assert_int_equal(find(&honest.heads[30], &honest, &honest.heads[25]), GROWTH_EARLIER);
	assert_int_equal(find(&honest.heads[30], &forked, &forked.heads[25]), GROWTH_SHRUNK);
	assert_int_equal(find(&honest.heads[30], &honest, &honest.heads[0]), GROWTH_SHRUNK);
}

static void without_a_proof_nothing_is_believed(void **state)
{
	const struct merkle_proof none = {0};

	assert_int_equal(growth_judge(&honest.heads[5], &honest.heads[9], &none), GROWTH_UNPROVED);
	assert_int_equal(growth_judge(&honest.heads[9], &honest.heads[5], &none), GROWTH_SHRUNK);
	assert_int_equal(growth_judge(&honest.heads[8], &honest.heads[16], &none), GROWTH_UNPROVED);
}

static void an_empty_log_with_another_root_is_none(void **state)
{
	const struct checkpoint lie = {"log", 0, honest.heads[1].root};

	assert_int_equal(find(&lie, &honest, &honest.heads[9]), GROWTH_UNPROVED);
	assert_int_equal(find(&lie, &honest, &honest.heads[0]), GROWTH_FORKED);
}

static void only_a_log_that_keeps_all_it_held_is_good(void **state)
{
	for (enum growth growth = GROWTH_NONE; growth <= GROWTH_UNPROVED; growth++)
		assert_int_equal(growth_is_good(growth), growth == GROWTH_NONE || growth == GROWTH_MORE);
}

static void a_proof_is_asked_for_only_where_it_says_something(void **state)
{
	uint64_t from, to;

	assert_false(growth_wants_proof(&honest.heads[7], &honest.heads[7], &from, &to));
	assert_false(growth_wants_proof(&honest.heads[0], &honest.heads[7], &from, &to));
	assert_true(growth_wants_proof(&honest.heads[9], &honest.heads[7], &from, &to));
	assert_int_equal(from, 7);
	assert_int_equal(to, 9);
}

static void a_proof_is_lines_and_is_read_back(void **state)
{
	struct merkle_nodes nodes = {read_node, &honest};
	struct merkle_proof proof, again;
	BUF_SCOPED text;
	BUF_SCOPED twice;

	buf_init(&text, GROWTH_PROOF_BYTES_MAX);
	buf_init(&twice, GROWTH_PROOF_BYTES_MAX);
	assert_int_equal(merkle_prove_consistency(&nodes, 11, 37, &proof, NULL), ERR_OK);
	growth_proof_write(&proof, &text);
	assert_int_equal(text.size, 45 * proof.count);
	assert_int_equal(growth_proof_read(buf_str(&text), &again, NULL), ERR_OK);
	growth_proof_write(&again, &twice);
	assert_string_equal(buf_text(&twice), buf_text(&text));
	assert_int_equal(growth_proof_read(STR(""), &again, NULL), ERR_OK);
	assert_int_equal(again.count, 0);
}

static void the_longest_proof_fits_and_a_longer_one_is_refused(void **state)
{
	struct merkle_proof proof = {.count = MERKLE_PROOF_MAX};
	BUF_SCOPED text;

	buf_init(&text, GROWTH_PROOF_BYTES_MAX);
	growth_proof_write(&proof, &text);
	assert_false(text.full);
	assert_int_equal(growth_proof_read(buf_str(&text), &proof, NULL), ERR_OK);
	buf_add_text(&text, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n");
	assert_false(text.full);
	assert_int_equal(growth_proof_read(buf_str(&text), &proof, NULL), ERR_INVALID);
}

static void what_is_no_proof_is_refused_with_its_line(void **state)
{
	static const char *const wrong[] = {
		"<!DOCTYPE html>\n",
		"\n",
		"AQIDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
		"AQIDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n",
		"AQIDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB=\n",
		"AQID\n",
	};
	struct merkle_proof proof;
	struct fault why;

	for (size_t i = 0; i < COUNT(wrong); i++)
		if (growth_proof_read(str_from(wrong[i]), &proof, NULL) != ERR_INVALID)
			fail_msg("taken: %s", wrong[i]);
	assert_int_equal(growth_proof_read(STR("AQIDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nmore\n"), &proof, &why),
			 ERR_INVALID);
	assert_string_equal(why.text, "line 2 of the proof is not the base64 of 32 bytes");
}

static void only_letters_of_base64_are_taken(void **state)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	char line[] = "AQIDAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
	struct merkle_proof proof;

	for (int byte = 0; byte < 256; byte++) {
		bool is_letter = memchr(letters, byte, sizeof(letters) - 1) != NULL;

		line[5] = (char)byte;
		if ((growth_proof_read(str_of(line, sizeof(line) - 1), &proof, NULL) == ERR_OK) != is_letter)
			fail_msg("byte %02x", byte);
	}
}

int test_growth(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_log_that_grows_is_believed_at_every_size),
		cmocka_unit_test(another_log_of_the_same_size_is_a_fork),
		cmocka_unit_test(a_longer_log_with_another_beginning_is_not_proved),
		cmocka_unit_test(an_earlier_head_of_the_same_log_is_told_from_a_log_that_shrank),
		cmocka_unit_test(without_a_proof_nothing_is_believed),
		cmocka_unit_test(an_empty_log_with_another_root_is_none),
		cmocka_unit_test(only_a_log_that_keeps_all_it_held_is_good),
		cmocka_unit_test(a_proof_is_asked_for_only_where_it_says_something),
		cmocka_unit_test(a_proof_is_lines_and_is_read_back),
		cmocka_unit_test(the_longest_proof_fits_and_a_longer_one_is_refused),
		cmocka_unit_test(what_is_no_proof_is_refused_with_its_line),
		cmocka_unit_test(only_letters_of_base64_are_taken),
	};

	return cmocka_run_group_tests(tests, make_logs, NULL);
}
