/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a client of SSH needs of cryptography to hear what a server says behind the key exchange: curve25519-sha256
 * (RFC 8731), aes128-ctr (RFC 4344) and hmac-sha2-256 (RFC 6668). It trusts nobody and has no secret to keep, so the
 * server's signature is not looked at. Knows nothing of packets.
 */
#ifndef TENKEN_NET_SSH_SECRET_H
#define TENKEN_NET_SSH_SECRET_H

#include "base/str.h"

#define SSH_SECRET_SIZE 32 /* of a key of the curve, a hash, a code */

struct ssh_secret_pair {
	unsigned char hidden[SSH_SECRET_SIZE], shown[SSH_SECRET_SIZE];
};

/* All false when OpenSSL cannot, or the other side's key is none. */
bool ssh_secret_make_pair(struct ssh_secret_pair *ret_pair);
bool ssh_secret_share(const struct ssh_secret_pair *pair, struct str theirs, unsigned char ret_shared[SSH_SECRET_SIZE]);
bool ssh_secret_hash(struct str bytes, unsigned char ret_hash[SSH_SECRET_SIZE]);
bool ssh_secret_code(const unsigned char key[SSH_SECRET_SIZE], struct str bytes,
		     unsigned char ret_code[SSH_SECRET_SIZE]);

/* One direction's stream; NULL likewise. Enciphering and deciphering are the same. */
struct evp_cipher_ctx_st;
struct evp_cipher_ctx_st *ssh_secret_stream_new(const unsigned char key[16], const unsigned char start[16]);
bool ssh_secret_stream(struct evp_cipher_ctx_st *stream, void *bytes, size_t size);
void ssh_secret_stream_free(struct evp_cipher_ctx_st *stream);

#endif
