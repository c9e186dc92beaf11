/* SPDX-License-Identifier: Apache-2.0 */
#include <openssl/ct.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "net/talk.h"

#define CHAIN_BYTES_MAX (64L * 1024)

/* We look for old servers, which OpenSSL's security levels would hide. At most 128 suites: more choke some servers.
 */
#define CIPHERS "ALL:!SRP:!PSK:@SECLEVEL=0"

#define RENEGOTIATION_MS 2000 /* a server that does not want it may just say nothing */

struct tls_client {
	SSL_CTX *context;
	struct tls_trust *trust;
};

struct tls_client *talk_tls_client_new(const char *issuers)
{
	struct tls_client *client = calloc(1, sizeof(*client));

	/* The machine's openssl.cnf may forbid what we need to observe. */
	if (!client || OPENSSL_init_ssl(OPENSSL_INIT_NO_LOAD_CONFIG, NULL) != 1)
		goto failed;
	client->context = SSL_CTX_new(TLS_client_method());
	client->trust = tls_trust_new(issuers);
	if (!client->context || !client->trust || SSL_CTX_set_cipher_list(client->context, CIPHERS) != 1 ||
	    SSL_CTX_set_min_proto_version(client->context, TLS1_VERSION) != 1)
		goto failed;
	SSL_CTX_set_security_level(client->context, 0);
	SSL_CTX_set_verify(client->context, SSL_VERIFY_NONE, NULL);
	/* Asks for timestamps and a staple; verifies neither. */
	if (SSL_CTX_enable_ct(client->context, SSL_CT_VALIDATION_PERMISSIVE) != 1)
		goto failed;
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
	if (client) {
		SSL_CTX_free(client->context);
		tls_trust_free(client->trust);
	}
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

static enum err shake_hands(struct talk *talk, SSL *tls, int64_t until_ms, struct fault *why)
{
	for (;;) {
		char text[160] = "closed";
		unsigned long detail;
		int result, error;
		enum err err;

		ERR_clear_error();
		talk->portion = TALK_PORTION_BYTES;
		result = SSL_do_handshake(tls);
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
		err = stop_wait(talk->stop, talk->fd, error == SSL_ERROR_WANT_READ ? POLLIN : POLLOUT, until_ms);
		/* A peer that drips a byte a second is always ready, never done. */
		if (!err && clock_monotonic_ms() >= until_ms)
			err = ERR_TIMEOUT;
		if (err)
			return fault_set(why, err, "TLS handshake: %s", err_name(err));
	}
}

/* What stands in front of the handshake. */
static bool apply(SSL *tls, int fd, const struct talk_tls_wish *wish)
{
	unsigned char protocol[16];
	size_t size = wish->protocol ? strlen(wish->protocol) : 0;

	if (SSL_set_fd(tls, fd) != 1 || size >= sizeof(protocol) ||
	    (wish->server_name && SSL_set_tlsext_host_name(tls, wish->server_name) != 1) ||
	    (wish->is_at_most_tls12 && SSL_set_max_proto_version(tls, TLS1_2_VERSION) != 1))
		return false;
	SSL_set_connect_state(tls);
	if (!size)
		return true;
	protocol[0] = (unsigned char)size;
	memcpy(protocol + 1, wish->protocol, size);
	return SSL_set_alpn_protos(tls, protocol, (unsigned)size + 1) == 0;
}

enum err talk_start_tls_as(struct talk *talk, struct tls_client *client, const struct talk_tls_wish *wish,
			   struct fault *why)
{
	SSL *tls = SSL_new(client->context);
	enum err err = ERR_OK;

	if (!tls || !apply(tls, talk->fd, wish))
		err = fault_set(why, ERR_IO, "TLS handshake: cannot be prepared");
	if (!err) {
		BIO_set_callback_ex(SSL_get_rbio(tls), meter);
		BIO_set_callback_arg(SSL_get_rbio(tls), (char *)talk);
		err = shake_hands(talk, tls, talk->deadline_ms, why);
	}
	if (err) {
		SSL_free(tls);
		return err;
	}
	talk->tls = tls;
	return ERR_OK;
}

enum err talk_start_tls(struct talk *talk, struct tls_client *client, const char *server_name, struct fault *why)
{
	return talk_start_tls_as(talk, client, &(struct talk_tls_wish){.server_name = server_name}, why);
}

bool talk_renegotiate(struct talk *talk)
{
	int64_t until_ms = clock_monotonic_ms() + RENEGOTIATION_MS;

	SSL_clear_options(talk->tls, SSL_OP_NO_RENEGOTIATION);
	SSL_set_options(talk->tls, SSL_OP_ALLOW_UNSAFE_LEGACY_RENEGOTIATION);
	if (SSL_renegotiate(talk->tls) != 1) {
		ERR_clear_error();
		return false;
	}
	return !shake_hands(talk, talk->tls, until_ms < talk->deadline_ms ? until_ms : talk->deadline_ms, NULL);
}

static void read_group(SSL *tls, struct talk_tls_facts *facts)
{
	EVP_PKEY *key = NULL;
	const char *name;

	facts->group = "";
	if (SSL_get_peer_tmp_key(tls, &key) != 1 || !key)
		return;
	facts->group_bits = EVP_PKEY_get_bits(key);
	name = SSL_group_to_name(tls, SSL_get_negotiated_group(tls));
	facts->group = name ? name : "";
	EVP_PKEY_free(key);
}

static size_t count_timestamps(SSL *tls)
{
	const STACK_OF(SCT) *timestamps = SSL_get0_peer_scts(tls);
	size_t count = 0;

	for (int i = 0; timestamps && i < sk_SCT_num(timestamps); i++)
		count += SCT_get_source(sk_SCT_value(timestamps, i)) != SCT_SOURCE_X509V3_EXTENSION;
	return count;
}

void talk_tls_facts(const struct talk *talk, const struct tls_client *client, struct talk_tls_facts *ret_facts)
{
	const char *suite = SSL_CIPHER_standard_name(SSL_get_current_cipher(talk->tls));
	struct talk_tls_facts facts = {
		.version = (uint16_t)SSL_version(talk->tls),
		.suite = suite ? suite : "",
		.has_renegotiation = SSL_get_secure_renegotiation_support(talk->tls) == 1,
		.has_master_secret = SSL_get_extms_support(talk->tls) == 1,
		.has_ticket = SSL_SESSION_has_ticket(SSL_get_session(talk->tls)) == 1,
		.timestamps = count_timestamps(talk->tls),
		.staple = {.status = "", .reason = ""},
	};
	STACK_OF(X509) *sent = SSL_get_peer_cert_chain(talk->tls);
	const unsigned char *bytes = NULL;
	unsigned size = 0;
	long staple_size;

	SSL_get0_alpn_selected(talk->tls, &bytes, &size);
	if (size < sizeof(facts.protocol) && size)
		memcpy(facts.protocol, bytes, size);
	read_group(talk->tls, &facts);
	staple_size = SSL_get_tlsext_status_ocsp_resp(talk->tls, &bytes);
	if (staple_size > 0 && sent && sk_X509_num(sent))
		facts.staple = tls_trust_read_staple(client->trust, sent, str_of(bytes, (size_t)staple_size));
	ERR_clear_error();
	*ret_facts = facts;
}

enum err talk_tls_chain(const struct talk *talk, const struct tls_client *client, struct tls_chain *ret_chain,
			struct fault *why)
{
	STACK_OF(X509) *sent = SSL_get_peer_cert_chain(talk->tls);

	if (!sent || !sk_X509_num(sent))
		return fault_set(why, ERR_NOT_FOUND, "the server showed no certificate");
	return tls_trust_judge(client->trust, sent, ret_chain, why);
}

const char *talk_tls_trust_name(const struct tls_client *client)
{
	return tls_trust_name(client->trust);
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
