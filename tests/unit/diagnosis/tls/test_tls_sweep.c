/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/count.h"
#include "diagnosis/tls/tls_sweep.h"
#include "test.h"

/* A server of TLS 1.2 with suites in its order, and curves in its order. */
struct server {
	enum tls_version version;
	const uint16_t *suites;
	size_t suite_count;
	const uint16_t *groups;
	size_t group_count;
	bool takes_clients_order;
	size_t asked;
};

static bool is_offered(const struct tls_numbers *numbers, uint16_t code)
{
	for (size_t i = 0; i < numbers->count; i++)
		if (numbers->at[i] == code)
			return true;
	return false;
}

static bool is_known(const uint16_t *codes, size_t count, uint16_t code)
{
	for (size_t i = 0; i < count; i++)
		if (codes[i] == code)
			return true;
	return false;
}

static uint16_t choose(const struct server *server, const struct tls_numbers *offer, const uint16_t *own, size_t count)
{
	for (size_t i = 0; !server->takes_clients_order && i < count; i++)
		if (is_offered(offer, own[i]))
			return own[i];
	for (size_t i = 0; server->takes_clients_order && i < offer->count; i++)
		if (is_known(own, count, offer->at[i]))
			return offer->at[i];
	return 0;
}

/* False: it refuses. */
static bool answer(struct server *server, const struct tls_hello *hello, struct tls_answer *ret_answer)
{
	bool is_curve;

	server->asked++;
	assert_true(hello->suites.count <= TLS_CIPHER_OFFER_MAX);
	*ret_answer = (struct tls_answer){.version = (uint16_t)server->version};
	ret_answer->cipher = choose(server, &hello->suites, server->suites, server->suite_count);
	is_curve = server->version == TLS_VERSION_1_3 || tls_cipher_exchange(ret_answer->cipher) == TLS_EXCHANGE_ECDHE;
	if (is_curve)
		ret_answer->group = choose(server, &hello->groups, server->groups, server->group_count);
	return ret_answer->cipher && (!is_curve || ret_answer->group);
}

static void run(struct server *server, struct tls_sweep *sweep, enum tls_sweep_phase last, size_t questions)
{
	struct tls_answer told;
	struct tls_hello hello;

	for (; tls_sweep_next(sweep, last, questions, &hello); questions--)
		tls_sweep_take(sweep, answer(server, &hello, &told) ? &told : NULL);
}

/* RC4 before AES, as many did against BEAST; suites that a list in our order would show otherwise. */
static const uint16_t rc4_first[] = {0x0005, 0xc02f, 0x0035, 0x009c, 0xc014};
static const uint16_t curves[] = {0x0018, 0x0017, 0x001d};

static void suites_come_in_the_servers_order(void **state)
{
	struct server server = {TLS_VERSION_1_2, rc4_first, COUNT(rc4_first), curves, COUNT(curves), false, 0};
	struct tls_sweep sweep;

	tls_sweep_begin(&sweep, TLS_VERSION_1_2);
	run(&server, &sweep, TLS_SWEEP_SUITES, 100);
	assert_int_equal(sweep.accepted.count, COUNT(rc4_first));
	assert_memory_equal(sweep.accepted.at, rc4_first, sizeof(rc4_first));
	assert_int_equal(sweep.left.count, 0);
	assert_int_equal(server.asked, COUNT(rc4_first) + 2); /* 128 of the rest are refused, then what is left */
	assert_int_equal(sweep.accepted.count + sweep.refused.count, 225);
	run(&server, &sweep, TLS_SWEEP_ORDER, 100);
	assert_int_equal(sweep.order, TLS_ORDER_SERVER);
	assert_false(sweep.is_disordered);
}

static void the_clients_order_is_recognised(void **state)
{
	struct server server = {TLS_VERSION_1_2, rc4_first, COUNT(rc4_first), curves, COUNT(curves), true, 0};
	struct tls_sweep sweep;

	tls_sweep_begin(&sweep, TLS_VERSION_1_2);
	run(&server, &sweep, TLS_SWEEP_ORDER, 100);
	assert_int_equal(sweep.order, TLS_ORDER_CLIENT);
	assert_int_equal(sweep.groups.count, COUNT(curves)); /* named on the way, by offering the new ones first */
	assert_int_equal(sweep.phase, TLS_SWEEP_DONE);
}

static void groups_are_found_though_the_server_has_its_own_order(void **state)
{
	struct server server = {TLS_VERSION_1_2, rc4_first, COUNT(rc4_first), curves, COUNT(curves), false, 0};
	struct tls_sweep sweep;

	tls_sweep_begin(&sweep, TLS_VERSION_1_2);
	run(&server, &sweep, TLS_SWEEP_GROUPS, 100);
	assert_int_equal(sweep.groups.count, COUNT(curves));
	assert_memory_equal(sweep.groups.at, curves, sizeof(curves));
}

/* One hello looks for a suite and a group at once; what is refused then is asked again with all groups. */
static void tls13_names_suites_and_groups_together(void **state)
{
	static const uint16_t suites[] = {0x1302, 0x1303, 0x1301};
	struct server server = {TLS_VERSION_1_3, suites, COUNT(suites), curves, COUNT(curves), false, 0};
	struct tls_sweep sweep;

	tls_sweep_begin(&sweep, TLS_VERSION_1_3);
	run(&server, &sweep, TLS_SWEEP_SUITES, 100);
	assert_memory_equal(sweep.accepted.at, suites, sizeof(suites));
	assert_int_equal(sweep.groups.count, COUNT(curves));
	assert_int_equal(server.asked, 5);
	assert_int_equal(sweep.left.count, 0);
}

static void weak_suites_go_first_when_few_questions_are_left(void **state)
{
	struct server server = {TLS_VERSION_1_2, rc4_first + 1, COUNT(rc4_first) - 1, curves, COUNT(curves), false, 0};
	struct tls_sweep sweep;

	tls_sweep_begin(&sweep, TLS_VERSION_1_2);
	run(&server, &sweep, TLS_SWEEP_SUITES, 2);
	assert_int_equal(sweep.accepted.count, 1);
	assert_true(tls_sweep_has(&sweep.refused, 0x0005));
	assert_false(tls_sweep_has(&sweep.left, 0x0005));
	assert_true(tls_sweep_has(&sweep.left, 0x009c));
	assert_true(sweep.is_disordered);
}

static void what_a_newer_version_took_is_asked_last(void **state)
{
	struct server server = {TLS_VERSION_1_2, rc4_first, COUNT(rc4_first), curves, COUNT(curves), false, 0};
	struct server older = {TLS_VERSION_1_0, rc4_first, COUNT(rc4_first), curves, COUNT(curves), false, 0};
	struct tls_sweep sweep, old;

	tls_sweep_begin(&sweep, TLS_VERSION_1_2);
	run(&server, &sweep, TLS_SWEEP_SUITES, 100);
	tls_sweep_begin(&old, TLS_VERSION_1_0);
	run(&older, &old, TLS_SWEEP_SUITES, 1);
	tls_sweep_put_off(&old, &sweep);
	run(&older, &old, TLS_SWEEP_SUITES, 100);
	assert_int_equal(old.accepted.count, 1);
	assert_int_equal(old.later.count + old.left.count, 2); /* 0x0035, 0xc014; the others are of TLS 1.2 */
	run(&older, &old, TLS_SWEEP_LATER, 100);
	assert_int_equal(old.accepted.count, 3);
	assert_int_equal(old.later.count + old.left.count, 0);
}

static bool is_even(uint16_t suite)
{
	return suite % 2 == 0;
}

static void some_suites_may_go_alone_and_some_go_first(void **state)
{
	struct tls_sweep sweep;
	struct tls_hello hello;

	tls_sweep_begin(&sweep, TLS_VERSION_1_2);
	tls_sweep_narrow(&sweep, is_even);
	assert_true(tls_sweep_next(&sweep, TLS_SWEEP_SUITES, 9, &hello));
	for (size_t i = 0; i + 1 < hello.suites.count; i++) /* the last is the signal of RFC 5746 */
		assert_true(is_even(hello.suites.at[i]));
	tls_sweep_begin(&sweep, TLS_VERSION_1_2);
	tls_sweep_put_first(&sweep, is_even);
	assert_true(is_even(sweep.left.at[0]) && !is_even(sweep.left.at[sweep.left.count - 1]));
	assert_int_equal(sweep.left.count, 225);
}

static void a_version_that_is_refused_is_over_at_once(void **state)
{
	struct tls_sweep sweep;
	struct tls_hello hello;

	tls_sweep_begin(&sweep, TLS_VERSION_1_1);
	assert_true(tls_sweep_next(&sweep, TLS_SWEEP_ORDER, 9, &hello));
	tls_sweep_take(&sweep, NULL);
	assert_false(sweep.is_accepted);
	assert_false(tls_sweep_next(&sweep, TLS_SWEEP_ORDER, 9, &hello));
}

/* It would go on for ever. */
static void a_server_that_chooses_what_was_not_offered_is_left(void **state)
{
	const struct tls_answer odd = {.version = TLS_VERSION_1_2, .cipher = 0xfefe};
	struct tls_sweep sweep;
	struct tls_hello hello;

	tls_sweep_begin(&sweep, TLS_VERSION_1_2);
	assert_true(tls_sweep_next(&sweep, TLS_SWEEP_ORDER, 9, &hello));
	tls_sweep_take(&sweep, &odd);
	assert_true(sweep.is_cut);
	assert_false(tls_sweep_next(&sweep, TLS_SWEEP_ORDER, 9, &hello));
}

/* Whatever is answered, each phase comes to its end within the number of things that can be found. */
static void nothing_goes_on_for_ever(void **state)
{
	uint32_t chance = 1;

	for (int round = 0; round < 200; round++) {
		struct tls_sweep sweep;
		struct tls_hello hello;
		int asked = 0;

		tls_sweep_begin(&sweep, round % 2 ? TLS_VERSION_1_3 : TLS_VERSION_1_2);
		while (tls_sweep_next(&sweep, TLS_SWEEP_ORDER, 1000, &hello)) {
			struct tls_answer told = {.version = (uint16_t)sweep.version};

			chance = chance * 1664525 + 1013904223;
			told.cipher = hello.suites.at[(chance >> 8) % hello.suites.count];
			told.group = hello.groups.count ? hello.groups.at[(chance >> 16) % hello.groups.count] : 0;
			told.signature = (uint16_t)(chance >> 4);
			tls_sweep_take(&sweep, chance % 7 ? &told : NULL);
			assert_true(++asked < 500);
		}
	}
}

static void a_modulus_is_kept_once(void **state)
{
	struct tls_answer told = {.version = TLS_VERSION_1_2, .prime_size = 2, .prime = {0xab, 0xcd}};
	static const uint16_t suites[] = {0x009e, 0x009f, 0x0033};
	struct tls_sweep sweep;
	struct tls_hello hello;

	tls_sweep_begin(&sweep, TLS_VERSION_1_2);
	for (size_t i = 0; i < COUNT(suites); i++) {
		assert_true(tls_sweep_next(&sweep, TLS_SWEEP_SUITES, 9, &hello));
		told.cipher = suites[i];
		told.prime[1] = i == 2 ? 0xce : 0xcd;
		tls_sweep_take(&sweep, &told);
	}
	assert_int_equal(sweep.prime_count, 2);
	assert_int_equal(sweep.primes[1].bytes[1], 0xce);
}

int test_tls_sweep(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(suites_come_in_the_servers_order),
		cmocka_unit_test(the_clients_order_is_recognised),
		cmocka_unit_test(groups_are_found_though_the_server_has_its_own_order),
		cmocka_unit_test(tls13_names_suites_and_groups_together),
		cmocka_unit_test(weak_suites_go_first_when_few_questions_are_left),
		cmocka_unit_test(what_a_newer_version_took_is_asked_last),
		cmocka_unit_test(some_suites_may_go_alone_and_some_go_first),
		cmocka_unit_test(a_version_that_is_refused_is_over_at_once),
		cmocka_unit_test(a_server_that_chooses_what_was_not_offered_is_left),
		cmocka_unit_test(nothing_goes_on_for_ever),
		cmocka_unit_test(a_modulus_is_kept_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
