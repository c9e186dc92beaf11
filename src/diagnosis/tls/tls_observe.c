/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/tls/tls_observe_priv.h"

#include <stdio.h>
#include <string.h>

#include "base/count.h"
#include "diagnosis/port_hint.h"
#include "net/starttls.h"

#define ALERT_FALLBACK   86 /* inappropriate_fallback, RFC 7507 */
#define SPARE_OF_VERSION 3  /* handshakes kept for each older version that was accepted */
#define SPARE            3  /* ... and for renegotiation, fallback, and a witness */

static void run(struct tls_look *look, int version, enum tls_sweep_phase last, int kept)
{
	struct tls_hello hello;
	int questions;

	while (!tls_ask_is_over(&look->ask) && (questions = tls_ask_left(&look->ask) - kept) > 0 &&
	       tls_sweep_next(&look->sweeps[version], last, (size_t)questions, &hello))
		(void)tls_observe_ask_sweep(look, version, &hello, questions > 1);
}

/* True when the port speaks TLS. After a server hangs up, the next version is tried, at most twice. */
static bool try_versions(struct tls_look *look)
{
	for (int v = 0; v < VERSION_COUNT && !tls_ask_is_over(&look->ask); v++) {
		enum tls_outcome outcome;

		if (look->known[v] == KNOWN_ACCEPTED)
			continue;
		outcome = tls_observe_try_version(look, v);
		if (!look->is_tls && (outcome != TLS_OUTCOME_HUNG_UP || v >= 2))
			return false;
		if (tls_observe_refuse_older(look, v, outcome))
			break;
	}
	return look->is_tls;
}

static void tell_versions(const struct tls_look *look)
{
	struct subject subject = visit_subject(look->visit, look->port);
	char room[8], reason[64];

	for (int v = 0; v < VERSION_COUNT; v++) {
		const struct tls_sweep *sweep = &look->sweeps[v];

		if (look->known[v] == KNOWN_ACCEPTED || look->known[v] == KNOWN_REFUSED) {
			bool is_accepted = look->known[v] == KNOWN_ACCEPTED;

			tls_tell_version(look->visit, look->port, tls_observe_versions[v], is_accepted,
					 is_accepted ? tls_tell_suite(sweep->first.cipher, room) : "");
			continue;
		}
		snprintf(reason, sizeof(reason), "%s could not be tested",
			 tls_hello_version_name(tls_observe_versions[v]));
		sink_problem(look->visit->sink, &subject, "tls", reason);
	}
}

/* Who falls back from a newer version says so, and the server refuses (RFC 7507): the second newest version tells. */
static void try_fallback(struct tls_look *look)
{
	uint16_t suites[TLS_CIPHER_OFFER_MAX];
	struct tls_answer answer;
	enum tls_outcome outcome;
	struct tls_hello hello;
	size_t count = 0;
	int v = 0;

	while (v < VERSION_COUNT && look->known[v] != KNOWN_ACCEPTED)
		v++;
	for (v++; v < VERSION_COUNT && look->known[v] != KNOWN_ACCEPTED;)
		v++;
	if (v >= V30 || tls_ask_is_over(&look->ask))
		return;
	for (; count < look->sweeps[v].accepted.count && count < TLS_CIPHER_OFFER_MAX - 1; count++)
		suites[count] = look->sweeps[v].accepted.at[count];
	suites[count++] = TLS_SUITE_FALLBACK;
	hello = (struct tls_hello){
		.version = tls_observe_versions[v],
		.suites = {suites, count},
		.groups = {look->sweeps[v].groups.at, look->sweeps[v].groups.count},
		.signatures = {look->sweeps[v].offered_signatures.at, look->sweeps[v].offered_signatures.count}};
	outcome = tls_ask_hello(&look->ask, &hello, false, &answer);
	if (outcome == TLS_OUTCOME_ANSWERED)
		look->more.fallback_scsv = TLS_TOLD_OF_NO;
	else if (outcome == TLS_OUTCOME_REFUSED && answer.alert == ALERT_FALLBACK)
		look->more.fallback_scsv = TLS_TOLD_OF_YES;
}

static int spare_below(const struct tls_look *look, int version)
{
	int spare = SPARE;

	for (int v = version + 1; v < VERSION_COUNT; v++)
		spare += look->known[v] == KNOWN_ACCEPTED ? SPARE_OF_VERSION : 0;
	return spare;
}

/* Suites first, of the newest version first; then what is told beside them, as far as handshakes are left. */
static void run_sweeps(struct tls_look *look)
{
	for (int v = 0; v < VERSION_COUNT; v++) {
		if (look->known[v] != KNOWN_ACCEPTED)
			continue;
		for (int newer = V12; newer < v; newer++)
			tls_sweep_put_off(&look->sweeps[v], &look->sweeps[newer]);
		run(look, v, TLS_SWEEP_SUITES, spare_below(look, v));
	}
	tls_observe_try_renegotiation(look);
	try_fallback(look);
	for (enum tls_sweep_phase phase = TLS_SWEEP_LATER; phase <= TLS_SWEEP_ORDER; phase++)
		for (int v = 0; v < VERSION_COUNT; v++)
			if (look->known[v] == KNOWN_ACCEPTED)
				run(look, v, phase, look->has_hung_up);
}

static bool look_whole(struct tls_look *look)
{
	struct talk_tls_facts facts;
	struct fault why = {0};

	if (!try_versions(look)) {
		tls_ask_end(&look->ask);
		return false;
	}
	tls_observe_try_ssl2(look);
	if (!tls_observe_hold_session(look, false, &facts, &why))
		tls_observe_tell_problem(look, &why);
	run_sweeps(look);
	tls_observe_look_back(look);
	tls_ask_end(&look->ask);
	tell_versions(look);
	tls_observe_tell_ssl2(look);
	tls_observe_tell_sweeps(look, false);
	return true;
}

static bool is_mysql(const char *behind)
{
	return behind && !strcmp(behind, "mysql");
}

static bool is_mail(uint16_t port, const char *behind)
{
	static const uint16_t ports[] = {25, 110, 143, 465, 587, 993, 995, 2525};

	for (size_t i = 0; i < COUNT(ports); i++)
		if (ports[i] == port)
			return true;
	return behind && (!strcmp(behind, "smtp") || !strcmp(behind, "imap") || !strcmp(behind, "pop3"));
}

/* MySQL counts each handshake that is broken off, and at a hundred by custom it shuts the address out, with everybody
 * behind it (its manual, "Host Cache"): one session is all that it is asked for. */
static int most_of(const struct visit *visit, bool is_brief, const char *behind)
{
	if (visit->recheck)
		return TLS_ASK_MOST_MAIL - (behind != NULL);
	if (is_mysql(behind))
		return 1;
	return is_brief ? TLS_ASK_MOST_MAIL : TLS_ASK_MOST;
}

static bool look(const struct visit *visit, uint16_t port, const char *behind, tls_observe_inside *inside)
{
	bool is_brief = visit->recheck || is_mail(port, behind) || is_mysql(behind);
	struct tls_look look = {
		.ask = {.visit = visit,
			.port = port,
			.behind = behind,
			.left = most_of(visit, is_brief, behind),
			.is_http = !behind && port_hint_of(port) != PORT_HINT_TLS_SPEAKS},
		.visit = visit,
		.port = port,
		.inside = inside,
		.ssl2_outcome = TLS_OUTCOME_UNTESTED,
	};
	ARENA_SCOPED arena;

	arena_init(&arena);
	look.arena = &arena;
	look.sweeps = arena_array(&arena, VERSION_COUNT, sizeof(*look.sweeps));
	for (int v = 0; v < VERSION_COUNT; v++)
		tls_sweep_begin(&look.sweeps[v], tls_observe_versions[v]);
	return is_brief ? tls_observe_look_briefly(&look) : look_whole(&look);
}

bool tls_observe(const struct visit *visit, uint16_t port, tls_observe_inside *inside)
{
	return look(visit, port, NULL, inside);
}

bool tls_observe_behind(const struct visit *visit, uint16_t port, const char *service)
{
	const struct visit patient = strcmp(service, "smtp") ? *visit : visit_of_mail(visit);
	struct starttls starttls;

	if (!starttls_begin(&starttls, service, "", str_of(NULL, 0)))
		return false;
	return look(&patient, port, service, NULL);
}
