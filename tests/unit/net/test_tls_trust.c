/* SPDX-License-Identifier: Apache-2.0 */
#include "net/tls_trust.h"

#include <openssl/ocsp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <string.h>
#include <time.h>

#include "base/count.h"
#include "test.h"

#define FOLDER "tests/unit/net/trust/"
#define DAY    86400L

static STACK_OF(X509) * read_chain(struct arena *arena, const char *name)
{
	BIO *file = BIO_new_file(arena_printf(arena, FOLDER "%s.pem", name), "r");
	STACK_OF(X509) *chain = sk_X509_new_null();
	X509 *certificate;

	assert_non_null(file);
	while ((certificate = PEM_read_bio_X509(file, NULL, NULL, NULL)))
		sk_X509_push(chain, certificate);
	BIO_free(file);
	assert_true(sk_X509_num(chain) > 0);
	return chain;
}

static struct tls_chain judge(const char *list, const char *name)
{
	struct tls_trust *trust = tls_trust_new(list);
	struct tls_chain chain = {0};
	STACK_OF(X509) * sent;
	ARENA_SCOPED arena;

	arena_init(&arena);
	sent = read_chain(&arena, name);
	assert_int_equal(tls_trust_judge(trust, sent, &chain, NULL), ERR_OK);
	sk_X509_pop_free(sent, X509_free);
	tls_trust_free(trust);
	return chain;
}

static void each_chain_has_its_reason(void **state)
{
	static const struct {
		const char *name, *reason;
	} rows[] = {
		{"good", ""},
		{"unordered", ""},
		{"without_intermediate", "incomplete"},
		{"private_root", "unknown_root"},
		{"private_alone", "unknown_root"},
		{"self_signed", "self_signed"},
		{"issued_by_a_server", "not_a_ca"},
		{"bad_signature", "bad_signature"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct tls_chain chain = judge(FOLDER "root.pem", rows[i].name);

		if (strcmp(chain.reason, rows[i].reason) != 0)
			fail_msg("%s: \"%s\" (%s)", rows[i].name, chain.reason, chain.detail);
		assert_int_equal(chain.is_trusted, !*rows[i].reason);
		assert_int_equal(*chain.detail != '\0', !chain.is_trusted);
	}
}

static void the_order_of_what_was_sent_is_told(void **state)
{
	assert_true(judge(FOLDER "root.pem", "good").is_ordered);
	assert_int_equal(judge(FOLDER "root.pem", "good").depth, 2);
	assert_false(judge(FOLDER "root.pem", "unordered").is_ordered);
	assert_int_equal(judge(FOLDER "root.pem", "unordered").depth, 3);
}

/* 29 certificates, 15 kB: two issuers that vouch for each other again and again. */
static void issuers_in_a_circle_end(void **state)
{
	struct tls_chain chain = judge(FOLDER "root.pem", "loop");

	assert_false(chain.is_trusted);
	assert_int_equal(chain.depth, 29);
}

static void without_a_list_nothing_is_judged(void **state)
{
	struct tls_trust *trust = tls_trust_new(FOLDER "README.md");
	struct tls_chain chain;
	STACK_OF(X509) * sent;
	ARENA_SCOPED arena;

	arena_init(&arena);
	sent = read_chain(&arena, "good");
	assert_string_equal(tls_trust_name(trust), "");
	assert_int_equal(tls_trust_judge(trust, sent, &chain, NULL), ERR_UNSUPPORTED);
	sk_X509_pop_free(sent, X509_free);
	tls_trust_free(trust);
}

/* What the holder of this key says of the server's certificate. */
struct saying {
	const char *signer, *key;
	int status, reason;
	long from, to; /* seconds from now */
};

static struct str say(struct arena *arena, STACK_OF(X509) * sent, const struct saying *saying)
{
	OCSP_BASICRESP *basic = OCSP_BASICRESP_new();
	STACK_OF(X509) *signer = read_chain(arena, saying->signer);
	X509 *who = sk_X509_value(signer, sk_X509_num(signer) - 1);
	BIO *file = BIO_new_file(arena_printf(arena, FOLDER "%s.pem", saying->key), "r");
	EVP_PKEY *key = PEM_read_bio_PrivateKey(file, NULL, NULL, NULL);
	ASN1_TIME *from = ASN1_TIME_adj(NULL, time(NULL), 0, saying->from);
	ASN1_TIME *to = ASN1_TIME_adj(NULL, time(NULL), 0, saying->to);
	ASN1_TIME *revoked = ASN1_TIME_set(NULL, 1748736000);
	OCSP_CERTID *id = OCSP_cert_to_id(NULL, sk_X509_value(sent, 0), sk_X509_value(sent, 1));
	OCSP_RESPONSE *response;
	unsigned char *der = NULL;
	int size;
	struct str bytes;

	assert_non_null(OCSP_basic_add1_status(basic, id, saying->status, saying->reason,
					       saying->status == V_OCSP_CERTSTATUS_REVOKED ? revoked : NULL, from, to));
	assert_int_equal(OCSP_basic_sign(basic, who, key, EVP_sha256(), NULL, 0), 1);
	response = OCSP_response_create(OCSP_RESPONSE_STATUS_SUCCESSFUL, basic);
	size = i2d_OCSP_RESPONSE(response, &der);
	bytes = str_of(str_dup(arena, str_of(der, (size_t)size)), (size_t)size);
	OPENSSL_free(der);
	OCSP_RESPONSE_free(response);
	OCSP_CERTID_free(id);
	ASN1_TIME_free(revoked);
	ASN1_TIME_free(to);
	ASN1_TIME_free(from);
	EVP_PKEY_free(key);
	BIO_free(file);
	sk_X509_pop_free(signer, X509_free);
	OCSP_BASICRESP_free(basic);
	return bytes;
}

static struct tls_staple read_saying(const struct saying *saying)
{
	struct tls_trust *trust = tls_trust_new(FOLDER "root.pem");
	struct tls_staple staple;
	STACK_OF(X509) * sent;
	ARENA_SCOPED arena;

	arena_init(&arena);
	sent = read_chain(&arena, "good");
	staple = tls_trust_read_staple(trust, sent, say(&arena, sent, saying));
	sk_X509_pop_free(sent, X509_free);
	tls_trust_free(trust);
	return staple;
}

static void a_status_of_now_by_the_issuer_counts(void **state)
{
	const struct saying good = {"good", "intermediate_key", V_OCSP_CERTSTATUS_GOOD, 0, -DAY, DAY};
	const struct saying lost = {
		"good", "intermediate_key", V_OCSP_CERTSTATUS_REVOKED, OCSP_REVOKED_STATUS_KEYCOMPROMISE, -DAY, DAY};

	assert_string_equal(read_saying(&good).status, "good");
	assert_string_equal(read_saying(&lost).status, "revoked");
	assert_string_equal(read_saying(&lost).reason, "keyCompromise");
	assert_true(read_saying(&lost).revoked_ms == INT64_C(1748736000000));
}

static void a_status_of_yesterday_or_by_a_stranger_does_not(void **state)
{
	const struct saying old = {"good", "intermediate_key", V_OCSP_CERTSTATUS_GOOD, 0, -9 * DAY, -2 * DAY};
	const struct saying stranger = {"private_root", "private_key", V_OCSP_CERTSTATUS_GOOD, 0, -DAY, DAY};

	assert_true(read_saying(&old).is_there);
	assert_string_equal(read_saying(&old).status, "");
	assert_string_equal(read_saying(&stranger).status, "");
}

static void what_is_no_status_tells_nothing(void **state)
{
	static const struct str rows[] = {
		{"", 0}, {"\x30", 1}, {"\x30\x03\x0a\x01\x06", 5}, {"\x30\x84\xff\xff\xff\xff", 6}};
	struct tls_trust *trust = tls_trust_new(FOLDER "root.pem");
	STACK_OF(X509) * sent;
	ARENA_SCOPED arena;

	arena_init(&arena);
	sent = read_chain(&arena, "good");
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_string_equal(tls_trust_read_staple(trust, sent, rows[i]).status, "");
	sk_X509_pop_free(sent, X509_free);
	tls_trust_free(trust);
}

int test_tls_trust(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_chain_has_its_reason),
		cmocka_unit_test(the_order_of_what_was_sent_is_told),
		cmocka_unit_test(issuers_in_a_circle_end),
		cmocka_unit_test(without_a_list_nothing_is_judged),
		cmocka_unit_test(a_status_of_now_by_the_issuer_counts),
		cmocka_unit_test(a_status_of_yesterday_or_by_a_stranger_does_not),
		cmocka_unit_test(what_is_no_status_tells_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
