/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/remote/ssh.h"

#include <stdio.h>
#include <string.h>

#include "diagnosis/dialogue/wire.h"
#include "net/ssh_secret.h"
#include "records/greeting.h"

/* Messages (RFC 4250, 4.1; RFC 8731). */
enum {
	DISCONNECT = 1,
	IGNORE = 2,
	DEBUG = 4,
	SERVICE_REQUEST = 5,
	SERVICE_ACCEPT = 6,
	EXT_INFO = 7,
	KEXINIT = 20,
	NEWKEYS = 21,
	ECDH_INIT = 30,
	ECDH_REPLY = 31,
	USERAUTH_REQUEST = 50,
	USERAUTH_FAILURE = 51,
	USERAUTH_BANNER = 53,
};

#define VERSION     "SSH-2.0-tenken-probe"
#define BLOCK       16
#define SKIPPED_MAX 16 /* messages that may come at any time */
#define NAMES_MAX   256
#define NAME_BYTES  64
#define KEX         "curve25519-sha256,curve25519-sha256@libssh.org"
#define HOST_KEYS                                                                                                      \
	"ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,rsa-sha2-512,rsa-sha2-256,ssh-rsa"
#define CIPHER "aes128-ctr"
#define MAC    "hmac-sha2-256"

struct direction {
	struct evp_cipher_ctx_st *stream;   /* NULL: in clear */
	unsigned char key[SSH_SECRET_SIZE]; /* of the codes */
	uint32_t number;                    /* of the next packet */
};

struct conversation {
	const struct dialogue_turn *turn;
	struct buf bytes; /* all that came */
	size_t taken;     /* of it, read */
	struct direction in, out;
};

/* ---- pure ---- */

enum dialogue_reading ssh_read_packet(struct str bytes, struct str *ret_payload, size_t *ret_size)
{
	struct wire wire = wire_of(bytes);
	uint32_t size = wire_u32(&wire);
	uint8_t padding = wire_u8(&wire);

	if (wire.is_short)
		return DIALOGUE_MORE;
	if (size < 2 || size > SSH_PACKET_MAX || padding + 1u >= size)
		return DIALOGUE_OTHER;
	*ret_payload = wire_bytes(&wire, size - padding - 1);
	(void)wire_bytes(&wire, padding);
	*ret_size = 4 + (size_t)size;
	return wire.is_short ? DIALOGUE_MORE : DIALOGUE_ANSWER;
}

static struct value *member(struct arena *arena, struct value *data, const char *name)
{
	const struct value *there = value_get(data, name);
	struct value *list = value_list(arena);

	for (size_t i = 0; i < value_count(there); i++)
		value_add(arena, list, there->items[i]);
	value_set(arena, data, name, list);
	return list;
}

static bool holds(const struct value *list, struct str name)
{
	for (size_t i = 0; i < list->count; i++)
		if (str_eq(list->items[i]->text, name))
			return true;
	return false;
}

/* Names that the list has already, from the other direction, are not added again. */
static void add_names(struct arena *arena, struct value *data, const char *name, struct str names)
{
	struct value *list = member(arena, data, name);

	while (names.n && list->count < NAMES_MAX) {
		struct value *one = sink_text(arena, str_cut(&names, ','), NAME_BYTES);

		if (one->text.n && !holds(list, one->text))
			value_add(arena, list, one);
	}
}

bool ssh_read_algorithms(struct arena *arena, struct str payload, struct value *data)
{
	static const char *const members[] = {"kex", "host_keys", "ciphers", "ciphers", "macs", "macs"};
	struct wire wire = wire_of(payload);

	if (wire_u8(&wire) != KEXINIT)
		return false;
	(void)wire_bytes(&wire, 16); /* the cookie */
	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
		struct str names = wire_bytes(&wire, wire_u32(&wire));

		if (wire.is_short)
			return false;
		add_names(arena, data, members[i], names);
	}
	return true;
}

/* ---- writing ---- */

static void add_u32(struct buf *out, uint32_t number)
{
	for (int shift = 24; shift >= 0; shift -= 8)
		buf_add_byte(out, (char)(number >> shift));
}

static void add_string(struct buf *out, struct str bytes)
{
	add_u32(out, (uint32_t)bytes.n);
	buf_add(out, bytes);
}

/* A positive number (RFC 4251, 5). */
static void add_number(struct buf *out, const unsigned char bytes[SSH_SECRET_SIZE])
{
	struct str rest = str_of(bytes, SSH_SECRET_SIZE);

	while (rest.n && !rest.p[0])
		rest = str_skip(rest, 1);
	add_u32(out, (uint32_t)(rest.n + (rest.n && (rest.p[0] & 0x80))));
	if (rest.n && (rest.p[0] & 0x80))
		buf_add_byte(out, '\0');
	buf_add(out, rest);
}

static bool code_of(const struct direction *direction, struct str packet, unsigned char ret_code[SSH_SECRET_SIZE])
{
	BUF_SCOPED bytes;

	buf_init(&bytes, SSH_PACKET_MAX + BLOCK);
	add_u32(&bytes, direction->number);
	buf_add(&bytes, packet);
	return ssh_secret_code(direction->key, buf_str(&bytes), ret_code);
}

static bool send_payload(struct conversation *c, struct str payload)
{
	size_t padding = BLOCK - (5 + payload.n) % BLOCK;
	unsigned char code[SSH_SECRET_SIZE];
	BUF_SCOPED packet;

	padding += padding < 4 ? BLOCK : 0;
	buf_init(&packet, SSH_PACKET_MAX);
	add_u32(&packet, (uint32_t)(1 + payload.n + padding));
	buf_add_byte(&packet, (char)padding);
	buf_add(&packet, payload);
	for (size_t i = 0; i < padding; i++)
		buf_add_byte(&packet, '\0'); /* there is nothing to hide */
	if (packet.full)
		return false;
	if (c->out.stream) {
		if (!code_of(&c->out, buf_str(&packet), code) ||
		    !ssh_secret_stream(c->out.stream, packet.bytes, packet.size))
			return false;
		buf_add(&packet, str_of(code, sizeof(code)));
	}
	c->out.number++;
	return talk_send(c->turn->talk, buf_str(&packet)) == TALK_BYTES;
}

/* ---- reading ---- */

static bool receive(struct conversation *c)
{
	return !c->bytes.full && talk_receive(c->turn->talk, VISIT_ANSWER_MS, &c->bytes) == TALK_BYTES;
}

static bool open_bytes(struct conversation *c, size_t offset, size_t size)
{
	return ssh_secret_stream(c->in.stream, c->bytes.bytes + c->taken + offset, size);
}

static bool next_plain(struct conversation *c, struct str *ret_payload)
{
	size_t size = 0;
	enum dialogue_reading reading;

	while ((reading = ssh_read_packet(str_skip(buf_str(&c->bytes), c->taken), ret_payload, &size)) == DIALOGUE_MORE)
		if (!receive(c))
			return false;
	c->taken += size;
	return reading == DIALOGUE_ANSWER;
}

/* The first block tells how much there is; behind the packet stands its code. */
static bool next_secret(struct conversation *c, struct str *ret_payload)
{
	unsigned char code[SSH_SECRET_SIZE];
	struct wire head;
	struct str packet;
	size_t size;

	while (c->bytes.size - c->taken < BLOCK)
		if (!receive(c))
			return false;
	if (!open_bytes(c, 0, BLOCK))
		return false;
	head = wire_of(str_skip(buf_str(&c->bytes), c->taken));
	size = 4 + (size_t)wire_u32(&head);
	if (size > SSH_PACKET_MAX || size % BLOCK)
		return false;
	while (c->bytes.size - c->taken < size + SSH_SECRET_SIZE)
		if (!receive(c))
			return false;
	if (!open_bytes(c, BLOCK, size - BLOCK))
		return false;
	packet = str_head(str_skip(buf_str(&c->bytes), c->taken), size);
	if (!code_of(&c->in, packet, code) || memcmp(code, c->bytes.bytes + c->taken + size, SSH_SECRET_SIZE) != 0)
		return false;
	c->taken += size + SSH_SECRET_SIZE;
	return ssh_read_packet(packet, ret_payload, &size) == DIALOGUE_ANSWER;
}

/* The next message of that type; others that may come at any time are passed over. What the payload points at stays
 * only until the next one. */
static bool expect(struct conversation *c, uint8_t type, struct str *ret_payload)
{
	for (int i = 0; i < SKIPPED_MAX; i++) {
		uint8_t seen;

		if (!(c->in.stream ? next_secret(c, ret_payload) : next_plain(c, ret_payload)) || !ret_payload->n)
			return false;
		c->in.number++;
		seen = (uint8_t)ret_payload->p[0];
		if (seen == type)
			return true;
		if (seen != EXT_INFO && seen != USERAUTH_BANNER && (seen < IGNORE || seen > DEBUG))
			return false;
	}
	return false;
}

/* ---- the key exchange ---- */

static void write_kexinit(struct buf *out)
{
	static const char *const lists[] = {KEX, HOST_KEYS, CIPHER, CIPHER, MAC, MAC, "none", "none", "", ""};

	buf_add_byte(out, KEXINIT);
	buf_add(out, STR("tenken-no-secret")); /* the cookie */
	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		add_string(out, str_from(lists[i]));
	buf_add(out, STR("\0\0\0\0\0")); /* no guess; reserved */
}

static void tell_host_key(const struct dialogue_turn *turn, struct str blob)
{
	struct subject subject = visit_subject(turn->visit, turn->port);
	struct value *data = value_map(turn->arena);
	unsigned char hash[SSH_SECRET_SIZE];
	char text[2 * SSH_SECRET_SIZE + 1];
	struct wire wire = wire_of(blob);
	struct str type = wire_bytes(&wire, wire_u32(&wire));

	if (wire.is_short || !ssh_secret_hash(blob, hash))
		return;
	for (size_t i = 0; i < sizeof(hash); i++)
		snprintf(text + 2 * i, 3, "%02x", hash[i]);
	value_set(turn->arena, data, "type", sink_text(turn->arena, type, NAME_BYTES));
	value_set_text(turn->arena, data, "public_key_sha256", text);
	sink_emit(turn->visit->sink, &subject, "ssh.host_key", data);
}

/* HASH(K || H || letter || H) of RFC 4253, 7.2: the session's id is the hash of this first exchange. */
static bool derive(struct str secret, const unsigned char hash[SSH_SECRET_SIZE], char letter,
		   unsigned char ret_key[SSH_SECRET_SIZE])
{
	BUF_SCOPED bytes;

	buf_init(&bytes, 256);
	buf_add(&bytes, secret);
	buf_add(&bytes, str_of(hash, SSH_SECRET_SIZE));
	buf_add_byte(&bytes, letter);
	buf_add(&bytes, str_of(hash, SSH_SECRET_SIZE));
	return ssh_secret_hash(buf_str(&bytes), ret_key);
}

static bool set_keys(struct direction *direction, struct str secret, const unsigned char hash[SSH_SECRET_SIZE],
		     const char letters[3])
{
	unsigned char start[SSH_SECRET_SIZE], key[SSH_SECRET_SIZE];

	if (!derive(secret, hash, letters[0], start) || !derive(secret, hash, letters[1], key) ||
	    !derive(secret, hash, letters[2], direction->key))
		return false;
	direction->stream = ssh_secret_stream_new(key, start);
	return direction->stream != NULL;
}

/* *transcript: what both said before, as the hash of the exchange wants it. */
static bool exchange_keys(struct conversation *c, struct buf *transcript)
{
	struct ssh_secret_pair pair;
	unsigned char shared[SSH_SECRET_SIZE], hash[SSH_SECRET_SIZE];
	struct str payload, blob, theirs;
	struct wire wire;
	BUF_SCOPED init, secret;

	buf_init(&init, 64);
	buf_init(&secret, 64);
	if (!ssh_secret_make_pair(&pair))
		return false;
	buf_add_byte(&init, ECDH_INIT);
	add_string(&init, str_of(pair.shown, sizeof(pair.shown)));
	if (!send_payload(c, buf_str(&init)) || !expect(c, ECDH_REPLY, &payload))
		return false;
	wire = wire_of(str_skip(payload, 1));
	blob = wire_bytes(&wire, wire_u32(&wire));
	theirs = wire_bytes(&wire, wire_u32(&wire));
	if (wire.is_short)
		return false;
	tell_host_key(c->turn, blob);
	if (theirs.n != SSH_SECRET_SIZE || !ssh_secret_share(&pair, theirs, shared))
		return false;
	add_number(&secret, shared);
	add_string(transcript, blob);
	add_string(transcript, str_of(pair.shown, sizeof(pair.shown)));
	add_string(transcript, theirs);
	buf_add(transcript, buf_str(&secret));
	return !transcript->full && ssh_secret_hash(buf_str(transcript), hash) && expect(c, NEWKEYS, &payload) &&
	       send_payload(c, str_of(&(char){NEWKEYS}, 1)) && set_keys(&c->out, buf_str(&secret), hash, "ACE") &&
	       set_keys(&c->in, buf_str(&secret), hash, "BDF");
}

/* ---- what is asked behind it ---- */

static void ask_methods(struct conversation *c, struct value *data)
{
	struct str payload;
	struct wire wire;
	BUF_SCOPED question;

	buf_init(&question, 256);
	buf_add_byte(&question, SERVICE_REQUEST);
	add_string(&question, STR("ssh-userauth"));
	if (!send_payload(c, buf_str(&question)) || !expect(c, SERVICE_ACCEPT, &payload))
		return;
	buf_clear(&question);
	buf_add_byte(&question, USERAUTH_REQUEST);
	add_string(&question, STR("tenken-probe"));
	add_string(&question, STR("ssh-connection"));
	add_string(&question, STR("none"));
	if (!send_payload(c, buf_str(&question)) || !expect(c, USERAUTH_FAILURE, &payload))
		return;
	wire = wire_of(str_skip(payload, 1));
	add_names(c->turn->arena, data, "methods", wire_bytes(&wire, wire_u32(&wire)));
	buf_clear(&question);
	buf_add_byte(&question, DISCONNECT);
	add_u32(&question, 11); /* by application (RFC 4253, 11.1) */
	add_string(&question, STR("done"));
	add_string(&question, STR(""));
	(void)!send_payload(c, buf_str(&question));
}

static bool is_common(const struct value *list, const char *ours)
{
	struct str rest = str_from(ours);

	while (list && rest.n)
		if (holds(list, str_cut(&rest, ',')))
			return true;
	return false;
}

/* Else nothing is begun, so that no key exchange fails in its log. */
static bool has_common(const struct value *data)
{
	return is_common(value_get(data, "kex"), KEX) && is_common(value_get(data, "host_keys"), HOST_KEYS) &&
	       is_common(value_get(data, "ciphers"), CIPHER) && is_common(value_get(data, "macs"), MAC);
}

static void converse(struct conversation *c, struct str version)
{
	const struct dialogue_turn *turn = c->turn;
	struct subject subject = visit_subject(turn->visit, turn->port);
	struct value *data = value_map(turn->arena);
	struct str payload;
	BUF_SCOPED mine, transcript;

	buf_init(&mine, 2048);
	buf_init(&transcript, (size_t)4 * SSH_PACKET_MAX);
	write_kexinit(&mine);
	if (talk_send(turn->talk, STR(VERSION "\r\n")) != TALK_BYTES || !expect(c, KEXINIT, &payload) ||
	    !ssh_read_algorithms(turn->arena, payload, data))
		return;
	add_string(&transcript, STR(VERSION));
	add_string(&transcript, version);
	add_string(&transcript, buf_str(&mine));
	add_string(&transcript, payload);
	if (has_common(data) && send_payload(c, buf_str(&mine)) && exchange_keys(c, &transcript))
		ask_methods(c, data);
	sink_emit(turn->visit->sink, &subject, "ssh.algorithms", data);
}

/* Behind the line of the version its first packet may stand already. */
static void go_on(const struct dialogue_turn *turn)
{
	struct str version = greeting_ssh(turn->heard), rest = turn->heard;
	struct conversation c = {.turn = turn};

	if (!str_starts(version, "SSH-2.0-") && !str_starts(version, "SSH-1.99-"))
		return;
	rest = str_skip(rest, (size_t)(version.p - rest.p));
	buf_init(&c.bytes, VISIT_SESSION_BYTES);
	buf_add(&c.bytes, str_skip(rest, str_index(rest, '\n') + 1));
	converse(&c, version);
	ssh_secret_stream_free(c.in.stream);
	ssh_secret_stream_free(c.out.stream);
	buf_release(&c.bytes);
}

const struct dialogue ssh_dialogue = {
	.service = "ssh",
	.manner = DIALOGUE_GREETS,
	.ports = {22, 2222},
	.go_on = go_on,
};
