/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "lib/authenticator.h"
#include "people/passkey.h"
#include "test.h"

#define CHALLENGE STR("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")

static const struct passkey_site site = {"https://tenken.example.jp", "tenken.example.jp"};

static enum err read_with(struct arena *arena, const struct authenticator *device, struct passkey *passkey,
			  struct fault *why)
{
	struct str data = authenticator_client_data(arena, device, "webauthn.create", CHALLENGE);

	return passkey_read(arena, &site, CHALLENGE, data, authenticator_attestation(arena, device), passkey, why);
}

static struct passkey_proof prove(struct arena *arena, const struct authenticator *device, const char *type)
{
	struct passkey_proof proof = {
		.client_data = authenticator_client_data(arena, device, type, CHALLENGE),
		.authenticator_data = authenticator_data(arena, device),
	};

	proof.signature = authenticator_signature(arena, device, proof.client_data, proof.authenticator_data);
	return proof;
}

static enum err verify(struct arena *arena, const struct passkey *passkey, const struct passkey_proof *proof,
		       struct fault *why)
{
	int64_t counter;

	return passkey_verify(arena, &site, CHALLENGE, passkey, proof, &counter, why);
}

static void a_key_that_was_made_here_signs_in_here(void **state)
{
	for (int is_rsa = 0; is_rsa < 2; is_rsa++) {
		struct authenticator device = authenticator_make(site.origin, site.domain, is_rsa);
		struct passkey passkey;
		struct passkey_proof proof;
		struct fault why = {0};
		int64_t counter = -1;
		ARENA_SCOPED arena;
		arena_init(&arena);
		device.counter = 1;
		assert_int_equal(read_with(&arena, &device, &passkey, &why), ERR_OK);
		assert_true(str_eq(passkey.id, device.id));
		assert_int_equal(passkey.counter, 1);
		device.counter = 70000;
		proof = prove(&arena, &device, "webauthn.get");
		assert_int_equal(passkey_verify(&arena, &site, CHALLENGE, &passkey, &proof, &counter, &why), ERR_OK);
		assert_int_equal(counter, 70000);
		authenticator_drop(&device);
	}
}

static void assert_refused(struct authenticator device, const char *problem)
{
	struct passkey passkey;
	struct fault why = {0};
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(read_with(&arena, &device, &passkey, &why), ERR_INVALID);
	if (!strstr(why.text, problem))
		fail_msg("\"%s\" does not hold \"%s\"", why.text, problem);
}

static void a_key_that_was_made_elsewhere_or_by_nobody_is_refused(void **state)
{
	struct authenticator device = authenticator_make(site.origin, site.domain, false);
	struct authenticator wrong = device;

	wrong.origin = "https://tenken.example.jp.evil.example";
	assert_refused(wrong, "another origin");
	wrong = device;
	wrong.domain = "evil.example";
	assert_refused(wrong, "another domain");
	wrong = device;
	wrong.is_verified = false;
	assert_refused(wrong, "not verified the person");
	wrong = device;
	wrong.id = STR("");
	assert_refused(wrong, "no length that may be");
	authenticator_drop(&device);
}

static void a_proof_is_good_for_its_challenge_its_deed_and_its_key_only(void **state)
{
	struct authenticator device = authenticator_make(site.origin, site.domain, false);
	struct authenticator other = authenticator_make(site.origin, site.domain, false);
	struct passkey passkey;
	struct passkey_proof proof;
	struct fault why = {0};
	int64_t counter;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(read_with(&arena, &device, &passkey, &why), ERR_OK);
	proof = prove(&arena, &device, "webauthn.get");
	assert_int_equal(passkey_verify(&arena, &site, STR("B"), &passkey, &proof, &counter, &why), ERR_DENIED);
	assert_int_equal(passkey_verify(&arena, &site, STR(""), &passkey, &proof, &counter, &why), ERR_DENIED);
	proof = prove(&arena, &device, "webauthn.create");
	assert_int_equal(verify(&arena, &passkey, &proof, &why), ERR_DENIED);
	proof = prove(&arena, &other, "webauthn.get");
	assert_int_equal(verify(&arena, &passkey, &proof, &why), ERR_DENIED);
	assert_string_equal(why.text, "the signature is not of this passkey");
	authenticator_drop(&device);
	authenticator_drop(&other);
}

/* A device that counts counts upwards; one that never counts stays at 0. */
static void a_counter_that_goes_back_is_that_of_a_copy(void **state)
{
	struct authenticator device = authenticator_make(site.origin, site.domain, false);
	struct passkey passkey;
	struct passkey_proof proof;
	struct fault why = {0};
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(read_with(&arena, &device, &passkey, &why), ERR_OK);
	proof = prove(&arena, &device, "webauthn.get");
	assert_int_equal(verify(&arena, &passkey, &proof, &why), ERR_OK);
	passkey.counter = 5;
	assert_int_equal(verify(&arena, &passkey, &proof, &why), ERR_DENIED);
	device.counter = 5;
	proof = prove(&arena, &device, "webauthn.get");
	assert_int_equal(verify(&arena, &passkey, &proof, &why), ERR_DENIED);
	device.counter = 6;
	proof = prove(&arena, &device, "webauthn.get");
	assert_int_equal(verify(&arena, &passkey, &proof, &why), ERR_OK);
	authenticator_drop(&device);
}

/* Each byte of an answer is changed in turn. The model and the names of what is passed over may be any. */
static void a_damaged_answer_never_brings_another_key(void **state)
{
	struct authenticator device = authenticator_make(site.origin, site.domain, false);
	struct passkey right, passkey;
	struct fault why;
	struct str data, attestation;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(read_with(&arena, &device, &right, &why), ERR_OK);
	data = authenticator_client_data(&arena, &device, "webauthn.create", CHALLENGE);
	attestation = authenticator_attestation(&arena, &device);
	for (size_t cut = 0; cut < attestation.n; cut++) {
		char *exact = malloc(cut + 1);
		memcpy(exact, attestation.p, cut);
		assert_int_equal(passkey_read(&arena, &site, CHALLENGE, data, str_of(exact, cut), &passkey, &why),
				 ERR_INVALID);
		free(exact);
	}
	for (size_t i = 0; i < attestation.n; i++) {
		char *changed = str_dup(&arena, attestation);
		changed[i] = (char)(changed[i] ^ 0x40);
		if (!passkey_read(&arena, &site, CHALLENGE, data, str_of(changed, attestation.n), &passkey, &why))
			assert_int_equal(passkey.key.n, right.key.n);
	}
	authenticator_drop(&device);
}

/* 42 bytes that speak of 2 GB, and what is no JSON. */
static void what_is_no_answer_is_refused(void **state)
{
	char text[42] = "\xa1\x68"
			"authData"
			"\x5a\x7f\xff\xff\xff";
	struct authenticator device = authenticator_make(site.origin, site.domain, false);
	struct passkey passkey;
	struct fault why;
	struct str data;
	ARENA_SCOPED arena;

	arena_init(&arena);
	data = authenticator_client_data(&arena, &device, "webauthn.create", CHALLENGE);
	assert_int_equal(passkey_read(&arena, &site, CHALLENGE, data, str_of(text, sizeof(text)), &passkey, &why),
			 ERR_INVALID);
	assert_int_equal(passkey_read(&arena, &site, CHALLENGE, STR("[1]"), authenticator_attestation(&arena, &device),
				      &passkey, &why),
			 ERR_INVALID);
	assert_int_equal(passkey_read(&arena, &site, CHALLENGE, STR(""), STR(""), &passkey, &why), ERR_INVALID);
	authenticator_drop(&device);
}

int test_passkey(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_key_that_was_made_here_signs_in_here),
		cmocka_unit_test(a_key_that_was_made_elsewhere_or_by_nobody_is_refused),
		cmocka_unit_test(a_proof_is_good_for_its_challenge_its_deed_and_its_key_only),
		cmocka_unit_test(a_counter_that_goes_back_is_that_of_a_copy),
		cmocka_unit_test(a_damaged_answer_never_brings_another_key),
		cmocka_unit_test(what_is_no_answer_is_refused),
	};
	return cmocka_run_group_tests_name("passkey", tests, NULL, NULL);
}
