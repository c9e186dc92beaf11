/* SPDX-License-Identifier: Apache-2.0 */
#include <openssl/evp.h>
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

struct ssl_ctx_st *peer_old_tls_new(void)
{
	SSL_CTX *context = SSL_CTX_new(TLS_server_method());
	EVP_PKEY *key = EVP_RSA_gen(2048);
	X509 *certificate;

	assert_non_null(context);
	assert_non_null(key);
	certificate = expired_certificate(key);
	SSL_CTX_set_security_level(context, 0);
	assert_int_equal(SSL_CTX_set_cipher_list(context, "ALL:@SECLEVEL=0"), 1);
	assert_int_equal(SSL_CTX_set_min_proto_version(context, TLS1_VERSION), 1);
	assert_int_equal(SSL_CTX_set_max_proto_version(context, TLS1_VERSION), 1);
	assert_int_equal(SSL_CTX_use_certificate(context, certificate), 1);
	assert_int_equal(SSL_CTX_use_PrivateKey(context, key), 1);
	X509_free(certificate);
	EVP_PKEY_free(key);
	return context;
}

void peer_old_tls_free(struct ssl_ctx_st *context)
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
