/* SPDX-License-Identifier: Apache-2.0 */
#include "people/password.h"

#include <string.h>

#include <sodium.h>

#define PASSES       2u
#define MEMORY_BYTES (19u * 1024 * 1024)

_Static_assert(PASSWORD_HASH_SIZE == crypto_pwhash_STRBYTES, "the header states libsodium's size");

/* A hash of this cost without a known password: verifying it is the work done for a person that does not exist. */
static const char nobody[] =
	"$argon2id$v=19$m=19456,t=2,p=1$oXMxdAYNp8/b1Oc0gmBU7A$JAeD8lsn/SQ+6N9Vhc+SX8HLNniHavdDmFRisaTyrGo";

const char *password_problem_name(enum password_problem problem)
{
	switch (problem) {
	case PASSWORD_PROBLEM_NONE: return "none";
	case PASSWORD_PROBLEM_SHORT: return "short";
	case PASSWORD_PROBLEM_LONG: return "long";
	case PASSWORD_PROBLEM_NAME: return "name";
	case PASSWORD_PROBLEM_UNIFORM: return "uniform";
	}
	return "none";
}

/* Bytes that do not continue a UTF-8 sequence; forms have checked that the text is valid. */
static size_t count_characters(struct str s)
{
	size_t count = 0;

	for (size_t i = 0; i < s.n; i++)
		count += ((unsigned char)s.p[i] & 0xC0) != 0x80;
	return count;
}

enum password_problem password_judge(struct str password, struct str sign_in_name)
{
	size_t same = 1;

	if (password.n > PASSWORD_BYTES_MAX)
		return PASSWORD_PROBLEM_LONG;
	if (count_characters(password) < PASSWORD_CHARACTERS_MIN)
		return PASSWORD_PROBLEM_SHORT;
	if (str_eq_ascii_case(password, sign_in_name))
		return PASSWORD_PROBLEM_NAME;
	while (same < password.n && password.p[same] == password.p[0])
		same++;
	return same == password.n ? PASSWORD_PROBLEM_UNIFORM : PASSWORD_PROBLEM_NONE;
}

static enum err start(struct fault *why)
{
	return sodium_init() < 0 ? fault_set(why, ERR_IO, "libsodium has no source of randomness") : ERR_OK;
}

enum err password_hash(struct str password, char ret_hash[PASSWORD_HASH_SIZE], struct fault *why)
{
	char hash[PASSWORD_HASH_SIZE];
	enum err err;
	int failed;

	if (password.n == 0 || password.n > PASSWORD_BYTES_MAX)
		return fault_set(why, ERR_INVALID, "a password has 1 to %d bytes", PASSWORD_BYTES_MAX);
	err = start(why);
	if (err)
		return err;
	failed =
		crypto_pwhash_str_alg(hash, password.p, password.n, PASSES, MEMORY_BYTES, crypto_pwhash_ALG_ARGON2ID13);
	if (failed)
		return fault_set(why, ERR_BUSY, "no memory to hash a password");
	memcpy(ret_hash, hash, sizeof(hash));
	return ERR_OK;
}

enum err password_verify(struct str password, const char *hash, bool *ret_is_right, struct fault *why)
{
	bool is_nobody = !hash || hash[0] == '\0';
	bool matches;
	enum err err;

	if (password.n > PASSWORD_BYTES_MAX)
		password = str_head(password, 0); /* never right, for the price of any other */
	err = start(why);
	if (err)
		return err;
	matches = crypto_pwhash_str_verify(is_nobody ? nobody : hash, password.n ? password.p : "", password.n) == 0;
	*ret_is_right = matches && !is_nobody && password.n > 0;
	return ERR_OK;
}

bool password_needs_rehash(const char *hash)
{
	return crypto_pwhash_str_needs_rehash(hash, PASSES, MEMORY_BYTES) != 0;
}
