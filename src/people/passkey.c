/* SPDX-License-Identifier: Apache-2.0 */
#include "people/passkey.h"

#include <string.h>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include "codec/cbor.h"
#include "codec/digest.h"
#include "codec/json.h"

/* Authenticator data (section 6.1): hash of the domain, flags, counter; behind them the key of a new credential. */
#define DOMAIN_HASH_SIZE  32
#define HEAD_SIZE         (DOMAIN_HASH_SIZE + 1 + 4)
#define MODEL_SIZE        16 /* "aaguid", which nobody asks for */
#define FLAG_PRESENT      0x01
#define FLAG_VERIFIED     0x04
#define FLAG_HAS_KEY      0x40
#define ATTESTATION_PAIRS 8

/* Members of a COSE key (RFC 9052 section 7.1, RFC 9053 sections 7.1.1 and 8) and their values. */
enum cose {
	COSE_TYPE = 1,
	COSE_ALGORITHM = 3,
	COSE_TYPE_EC2 = 2,
	COSE_TYPE_RSA = 3,
	COSE_ES256 = -7,
	COSE_RS256 = -257,
	COSE_EC2_CURVE = -1,
	COSE_EC2_X = -2,
	COSE_EC2_Y = -3,
	COSE_RSA_N = -1,
	COSE_RSA_E = -2,
	COSE_CURVE_P256 = 1,
};

#define COSE_PAIRS       8
#define P256_SIZE        32
#define RSA_BYTES_MIN    256
#define RSA_BYTES_MAX    512
#define RSA_EXPONENT_MAX 8

static enum err refuse(struct fault *why, const char *text)
{
	return fault_set(why, ERR_INVALID, "%s", text);
}

/* What the page asked for and where it was asked (section 5.8.1). */
static enum err read_client_data(struct arena *arena, const struct passkey_site *site, const char *type,
				 struct str challenge, struct str client_data, struct fault *why)
{
	struct value *data;
	struct fault wrong;

	if (client_data.n > PASSKEY_JSON_MAX || json_decode(arena, client_data, &data, &wrong) ||
	    data->kind != VALUE_MAP)
		return refuse(why, "the client data are no JSON object");
	if (strcmp(value_get_text(data, "type"), type) != 0)
		return refuse(why, "the client data are of another deed");
	if (challenge.n == 0 || !str_is(challenge, value_get_text(data, "challenge")))
		return refuse(why, "the challenge is another one");
	if (strcmp(value_get_text(data, "origin"), site->origin) != 0)
		return refuse(why, "the passkey was asked for by another origin");
	if (value_get_bool(data, "crossOrigin"))
		return refuse(why, "the passkey was asked for inside a page of another origin");
	return ERR_OK;
}

/* The part that every answer has: of this domain, by a person whom the device has verified. */
static enum err read_head(const struct passkey_site *site, struct str data, unsigned *ret_flags, int64_t *ret_counter,
			  struct fault *why)
{
	unsigned char domain[DIGEST_SIZE];
	const unsigned char *p = (const unsigned char *)data.p;

	if (data.n < HEAD_SIZE)
		return refuse(why, "the authenticator data are too short");
	digest_sha256(str_from(site->domain), domain);
	if (memcmp(p, domain, sizeof(domain)) != 0)
		return refuse(why, "the passkey is of another domain");
	*ret_flags = p[DOMAIN_HASH_SIZE];
	if (!(*ret_flags & FLAG_PRESENT) || !(*ret_flags & FLAG_VERIFIED))
		return refuse(why, "the device has not verified the person");
	*ret_counter = (int64_t)p[33] << 24 | (int64_t)p[34] << 16 | (int64_t)p[35] << 8 | p[36];
	return ERR_OK;
}

struct cose_key {
	int64_t type, algorithm, curve;
	struct str first, second; /* x and y, or n and e: members -2 and -3, or -1 and -2 */
};

static void keep_member(struct cose_key *key, int64_t member, const struct cbor_item *item)
{
	if (member == COSE_TYPE && item->kind == CBOR_INT)
		key->type = item->number;
	else if (member == COSE_ALGORITHM && item->kind == CBOR_INT)
		key->algorithm = item->number;
	else if (member == COSE_EC2_CURVE && item->kind == CBOR_INT)
		key->curve = item->number;
	else if (member == COSE_RSA_N && item->kind == CBOR_BYTES)
		key->first = item->bytes;
	else if (member == COSE_EC2_X && item->kind == CBOR_BYTES)
		*(key->type == COSE_TYPE_RSA ? &key->second : &key->first) = item->bytes;
	else if (member == COSE_EC2_Y && item->kind == CBOR_BYTES)
		key->second = item->bytes;
}

/* Canonical order puts the type first, which tells what -1 and -2 mean. A member that stands twice is refused. */
static bool read_cose(struct str *rest, struct cose_key *ret_key)
{
	struct cose_key key = {0};
	struct cbor_item map, member, item;
	int64_t seen[COSE_PAIRS];

	if (!cbor_next(rest, &map) || map.kind != CBOR_MAP || map.count > COSE_PAIRS)
		return false;
	for (size_t i = 0; i < map.count; i++) {
		if (!cbor_next(rest, &member) || member.kind != CBOR_INT || !cbor_next(rest, &item) || item.count)
			return false;
		seen[i] = member.number;
		for (size_t j = 0; j < i; j++)
			if (seen[j] == member.number)
				return false;
		keep_member(&key, member.number, &item);
	}
	*ret_key = key;
	return true;
}

static bool is_usable(const struct cose_key *key)
{
	if (key->type == COSE_TYPE_EC2)
		return key->algorithm == COSE_ES256 && key->curve == COSE_CURVE_P256 && key->first.n == P256_SIZE &&
		       key->second.n == P256_SIZE;
	return key->type == COSE_TYPE_RSA && key->algorithm == COSE_RS256 && key->first.n >= RSA_BYTES_MIN &&
	       key->first.n <= RSA_BYTES_MAX && key->second.n > 0 && key->second.n <= RSA_EXPONENT_MAX;
}

static bool add_ec(OSSL_PARAM_BLD *parts, const struct cose_key *key, unsigned char point[1 + 2 * P256_SIZE])
{
	point[0] = 4; /* uncompressed (SEC 1, section 2.3.3) */
	memcpy(point + 1, key->first.p, P256_SIZE);
	memcpy(point + 1 + P256_SIZE, key->second.p, P256_SIZE);
	return OSSL_PARAM_BLD_push_utf8_string(parts, OSSL_PKEY_PARAM_GROUP_NAME, "P-256", 0) &&
	       OSSL_PARAM_BLD_push_octet_string(parts, OSSL_PKEY_PARAM_PUB_KEY, point, 1 + 2 * P256_SIZE);
}

static bool add_rsa(OSSL_PARAM_BLD *parts, BIGNUM *n, BIGNUM *e)
{
	return n && e && OSSL_PARAM_BLD_push_BN(parts, OSSL_PKEY_PARAM_RSA_N, n) &&
	       OSSL_PARAM_BLD_push_BN(parts, OSSL_PKEY_PARAM_RSA_E, e);
}

/* The key as OpenSSL has it, which the caller frees; NULL for a point that is not on the curve and the like. */
static EVP_PKEY *make_key(const struct cose_key *key)
{
	const bool is_ec = key->type == COSE_TYPE_EC2;
	EVP_PKEY_CTX *maker = EVP_PKEY_CTX_new_from_name(NULL, is_ec ? "EC" : "RSA", NULL);
	OSSL_PARAM_BLD *parts = OSSL_PARAM_BLD_new();
	OSSL_PARAM *params = NULL;
	BIGNUM *n = NULL, *e = NULL;
	unsigned char point[1 + 2 * P256_SIZE];
	EVP_PKEY *made = NULL;

	if (!is_ec) {
		n = BN_bin2bn((const unsigned char *)key->first.p, (int)key->first.n, NULL);
		e = BN_bin2bn((const unsigned char *)key->second.p, (int)key->second.n, NULL);
	}
	if (maker && parts && (is_ec ? add_ec(parts, key, point) : add_rsa(parts, n, e)))
		params = OSSL_PARAM_BLD_to_param(parts);
	if (params && EVP_PKEY_fromdata_init(maker) == 1)
		(void)EVP_PKEY_fromdata(maker, &made, EVP_PKEY_PUBLIC_KEY, params);
	OSSL_PARAM_free(params);
	OSSL_PARAM_BLD_free(parts);
	BN_free(n);
	BN_free(e);
	EVP_PKEY_CTX_free(maker);
	return made;
}

/* id, then the key, behind the head (section 6.5.1). Extensions may follow, which nobody asked for. */
static enum err read_credential(struct str data, struct passkey *passkey, struct fault *why)
{
	struct cose_key cose;
	struct str rest = str_skip(data, HEAD_SIZE + MODEL_SIZE), key;
	EVP_PKEY *made;
	size_t size;

	if (data.n < HEAD_SIZE + MODEL_SIZE + 2)
		return refuse(why, "the authenticator data hold no key");
	size = (size_t)(unsigned char)rest.p[0] << 8 | (unsigned char)rest.p[1];
	rest = str_skip(rest, 2);
	if (size == 0 || size > PASSKEY_ID_MAX || size > rest.n)
		return refuse(why, "the passkey's id has no length that may be");
	passkey->id = str_head(rest, size);
	key = rest = str_skip(rest, size);
	if (!read_cose(&rest, &cose) || !is_usable(&cose))
		return refuse(why, "the public key is neither ES256 nor RS256");
	passkey->key = str_head(key, key.n - rest.n);
	made = make_key(&cose);
	EVP_PKEY_free(made);
	return made ? ERR_OK : refuse(why, "the public key is no key");
}

/* The authenticator data inside an attestation object (section 6.5.4). */
static bool find_authenticator_data(struct str attestation, struct str *ret_data)
{
	struct cbor_item map, name, data;
	struct str behind;
	bool is_found = false;

	if (!cbor_next(&attestation, &map) || map.kind != CBOR_MAP || map.count > ATTESTATION_PAIRS)
		return false;
	for (size_t i = 0; i < map.count; i++) {
		if (!cbor_next(&attestation, &name) || name.kind != CBOR_TEXT)
			return false;
		behind = attestation;
		if (!cbor_pass(&attestation))
			return false;
		if (str_is(name.bytes, "authData") && cbor_next(&behind, &data) && data.kind == CBOR_BYTES) {
			*ret_data = data.bytes;
			is_found = true;
		}
	}
	return is_found && attestation.n == 0;
}

enum err passkey_read(struct arena *arena, const struct passkey_site *site, struct str challenge,
		      struct str client_data, struct str attestation, struct passkey *ret_passkey, struct fault *why)
{
	struct passkey passkey = {0};
	struct str data;
	unsigned flags = 0;
	enum err err = read_client_data(arena, site, "webauthn.create", challenge, client_data, why);

	if (!err && !find_authenticator_data(attestation, &data))
		err = refuse(why, "the attestation object is damaged");
	if (!err)
		err = read_head(site, data, &flags, &passkey.counter, why);
	if (!err && !(flags & FLAG_HAS_KEY))
		err = refuse(why, "the authenticator data hold no key");
	if (!err)
		err = read_credential(data, &passkey, why);
	if (!err)
		*ret_passkey = passkey;
	return err;
}

/* Over the authenticator data and the hash of the client data (section 6.3.3). */
static bool is_signed(EVP_PKEY *key, const struct passkey_proof *proof)
{
	EVP_MD_CTX *verifying = EVP_MD_CTX_new();
	unsigned char hash[DIGEST_SIZE];
	bool is_good;

	digest_sha256(proof->client_data, hash);
	is_good = verifying && EVP_DigestVerifyInit(verifying, NULL, EVP_sha256(), NULL, key) == 1 &&
		  EVP_DigestVerifyUpdate(verifying, proof->authenticator_data.p, proof->authenticator_data.n) == 1 &&
		  EVP_DigestVerifyUpdate(verifying, hash, sizeof(hash)) == 1 &&
		  EVP_DigestVerifyFinal(verifying, (const unsigned char *)proof->signature.p, proof->signature.n) == 1;
	EVP_MD_CTX_free(verifying);
	return is_good;
}

static enum err judge_signature(const struct passkey *passkey, const struct passkey_proof *proof, struct fault *why)
{
	struct cose_key cose;
	struct str rest = passkey->key;
	EVP_PKEY *key;
	bool is_good;

	if (!read_cose(&rest, &cose) || !is_usable(&cose))
		return refuse(why, "the stored public key is damaged");
	key = make_key(&cose);
	is_good = key && is_signed(key, proof);
	EVP_PKEY_free(key);
	return is_good ? ERR_OK : refuse(why, "the signature is not of this passkey");
}

enum err passkey_verify(struct arena *arena, const struct passkey_site *site, struct str challenge,
			const struct passkey *passkey, const struct passkey_proof *proof, int64_t *ret_counter,
			struct fault *why)
{
	unsigned flags = 0;
	int64_t counter = 0;
	struct fault wrong;
	enum err err = read_client_data(arena, site, "webauthn.get", challenge, proof->client_data, &wrong);

	if (!err)
		err = read_head(site, proof->authenticator_data, &flags, &counter, &wrong);
	if (!err)
		err = judge_signature(passkey, proof, &wrong);
	if (!err && (counter || passkey->counter) && counter <= passkey->counter)
		err = refuse(&wrong, "the passkey's counter went back: it may have been copied");
	if (err)
		return fault_set(why, ERR_DENIED, "%s", wrong.text);
	*ret_counter = counter;
	return ERR_OK;
}
