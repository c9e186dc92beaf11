/* SPDX-License-Identifier: Apache-2.0 */
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <openssl/rsa.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <string.h>

#include <sys/socket.h>
#include <sys/time.h>

#include "peer.h"
#include "test.h"

#define DAY_S 86400L

static X509 *expired_certificate(EVP_PKEY *key)
{
	X509 *certificate = X509_new();
	X509_NAME *name = X509_get_subject_name(certificate);

	X509_set_version(certificate, X509_VERSION_3);
	ASN1_INTEGER_set(X509_get_serialNumber(certificate), 7);
	X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, (const unsigned char *)"old.example.jp", -1, -1, 0);
	X509_set_issuer_name(certificate, name);
	X509_gmtime_adj(X509_getm_notBefore(certificate), -30 * DAY_S);
	X509_gmtime_adj(X509_getm_notAfter(certificate), -1 * DAY_S);
	X509_set_pubkey(certificate, key);
	assert_true(X509_sign(certificate, key, EVP_sha256()) > 0);
	return certificate;
}

static SSL_CTX *server_new(void)
{
	SSL_CTX *context = SSL_CTX_new(TLS_server_method());
	EVP_PKEY *key = EVP_RSA_gen(2048);
	X509 *certificate;

	assert_non_null(context);
	assert_non_null(key);
	certificate = expired_certificate(key);
	SSL_CTX_set_security_level(context, 0);
	assert_int_equal(SSL_CTX_use_certificate(context, certificate), 1);
	assert_int_equal(SSL_CTX_use_PrivateKey(context, key), 1);
	X509_free(certificate);
	EVP_PKEY_free(key);
	return context;
}

struct ssl_ctx_st *peer_old_tls_new(void)
{
	SSL_CTX *context = server_new();

	assert_int_equal(SSL_CTX_set_cipher_list(context, "ALL:@SECLEVEL=0"), 1);
	assert_int_equal(SSL_CTX_set_min_proto_version(context, TLS1_VERSION), 1);
	assert_int_equal(SSL_CTX_set_max_proto_version(context, TLS1_VERSION), 1);
	return context;
}

void peer_tls_free(struct ssl_ctx_st *context)
{
	SSL_CTX_free(context);
}

void peer_speaks_old_tls(struct peer *peer, int fd)
{
	static const char answer[] = "HTTP/1.1 200 OK\r\nServer: old/1\r\nContent-Length: 2\r\n\r\nok";
	const struct timeval patience = {2, 0};
	SSL *tls = SSL_new(peer->context);
	char bytes[1024];

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	SSL_set_fd(tls, fd);
	if (SSL_accept(tls) == 1 && SSL_read(tls, bytes, sizeof(bytes)) > 0)
		(void)!SSL_write(tls, answer, sizeof(answer) - 1);
	SSL_free(tls);
}

struct ssl_ctx_st *peer_new_tls_new(void)
{
	SSL_CTX *context = server_new();

	assert_int_equal(SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION), 1);
	return context;
}

/* peer->bytes counts the hellos. */
static void shut_out_after(struct peer *peer, int fd, long most)
{
	struct timeval patience = {5, 0};
	char first = 0;

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	if (recv(fd, &first, 1, MSG_PEEK) == 1 && first == 0x16 && peer->bytes++ < most)
		peer_speaks_old_tls(peer, fd);
}

void peer_shuts_out_after_one(struct peer *peer, int fd)
{
	shut_out_after(peer, fd, 1);
}

void peer_shuts_out_after_two(struct peer *peer, int fd)
{
	shut_out_after(peer, fd, 2);
}

void peer_asks_for_hellos_forever(struct peer *peer, int fd)
{
	static const char refusal[] = "\x15\x03\x03\x00\x02\x02\x46";
	static const char head[] = "\x16\x03\x03\x3f\xfc";
	static const char requests[0x3ffc]; /* a request for a hello is four zeros */
	long before = peer->bytes;

	while (peer->bytes == before)
		if (!peer_listen(peer, fd, 100))
			return;
	if (peer->connections < 8) {
		(void)peer_say(peer, fd, refusal, sizeof(refusal) - 1);
		return;
	}
	while (peer_say(peer, fd, head, sizeof(head) - 1) && peer_say(peer, fd, requests, sizeof(requests)))
		;
}

#define SECRET_BYTES  32
#define KEY_BYTES     16
#define NONCE_BYTES   12
#define TAG_BYTES     16
#define TICKETS_BYTES (16000 / 19 * 19)

/* The server's keys behind the handshake, from the secret that OpenSSL tells its log of keys (RFC 8446, section 7.3).
 */
struct ticket_keys {
	unsigned char key[KEY_BYTES], nonce[NONCE_BYTES];
	uint64_t records;
};

static void expand(unsigned char *secret, const char *label, unsigned char *into, size_t size)
{
	EVP_KDF *kdf = EVP_KDF_fetch(NULL, "TLS13-KDF", NULL);
	EVP_KDF_CTX *context = EVP_KDF_CTX_new(kdf);
	int mode = EVP_KDF_HKDF_MODE_EXPAND_ONLY;
	const OSSL_PARAM params[] = {
		OSSL_PARAM_construct_int(OSSL_KDF_PARAM_MODE, &mode),
		OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, (char *)"SHA256", 0),
		OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_KEY, secret, SECRET_BYTES),
		OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_PREFIX, (char *)"tls13 ", 6),
		OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_LABEL, (char *)label, strlen(label)),
		OSSL_PARAM_construct_end(),
	};

	assert_int_equal(EVP_KDF_derive(context, into, size, params), 1);
	EVP_KDF_CTX_free(context);
	EVP_KDF_free(kdf);
}

static void keep_secret(const SSL *tls, const char *line)
{
	struct ticket_keys *keys = SSL_get_app_data(tls);
	unsigned char secret[SECRET_BYTES];
	size_t size = 0;

	if (strncmp(line, "SERVER_TRAFFIC_SECRET_0 ", 24) != 0)
		return;
	assert_int_equal(OPENSSL_hexstr2buf_ex(secret, sizeof(secret), &size, strrchr(line, ' ') + 1, '\0'), 1);
	expand(secret, "key", keys->key, KEY_BYTES);
	expand(secret, "iv", keys->nonce, NONCE_BYTES);
}

struct ssl_ctx_st *peer_tickets_new(void)
{
	SSL_CTX *context = server_new();

	assert_int_equal(SSL_CTX_set_ciphersuites(context, "TLS_AES_128_GCM_SHA256"), 1);
	assert_int_equal(SSL_CTX_set_min_proto_version(context, TLS1_3_VERSION), 1);
	SSL_CTX_set_num_tickets(context, 0);
	SSL_CTX_set_keylog_callback(context, keep_secret);
	return context;
}

/* One record full of the smallest tickets there are. */
static size_t seal_tickets(struct ticket_keys *keys, unsigned char *record)
{
	static const unsigned char ticket[19] = {4, 0, 0, 15, 0, 0, 0x1c, 0x20, 0, 0, 0, 1, 1, 0, 0, 1, 'x', 0, 0};
	static unsigned char plain[TICKETS_BYTES + 1];
	const size_t size = sizeof(plain) + TAG_BYTES;
	EVP_CIPHER_CTX *cipher = EVP_CIPHER_CTX_new();
	unsigned char nonce[NONCE_BYTES];
	int done = 0;

	for (size_t i = 0; i < TICKETS_BYTES; i++)
		plain[i] = ticket[i % sizeof(ticket)];
	plain[TICKETS_BYTES] = 22; /* a record of the handshake */
	memcpy(record, (unsigned char[]){23, 3, 3, (unsigned char)(size >> 8), (unsigned char)size}, 5);
	memcpy(nonce, keys->nonce, NONCE_BYTES);
	for (size_t i = 0; i < 8; i++)
		nonce[NONCE_BYTES - 1 - i] ^= (unsigned char)(keys->records >> (8 * i));
	keys->records++;
	EVP_EncryptInit_ex(cipher, EVP_aes_128_gcm(), NULL, keys->key, nonce);
	EVP_EncryptUpdate(cipher, NULL, &done, record, 5);
	EVP_EncryptUpdate(cipher, record + 5, &done, plain, sizeof(plain));
	assert_int_equal(EVP_EncryptFinal_ex(cipher, NULL, &done), 1);
	EVP_CIPHER_CTX_ctrl(cipher, EVP_CTRL_AEAD_GET_TAG, TAG_BYTES, record + 5 + sizeof(plain));
	EVP_CIPHER_CTX_free(cipher);
	return 5 + size;
}

void peer_sends_tickets_forever(struct peer *peer, int fd)
{
	const struct timeval patience = {2, 0};
	struct ticket_keys keys = {0};
	unsigned char record[TICKETS_BYTES + 100];
	SSL *tls = SSL_new(peer->context);
	bool has_shaken;

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	SSL_set_app_data(tls, &keys);
	SSL_set_fd(tls, fd);
	has_shaken = SSL_accept(tls) == 1;
	while (has_shaken && peer_say(peer, fd, record, seal_tickets(&keys, record)))
		peer->bytes++;
	SSL_free(tls);
}
