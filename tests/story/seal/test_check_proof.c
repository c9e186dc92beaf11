/* SPDX-License-Identifier: Apache-2.0 */
/* tenken audit check-proof, as a company meets it that holds a proof, a head and the log's public key, and no store. */
#include "story/process.h"

#include <stdio.h>
#include <string.h>

#include "codec/digest.h"
#include "seal/growth.h"
#include "seal/place_proof.h"

#define ENTRIES 50
#define ARRIVAL 12
#define LATEST  40

/* A log with two entries of case 12 in it, and the files that its office gives to the company. */
struct given {
	struct merkle_hash nodes[7][ENTRIES];
	struct note_signer signer;
	struct str entries[ENTRIES];
	const char *proof, *head, *key;
};

static const char *write_text(struct scene *scene, const char *name, struct str text)
{
	const char *path = arena_printf(&scene->arena, "%s/%s", scene->dir, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_int_equal(fwrite(text.p, 1, text.n, file), text.n);
	assert_int_equal(fclose(file), 0);
	return path;
}

static struct str entry_of(struct scene *scene, int at)
{
	struct log_entry entry = {.kind = at == ARRIVAL ? "applied" : "checked",
				  .edition = "tokyo-r7",
				  .case_number = at == ARRIVAL || at == LATEST ? 12 : 100 + at,
				  .at_ms = INT64_C(1748826000000) + at * INT64_C(60000),
				  .actor_kind = "company",
				  .state = at == ARRIVAL ? "received" : "checked",
				  .course = "one",
				  .arrival = at == ARRIVAL || at == LATEST ? 7 : 100 + at,
				  .holds_place = true};
	BUF_SCOPED bytes;

	buf_init(&bytes, LOG_ENTRY_BYTES_MAX);
	assert_int_equal(log_entry_write(&entry, &bytes, NULL), ERR_OK);
	return str_of(str_dup(&scene->arena, buf_str(&bytes)), bytes.size);
}

static enum err read_node(void *context, unsigned level, uint64_t index, struct merkle_hash *ret_hash,
			  struct fault *why)
{
	const struct given *given = context;

	*ret_hash = given->nodes[level][index];
	return ERR_OK;
}

static void write_head(struct scene *scene, struct given *given, const char *name, uint64_t size,
		       const struct merkle_hash *root)
{
	BUF_SCOPED text;

	buf_init(&text, NOTE_BYTES_MAX);
	checkpoint_write_signed(&given->signer, size, root, &text);
	given->head = write_text(scene, name, buf_str(&text));
}

static void write_proof(struct scene *scene, struct given *given, struct merkle_hash root)
{
	struct merkle_nodes nodes = {read_node, given};
	struct place_proof proof = {.arrival = {ARRIVAL, given->entries[ARRIVAL], {0}},
				    .latest = {LATEST, given->entries[LATEST], {0}}};
	BUF_SCOPED head;
	BUF_SCOPED json;

	buf_init(&head, NOTE_BYTES_MAX);
	buf_init(&json, PLACE_PROOF_BYTES_MAX);
	checkpoint_write_signed(&given->signer, ENTRIES, &root, &head);
	proof.head = buf_str(&head);
	assert_int_equal(merkle_prove_inclusion(&nodes, ENTRIES, ARRIVAL, &proof.arrival.path, NULL), ERR_OK);
	assert_int_equal(merkle_prove_inclusion(&nodes, ENTRIES, LATEST, &proof.latest.path, NULL), ERR_OK);
	assert_int_equal(place_proof_write(&proof, &json, NULL), ERR_OK);
	given->proof = write_text(scene, "proof.json", buf_str(&json));
}

static struct given *make(struct scene *scene)
{
	struct given *given = arena_alloc(&scene->arena, sizeof(*given));
	struct merkle_edge edge = {0};
	struct merkle_hash root;
	BUF_SCOPED key;

	for (int i = 0; i < ENTRIES; i++) {
		struct merkle_subtree completed[MERKLE_LEVELS];
		struct merkle_hash leaf;
		size_t count;

		given->entries[i] = entry_of(scene, i);
		leaf = merkle_leaf(given->entries[i]);
		count = merkle_append(&edge, &leaf, completed);
		for (size_t k = 0; k < count; k++)
			given->nodes[completed[k].level][completed[k].index] = completed[k].hash;
	}
	root = merkle_edge_root(&edge);
	assert_int_equal(note_signer_new(STR("check.example.jp/log"), NOTE_SIGNATURE, NULL, &given->signer, NULL),
			 ERR_OK);
	write_head(scene, given, "head", ENTRIES, &root);
	write_proof(scene, given, root);
	buf_init(&key, 1000);
	note_key_write(&given->signer.key, &key);
	given->key = write_text(scene, "log.key", buf_str(&key));
	return given;
}

/* The log when it had fewer entries. */
static struct merkle_hash root_at(const struct given *given, uint64_t size)
{
	struct merkle_nodes nodes = {read_node, (void *)given};
	struct merkle_edge edge;

	assert_int_equal(merkle_edge_load(&nodes, size, &edge, NULL), ERR_OK);
	return merkle_edge_root(&edge);
}

static const char *write_growth(struct scene *scene, const struct given *given, uint64_t from)
{
	struct merkle_nodes nodes = {read_node, (void *)given};
	struct merkle_proof growth;
	BUF_SCOPED text;

	buf_init(&text, 8192);
	assert_int_equal(merkle_prove_consistency(&nodes, from, ENTRIES, &growth, NULL), ERR_OK);
	growth_proof_write(&growth, &text);
	return write_text(scene, "growth", buf_str(&text));
}

static int check(struct scene *scene, const struct given *given, struct process *ret_process)
{
	return RUN(scene, ret_process, TENKEN, "audit", "check-proof", given->proof, "--head", given->head, "--key",
		   given->key);
}

static void demand_failure(struct scene *scene, const struct given *given, const char *reason)
{
	struct process process;

	assert_int_equal(check(scene, given, &process), 1);
	assert_non_null(strstr(process_out(scene, &process), "This proof does not hold."));
	assert_non_null(strstr(process_out(scene, &process), reason));
	assert_string_equal(process_err(scene, &process), "");
}

static void a_proof_says_what_it_proves_and_what_not(void **state)
{
	struct scene *scene = *state;
	struct given *given = make(scene);
	struct process process;
	const char *out;

	assert_int_equal(check(scene, given, &process), 0);
	out = process_out(scene, &process);
	assert_non_null(strstr(out, "This proof holds."));
	assert_non_null(strstr(out, "check.example.jp/log"));
	assert_non_null(strstr(out, "50 entries"));
	assert_non_null(strstr(out, "course:           one"));
	assert_non_null(strstr(out, "rank of arrival:  7"));
	assert_non_null(strstr(out, "place:            held"));
	assert_non_null(strstr(out, "state:            Checked by the secretariat"));
	assert_non_null(strstr(out, "does not prove"));
	assert_string_equal(process_err(scene, &process), "");
}

static void one_changed_word_makes_it_fail(void **state)
{
	struct scene *scene = *state;
	struct given *given = make(scene);
	char *json = read_whole(&scene->arena, given->proof);

	*(strstr(json, "arrival 7\\n") + strlen("arrival ")) = '1';
	given->proof = write_text(scene, "changed.json", str_from(json));
	demand_failure(scene, given, "entry 12 of the proof is not in the log of this head");
}

static void a_head_kept_from_elsewhere_must_be_its_own(void **state)
{
	struct scene *scene = *state;
	struct given *given = make(scene);
	struct note_signer real = given->signer;
	struct process process;

	write_head(scene, given, "fork", ENTRIES, &(struct merkle_hash){{1}});
	demand_failure(scene, given, "is another than that of the kept head");
	write_head(scene, given, "longer", ENTRIES + 1, &(struct merkle_hash){{1}});
	assert_int_equal(check(scene, given, &process), 1);
	assert_non_null(strstr(process_out(scene, &process), "the kept head has 51"));
	assert_int_equal(note_signer_new(STR("check.example.jp/log"), NOTE_SIGNATURE, NULL, &given->signer, NULL),
			 ERR_OK);
	write_head(scene, given, "forged", ENTRIES, &(struct merkle_hash){{1}});
	demand_failure(scene, given, "forged: the head of check.example.jp/log has no signature of this key");
	given->signer = real;
}

static void a_head_kept_earlier_needs_to_be_shown_of_the_same_log(void **state)
{
	struct scene *scene = *state;
	struct given *given = make(scene);
	struct merkle_hash root = root_at(given, 33);
	const char *growth = write_growth(scene, given, 33);
	struct process process;

	write_head(scene, given, "earlier", 33, &root);
	assert_int_equal(check(scene, given, &process), 1);
	assert_non_null(strstr(process_out(scene, &process), "whether they are of one log is not shown yet"));
	assert_non_null(
		strstr(process_out(scene, &process), "https://check.example.jp/log/consistency?from=33&to=50\n"));
	assert_int_equal(RUN(scene, &process, TENKEN, "audit", "check-proof", given->proof, "--head", given->head,
			     "--key", given->key, "--growth", growth),
			 0);
	write_head(scene, given, "fork", 33, &(struct merkle_hash){{1}});
	assert_int_equal(RUN(scene, &process, TENKEN, "audit", "check-proof", given->proof, "--head", given->head,
			     "--key", given->key, "--growth", growth),
			 1);
	assert_non_null(strstr(process_out(scene, &process), "nothing shows that they are of one log"));
}

static void the_line_that_ends_a_mail_is_a_head_too(void **state)
{
	struct scene *scene = *state;
	struct given *given = make(scene);
	struct merkle_hash root = root_at(given, ENTRIES);
	struct process process;
	BUF_SCOPED line;

	buf_init(&line, 1000);
	buf_printf(&line, "\r\n記録簿の要約：%d件 ", ENTRIES);
	digest_base64_add(&line, str_of(root.bytes, sizeof(root.bytes)));
	buf_add_text(&line, "\r\n");
	given->head = write_text(scene, "mail", buf_str(&line));
	assert_int_equal(check(scene, given, &process), 0);
	*strchr(line.bytes, '5') = '4';
	given->head = write_text(scene, "mail", buf_str(&line));
	assert_int_equal(check(scene, given, &process), 1);
}

static void what_cannot_be_read_is_a_wrong_use(void **state)
{
	struct scene *scene = *state;
	struct given *given = make(scene), wrong;
	struct process process;
	char large[PLACE_PROOF_BYTES_MAX + 1];
	const char *files[5];

	memset(large, 'x', sizeof(large));
	files[0] = write_text(scene, "empty", STR(""));
	files[1] = write_text(scene, "json", STR("{}"));
	files[2] = write_text(scene, "large", str_of(large, sizeof(large)));
	files[3] = arena_printf(&scene->arena, "%s/absent", scene->dir);
	files[4] = scene->dir;
	for (int i = 0; i < (int)COUNT(files); i++)
		for (int member = 0; member < 3; member++) {
			wrong = *given;
			*(member == 0 ? &wrong.proof : member == 1 ? &wrong.head : &wrong.key) = files[i];
			assert_int_equal(check(scene, &wrong, &process), 2);
			assert_string_equal(process_out(scene, &process), "");
			assert_non_null(strstr(process_err(scene, &process), files[i]));
		}
	assert_int_equal(RUN(scene, &process, TENKEN, "audit", "check-proof", given->proof), 2);
	assert_int_equal(
		RUN(scene, &process, TENKEN, "audit", "check-proof", "--head", given->head, "--key", given->key), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE(a_proof_says_what_it_proves_and_what_not),
		SCENE(one_changed_word_makes_it_fail),
		SCENE(a_head_kept_from_elsewhere_must_be_its_own),
		SCENE(a_head_kept_earlier_needs_to_be_shown_of_the_same_log),
		SCENE(the_line_that_ends_a_mail_is_a_head_too),
		SCENE(what_cannot_be_read_is_a_wrong_use),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
