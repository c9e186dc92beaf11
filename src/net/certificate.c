/* SPDX-License-Identifier: Apache-2.0 */
#include "net/certificate.h"

#include <openssl/asn1.h>
#include <openssl/ct.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <time.h>

#include "net/addr.h"

#define STATUS_REQUEST 5 /* RFC 7633, 4: features go by the numbers of TLS extensions */

#define NAME_FLAGS (XN_FLAG_RFC2253 & ~(unsigned long)ASN1_STRFLGS_ESC_MSB)

static struct str name_text(struct arena *arena, const X509_NAME *name)
{
	BIO *bio = BIO_new(BIO_s_mem());
	struct str text = {"", 0};
	char *bytes = NULL;
	long size = 0;

	if (bio && X509_NAME_print_ex(bio, name, 0, NAME_FLAGS) >= 0)
		size = BIO_get_mem_data(bio, &bytes);
	if (size > 0) {
		text = str_head(str_of(bytes, (size_t)size), CERTIFICATE_TEXT_MAX);
		text = str_of(str_dup(arena, text), text.n);
	}
	BIO_free(bio);
	return text;
}

static bool time_ms(const ASN1_TIME *time, int64_t *ret_ms)
{
	struct tm tm = {0};

	if (!time || ASN1_TIME_to_tm(time, &tm) != 1)
		return false;
	*ret_ms = (int64_t)timegm(&tm) * 1000;
	return true;
}

static struct str general_name_text(struct arena *arena, const GENERAL_NAME *name)
{
	struct str text = {NULL, 0};
	struct addr addr = {0};

	if (name->type == GEN_DNS) {
		text = str_of(ASN1_STRING_get0_data(name->d.dNSName), (size_t)ASN1_STRING_length(name->d.dNSName));
		text = str_head(text, CERTIFICATE_TEXT_MAX);
		return str_of(str_dup(arena, text), text.n);
	}
	if (name->type == GEN_IPADD) {
		const unsigned char *bytes = ASN1_STRING_get0_data(name->d.iPAddress);
		int size = ASN1_STRING_length(name->d.iPAddress);
		char *out = arena_alloc(arena, ADDR_TEXT_MAX);

		if (size != 4 && size != 16)
			return text;
		addr.family = size == 4 ? AF_INET : AF_INET6;
		for (int i = 0; i < size; i++)
			addr.bytes[i] = bytes[i];
		addr_format(&addr, out);
		text = str_from(out);
	}
	return text;
}

static void read_names(struct arena *arena, X509 *x509, struct certificate *into)
{
	GENERAL_NAMES *names = X509_get_ext_d2i(x509, NID_subject_alt_name, NULL, NULL);
	int count = names ? sk_GENERAL_NAME_num(names) : 0;

	into->names = arena_array(arena, (size_t)count, sizeof(*into->names));
	for (int i = 0; i < count; i++) {
		struct str text = general_name_text(arena, sk_GENERAL_NAME_value(names, i));

		if (text.p)
			into->names[into->name_count++] = text;
	}
	GENERAL_NAMES_free(names);
}

static const char *key_text(struct arena *arena, X509 *x509)
{
	EVP_PKEY *key = X509_get0_pubkey(x509);
	const char *name = key ? OBJ_nid2sn(EVP_PKEY_get_base_id(key)) : NULL;

	if (!name)
		return "unknown";
	switch (EVP_PKEY_get_base_id(key)) {
	case EVP_PKEY_RSA: name = "RSA"; break;
	case EVP_PKEY_EC: name = "EC"; break;
	default: break;
	}
	return arena_printf(arena, "%s %d", name, EVP_PKEY_get_bits(key));
}

/* By OpenSSL, so that the probe carries one library of cryptography. */
static void set_digest(char ret_hex[65], struct str der)
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned size = 0;

	EVP_Digest(der.p, der.n, digest, &size, EVP_sha256(), NULL);
	for (unsigned i = 0; i < size; i++)
		snprintf(ret_hex + 2 * i, 3, "%02x", digest[i]);
}

static void set_key_digest(struct certificate *certificate, const X509 *x509)
{
	unsigned char *der = NULL;
	int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(x509), &der);

	if (size > 0)
		set_digest(certificate->public_key_sha256, str_of(der, (size_t)size));
	OPENSSL_free(der);
}

static void read_promises(X509 *x509, struct certificate *certificate)
{
	STACK_OF(SCT) *timestamps = X509_get_ext_d2i(x509, NID_ct_precert_scts, NULL, NULL);
	TLS_FEATURE *features = X509_get_ext_d2i(x509, NID_tlsfeature, NULL, NULL);

	certificate->timestamps = timestamps ? (size_t)sk_SCT_num(timestamps) : 0;
	for (int i = 0; features && i < sk_ASN1_INTEGER_num(features); i++)
		if (ASN1_INTEGER_get(sk_ASN1_INTEGER_value(features, i)) == STATUS_REQUEST)
			certificate->is_must_staple = true;
	SCT_LIST_free(timestamps);
	TLS_FEATURE_free(features);
}

enum err certificate_parse(struct arena *arena, struct str der, struct certificate *ret_certificate, struct fault *why)
{
	const unsigned char *at = (const unsigned char *)der.p;
	struct certificate certificate = {0};
	enum err err = ERR_OK;
	X509 *x509;

	x509 = der.n && der.n <= INT32_MAX ? d2i_X509(NULL, &at, (long)der.n) : NULL;
	if (!x509) {
		ERR_clear_error();
		return fault_set(why, ERR_CORRUPT, "this is no X.509 certificate");
	}
	if (!time_ms(X509_get0_notBefore(x509), &certificate.not_before_ms) ||
	    !time_ms(X509_get0_notAfter(x509), &certificate.not_after_ms)) {
		err = fault_set(why, ERR_CORRUPT, "the certificate's times cannot be read");
		goto done;
	}
	certificate.subject = name_text(arena, X509_get_subject_name(x509));
	certificate.issuer = name_text(arena, X509_get_issuer_name(x509));
	read_names(arena, x509, &certificate);
	read_promises(x509, &certificate);
	certificate.is_self_signed = X509_self_signed(x509, 1) == 1;
	certificate.key = key_text(arena, x509);
	certificate.signature = arena_strdup(arena, OBJ_nid2ln(X509_get_signature_nid(x509)));
	set_digest(certificate.fingerprint_sha256, str_head(der, (size_t)(at - (const unsigned char *)der.p)));
	set_key_digest(&certificate, x509);
	*ret_certificate = certificate;
done:
	ERR_clear_error();
	X509_free(x509);
	return err;
}
