/* SPDX-License-Identifier: Apache-2.0 */
#include "seal/note_key.h"

#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "codec/digest.h"

#define SECRET_MARK "PRIVATE+KEY+"

_Static_assert(NOTE_SEED_SIZE == crypto_sign_SEEDBYTES && NOTE_PUBLIC_SIZE == crypto_sign_PUBLICKEYBYTES,
	       "the header states libsodium's sizes");

bool note_name_is_valid(struct str name)
{
	if (name.n == 0 || name.n > NOTE_NAME_MAX)
		return false;
	for (size_t i = 0; i < name.n; i++)
		if (name.p[i] <= ' ' || name.p[i] > '~' || name.p[i] == '+')
			return false;
	return true;
}

static uint32_t id_of(const struct note_key *key)
{
	const unsigned char line_end = '\n', type = (unsigned char)key->type;
	unsigned char hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state state;

	crypto_hash_sha256_init(&state);
	crypto_hash_sha256_update(&state, (const unsigned char *)key->name, strlen(key->name));
	crypto_hash_sha256_update(&state, &line_end, 1);
	crypto_hash_sha256_update(&state, &type, 1);
	crypto_hash_sha256_update(&state, key->public, sizeof(key->public));
	crypto_hash_sha256_final(&state, hash);
	return (uint32_t)hash[0] << 24 | (uint32_t)hash[1] << 16 | (uint32_t)hash[2] << 8 | hash[3];
}

enum err note_signer_new(struct str name, enum note_type type, const unsigned char *seed,
			 struct note_signer *ret_signer, struct fault *why)
{
	struct note_signer signer = {.key.type = type};
	unsigned char secret[crypto_sign_SECRETKEYBYTES];

	if (!note_name_is_valid(name))
		return fault_set(why, ERR_INVALID,
				 "a key's name has 1 to %d printable ASCII characters, none of them a space or \"+\"",
				 NOTE_NAME_MAX);
	if (sodium_init() < 0)
		abort();
	if (seed)
		memcpy(signer.seed, seed, sizeof(signer.seed));
	else
		randombytes_buf(signer.seed, sizeof(signer.seed));
	memcpy(signer.key.name, name.p, name.n);
	crypto_sign_seed_keypair(signer.key.public, secret, signer.seed);
	sodium_memzero(secret, sizeof(secret));
	signer.key.id = id_of(&signer.key);
	*ret_signer = signer;
	return ERR_OK;
}

/* ---- texts ---- */

/* The id as it stands in a key's text: eight lower-case hexadecimal digits. */
static bool is_id(struct str text, uint32_t id)
{
	char digits[9];

	snprintf(digits, sizeof(digits), "%08x", id);
	return str_is(text, digits);
}

/* "name+id+base64(type || 32 bytes)"; the bytes are the public key or the seed. */
static bool cut_key(struct str text, struct str *ret_name, struct str *ret_id, enum note_type *ret_type,
		    unsigned char ret_bytes[NOTE_SEED_SIZE])
{
	struct str bytes;
	ARENA_SCOPED arena;

	arena_init(&arena);
	*ret_name = str_cut(&text, '+');
	*ret_id = str_cut(&text, '+');
	if (!text.p || !digest_base64_decode(&arena, text, &bytes) || bytes.n != 1 + NOTE_SEED_SIZE)
		return false;
	*ret_type = (enum note_type)(unsigned char)bytes.p[0];
	memcpy(ret_bytes, bytes.p + 1, NOTE_SEED_SIZE);
	return note_name_is_valid(*ret_name) && (*ret_type == NOTE_SIGNATURE || *ret_type == NOTE_COSIGNATURE);
}

enum err note_key_read(struct str text, struct note_key *ret_key, struct fault *why)
{
	struct note_key key = {.id = 0};
	struct str name, id;

	if (!cut_key(str_trim(text), &name, &id, &key.type, key.public))
		return fault_set(why, ERR_INVALID, "this is no key of the form name+id+base64 for Ed25519");
	memcpy(key.name, name.p, name.n);
	key.id = id_of(&key);
	if (!is_id(id, key.id))
		return fault_set(why, ERR_INVALID, "the key \"%s\" was changed or copied in part: its id is not %08x",
				 key.name, key.id);
	*ret_key = key;
	return ERR_OK;
}

enum err note_signer_read(struct str text, struct note_signer *ret_signer, struct fault *why)
{
	unsigned char seed[NOTE_SEED_SIZE];
	struct note_signer signer;
	enum note_type type;
	struct str name, id;
	enum err err;

	text = str_trim(text);
	if (!str_starts(text, SECRET_MARK) || !cut_key(str_skip(text, strlen(SECRET_MARK)), &name, &id, &type, seed))
		return fault_set(why, ERR_INVALID,
				 "this is no key of the form " SECRET_MARK "name+id+base64 for Ed25519");
	err = note_signer_new(name, type, seed, &signer, why);
	sodium_memzero(seed, sizeof(seed));
	if (!err && !is_id(id, signer.key.id))
		err = fault_set(why, ERR_INVALID, "the key \"%s\" was changed or copied in part: its id is not %08x",
				signer.key.name, signer.key.id);
	if (!err)
		*ret_signer = signer;
	return err;
}

static void write_key(const struct note_key *key, const unsigned char bytes[NOTE_SEED_SIZE], struct buf *text)
{
	unsigned char typed[1 + NOTE_SEED_SIZE];

	typed[0] = (unsigned char)key->type;
	memcpy(typed + 1, bytes, NOTE_SEED_SIZE);
	buf_printf(text, "%s+%08x+", key->name, key->id);
	digest_base64_add(text, str_of(typed, sizeof(typed)));
	sodium_memzero(typed, sizeof(typed));
}

void note_key_write(const struct note_key *key, struct buf *text)
{
	write_key(key, key->public, text);
}

void note_signer_write(const struct note_signer *signer, struct buf *text)
{
	buf_add_text(text, SECRET_MARK);
	write_key(&signer->key, signer->seed, text);
}
