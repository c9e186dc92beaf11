/* SPDX-License-Identifier: Apache-2.0 */
/* /log/...: what the office publishes of its log, and what it takes from witnesses (docs/log-format.md). */
#include "story/story.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "main/route_table.h"
#include "seal/growth.h"
#include "story/client.h"
#include "usecases/office_open.h"
#include "usecases/seal/audit_verify.h"
#include "usecases/seal/log_head.h"
#include "web/server.h"

#define WITNESS "tokyo.example.jp/witness"

/* A served office that knows two witnesses, and somebody who asks without a session. */
struct published {
	struct story *story;
	struct server *server;
	pthread_t thread;
	struct client visitor;
	struct note_signer witness, other; /* the office knows both */
};

struct head {
	const char *bytes;
	struct note note;
	struct checkpoint checkpoint;
};

static const char *key_of(struct story *story, const struct note_signer *signer)
{
	BUF_SCOPED key;

	buf_init(&key, 1000);
	note_key_write(&signer->key, &key);
	return arena_strdup(&story->arena, buf_text(&key));
}

static struct note_signer new_witness(const char *name)
{
	struct note_signer signer;

	assert_int_equal(note_signer_new(str_from(name), NOTE_COSIGNATURE, NULL, &signer, NULL), ERR_OK);
	return signer;
}

/* Whoever has a session is the secretariat. */
static enum err find_actor(const struct office *office, struct str token, struct arena *arena, struct actor *ret_actor,
			   struct fault *why)
{
	*ret_actor = (struct actor){.role = token.n ? ROLE_SECRETARIAT : ROLE_VISITOR, .person_id = 1, .name = ""};
	return ERR_OK;
}

static void *run(void *server)
{
	struct fault why;

	if (server_run(server, &why))
		abort();
	return NULL;
}

static void begin(struct published *log, struct story *story)
{
	static const char *const addresses[] = {"127.0.0.1:0"};
	const struct server_options options = {
		.office = story->office,
		.routes = route_table,
		.route_count = route_count,
		.find_actor = find_actor,
		.addresses = addresses,
		.address_count = 1,
		.quiet = true,
		.worker_threads = 2,
	};

	*log = (struct published){
		.story = story, .witness = new_witness(WITNESS), .other = new_witness("other.example.jp/witness")};
	assert_ok(office_set(story->office, "witness_keys",
			     arena_printf(&story->arena, "%s\n\n%s\n", key_of(story, &log->other),
					  key_of(story, &log->witness)),
			     &story->why),
		  &story->why);
	story_case_at(story, "one", "received");
	assert_ok(server_new(&options, &log->server, &story->why), &story->why);
	assert_int_equal(pthread_create(&log->thread, NULL, run, log->server), 0);
	client_init(&log->visitor, server_port(log->server, 0));
}

static void end(struct published *log)
{
	client_release(&log->visitor);
	server_stop(log->server);
	pthread_join(log->thread, NULL);
	server_free(log->server);
}

static const char *get(struct published *log, const char *path)
{
	assert_int_equal(client_get(&log->visitor, path), 200);
	assert_non_null(strstr(log->visitor.reply, "Content-Type: text/plain"));
	return strstr(log->visitor.reply, "\r\n\r\n") + 4;
}

static struct head read_head(struct published *log)
{
	struct arena *arena = &log->story->arena;
	struct head head = {.bytes = arena_strdup(arena, get(log, "/log/head"))};

	assert_ok(note_read(arena, str_from(head.bytes), &head.note, &log->story->why), &log->story->why);
	assert_ok(checkpoint_read(head.note.text, &head.checkpoint, &log->story->why), &log->story->why);
	return head;
}

/* What verifying names as witnesses; head is "" or a kept one. There are no differences. */
static const struct value *witnesses(struct published *log, const char *head)
{
	struct story *story = log->story;
	const struct audit_verify_input input = {.head = head[0] ? str_from(head) : (struct str){NULL, 0}};
	struct value *report = NULL;

	assert_ok(audit_verify(story->office, &story->arena, &input, &report, &story->why), &story->why);
	assert_int_equal(value_count(value_get(report, "differences")), 0);
	return value_get(report, "cosigned");
}

/* --- heads and growth --- */

static void the_newest_head_is_public(void **state)
{
	struct published log;
	struct head head;
	const char *said;

	begin(&log, *state);
	head = read_head(&log);
	assert_ok(log_head_read(log.story->office, &log.story->arena, &said, &log.story->why), &log.story->why);
	assert_string_equal(head.bytes, said); /* what "tenken audit head" prints */
	assert_int_equal(log.visitor.cookies->count, 0);
	story_case_at(log.story, "one", "received");
	assert_true(read_head(&log).checkpoint.size > head.checkpoint.size);
	end(&log);
}

static enum growth growth_between(struct published *log, const struct head *before, const struct head *now)
{
	const char *path =
		arena_printf(&log->story->arena, "/log/consistency?from=%llu&to=%llu",
			     (unsigned long long)before->checkpoint.size, (unsigned long long)now->checkpoint.size);
	struct merkle_proof proof;

	assert_int_equal(growth_proof_read(str_from(get(log, path)), &proof, NULL), ERR_OK);
	return growth_judge(&before->checkpoint, &now->checkpoint, &proof);
}

static void that_it_only_grew_is_proved_between_any_two_heads(void **state)
{
	struct published log;
	struct head heads[3], forged;

	begin(&log, *state);
	for (size_t i = 0; i < COUNT(heads); i++) {
		heads[i] = read_head(&log);
		story_case_at(log.story, "one", "received");
	}
	assert_int_equal(growth_between(&log, &heads[0], &heads[1]), GROWTH_MORE);
	assert_int_equal(growth_between(&log, &heads[0], &heads[2]), GROWTH_MORE);
	assert_int_equal(growth_between(&log, &heads[1], &heads[2]), GROWTH_MORE);
	forged = heads[1];
	forged.checkpoint.root.bytes[0] ^= 1;
	assert_int_equal(growth_between(&log, &forged, &heads[2]), GROWTH_UNPROVED);
	assert_string_equal(get(&log, "/log/consistency?from=0&to=2"), "");
	assert_string_equal(get(&log, "/log/consistency?from=2&to=2"), "");
	end(&log);
}

static int ask_growth(struct published *log, const char *query)
{
	return client_get(&log->visitor, arena_printf(&log->story->arena, "/log/consistency%s", query));
}

static void sizes_that_are_none_or_that_the_log_never_had_are_refused(void **state)
{
	static const char *const wrong[] = {"",
					    "?from=1",
					    "?to=1",
					    "?from=x&to=2",
					    "?from=1&to=",
					    "?from=-1&to=2",
					    "?from=3&to=2",
					    "?from=1&to=99999999999999999999"};
	struct published log;
	unsigned long long size;

	begin(&log, *state);
	size = read_head(&log).checkpoint.size;
	for (size_t i = 0; i < COUNT(wrong); i++)
		assert_int_equal(ask_growth(&log, wrong[i]), 400);
	assert_int_equal(ask_growth(&log, arena_printf(&log.story->arena, "?from=1&to=%llu", size)), 200);
	assert_int_equal(ask_growth(&log, arena_printf(&log.story->arena, "?from=1&to=%llu", size + 1)), 404);
	end(&log);
}

/* --- cosignatures --- */

/* The head under its own signatures and that of this signer. */
static const char *cosign(struct published *log, const struct head *head, const struct note_signer *signer,
			  int64_t at_s)
{
	BUF_SCOPED bytes;

	buf_init(&bytes, NOTE_BYTES_MAX);
	buf_add_text(&bytes, head->bytes);
	note_sign(signer, head->note.text, at_s, &bytes);
	return arena_strdup(&log->story->arena, buf_text(&bytes));
}

static int post_by(struct published *log, struct client *client, const char *note)
{
	struct value *fields = value_map(&log->story->arena);

	value_set_text(&log->story->arena, fields, "note", note);
	return client_post(client, "/log/cosignature", fields);
}

static int post(struct published *log, const char *note)
{
	return post_by(log, &log->visitor, note);
}

static void assert_witnessed(const struct value *list, uint64_t size, int64_t at_s)
{
	assert_int_equal(value_count(list), 1);
	assert_string_equal(value_get_text(value_at(list, 0), "name"), WITNESS);
	assert_int_equal(value_get_int(value_at(list, 0), "size", -1), size);
	assert_int_equal(value_get_int(value_at(list, 0), "at_ms", -1), at_s * 1000);
}

static void what_a_known_witness_signed_is_kept_and_named(void **state)
{
	struct published log;
	struct head head;
	const char *note;

	begin(&log, *state);
	head = read_head(&log);
	note = cosign(&log, &head, &log.witness, 1748826000);
	assert_int_equal(value_count(witnesses(&log, "")), 0);
	assert_int_equal(post(&log, note), 204);
	assert_witnessed(witnesses(&log, ""), head.checkpoint.size, 1748826000);
	assert_witnessed(witnesses(&log, note), head.checkpoint.size, 1748826000);
	assert_int_equal(value_count(witnesses(&log, head.bytes)), 0);
	/* That it was kept is an entry itself: the head is a newer one, which nobody has signed yet. */
	assert_int_equal(read_head(&log).checkpoint.size, head.checkpoint.size + 1);
	assert_null(strstr(read_head(&log).bytes, WITNESS));
	/* Asked for what witnesses signed, the log shows just what it was handed. */
	assert_string_equal(get(&log, "/log/head?witnessed"), note);
	end(&log);
}

static void the_same_witness_twice_changes_nothing(void **state)
{
	struct published log;
	struct head head;
	const char *after;

	begin(&log, *state);
	head = read_head(&log);
	assert_int_equal(post(&log, cosign(&log, &head, &log.witness, 1748826000)), 204);
	after = read_head(&log).bytes;
	assert_int_equal(post(&log, cosign(&log, &head, &log.witness, 1748826000)), 204);
	assert_int_equal(post(&log, cosign(&log, &head, &log.witness, 1748826999)), 204);
	assert_string_equal(read_head(&log).bytes, after);
	end(&log);
}

static void assert_refused(struct published *log, const char *note, int status)
{
	const char *before = read_head(log).bytes;

	assert_int_equal(post(log, note), status);
	assert_string_equal(read_head(log).bytes, before);
}

static void another_key_than_that_of_the_setting_is_refused(void **state)
{
	struct note_signer stranger = new_witness("eve.example.net/witness"), namesake = new_witness(WITNESS);
	struct published log;
	struct head head;

	begin(&log, *state);
	head = read_head(&log);
	assert_refused(&log, head.bytes, 403);
	assert_refused(&log, cosign(&log, &head, &stranger, 1748826000), 403);
	assert_refused(&log, cosign(&log, &head, &namesake, 1748826000), 403);
	end(&log);
}

static void a_signature_of_something_else_is_refused(void **state)
{
	struct published log;
	struct head head, other;
	const char *line;

	begin(&log, *state);
	head = other = read_head(&log);
	other.note.text = STR("check.example.jp/log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n");
	line = strstr(cosign(&log, &other, &log.witness, 1748826000), "— " WITNESS);
	assert_refused(&log, arena_printf(&log.story->arena, "%s%s", head.bytes, line), 403);
	end(&log);
}

/* A head of this size and root, which the witness has signed. */
static const char *sign_head(struct published *log, uint64_t size, const struct merkle_hash *root)
{
	struct head head = read_head(log);
	BUF_SCOPED text;

	head.checkpoint.size = size;
	head.checkpoint.root = *root;
	buf_init(&text, NOTE_BYTES_MAX);
	checkpoint_write(&head.checkpoint, &text);
	head.note.text = buf_str(&text);
	head.bytes = arena_printf(&log->story->arena, "%s\n", buf_text(&text));
	return cosign(log, &head, &log->witness, 1748826000);
}

static void a_head_that_the_log_never_had_is_refused(void **state)
{
	struct published log;
	struct merkle_hash root, other;
	uint64_t size;

	begin(&log, *state);
	size = read_head(&log).checkpoint.size;
	root = other = read_head(&log).checkpoint.root;
	other.bytes[31] ^= 1;
	assert_refused(&log, sign_head(&log, size, &other), 409);
	assert_refused(&log, sign_head(&log, size - 1, &root), 409);
	assert_refused(&log, sign_head(&log, size + 1, &root), 409);
	assert_refused(&log, sign_head(&log, 0, &root), 409);
	end(&log);
}

static void what_is_no_signed_head_is_refused(void **state)
{
	struct published log;

	begin(&log, *state);
	assert_refused(&log, "", 400);
	assert_refused(&log, "good morning", 400);
	assert_refused(&log, "one\ntwo\nthree\n\n— a AAAAAAAA\n", 400);
	assert_int_equal(client_post(&log.visitor, "/log/cosignature", NULL), 400);
	end(&log);
}

static void a_session_helps_nobody_and_hinders_no_witness(void **state)
{
	struct note_signer stranger = new_witness("eve.example.net/witness");
	struct client secretariat;
	struct published log;
	struct head head;

	begin(&log, *state);
	head = read_head(&log);
	client_init(&secretariat, log.visitor.port);
	value_set_text(&secretariat.arena, secretariat.cookies, "session", "any");
	assert_int_equal(client_get(&secretariat, "/desk"), 200);
	assert_int_equal(post_by(&log, &secretariat, cosign(&log, &head, &stranger, 1748826000)), 403);
	assert_string_equal(read_head(&log).bytes, head.bytes);
	assert_int_equal(post_by(&log, &secretariat, cosign(&log, &head, &log.witness, 1748826000)), 204);
	client_release(&secretariat);
	end(&log);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(the_newest_head_is_public),
		STORY(that_it_only_grew_is_proved_between_any_two_heads),
		STORY(sizes_that_are_none_or_that_the_log_never_had_are_refused),
		STORY(what_a_known_witness_signed_is_kept_and_named),
		STORY(the_same_witness_twice_changes_nothing),
		STORY(another_key_than_that_of_the_setting_is_refused),
		STORY(a_signature_of_something_else_is_refused),
		STORY(a_head_that_the_log_never_had_is_refused),
		STORY(what_is_no_signed_head_is_refused),
		STORY(a_session_helps_nobody_and_hinders_no_witness),
	};

	return test_store_run("the public log", tests, COUNT(tests));
}
