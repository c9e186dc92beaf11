/* SPDX-License-Identifier: Apache-2.0 */
#include "net/ssh_secret.h"

#include <limits.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

bool ssh_secret_make_pair(struct ssh_secret_pair *ret_pair)
{
	size_t hidden = SSH_SECRET_SIZE, shown = SSH_SECRET_SIZE;
	EVP_PKEY *key = EVP_PKEY_Q_keygen(NULL, NULL, "X25519");
	bool is_made = key && EVP_PKEY_get_raw_private_key(key, ret_pair->hidden, &hidden) == 1 &&
		       EVP_PKEY_get_raw_public_key(key, ret_pair->shown, &shown) == 1;

	EVP_PKEY_free(key);
	ERR_clear_error();
	return is_made;
}

bool ssh_secret_share(const struct ssh_secret_pair *pair, struct str theirs, unsigned char ret_shared[SSH_SECRET_SIZE])
{
	EVP_PKEY *mine = EVP_PKEY_new_raw_private_key(EVP_PKEY_X25519, NULL, pair->hidden, SSH_SECRET_SIZE);
	EVP_PKEY *other = EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, NULL, (const unsigned char *)theirs.p, theirs.n);
	EVP_PKEY_CTX *context = mine && other ? EVP_PKEY_CTX_new(mine, NULL) : NULL;
	size_t size = SSH_SECRET_SIZE;
	bool is_shared = context && EVP_PKEY_derive_init(context) == 1 &&
			 EVP_PKEY_derive_set_peer(context, other) == 1 &&
			 EVP_PKEY_derive(context, ret_shared, &size) == 1 && size == SSH_SECRET_SIZE;

	EVP_PKEY_CTX_free(context);
	EVP_PKEY_free(mine);
	EVP_PKEY_free(other);
	ERR_clear_error();
	return is_shared;
}

bool ssh_secret_hash(struct str bytes, unsigned char ret_hash[SSH_SECRET_SIZE])
{
	return EVP_Digest(bytes.p, bytes.n, ret_hash, NULL, EVP_sha256(), NULL) == 1;
}

bool ssh_secret_code(const unsigned char key[SSH_SECRET_SIZE], struct str bytes,
		     unsigned char ret_code[SSH_SECRET_SIZE])
{
	return HMAC(EVP_sha256(), key, SSH_SECRET_SIZE, (const unsigned char *)bytes.p, bytes.n, ret_code, NULL) !=
	       NULL;
}

struct evp_cipher_ctx_st *ssh_secret_stream_new(const unsigned char key[16], const unsigned char start[16])
{
	EVP_CIPHER_CTX *stream = EVP_CIPHER_CTX_new();

	if (stream && EVP_EncryptInit_ex(stream, EVP_aes_128_ctr(), NULL, key, start) == 1)
		return stream;
	EVP_CIPHER_CTX_free(stream);
	return NULL;
}

bool ssh_secret_stream(struct evp_cipher_ctx_st *stream, void *bytes, size_t size)
{
	int done = 0;

	return size <= INT_MAX && EVP_EncryptUpdate(stream, bytes, &done, bytes, (int)size) == 1 &&
	       (size_t)done == size;
}

void ssh_secret_stream_free(struct evp_cipher_ctx_st *stream)
{
	EVP_CIPHER_CTX_free(stream); /* takes NULL */
}
