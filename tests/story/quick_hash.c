/* SPDX-License-Identifier: Apache-2.0 */
/*
 * libsodium's hashing of passwords at its least cost; the program's own functions are found before a library's. The
 * stories make and compare hundreds of hashes, and what one costs is no matter of theirs: unit people tests that.
 */
#include <sodium.h>

int crypto_pwhash_str_alg(char out[crypto_pwhash_STRBYTES], const char *password, unsigned long long size,
			  unsigned long long passes, size_t memory, int algorithm)
{
	(void)passes;
	(void)memory;
	(void)algorithm;
	return crypto_pwhash_argon2id_str(out, password, size, crypto_pwhash_argon2id_OPSLIMIT_MIN,
					  crypto_pwhash_argon2id_MEMLIMIT_MIN);
}

int crypto_pwhash_str_needs_rehash(const char hash[crypto_pwhash_STRBYTES], unsigned long long passes, size_t memory)
{
	(void)passes;
	(void)memory;
	return crypto_pwhash_argon2id_str_needs_rehash(hash, crypto_pwhash_argon2id_OPSLIMIT_MIN,
						       crypto_pwhash_argon2id_MEMLIMIT_MIN);
}
