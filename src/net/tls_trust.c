/* SPDX-License-Identifier: Apache-2.0 */
#include "net/tls_trust.h"

#include <openssl/err.h>
#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/count.h"

#define NAME_MAX_BYTES     200
#define OCSP_CLOCK_SECONDS 300 /* by which two clocks may differ */

struct tls_trust {
	X509_STORE *store;
	char name[NAME_MAX_BYTES];
};

/* Debian, Red Hat, SUSE, Alpine. */
static const char *const lists[] = {"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt",
				    "/etc/ssl/ca-bundle.pem", "/etc/ssl/cert.pem"};

/* How many it holds; what is no certificate ends the reading. */
static int read_list(X509_STORE *store, const char *path)
{
	BIO *file = BIO_new_file(path, "r");
	int count = 0;
	X509 *issuer;

	while (file && (issuer = PEM_read_bio_X509(file, NULL, NULL, NULL)) &&
	       BIO_number_read(file) <= TLS_TRUST_LIST_BYTES_MAX) {
		count += X509_STORE_add_cert(store, issuer) == 1;
		X509_free(issuer);
	}
	BIO_free(file);
	ERR_clear_error();
	return count;
}

struct tls_trust *tls_trust_new(const char *file)
{
	struct tls_trust *trust = calloc(1, sizeof(*trust));
	int count = 0;

	if (!trust)
		return NULL;
	trust->store = X509_STORE_new();
	if (!trust->store || X509_STORE_set_flags(trust->store, X509_V_FLAG_NO_CHECK_TIME) != 1) {
		tls_trust_free(trust);
		return NULL;
	}
	for (size_t i = 0; !count && i < (file ? 1 : COUNT(lists)); i++) {
		const char *path = file ? file : lists[i];

		count = read_list(trust->store, path);
		if (count)
			snprintf(trust->name, sizeof(trust->name), "%.150s, %d issuers", path, count);
	}
	return trust;
}

void tls_trust_free(struct tls_trust *trust)
{
	if (trust)
		X509_STORE_free(trust->store);
	free(trust);
}

const char *tls_trust_name(const struct tls_trust *trust)
{
	return trust->name;
}

static bool is_ordered(STACK_OF(X509) * sent)
{
	for (int i = 0; i + 1 < sk_X509_num(sent); i++)
		if (X509_check_issued(sk_X509_value(sent, i + 1), sk_X509_value(sent, i)) != X509_V_OK)
			return false;
	return true;
}

/* Public issuers write into a certificate where the one above it is to be had (CA/Browser Forum, 7.1.2.7.7); private
 * ones hardly ever do so by HTTP. So where it can be fetched, it was forgotten; where not, nobody knows it. */
static bool tells_where_its_issuer_is(const X509 *certificate)
{
	AUTHORITY_INFO_ACCESS *places = X509_get_ext_d2i(certificate, NID_info_access, NULL, NULL);
	bool tells = false;

	for (int i = 0; places && i < sk_ACCESS_DESCRIPTION_num(places); i++) {
		const ACCESS_DESCRIPTION *place = sk_ACCESS_DESCRIPTION_value(places, i);

		if (OBJ_obj2nid(place->method) == NID_ad_ca_issuers && place->location->type == GEN_URI &&
		    str_starts(str_of(ASN1_STRING_get0_data(place->location->d.uniformResourceIdentifier),
				      (size_t)ASN1_STRING_length(place->location->d.uniformResourceIdentifier)),
			       "http://"))
			tells = true;
	}
	AUTHORITY_INFO_ACCESS_free(places);
	ERR_clear_error();
	return tells;
}

static const char *reason_of(int error, const X509 *last)
{
	switch (error) {
	case X509_V_OK: return "";
	case X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT: return "self_signed";
	case X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN: return "unknown_root";
	case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT:
	case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
	case X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE:
		return last && tells_where_its_issuer_is(last) ? "incomplete" : "unknown_root";
	case X509_V_ERR_CERT_SIGNATURE_FAILURE: return "bad_signature";
	case X509_V_ERR_INVALID_CA:
	case X509_V_ERR_PATH_LENGTH_EXCEEDED:
	case X509_V_ERR_INVALID_PURPOSE:
	case X509_V_ERR_KEYUSAGE_NO_CERTSIGN: return "not_a_ca";
	default: return "other";
	}
}

enum err tls_trust_judge(const struct tls_trust *trust, struct stack_st_X509 *sent, struct tls_chain *ret_chain,
			 struct fault *why)
{
	X509_STORE_CTX *context = X509_STORE_CTX_new();
	struct tls_chain chain = {.is_ordered = is_ordered(sent), .depth = (size_t)sk_X509_num(sent)};
	STACK_OF(X509) * path;
	int error;

	if (!*trust->name || !context ||
	    X509_STORE_CTX_init(context, trust->store, sk_X509_value(sent, 0), sent) != 1) {
		X509_STORE_CTX_free(context);
		return fault_set(why, ERR_UNSUPPORTED, "there is no list of trusted issuers");
	}
	X509_STORE_CTX_set_depth(context, TLS_TRUST_DEPTH_MAX);
	X509_STORE_CTX_set_purpose(context, X509_PURPOSE_SSL_SERVER);
	X509_VERIFY_PARAM_set_auth_level(X509_STORE_CTX_get0_param(context), 0);
	chain.is_trusted = X509_verify_cert(context) == 1;
	error = X509_STORE_CTX_get_error(context);
	if (!chain.is_trusted && error == X509_V_OK)
		error = X509_V_ERR_UNSPECIFIED;
	path = X509_STORE_CTX_get0_chain(context);
	chain.reason = reason_of(chain.is_trusted ? X509_V_OK : error,
				 path && sk_X509_num(path) ? sk_X509_value(path, sk_X509_num(path) - 1) : NULL);
	chain.detail = chain.is_trusted ? "" : X509_verify_cert_error_string(error);
	X509_STORE_CTX_free(context);
	ERR_clear_error();
	*ret_chain = chain;
	return ERR_OK;
}

static int64_t milliseconds_of(const ASN1_GENERALIZEDTIME *time)
{
	struct tm tm = {0};

	return time && ASN1_TIME_to_tm(time, &tm) == 1 ? (int64_t)timegm(&tm) * 1000 : 0;
}

/* What the response says of this certificate; NULL when nothing. */
static OCSP_SINGLERESP *find_single(OCSP_BASICRESP *basic, const X509 *certificate)
{
	const ASN1_INTEGER *serial = X509_get0_serialNumber(certificate);

	for (int i = 0; i < OCSP_resp_count(basic); i++) {
		OCSP_SINGLERESP *single = OCSP_resp_get0(basic, i);
		ASN1_INTEGER *other = NULL;

		OCSP_id_get0_info(NULL, NULL, NULL, &other, (OCSP_CERTID *)(uintptr_t)OCSP_SINGLERESP_get0_id(single));
		if (other && ASN1_INTEGER_cmp(other, serial) == 0)
			return single;
	}
	return NULL;
}

static void read_status(OCSP_SINGLERESP *single, struct tls_staple *staple)
{
	ASN1_GENERALIZEDTIME *revoked = NULL, *from = NULL, *to = NULL;
	int reason = -1, status = OCSP_single_get0_status(single, &reason, &revoked, &from, &to);

	if (OCSP_check_validity(from, to, OCSP_CLOCK_SECONDS, -1) != 1)
		return;
	staple->status = status == V_OCSP_CERTSTATUS_GOOD      ? "good"
			 : status == V_OCSP_CERTSTATUS_REVOKED ? "revoked"
							       : "unknown";
	if (status != V_OCSP_CERTSTATUS_REVOKED)
		return;
	staple->reason = reason >= 0 ? OCSP_crl_reason_str(reason) : "";
	staple->revoked_ms = milliseconds_of(revoked);
}

struct tls_staple tls_trust_read_staple(const struct tls_trust *trust, struct stack_st_X509 *sent, struct str response)
{
	struct tls_staple staple = {.is_there = true, .status = "", .reason = ""};
	const unsigned char *at = (const unsigned char *)response.p;
	OCSP_RESPONSE *whole = response.n <= INT32_MAX ? d2i_OCSP_RESPONSE(NULL, &at, (long)response.n) : NULL;
	OCSP_BASICRESP *basic = whole ? OCSP_response_get1_basic(whole) : NULL;
	OCSP_SINGLERESP *single = basic ? find_single(basic, sk_X509_value(sent, 0)) : NULL;

	if (single && OCSP_basic_verify(basic, sent, trust->store, 0) == 1)
		read_status(single, &staple);
	OCSP_BASICRESP_free(basic);
	OCSP_RESPONSE_free(whole);
	ERR_clear_error();
	return staple;
}
