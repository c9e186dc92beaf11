/* SPDX-License-Identifier: Apache-2.0 */
#include "https_peer.h"
#include "test.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sys/socket.h>
#include <sys/time.h>

#define DAY_S 86400L

static void add_extension(X509 *certificate, int nid, const char *value)
{
	X509_EXTENSION *extension = X509V3_EXT_conf_nid(NULL, NULL, nid, value);

	assert_non_null(extension);
	assert_int_equal(X509_add_ext(certificate, extension, -1), 1);
	X509_EXTENSION_free(extension);
}

static X509 *certificate_of(EVP_PKEY *key)
{
	X509 *certificate = X509_new();
	X509_NAME *name = X509_get_subject_name(certificate);

	X509_set_version(certificate, X509_VERSION_3);
	ASN1_INTEGER_set(X509_get_serialNumber(certificate), 9);
	X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, (const unsigned char *)"feeds.example", -1, -1, 0);
	X509_set_issuer_name(certificate, name);
	X509_gmtime_adj(X509_getm_notBefore(certificate), -DAY_S);
	X509_gmtime_adj(X509_getm_notAfter(certificate), DAY_S);
	X509_set_pubkey(certificate, key);
	add_extension(certificate, NID_basic_constraints, "critical,CA:TRUE");
	add_extension(certificate, NID_subject_alt_name, "IP:127.0.0.1");
	assert_true(X509_sign(certificate, key, EVP_sha256()) > 0);
	return certificate;
}

static void make_context(struct https_peer *peer)
{
	EVP_PKEY *key = EVP_EC_gen("P-256");
	X509 *certificate = certificate_of(key);
	FILE *file = fopen(peer->ca_path, "w");

	assert_non_null(file);
	assert_int_equal(PEM_write_X509(file, certificate), 1);
	assert_int_equal(fclose(file), 0);
	peer->context = SSL_CTX_new(TLS_server_method());
	assert_int_equal(SSL_CTX_use_certificate(peer->context, certificate), 1);
	assert_int_equal(SSL_CTX_use_PrivateKey(peer->context, key), 1);
	X509_free(certificate);
	EVP_PKEY_free(key);
}

/* Its head, and the content behind it that its Content-Length tells of. */
static bool is_whole(const char *request, size_t size)
{
	const char *content = strstr(request, "\r\n\r\n"), *length = strstr(request, "Content-Length: ");
	size_t wanted = length ? strtoul(length + strlen("Content-Length: "), NULL, 10) : 0;

	return content && size - (size_t)(content + 4 - request) >= wanted;
}

static bool read_request(SSL *tls, char request[HTTPS_HEAD_MAX])
{
	size_t size = 0;

	while (size + 1 < HTTPS_HEAD_MAX) {
		int got = SSL_read(tls, request + size, (int)(HTTPS_HEAD_MAX - 1 - size));
		if (got <= 0)
			return false;
		size += (size_t)got;
		request[size] = 0;
		if (is_whole(request, size))
			return true;
	}
	return false;
}

static void serve(struct peer *peer, int fd)
{
	struct https_peer *https = peer->context;
	const struct timeval patience = {5, 0};
	struct https_reply reply = {.head = "HTTP/1.1 404 Not Found\r\n", .sent_of_body = SIZE_MAX};
	SSL *tls = SSL_new(https->context);
	struct str body;

	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	SSL_set_fd(tls, fd);
	if (SSL_accept(tls) == 1 && read_request(tls, https->request)) {
		https->answer(https, https->request, &reply);
		body = str_head(reply.body, reply.sent_of_body);
		strncat(reply.head, "Connection: close\r\n\r\n", sizeof(reply.head) - strlen(reply.head) - 1);
		(void)SSL_write(tls, reply.head, (int)strlen(reply.head));
		if (body.n)
			(void)SSL_write(tls, body.p, (int)body.n);
		while (reply.is_stalling && peer_listen(peer, fd, 20))
			;
		if (reply.sent_of_body == SIZE_MAX)
			(void)SSL_shutdown(tls);
	}
	SSL_free(tls);
}

void https_peer_start(struct https_peer *peer,
		      void (*answer)(struct https_peer *peer, const char *request, struct https_reply *reply))
{
	peer->answer = answer;
	temp_dir_make(peer->folder, "https");
	snprintf(peer->ca_path, sizeof(peer->ca_path), "%s/ca.pem", peer->folder);
	make_context(peer);
	peer->peer.context = peer;
	peer_start(&peer->peer, "127.0.0.1", 1, serve);
}

void https_peer_stop(struct https_peer *peer)
{
	peer_stop(&peer->peer);
	SSL_CTX_free(peer->context);
	peer->context = NULL;
	temp_dir_remove(peer->folder);
}
