/* SPDX-License-Identifier: Apache-2.0 */
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <poll.h>
#include <stdlib.h>

#include "net/talk.h"

#define CHAIN_BYTES_MAX (64L * 1024)

/* We look for old servers, which OpenSSL's security levels would hide. At most 128 suites: more choke some servers.
 */
#define CIPHERS "ALL:!SRP:!PSK:@SECLEVEL=0"

struct tls_client {
	SSL_CTX *context;
};

struct tls_client *talk_tls_client_new(void)
{
	struct tls_client *client = calloc(1, sizeof(*client));

	/* The machine's openssl.cnf may forbid what we need to observe. */
	if (!client || OPENSSL_init_ssl(OPENSSL_INIT_NO_LOAD_CONFIG, NULL) != 1)
		goto failed;
	client->context = SSL_CTX_new(TLS_client_method());
	if (!client->context || SSL_CTX_set_cipher_list(client->context, CIPHERS) != 1 ||
	    SSL_CTX_set_min_proto_version(client->context, TLS1_VERSION) != 1)
		goto failed;
	SSL_CTX_set_security_level(client->context, 0);
	SSL_CTX_set_verify(client->context, SSL_VERIFY_NONE, NULL);
	SSL_CTX_set_max_cert_list(client->context, CHAIN_BYTES_MAX);
	SSL_CTX_set_session_cache_mode(client->context, SSL_SESS_CACHE_OFF);
	SSL_CTX_set_options(client->context,
			    SSL_OP_LEGACY_SERVER_CONNECT | SSL_OP_IGNORE_UNEXPECTED_EOF | SSL_OP_NO_RENEGOTIATION);
	SSL_CTX_clear_mode(client->context, SSL_MODE_AUTO_RETRY); /* come back after each ticket, for the clock */
	SSL_CTX_set_mode(client->context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
	return client;
failed:
	talk_tls_client_free(client);
	return NULL;
}

void talk_tls_client_free(struct tls_client *client)
{
	if (client)
		SSL_CTX_free(client->context);
	free(client);
}

/*
 * Called before and after each read of OpenSSL from the line. Inside one call it goes on reading while it meets what
 * holds nothing for us (tickets, requests for a hello, alerts), so a peer that never ceases to send would keep it
 * there. Each call gets one portion, then it must come back to who looks at the clock. The last record may go a little
 * over.
 */
static long meter(BIO *line, int operation, const char *bytes, size_t size, int unused, long unused_too, int result,
		  size_t *moved)
{
	struct talk *talk = (struct talk *)(void *)BIO_get_callback_arg(line);

	if (operation == BIO_CB_READ && (talk->portion == 0 || talk->wire_left == 0)) {
		BIO_set_retry_read(line);
		return -1;
	}
	if (operation == (BIO_CB_READ | BIO_CB_RETURN) && result > 0) {
		talk->portion -= *moved < talk->portion ? *moved : talk->portion;
		talk->wire_left -= *moved < talk->wire_left ? *moved : talk->wire_left;
	}
	return result;
}

static enum err shake_hands(struct talk *talk, SSL *tls, struct fault *why)
{
	for (;;) {
		char text[160] = "closed";
		unsigned long detail;
		int result, error;
		enum err err;

		ERR_clear_error();
		talk->portion = TALK_PORTION_BYTES;
		result = SSL_connect(tls);
		if (result == 1)
			return ERR_OK;
		error = SSL_get_error(tls, result);
		if (error != SSL_ERROR_WANT_READ && error != SSL_ERROR_WANT_WRITE) {
			detail = ERR_get_error();
			if (detail)
				ERR_error_string_n(detail, text, sizeof(text));
			ERR_clear_error();
			return fault_set(why, ERR_CORRUPT, "TLS handshake: %s", text);
		}
		if (talk->wire_left == 0)
			return fault_set(why, ERR_TOO_LARGE, "TLS handshake: %s", talk_event_name(TALK_FULL));
		err = stop_wait(talk->stop, talk->fd, error == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT,
				talk->deadline_ms);
		/* A peer that drips a byte a second is always ready, never done. */
		if (!err && clock_monotonic_ms() >= talk->deadline_ms)
			err = ERR_TIMEOUT;
		if (err)
			return fault_set(why, err, "TLS handshake: %s", err_name(err));
	}
}

enum err talk_start_tls(struct talk *talk, struct tls_client *client, const char *server_name, struct fault *why)
{
	SSL *tls = SSL_new(client->context);
	enum err err = ERR_OK;

	if (!tls || SSL_set_fd(tls, talk->fd) != 1 || (server_name && SSL_set_tlsext_host_name(tls, server_name) != 1))
		err = fault_set(why, ERR_IO, "TLS handshake: cannot be prepared");
	if (!err) {
		BIO_set_callback_ex(SSL_get_rbio(tls), meter);
		BIO_set_callback_arg(SSL_get_rbio(tls), (char *)talk);
	}
	if (!err)
		err = shake_hands(talk, tls, why);
	if (err) {
		SSL_free(tls);
		return err;
	}
	talk->tls = tls;
	return ERR_OK;
}

size_t talk_certificate_count(const struct talk *talk)
{
	STACK_OF(X509) *chain = talk->tls ? SSL_get_peer_cert_chain(talk->tls) : NULL;

	return chain ? (size_t)sk_X509_num(chain) : 0;
}

struct str talk_certificate(const struct talk *talk, struct arena *arena, size_t position)
{
	STACK_OF(X509) *chain = SSL_get_peer_cert_chain(talk->tls);
	const X509 *certificate = sk_X509_value(chain, (int)position);
	int size = i2d_X509(certificate, NULL);
	unsigned char *bytes, *end;

	if (size <= 0)
		return str_of(NULL, 0);
	bytes = end = arena_alloc(arena, (size_t)size);
	return str_of(bytes, (size_t)i2d_X509(certificate, &end));
}
