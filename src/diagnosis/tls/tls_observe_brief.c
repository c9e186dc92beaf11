/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "diagnosis/tls/tls_observe_priv.h"

static bool is_weak(uint16_t suite)
{
	return tls_cipher_find(suite)->is_weak;
}

static bool is_finite_field(uint16_t suite)
{
	enum tls_exchange exchange = tls_cipher_exchange(suite);

	return exchange == TLS_EXCHANGE_DHE || exchange == TLS_EXCHANGE_DH_ANON;
}

static bool is_other_field(uint16_t suite)
{
	return !is_finite_field(suite);
}

static bool is_sound(uint16_t suite)
{
	return !is_weak(suite);
}

static bool is_weak_finite_field(uint16_t suite)
{
	return is_weak(suite) && is_finite_field(suite);
}

static void tell_old_versions(const struct tls_look *look, enum tls_version told)
{
	char room[8];

	for (int v = V12; v < VERSION_COUNT; v++)
		if (tls_observe_versions[v] != told &&
		    (look->known[v] == KNOWN_ACCEPTED || (v != V12 && look->known[v] == KNOWN_REFUSED)))
			tls_tell_version(
				look->visit, look->port, tls_observe_versions[v], look->known[v] == KNOWN_ACCEPTED,
				look->known[v] == KNOWN_ACCEPTED ? tls_tell_suite(look->sweeps[v].first.cipher, room)
								 : "");
}

/* One hello of this version with these suites alone. The sound ones begin with finite fields, to see the modulus; but
 * behind a hang-up an answer matters more, as a witness: Dovecot without "ssl_dh" hangs up on who likes those best. */
static void try_suites(struct tls_look *look, int v, bool (*is_wanted)(uint16_t suite))
{
	struct tls_hello hello;

	tls_sweep_narrow(&look->sweeps[v], is_wanted);
	if (is_wanted == is_sound)
		tls_sweep_put_first(&look->sweeps[v], look->has_hung_up ? is_other_field : is_finite_field);
	if (tls_sweep_next(&look->sweeps[v], TLS_SWEEP_SUITES, 1, &hello))
		(void)tls_observe_ask_sweep(look, v, &hello, false);
	if (look->sweeps[v].is_accepted)
		look->known[v] = KNOWN_ACCEPTED;
}

/* Which checks need which of the questions; each list ends with NULL. */
static const char *const versions_need[] = {"outdated-tls", "tls-weak-cipher", NULL};
static const char *const ssl2_needs[] = {"outdated-tls", NULL};
static const char *const suites_need[] = {"tls-weak-cipher", NULL};
static const char *const groups_need[] = {"tls-weak-dh", NULL};
static const char *const extras_need[] = {"tls-compression", "tls-heartbeat", "tls-renegotiation", NULL};

static bool is_needed(const struct tls_look *look, const char *const *checks)
{
	const char *recheck = look->visit->recheck;

	while (recheck && *checks && strcmp(*checks, recheck) != 0)
		checks++;
	return !recheck || *checks;
}

static void try_extras(struct tls_look *look)
{
	(void)tls_observe_try_version(look, V12);
	if (!strcmp(look->visit->recheck, "tls-renegotiation"))
		tls_observe_try_renegotiation(look);
}

bool tls_observe_serves(const char *recheck)
{
	return !recheck || str_starts(str_from(recheck), "tls-") || !strcmp(recheck, "outdated-tls");
}

/* The newest of the old versions, the weak suites, the others; in a recheck what its check needs. */
static void ask_briefly(struct tls_look *look)
{
	bool is_recheck = look->visit->recheck;

	if (look->known[V11] == KNOWN_NOTHING && is_needed(look, versions_need))
		(void)tls_observe_refuse_older(look, V11, tls_observe_try_version(look, V11));
	if (is_needed(look, suites_need))
		try_suites(look, V12, is_weak);
	if (is_recheck && look->known[V11] == KNOWN_ACCEPTED && is_needed(look, suites_need))
		try_suites(look, V11, is_weak);
	/* Some servers take a smaller modulus for suites that protect less. */
	if (is_recheck && is_needed(look, groups_need))
		try_suites(look, V12, is_weak_finite_field);
	/* With mail servers also whether TLS 1.2 is spoken at all: the suites of finite fields stand before the others.
	 */
	if (is_needed(look, groups_need))
		try_suites(look, V12, is_recheck ? is_finite_field : is_sound);
	if (is_recheck && is_needed(look, extras_need))
		try_extras(look);
	/* The last handshake may be wanted for a witness. */
	if (is_recheck && is_needed(look, ssl2_needs) && (!look->has_hung_up || tls_ask_left(&look->ask) > 1))
		tls_observe_try_ssl2(look);
}

/* A whole handshake first. */
bool tls_observe_look_briefly(struct tls_look *look)
{
	struct talk_tls_facts facts = {0};
	struct fault why = {0};

	if (tls_observe_hold_session(look, true, &facts, &why)) {
		look->is_tls = true;
		for (int v = 0; v < VERSION_COUNT; v++)
			look->known[v] = tls_observe_versions[v] == facts.version ? KNOWN_ACCEPTED : KNOWN_NOTHING;
	} else if (tls_ask_is_over(&look->ask) || (tls_observe_try_version(look, V12), !look->is_tls)) {
		if (look->ask.behind && tls_ask_is_over(&look->ask))
			tls_observe_tell_problem(look, &why);
		return false;
	} else {
		tls_observe_tell_problem(look, &why);
	}
	ask_briefly(look);
	tls_observe_look_back(look);
	tls_ask_end(&look->ask);
	tell_old_versions(look, (enum tls_version)facts.version);
	tls_observe_tell_ssl2(look);
	tls_observe_tell_sweeps(look, true);
	return true;
}
