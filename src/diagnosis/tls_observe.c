/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/tls_observe.h"

#include <stdio.h>
#include <sys/random.h>

#include "net/certificate.h"
#include "net/tls_cipher.h"
#include "net/tls_wire.h"

#define CHAIN_MAX       10
#define NAME_MAX_BYTES  253
#define NAMES_BYTES_MAX ((size_t)48 * 1024) /* of a line; two texts of CERTIFICATE_TEXT_MAX and the rest go beside */
#define FIRST_WAIT_MS   3000                /* a server without TLS often just waits for more */

/* The newest first: the first answer also tells whether this is TLS at all. */
static const enum tls_version versions[] = {TLS_VERSION_1_3, TLS_VERSION_1_2, TLS_VERSION_1_1, TLS_VERSION_1_0,
					    TLS_VERSION_SSL3};

enum outcome { OUTCOME_ACCEPTED, OUTCOME_REFUSED, OUTCOME_HUNG_UP, OUTCOME_SILENT, OUTCOME_NOT_TLS, OUTCOME_UNTESTED };

struct version_result {
	enum outcome outcome;
	uint16_t cipher;
};

static const char *server_name(const struct visit *visit)
{
	return visit->is_name ? visit->target : NULL;
}

static struct version_result judge_answer(enum tls_version version, enum tls_reply reply,
					  const struct tls_answer *answer, enum talk_event event)
{
	switch (reply) {
	case TLS_REPLY_HELLO:
		return (struct version_result){answer->version == version ? OUTCOME_ACCEPTED : OUTCOME_REFUSED,
					       answer->cipher};
	case TLS_REPLY_ALERT: return (struct version_result){OUTCOME_REFUSED, 0};
	case TLS_REPLY_OTHER: return (struct version_result){OUTCOME_NOT_TLS, 0};
	case TLS_REPLY_UNFINISHED: break;
	}
	return (struct version_result){event == TALK_CLOSED ? OUTCOME_HUNG_UP : OUTCOME_SILENT, 0};
}

static struct version_result try_version(const struct visit *visit, uint16_t port, enum tls_version version)
{
	struct talk talk;
	unsigned char random[TLS_WIRE_RANDOM_SIZE];
	enum tls_reply reply = TLS_REPLY_UNFINISHED;
	struct tls_answer answer = {0};
	enum talk_event event;
	BUF_SCOPED bytes;

	buf_init(&bytes, TLS_WIRE_REPLY_MAX);
	if (clock_monotonic_ms() >= visit->deadline_ms || getrandom(random, sizeof(random), 0) != sizeof(random) ||
	    talk_open(&visit->way, &visit->limits, &talk, NULL))
		return (struct version_result){OUTCOME_UNTESTED, 0};
	tls_wire_client_hello(version, server_name(visit), random, &bytes);
	event = talk_send(&talk, buf_str(&bytes));
	buf_clear(&bytes);
	while (event == TALK_BYTES && reply == TLS_REPLY_UNFINISHED && !bytes.full) {
		event = talk_receive(&talk, FIRST_WAIT_MS, &bytes);
		reply = tls_wire_read_answer(buf_str(&bytes), &answer);
	}
	talk_close(&talk);
	return judge_answer(version, reply, &answer, event);
}

/* True when the port speaks TLS. After a server hangs up on a version, the next version is tried, at most twice.
 */
static bool try_versions(const struct visit *visit, uint16_t port, struct version_result results[COUNT(versions)])
{
	bool is_tls = false;

	for (size_t i = 0; i < COUNT(versions); i++) {
		results[i] = try_version(visit, port, versions[i]);
		if (results[i].outcome == OUTCOME_ACCEPTED || results[i].outcome == OUTCOME_REFUSED)
			is_tls = true;
		else if (!is_tls && (results[i].outcome != OUTCOME_HUNG_UP || i >= 2))
			return false;
		if (stop_check(visit->way.stop) != STOP_NONE)
			break;
	}
	return is_tls;
}

static void emit_version(const struct visit *visit, uint16_t port, enum tls_version version,
			 struct version_result result)
{
	struct subject subject = visit_subject(visit, port);
	bool is_accepted = result.outcome == OUTCOME_ACCEPTED;
	const char *name = tls_cipher_name(result.cipher);
	char code[8], reason[64];
	ARENA_SCOPED arena;
	struct value *data;

	if (result.outcome == OUTCOME_SILENT || result.outcome == OUTCOME_UNTESTED) {
		snprintf(reason, sizeof(reason), "%s could not be tested", tls_wire_version_name(version));
		sink_problem(visit->sink, &subject, "tls", reason);
		return;
	}
	snprintf(code, sizeof(code), "0x%04x", (unsigned)result.cipher);
	arena_init(&arena);
	data = value_map(&arena);
	value_set_text(&arena, data, "version", tls_wire_version_name(version));
	value_set_bool(&arena, data, "accepted", is_accepted);
	value_set_text(&arena, data, "cipher", !is_accepted ? "" : name ? name : code);
	sink_emit(visit->sink, &subject, "tls.version", data);
}

/* Bytes of a name in a line of JSON, at the most. */
static size_t written_size(struct str name)
{
	size_t size = sizeof("\"\",") - 1;

	for (size_t i = 0; i < name.n; i++)
		size += name.p[i] > 0x20 && name.p[i] < 0x7f && name.p[i] != '"' && name.p[i] != '\\' ? 1 : 6;
	return size;
}

static struct value *names_value(struct arena *arena, const struct certificate *certificate, bool *ret_is_cut)
{
	struct value *names = value_list(arena);
	size_t used = 0;

	*ret_is_cut = false;
	for (size_t i = 0; i < certificate->name_count && !*ret_is_cut; i++) {
		struct str name = str_head(certificate->names[i], NAME_MAX_BYTES);

		used += written_size(name);
		*ret_is_cut = used > NAMES_BYTES_MAX;
		if (!*ret_is_cut)
			value_add(arena, names, sink_text(arena, name, NAME_MAX_BYTES));
	}
	return names;
}

static struct value *certificate_value(struct arena *arena, size_t position, const struct certificate *certificate)
{
	struct value *data = value_map(arena);
	bool is_cut;

	value_set_int(arena, data, "position", (int64_t)position);
	value_set(arena, data, "subject", sink_text(arena, certificate->subject, CERTIFICATE_TEXT_MAX));
	value_set(arena, data, "issuer", sink_text(arena, certificate->issuer, CERTIFICATE_TEXT_MAX));
	value_set_int(arena, data, "not_before_ms", certificate->not_before_ms);
	value_set_int(arena, data, "not_after_ms", certificate->not_after_ms);
	value_set(arena, data, "names", names_value(arena, certificate, &is_cut));
	value_set_bool(arena, data, "names_cut", is_cut);
	value_set_bool(arena, data, "self_signed", certificate->is_self_signed);
	value_set_text(arena, data, "key", certificate->key);
	value_set_text(arena, data, "signature", certificate->signature);
	value_set_text(arena, data, "fingerprint_sha256", certificate->fingerprint_sha256);
	value_set_text(arena, data, "public_key_sha256", certificate->public_key_sha256);
	return data;
}

static void emit_certificates(const struct visit *visit, uint16_t port, const struct talk *talk)
{
	struct subject subject = visit_subject(visit, port);
	size_t count = talk_certificate_count(talk);

	for (size_t i = 0; i < count && i < CHAIN_MAX; i++) {
		struct certificate certificate;
		struct fault why = {0};
		ARENA_SCOPED arena;

		arena_init(&arena);
		if (certificate_parse(&arena, talk_certificate(talk, &arena, i), &certificate, &why))
			sink_problem(visit->sink, &subject, "tls", why.text);
		else
			sink_emit(visit->sink, &subject, "tls.certificate", certificate_value(&arena, i, &certificate));
	}
}

static void talk_inside(const struct visit *visit, uint16_t port, tls_observe_inside *inside)
{
	struct subject subject = visit_subject(visit, port);
	struct fault why = {0};
	struct talk talk;
	enum err err;

	err = talk_open(&visit->way, &visit->limits, &talk, &why);
	if (!err) {
		err = talk_start_tls(&talk, visit->tls, server_name(visit), &why);
		if (!err) {
			emit_certificates(visit, port, &talk);
			inside(visit, port, &talk);
		}
		talk_close(&talk);
	}
	if (err)
		sink_problem(visit->sink, &subject, "tls", why.text);
}

bool tls_observe(const struct visit *visit, uint16_t port, tls_observe_inside *inside)
{
	struct version_result results[COUNT(versions)];

	for (size_t i = 0; i < COUNT(versions); i++)
		results[i] = (struct version_result){OUTCOME_UNTESTED, 0};
	if (!try_versions(visit, port, results))
		return false;
	for (size_t i = 0; i < COUNT(versions); i++)
		emit_version(visit, port, versions[i], results[i]);
	talk_inside(visit, port, inside);
	return true;
}
