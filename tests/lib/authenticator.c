/* SPDX-License-Identifier: Apache-2.0 */
#include "lib/authenticator.h"

#include <string.h>

#include <openssl/core_names.h>

#include "base/buf.h"
#include "codec/digest.h"
#include "test.h"

#define DATA_MAX 4096

struct authenticator authenticator_make(const char *origin, const char *domain, bool is_rsa)
{
	struct authenticator device = {.origin = origin,
				       .domain = domain,
				       .is_rsa = is_rsa,
				       .is_verified = true,
				       .id = STR("sixteen bytes id")};

	device.key = is_rsa ? EVP_PKEY_Q_keygen(NULL, NULL, "RSA", (size_t)2048)
			    : EVP_PKEY_Q_keygen(NULL, NULL, "EC", "P-256");
	assert_non_null(device.key);
	return device;
}

void authenticator_drop(struct authenticator *device)
{
	EVP_PKEY_free(device->key);
}

struct str authenticator_client_data(struct arena *arena, const struct authenticator *device, const char *type,
				     struct str challenge)
{
	return str_from(arena_printf(arena,
				     "{\"type\":\"%s\",\"challenge\":\"%.*s\",\"origin\":\"%s\",\"crossOrigin\":false}",
				     type, (int)challenge.n, challenge.p, device->origin));
}

static void add_head(struct buf *out, const struct authenticator *device, unsigned flags)
{
	unsigned char domain[DIGEST_SIZE];
	const unsigned char behind[] = {(unsigned char)(flags | 1u | (device->is_verified ? 4u : 0u)),
					(unsigned char)(device->counter >> 24), (unsigned char)(device->counter >> 16),
					(unsigned char)(device->counter >> 8), (unsigned char)device->counter};

	digest_sha256(str_from(device->domain), domain);
	buf_add(out, str_of(domain, sizeof(domain)));
	buf_add(out, str_of(behind, sizeof(behind)));
}

static void add_number(struct buf *out, const struct authenticator *device, const char *name, struct str head, int size)
{
	unsigned char bytes[512];
	BIGNUM *number = NULL;

	assert_int_equal(EVP_PKEY_get_bn_param(device->key, name, &number), 1);
	assert_int_equal(BN_bn2binpad(number, bytes, size), size);
	BN_free(number);
	buf_add(out, head);
	buf_add(out, str_of(bytes, (size_t)size));
}

/* Type, algorithm and (of a curve) its name, then the two numbers. */
static void add_key(struct buf *out, const struct authenticator *device)
{
	if (device->is_rsa) {
		buf_add(out, STR("\xa4\x01\x03\x03\x39\x01\x00"));
		add_number(out, device, OSSL_PKEY_PARAM_RSA_N, STR("\x20\x59\x01\x00"), 256);
		add_number(out, device, OSSL_PKEY_PARAM_RSA_E, STR("\x21\x43"), 3);
	} else {
		buf_add(out, STR("\xa5\x01\x02\x03\x26\x20\x01"));
		add_number(out, device, OSSL_PKEY_PARAM_EC_PUB_X, STR("\x21\x58\x20"), 32);
		add_number(out, device, OSSL_PKEY_PARAM_EC_PUB_Y, STR("\x22\x58\x20"), 32);
	}
}

static void add_size(struct buf *out, size_t size)
{
	buf_add_byte(out, (char)(size >> 8));
	buf_add_byte(out, (char)size);
}

static struct str kept(struct arena *arena, const struct buf *bytes)
{
	assert_false(bytes->full);
	return str_of(str_dup(arena, buf_str(bytes)), bytes->size);
}

struct str authenticator_attestation(struct arena *arena, const struct authenticator *device)
{
	BUF_SCOPED data;
	BUF_SCOPED out;

	buf_init(&data, DATA_MAX);
	buf_init(&out, DATA_MAX);
	add_head(&data, device, 0x40);
	buf_add(&data, STR("0123456789abcdef")); /* the model */
	add_size(&data, device->id.n);
	buf_add(&data, device->id);
	add_key(&data, device);
	buf_add(&out, STR("\xa3\x63"
			  "fmt"
			  "\x64"
			  "none"
			  "\x67"
			  "attStmt"
			  "\xa0\x68"
			  "authData"
			  "\x59"));
	add_size(&out, data.size);
	buf_add(&out, buf_str(&data));
	return kept(arena, &out);
}

struct str authenticator_data(struct arena *arena, const struct authenticator *device)
{
	BUF_SCOPED data;

	buf_init(&data, DATA_MAX);
	add_head(&data, device, 0);
	return kept(arena, &data);
}

struct str authenticator_signature(struct arena *arena, const struct authenticator *device, struct str client_data,
				   struct str data)
{
	EVP_MD_CTX *signing = EVP_MD_CTX_new();
	unsigned char hash[DIGEST_SIZE], signature[512];
	size_t size = sizeof(signature);

	digest_sha256(client_data, hash);
	assert_int_equal(EVP_DigestSignInit(signing, NULL, EVP_sha256(), NULL, device->key), 1);
	assert_int_equal(EVP_DigestSignUpdate(signing, data.p, data.n), 1);
	assert_int_equal(EVP_DigestSignUpdate(signing, hash, sizeof(hash)), 1);
	assert_int_equal(EVP_DigestSignFinal(signing, signature, &size), 1);
	EVP_MD_CTX_free(signing);
	return str_of(arena_strndup(arena, signature, size), size);
}
