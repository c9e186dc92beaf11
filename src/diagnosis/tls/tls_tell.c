/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/tls/tls_tell.h"

#include <stdio.h>
#include <string.h>

#include "net/certificate.h"
#include "net/tls_number.h"
#include "net/tls_prime.h"

#define CHAIN_MAX       10
#define NAME_MAX_BYTES  253
#define NAMES_BYTES_MAX ((size_t)48 * 1024) /* of a line; two texts of CERTIFICATE_TEXT_MAX and the rest go beside */

void tls_tell_version(const struct visit *visit, uint16_t port, enum tls_version version, bool is_accepted,
		      const char *cipher)
{
	struct subject subject = visit_subject(visit, port);
	ARENA_SCOPED arena;
	struct value *data;

	arena_init(&arena);
	data = value_map(&arena);
	value_set_text(&arena, data, "version", tls_hello_version_name(version));
	value_set_bool(&arena, data, "accepted", is_accepted);
	value_set_text(&arena, data, "cipher", cipher);
	sink_emit(visit->sink, &subject, "tls.version", data);
}

static const char *name_or_code(const char *name, uint16_t code, char room[8])
{
	if (name)
		return name;
	snprintf(room, 8, "0x%04x", (unsigned)code);
	return room;
}

const char *tls_tell_suite(uint16_t code, char room[8])
{
	return name_or_code(tls_cipher_name(code), code, room);
}

static const char *group_name(uint16_t code, char room[8])
{
	const struct tls_group *group = tls_number_group(code);

	return name_or_code(group ? group->name : NULL, code, room);
}

static const char *signature_name(uint16_t code, char room[8])
{
	return name_or_code(tls_number_signature_name(code), code, room);
}

/* Of what was not taken, only what is worth a question of its own. */
static bool is_told(const char *member, uint16_t code)
{
	const struct tls_cipher *cipher = tls_cipher_find(code);

	if (!strcmp(member, "suites_refused") || !strcmp(member, "suites_untried"))
		return cipher && cipher->is_weak;
	return code != TLS_SUITE_RENEGOTIATION;
}

static void set_names(struct arena *arena, struct value *data, const char *member, const struct tls_codes *codes,
		      const char *(*name_of)(uint16_t code, char room[8]))
{
	struct value *names = value_list(arena);
	char room[8];

	for (size_t i = 0; i < codes->count; i++)
		if (is_told(member, codes->at[i]))
			value_add(arena, names, value_text(arena, name_of(codes->at[i], room)));
	value_set(arena, data, member, names);
}

static void tell_key_exchange(const struct visit *visit, uint16_t port, enum tls_version version, const char *method,
			      int bits, const char *group, enum tls_prime_safety safety)
{
	struct subject subject = visit_subject(visit, port);
	ARENA_SCOPED arena;
	struct value *data;

	arena_init(&arena);
	data = value_map(&arena);
	value_set_bool(&arena, data, "answered", true);
	value_set_text(&arena, data, "version", tls_hello_version_name(version));
	value_set_text(&arena, data, "method", method);
	value_set_int(&arena, data, "bits", bits);
	value_set_text(&arena, data, "group", group);
	if (safety != TLS_PRIME_UNTRIED)
		value_set_bool(&arena, data, "is_safe_prime", safety == TLS_PRIME_SAFE);
	sink_emit(visit->sink, &subject, "tls.key_exchange", data);
}

/* Of TLS 1.3 also groups of finite fields are named by their number. */
static bool is_finite_field(uint16_t group)
{
	return group >= 0x0100 && group <= 0x01ff;
}

static void tell_groups(const struct visit *visit, uint16_t port, const struct tls_sweep *sweep)
{
	for (size_t i = 0; i < sweep->groups.count; i++) {
		const struct tls_group *group = tls_number_group(sweep->groups.at[i]);

		if (group)
			tell_key_exchange(visit, port, sweep->version, is_finite_field(group->code) ? "DHE" : "ECDHE",
					  group->bits, group->name, TLS_PRIME_UNTRIED);
	}
	for (size_t i = 0; i < sweep->prime_count; i++) {
		size_t size = sweep->primes[i].size;
		struct str prime = str_of(sweep->primes[i].bytes, size);

		if (size > TLS_ANSWER_PRIME_MAX)
			tell_key_exchange(visit, port, sweep->version, "DHE", (int)size * 8, "", TLS_PRIME_UNTRIED);
		else
			tell_key_exchange(visit, port, sweep->version, "DHE", tls_prime_bits(prime),
					  tls_prime_name(prime), tls_prime_safety(prime));
	}
}

void tls_tell_choice(const struct visit *visit, uint16_t port, const struct tls_sweep *sweep)
{
	static const char *const orders[] = {
		[TLS_ORDER_UNKNOWN] = "unknown", [TLS_ORDER_SERVER] = "server", [TLS_ORDER_CLIENT] = "client"};
	struct subject subject = visit_subject(visit, port);
	struct tls_codes untried = sweep->left;
	ARENA_SCOPED arena;
	struct value *data;

	for (size_t i = 0; i < sweep->later.count && untried.count < TLS_SWEEP_CODES_MAX; i++)
		untried.at[untried.count++] = sweep->later.at[i];
	arena_init(&arena);
	data = value_map(&arena);
	value_set_text(&arena, data, "version", tls_hello_version_name(sweep->version));
	set_names(&arena, data, "suites", &sweep->accepted, tls_tell_suite);
	value_set_int(&arena, data, "suites_tried", (int64_t)(sweep->accepted.count + sweep->refused.count));
	set_names(&arena, data, "suites_refused", &sweep->refused, tls_tell_suite);
	set_names(&arena, data, "suites_untried", &untried, tls_tell_suite);
	value_set_text(&arena, data, "order", orders[sweep->is_disordered ? TLS_ORDER_UNKNOWN : sweep->order]);
	set_names(&arena, data, "groups", &sweep->groups, group_name);
	set_names(&arena, data, "signatures", &sweep->signatures, signature_name);
	sink_emit(visit->sink, &subject, "tls.choice", data);
	tell_groups(visit, port, sweep);
}

static void set_told(struct arena *arena, struct value *data, const char *member, enum tls_told_of told)
{
	if (told != TLS_TOLD_UNTRIED)
		value_set_bool(arena, data, member, told == TLS_TOLD_OF_YES);
}

void tls_tell_extension(const struct visit *visit, uint16_t port, const struct tls_sweep *sweep,
			const struct tls_more *more)
{
	struct subject subject = visit_subject(visit, port);
	const struct tls_answer *first = &sweep->first;
	ARENA_SCOPED arena;
	struct value *data;

	arena_init(&arena);
	data = value_map(&arena);
	value_set_text(&arena, data, "version", tls_hello_version_name(sweep->version));
	value_set_bool(&arena, data, "answered", true);
	value_set_bool(&arena, data, "secure_renegotiation", first->has_renegotiation);
	value_set_bool(&arena, data, "compression", first->is_compressed);
	set_told(&arena, data, "client_renegotiation", more->client_renegotiation);
	set_told(&arena, data, "fallback_scsv", more->fallback_scsv);
	if (sweep->version != TLS_VERSION_SSL3) {
		value_set_bool(&arena, data, "heartbeat", first->has_heartbeat);
		value_set_bool(&arena, data, "extended_master_secret", first->has_master_secret);
		value_set_bool(&arena, data, "encrypt_then_mac", first->has_encrypt_then_mac);
		value_set_bool(&arena, data, "session_ticket", first->has_ticket);
		if (*first->protocol)
			value_set(&arena, data, "protocol",
				  sink_text(&arena, str_from(first->protocol), sizeof(first->protocol)));
	}
	sink_emit(visit->sink, &subject, "tls.extension", data);
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
	value_set_int(arena, data, "scts", (int64_t)certificate->timestamps);
	value_set_bool(arena, data, "must_staple", certificate->is_must_staple);
	return data;
}

static void tell_certificates(const struct visit *visit, const struct subject *subject, const struct talk *talk)
{
	size_t count = talk_certificate_count(talk);

	for (size_t i = 0; i < count && i < CHAIN_MAX; i++) {
		struct certificate certificate;
		struct fault why = {0};
		ARENA_SCOPED arena;

		arena_init(&arena);
		if (certificate_parse(&arena, talk_certificate(talk, &arena, i), &certificate, &why))
			sink_problem(visit->sink, subject, "tls", why.text);
		else
			sink_emit(visit->sink, subject, "tls.certificate", certificate_value(&arena, i, &certificate));
	}
}

static void tell_chain(const struct visit *visit, const struct subject *subject, const struct talk *talk)
{
	struct tls_chain chain;
	ARENA_SCOPED arena;
	struct value *data;

	if (talk_tls_chain(talk, visit->tls, &chain, NULL))
		return;
	arena_init(&arena);
	data = value_map(&arena);
	value_set_bool(&arena, data, "trusted", chain.is_trusted);
	value_set_text(&arena, data, "reason", chain.reason);
	value_set_text(&arena, data, "detail", chain.detail);
	value_set_int(&arena, data, "depth", (int64_t)chain.depth);
	value_set_bool(&arena, data, "ordered", chain.is_ordered);
	value_set_text(&arena, data, "trust_store", talk_tls_trust_name(visit->tls));
	sink_emit(visit->sink, subject, "tls.chain", data);
}

static void tell_staple(const struct visit *visit, const struct subject *subject, const struct tls_staple *staple)
{
	ARENA_SCOPED arena;
	struct value *data;

	arena_init(&arena);
	data = value_map(&arena);
	value_set_text(&arena, data, "source", "staple");
	value_set_bool(&arena, data, "answered", staple->is_there);
	if (*staple->status)
		value_set_text(&arena, data, "status", staple->status);
	if (*staple->reason)
		value_set_text(&arena, data, "reason", staple->reason);
	if (staple->revoked_ms)
		value_set_int(&arena, data, "revoked_ms", staple->revoked_ms);
	sink_emit(visit->sink, subject, "tls.ocsp", data);
}

static void tell_facts(const struct visit *visit, const struct subject *subject, const struct talk_tls_facts *facts)
{
	bool is_old = facts->version < TLS_VERSION_1_3;
	ARENA_SCOPED arena;
	struct value *data;

	arena_init(&arena);
	data = value_map(&arena);
	value_set_text(&arena, data, "version", tls_hello_version_name((enum tls_version)facts->version));
	value_set_bool(&arena, data, "answered", true);
	value_set_int(&arena, data, "scts", (int64_t)facts->timestamps);
	if (is_old) {
		value_set_bool(&arena, data, "secure_renegotiation", facts->has_renegotiation);
		value_set_bool(&arena, data, "extended_master_secret", facts->has_master_secret);
		value_set_bool(&arena, data, "session_ticket", facts->has_ticket);
	}
	if (*facts->protocol)
		value_set(&arena, data, "protocol",
			  sink_text(&arena, str_from(facts->protocol), sizeof(facts->protocol)));
	sink_emit(visit->sink, subject, "tls.extension", data);
}

void tls_tell_session(const struct visit *visit, uint16_t port, const struct talk *talk, bool with_group)
{
	struct subject subject = visit_subject(visit, port);
	struct talk_tls_facts facts;

	talk_tls_facts(talk, visit->tls, &facts);
	tell_certificates(visit, &subject, talk);
	if (talk_certificate_count(talk)) {
		tell_chain(visit, &subject, talk);
		tell_staple(visit, &subject, &facts.staple);
	}
	tell_facts(visit, &subject, &facts);
	if (with_group && facts.group_bits > 0)
		tell_key_exchange(visit, port, (enum tls_version)facts.version,
				  str_starts(str_from(facts.suite), "TLS_DHE_") ||
						  str_starts(str_from(facts.group), "ffdhe")
					  ? "DHE"
					  : "ECDHE",
				  facts.group_bits, facts.group, TLS_PRIME_UNTRIED);
}
