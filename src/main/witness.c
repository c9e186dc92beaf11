/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tenken-witness: looks from outside whether the log of an office only grew since the last time, and co-signs its head
 * when it did (docs/log-format.md, "How a witness asks"). Runs once; a timer starts it. Knows no store and no case.
 *
 * Exit status: 0 good, 1 the log did not only grow or its head is forged (both heads are printed on standard error),
 * 2 undecided: wrong words, a damaged state, an office that does not answer. The state is replaced before the
 * cosignature leaves the house, so that no two heads that contradict each other are ever co-signed, also after a kill.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/lang.h"
#include "codec/texts.h"
#include "disk/lock.h"
#include "disk/new_file.h"
#include "disk/read_file.h"
#include "disk/replace_file.h"
#include "net/ask.h"
#include "seal/growth.h"

#define KEY_FILE_MAX      1024
#define ANSWER_MAX        NOTE_BYTES_MAX /* also of a page that says what is wrong */
#define TIMEOUT_S         60
#define TIMEOUT_S_MAX     600
#define STATUS_OK         200
#define STATUS_NO_CONTENT 204
#define STATUS_FORBIDDEN  403
#define STATUS_NOT_FOUND  404

enum witness_exit { WITNESS_GOOD = 0, WITNESS_NOT_GROWN = 1, WITNESS_UNDECIDED = 2 };

struct options {
	const char *url, *key, *log_key, *state, *ca, *timeout, *new_key;
	bool wants_help;
};

/* A signed head, as it came. */
struct head {
	struct str bytes; /* empty: there is none */
	struct note note;
	struct checkpoint checkpoint;
};

struct witness {
	struct options options;
	struct arena *arena;
	const struct texts *texts;
	int timeout_ms;
	struct note_signer signer;
	struct note_key log_key;
	struct head kept; /* of the last time */
	struct head shown;
	struct str cosigned; /* the shown head with the log's signature and our cosignature; what the state will be */
	int64_t now_s;
};

/* ---- what is said ---- */

static void say(const struct witness *witness, FILE *out, const char *key, struct value *context)
{
	fputs(texts_get(witness->texts, witness->arena, lang_of_environment(), key, context), out);
}

static int refuse(const struct witness *witness, const char *key, const char *what)
{
	struct value *context = value_map(witness->arena);

	value_set_text(witness->arena, context, "what", what);
	say(witness, stderr, key, context);
	return WITNESS_UNDECIDED;
}

static struct value *heads_value(const struct witness *witness)
{
	struct value *map = value_map(witness->arena);

	value_set_text(witness->arena, map, "state", witness->options.state);
	value_set_text(witness->arena, map, "origin", witness->log_key.name);
	value_set_int(witness->arena, map, "before", (int64_t)witness->kept.checkpoint.size);
	value_set_int(witness->arena, map, "now", (int64_t)witness->shown.checkpoint.size);
	return map;
}

static int undecided(const struct witness *witness, const char *key, const struct fault *why)
{
	if (why)
		fprintf(stderr, "tenken-witness: %s\n", why->text);
	say(witness, stderr, key, heads_value(witness));
	return WITNESS_UNDECIDED;
}

/* Both heads stand in it whole, so that others can check them without this program. */
static int shout(const struct witness *witness, const char *key, const char *reason)
{
	struct value *context = heads_value(witness);

	value_set_text(witness->arena, context, "reason", reason);
	value_set(witness->arena, context, "kept", value_str(witness->arena, witness->kept.bytes));
	value_set(witness->arena, context, "shown", value_str(witness->arena, witness->shown.bytes));
	say(witness, stderr, key, context);
	say(witness, stderr, "witness.shout.evidence", context);
	return WITNESS_NOT_GROWN;
}

/* ---- words of the command line ---- */

static const char **place_of(struct options *options, struct str name)
{
	const struct {
		const char *name;
		const char **place;
	} places[] = {
		{"--url", &options->url},         {"--key", &options->key}, {"--log-key", &options->log_key},
		{"--state", &options->state},     {"--ca", &options->ca},   {"--timeout", &options->timeout},
		{"--new-key", &options->new_key},
	};

	for (size_t i = 0; i < COUNT(places); i++)
		if (str_is(name, places[i].name))
			return places[i].place;
	return NULL;
}

/* "--name value" or "--name=value". */
static int read_words(struct witness *witness, int count, char **words)
{
	for (int i = 1; i < count; i++) {
		struct str rest = str_from(words[i]), name = str_cut(&rest, '=');
		const char **place = place_of(&witness->options, name);

		if (str_is(name, "--help"))
			witness->options.wants_help = true;
		else if (!place)
			return refuse(witness, "witness.wrong.unknown", words[i]);
		else if (!rest.p && i + 1 == count)
			return refuse(witness, "witness.wrong.needs_value", words[i]);
		else
			*place = rest.p ? rest.p : words[++i];
	}
	return WITNESS_GOOD;
}

static int check_words(struct witness *witness)
{
	const struct options *options = &witness->options;
	uint64_t seconds = TIMEOUT_S;

	if (!options->key || (!options->new_key && (!options->url || !options->log_key || !options->state)))
		return refuse(witness, "witness.wrong.missing", "");
	if (options->timeout &&
	    (!str_to_u64(str_from(options->timeout), &seconds) || seconds < 1 || seconds > TIMEOUT_S_MAX))
		return refuse(witness, "witness.wrong.timeout", options->timeout);
	witness->timeout_ms = (int)seconds * 1000;
	return WITNESS_GOOD;
}

/* ---- keys ---- */

static int make_key(struct witness *witness)
{
	struct note_signer signer;
	struct fault why;
	enum err err;
	BUF_SCOPED secret;
	BUF_SCOPED public;

	buf_init(&secret, KEY_FILE_MAX);
	buf_init(&public, KEY_FILE_MAX);
	err = note_signer_new(str_from(witness->options.new_key), NOTE_COSIGNATURE, NULL, &signer, &why);
	if (!err) {
		note_signer_write(&signer, &secret);
		buf_add_byte(&secret, '\n');
		note_key_write(&signer.key, &public);
		err = new_file_write_private(witness->options.key, buf_str(&secret), &why);
	}
	if (err) {
		fprintf(stderr, "tenken-witness: %s\n", why.text);
		return refuse(witness, "witness.wrong.key_not_made", "");
	}
	printf("%s\n", buf_text(&public));
	return WITNESS_GOOD;
}

static enum err read_keys(struct witness *witness, struct fault *why)
{
	struct str ours, theirs = {NULL, 0};
	enum err err = read_file(witness->arena, witness->options.key, KEY_FILE_MAX, &ours, why);

	if (!err)
		err = read_file(witness->arena, witness->options.log_key, KEY_FILE_MAX, &theirs, why);
	if (!err)
		err = note_signer_read(ours, &witness->signer, why);
	if (!err)
		err = note_key_read(theirs, &witness->log_key, why);
	return err;
}

/* ---- the state: the last head, under our own cosignature ---- */

/* The log's signature is the older one, and its key may have been replaced since; then only its name can be compared.
 */
static enum err check_state(const struct witness *witness, const struct head *kept, struct fault *why)
{
	if (note_check(&kept->note, &witness->signer.key, NULL) != NOTE_SIGNED)
		return fault_set(why, ERR_CORRUPT, "it was not written with this witness's key, or was damaged");
	if (strcmp(kept->checkpoint.origin, witness->log_key.name) != 0)
		return fault_set(why, ERR_CONFLICT, "it is of the log %s, the key is of %s", kept->checkpoint.origin,
				 witness->log_key.name);
	if (kept->note.count != 2 || !str_is(kept->note.signatures[0].name, kept->checkpoint.origin) ||
	    note_check(&kept->note, &witness->log_key, NULL) == NOTE_FORGED)
		return fault_set(why, ERR_CORRUPT, "the signature of the log in it was damaged");
	return ERR_OK;
}

static enum err read_state(struct witness *witness, struct fault *why)
{
	struct head *kept = &witness->kept;
	enum err err = read_file(witness->arena, witness->options.state, NOTE_BYTES_MAX, &kept->bytes, why);

	if (err == ERR_NOT_FOUND)
		return ERR_OK;
	if (!err)
		err = note_read(witness->arena, kept->bytes, &kept->note, why);
	if (!err)
		err = checkpoint_read(kept->note.text, &kept->checkpoint, why);
	if (!err)
		err = check_state(witness, kept, why);
	if (err) {
		struct fault inner = *why;
		return fault_set(why, err, "%s: %s", witness->options.state, inner.text);
	}
	return ERR_OK;
}

static void cosign(struct witness *witness)
{
	BUF_SCOPED bytes;

	buf_init(&bytes, 2 * NOTE_BYTES_MAX);
	note_write_signed_by(&witness->shown.note, &witness->log_key, &bytes);
	note_sign(&witness->signer, witness->shown.note.text, witness->now_s, &bytes);
	witness->cosigned = str_of(str_dup(witness->arena, buf_str(&bytes)), bytes.size);
}

/* A state that could not be read back would stop the next run. */
static enum err write_state(struct witness *witness, struct fault *why)
{
	if (witness->cosigned.n > NOTE_BYTES_MAX)
		return fault_set(why, ERR_TOO_LARGE, "a head with our cosignature has at most %zu bytes",
				 NOTE_BYTES_MAX);
	return replace_file(
		&(struct replace_file){
			.path = witness->options.state, .mode = 0600, .parts = &witness->cosigned, .count = 1},
		why);
}

/* ---- what the office is asked ---- */

static enum err ask(struct witness *witness, const char *path, const char *field, struct str value,
		    struct ask_answer *ret_answer, struct fault *why)
{
	struct str base = str_from(witness->options.url);

	while (str_ends(base, "/"))
		base.n--;
	return ask_server(witness->arena,
			  &(struct ask){.url = arena_printf(witness->arena, "%.*s%s", (int)base.n, base.p, path),
					.ca_file = witness->options.ca,
					.field = field,
					.value = value,
					.size_max = ANSWER_MAX,
					.timeout_ms = witness->timeout_ms},
			  ret_answer, why);
}

/* ERR_DENIED: it is signed by somebody else; what it says stands in shown.bytes. */
static enum err get_head(struct witness *witness, struct fault *why)
{
	struct head *shown = &witness->shown;
	struct ask_answer answer;
	enum err err = ask(witness, "/log/head", NULL, STR(""), &answer, why);

	if (!err && answer.status != STATUS_OK)
		err = fault_set(why, ERR_IO, "%s/log/head: the office answers with status %ld", witness->options.url,
				answer.status);
	if (err)
		return err;
	shown->bytes = answer.body;
	return checkpoint_open(witness->arena, shown->bytes, &witness->log_key, &shown->note, &shown->checkpoint, why);
}

/* An answer that proves nothing leaves the proof empty, and *reason says what was answered instead. */
static enum err get_proof(struct witness *witness, struct merkle_proof *ret_proof, struct fault *reason,
			  struct fault *why)
{
	struct ask_answer answer;
	uint64_t from, to;
	const char *path;
	enum err err;

	*ret_proof = (struct merkle_proof){.count = 0};
	if (!growth_wants_proof(&witness->kept.checkpoint, &witness->shown.checkpoint, &from, &to))
		return ERR_OK;
	path = arena_printf(witness->arena, "/log/consistency?from=%llu&to=%llu", (unsigned long long)from,
			    (unsigned long long)to);
	err = ask(witness, path, NULL, STR(""), &answer, why);
	if (err)
		return err;
	if (answer.status == STATUS_OK)
		(void)!growth_proof_read(answer.body, ret_proof, reason);
	else if (answer.status == STATUS_NOT_FOUND)
		fault_set(reason, ERR_NOT_FOUND, "%s: the office answers with status 404", path);
	else
		err = fault_set(why, ERR_IO, "%s%s: the office answers with status %ld", witness->options.url, path,
				answer.status);
	return err;
}

static void say_unknown_key(struct witness *witness)
{
	struct value *context = heads_value(witness);
	BUF_SCOPED public;

	buf_init(&public, KEY_FILE_MAX);
	note_key_write(&witness->signer.key, &public);
	value_set_text(witness->arena, context, "public_key", buf_text(&public));
	say(witness, stderr, "witness.undecided.unknown_key", context);
}

static int hand_back(struct witness *witness)
{
	struct ask_answer answer;
	struct fault why;

	if (ask(witness, "/log/cosignature", "note", witness->cosigned, &answer, &why))
		return undecided(witness, "witness.undecided.not_handed", &why);
	if (answer.status == STATUS_NO_CONTENT)
		return WITNESS_GOOD;
	if (answer.status == STATUS_FORBIDDEN)
		say_unknown_key(witness);
	fault_set(&why, ERR_IO, "%s/log/cosignature: the office answers with status %ld", witness->options.url,
		  answer.status);
	return undecided(witness, "witness.undecided.not_handed", &why);
}

/* ---- one run ---- */

static int accept(struct witness *witness, const char *said)
{
	struct fault why;
	int status;

	cosign(witness);
	if (write_state(witness, &why))
		return undecided(witness, "witness.undecided.nothing", &why);
	status = hand_back(witness);
	if (status == WITNESS_GOOD)
		say(witness, stdout, said, heads_value(witness));
	return status;
}

static int compare(struct witness *witness)
{
	struct fault why, reason = {ERR_OK, ""};
	struct merkle_proof proof;

	if (get_proof(witness, &proof, &reason, &why))
		return undecided(witness, "witness.undecided.nothing", &why);
	switch (growth_judge(&witness->kept.checkpoint, &witness->shown.checkpoint, &proof)) {
	case GROWTH_NONE: return accept(witness, "witness.good.none");
	case GROWTH_MORE: return accept(witness, "witness.good.more");
	case GROWTH_EARLIER: return undecided(witness, "witness.undecided.earlier", NULL);
	case GROWTH_FORKED: return shout(witness, "witness.shout.forked", reason.text);
	case GROWTH_SHRUNK: return shout(witness, "witness.shout.shrunk", reason.text);
	case GROWTH_UNPROVED: break;
	}
	return shout(witness, "witness.shout.unproved", reason.text);
}

static int look(struct witness *witness)
{
	struct fault why;
	enum err err = read_state(witness, &why);

	if (!err)
		err = get_head(witness, &why);
	if (err == ERR_DENIED)
		return shout(witness, "witness.shout.forged", why.text);
	if (err)
		return undecided(witness, "witness.undecided.nothing", &why);
	return witness->kept.bytes.n ? compare(witness) : accept(witness, "witness.good.first");
}

/* Two runs at once could co-sign two heads that contradict each other. */
static int look_alone(struct witness *witness)
{
	const char *lock = arena_printf(witness->arena, "%s.lock", witness->options.state);
	struct fault why;
	int fd, status;

	if (read_keys(witness, &why))
		return undecided(witness, "witness.undecided.nothing", &why);
	if (witness->signer.key.type != NOTE_COSIGNATURE)
		return refuse(witness, "witness.wrong.not_cosigning", witness->options.key);
	if (witness->log_key.type != NOTE_SIGNATURE)
		return refuse(witness, "witness.wrong.not_signing", witness->options.log_key);
	if (lock_take(lock, &fd, &why))
		return undecided(witness, "witness.undecided.nothing", &why);
	status = look(witness);
	lock_release(fd);
	return status;
}

static int run(struct witness *witness, int count, char **words)
{
	int status = read_words(witness, count, words);

	if (status == WITNESS_GOOD && witness->options.wants_help) {
		say(witness, stdout, "witness.help", NULL);
		return WITNESS_GOOD;
	}
	if (status == WITNESS_GOOD)
		status = check_words(witness);
	if (status != WITNESS_GOOD)
		return status;
	return witness->options.new_key ? make_key(witness) : look_alone(witness);
}

int main(int argc, char **argv)
{
	struct witness witness = {.now_s = clock_now_ms(&(struct clock){0}) / 1000};
	struct fault why;
	ARENA_SCOPED arena;

	signal(SIGPIPE, SIG_IGN); /* an office that hangs up is an answer, not the end */
	arena_init(&arena);
	witness.arena = &arena;
	if (texts_load(&witness.texts, &why)) {
		fprintf(stderr, "tenken-witness: %s\n", why.text);
		return WITNESS_UNDECIDED;
	}
	return run(&witness, argc, argv);
}
