/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/tls/tls_observe.h"

#include <stdio.h>
#include <string.h>

#include "base/count.h"
#include "diagnosis/port_hint.h"
#include "diagnosis/tls/tls_ask.h"
#include "diagnosis/tls/tls_sweep.h"
#include "diagnosis/tls/tls_tell.h"
#include "net/starttls.h"

enum { V13, V12, V11, V10, V30, VERSION_COUNT };
static const enum tls_version versions[VERSION_COUNT] = {TLS_VERSION_1_3, TLS_VERSION_1_2, TLS_VERSION_1_1,
							 TLS_VERSION_1_0, TLS_VERSION_SSL3};

#define ALERT_FALLBACK   86 /* inappropriate_fallback, RFC 7507 */
#define SPARE_OF_VERSION 3  /* handshakes kept for each older version that was accepted */
#define SPARE            3  /* ... and for renegotiation, fallback, and a witness */

enum known { KNOWN_NOTHING, KNOWN_ACCEPTED, KNOWN_REFUSED, KNOWN_SILENT };

struct tls_look {
	struct tls_ask ask;
	const struct visit *visit;
	uint16_t port;
	tls_observe_inside *inside; /* NULL: nothing is spoken inside */
	struct tls_sweep *sweeps;   /* VERSION_COUNT */
	enum known known[VERSION_COUNT];
	bool is_tls;      /* somebody answered in TLS */
	bool has_hung_up; /* the last refusal was no alert but the end of the connection, and no answer came since */
	struct tls_more more;
};

/* The server answered in an older version than it was asked for. */
static void take_older(struct tls_look *look, const struct tls_answer *answer)
{
	struct tls_hello hello;

	for (int v = 0; v < VERSION_COUNT; v++) {
		struct tls_sweep *sweep = &look->sweeps[v];

		if (versions[v] != answer->version || sweep->is_accepted ||
		    !tls_sweep_next(sweep, TLS_SWEEP_SUITES, 1, &hello))
			continue;
		tls_sweep_take(sweep, answer);
		look->known[v] = KNOWN_ACCEPTED;
	}
}

/* One hello of a sweep. */
static enum tls_outcome ask_sweep(struct tls_look *look, int version, struct tls_hello *hello, bool goes_on)
{
	struct tls_sweep *sweep = &look->sweeps[version];
	struct tls_answer answer = {0};
	enum tls_outcome outcome = tls_ask_hello(&look->ask, hello, goes_on, &answer);

	look->has_hung_up = outcome == TLS_OUTCOME_HUNG_UP || (look->has_hung_up && outcome != TLS_OUTCOME_ANSWERED);
	switch (outcome) {
	case TLS_OUTCOME_ANSWERED:
		look->is_tls = true;
		if (answer.version != versions[version])
			take_older(look, &answer);
		tls_sweep_take(sweep, &answer);
		break;
	case TLS_OUTCOME_REFUSED:
		look->is_tls = true;
		tls_sweep_take(sweep, NULL);
		break;
	case TLS_OUTCOME_HUNG_UP: tls_sweep_take(sweep, NULL); break;
	case TLS_OUTCOME_SILENT:
	case TLS_OUTCOME_NOT_TLS:
	case TLS_OUTCOME_UNTESTED: tls_sweep_cut(sweep); break;
	}
	return outcome;
}

static void run(struct tls_look *look, int version, enum tls_sweep_phase last, int kept)
{
	struct tls_hello hello;
	int questions;

	while (!tls_ask_is_over(&look->ask) && (questions = tls_ask_left(&look->ask) - kept) > 0 &&
	       tls_sweep_next(&look->sweeps[version], last, (size_t)questions, &hello))
		(void)ask_sweep(look, version, &hello, questions > 1);
}

static bool is_any_accepted(const struct tls_look *look)
{
	for (int v = 0; v < VERSION_COUNT; v++)
		if (look->known[v] == KNOWN_ACCEPTED)
			return true;
	return false;
}

/* Whether the first hello of this version was accepted. */
static enum tls_outcome try_version(struct tls_look *look, int v)
{
	enum tls_outcome outcome = TLS_OUTCOME_UNTESTED;
	struct tls_hello hello;

	if (tls_sweep_next(&look->sweeps[v], TLS_SWEEP_SUITES, (size_t)tls_ask_left(&look->ask), &hello))
		outcome = ask_sweep(look, v, &hello, look->is_tls);
	if (look->sweeps[v].is_accepted)
		look->known[v] = KNOWN_ACCEPTED;
	else if (outcome == TLS_OUTCOME_SILENT || outcome == TLS_OUTCOME_UNTESTED)
		look->known[v] = KNOWN_SILENT;
	else
		look->known[v] = KNOWN_REFUSED;
	return outcome;
}

/* A client that offers a version also offers all before it (RFC 5246, E.1), so where one was refused behind a newer one
 * that was taken, the older ones were refused with it. */
static bool refuse_older(struct tls_look *look, int version, enum tls_outcome outcome)
{
	if (version < V11 || outcome != TLS_OUTCOME_REFUSED || !is_any_accepted(look))
		return false;
	for (int v = version + 1; v < VERSION_COUNT; v++)
		look->known[v] = look->known[v] == KNOWN_NOTHING ? KNOWN_REFUSED : look->known[v];
	return true;
}

/* True when the port speaks TLS. After a server hangs up, the next version is tried, at most twice. */
static bool try_versions(struct tls_look *look)
{
	for (int v = 0; v < VERSION_COUNT && !tls_ask_is_over(&look->ask); v++) {
		enum tls_outcome outcome;

		if (look->known[v] == KNOWN_ACCEPTED)
			continue;
		outcome = try_version(look, v);
		if (!look->is_tls && (outcome != TLS_OUTCOME_HUNG_UP || v >= 2))
			return false;
		if (refuse_older(look, v, outcome))
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

			tls_tell_version(look->visit, look->port, versions[v], is_accepted,
					 is_accepted ? tls_tell_suite(sweep->first.cipher, room) : "");
			continue;
		}
		snprintf(reason, sizeof(reason), "%s could not be tested", tls_hello_version_name(versions[v]));
		sink_problem(look->visit->sink, &subject, "tls", reason);
	}
}

/* Its suites are a part of the hello of the server, in one answer. */
static void try_ssl2(struct tls_look *look)
{
	struct tls_ssl2_answer answer = {0};
	enum tls_outcome outcome =
		tls_ask_is_over(&look->ask) ? TLS_OUTCOME_UNTESTED : tls_ask_ssl2(&look->ask, &answer);
	const char *kind = answer.kind_count ? tls_answer_ssl2_name(answer.kinds[0]) : NULL;

	if (outcome == TLS_OUTCOME_ANSWERED)
		tls_tell_version(look->visit, look->port, TLS_VERSION_SSL2, true, kind ? kind : "");
	else if (outcome != TLS_OUTCOME_SILENT && outcome != TLS_OUTCOME_UNTESTED)
		tls_tell_version(look->visit, look->port, TLS_VERSION_SSL2, false, "");
}

/* False when there was no handshake. *ret_facts: of the session. */
static bool hold_session(struct tls_look *look, bool is_brief, struct talk_tls_facts *ret_facts, struct fault *why)
{
	const struct talk_tls_wish wish = {.server_name = tls_ask_name(&look->ask),
					   .protocol = look->ask.is_http ? "http/1.1" : NULL};
	struct talk talk;

	if (tls_ask_open(&look->ask, &talk, why))
		return false;
	if (talk_start_tls_as(&talk, look->visit->tls, &wish, why)) {
		talk_close(&talk);
		return false;
	}
	talk_tls_facts(&talk, look->visit->tls, ret_facts);
	if (is_brief)
		tls_tell_version(look->visit, look->port, (enum tls_version)ret_facts->version, true, ret_facts->suite);
	tls_tell_session(look->visit, look->port, &talk, is_brief);
	if (look->inside)
		look->inside(look->visit, look->port, &talk);
	talk_close(&talk);
	return true;
}

static void tell_problem(const struct tls_look *look, const struct fault *why)
{
	struct subject subject = visit_subject(look->visit, look->port);

	sink_problem(look->visit->sink, &subject, "tls", why->text);
}

/* Of the newest version before TLS 1.3 that OpenSSL speaks as well. */
static void try_renegotiation(struct tls_look *look)
{
	const struct talk_tls_wish wish = {.server_name = tls_ask_name(&look->ask), .is_at_most_tls12 = true};
	struct talk talk;

	if (look->known[V12] != KNOWN_ACCEPTED && look->known[V11] != KNOWN_ACCEPTED &&
	    look->known[V10] != KNOWN_ACCEPTED)
		return;
	if (tls_ask_open(&look->ask, &talk, NULL))
		return;
	if (!talk_start_tls_as(&talk, look->visit->tls, &wish, NULL)) {
		look->has_hung_up = false;
		look->more.client_renegotiation = talk_renegotiate(&talk) ? TLS_TOLD_OF_YES : TLS_TOLD_OF_NO;
	}
	talk_close(&talk);
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
		.version = versions[v],
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
	try_renegotiation(look);
	try_fallback(look);
	for (enum tls_sweep_phase phase = TLS_SWEEP_LATER; phase <= TLS_SWEEP_ORDER; phase++)
		for (int v = 0; v < VERSION_COUNT; v++)
			if (look->known[v] == KNOWN_ACCEPTED)
				run(look, v, phase, look->has_hung_up);
}

/* Where the last refusal was the end of a connection, perhaps it was we who were refused: does it still answer what it
 * answered before? */
static void look_back(struct tls_look *look)
{
	struct tls_answer answer;
	struct tls_hello hello;
	int v = 0;

	while (v < VERSION_COUNT && !look->sweeps[v].is_accepted)
		v++;
	if (!look->has_hung_up || v == VERSION_COUNT)
		return;
	tls_sweep_again(&look->sweeps[v], &hello);
	if (tls_ask_hello(&look->ask, &hello, false, &answer) == TLS_OUTCOME_ANSWERED)
		return;
	for (; v < VERSION_COUNT; v++)
		tls_sweep_doubt(&look->sweeps[v]);
}

/* Of a version that was not accepted, what was refused tells something only where the version itself may be spoken. */
static void tell_sweeps(const struct tls_look *look, bool is_brief)
{
	static const struct tls_more nothing_more;
	bool is_newest = true;

	for (int v = 0; v < VERSION_COUNT; v++) {
		bool is_accepted = look->sweeps[v].is_accepted;

		if (is_accepted || (is_brief && v == V12 && look->sweeps[v].refused.count))
			tls_tell_choice(look->visit, look->port, &look->sweeps[v]);
		if (!is_accepted || v == V13)
			continue;
		tls_tell_extension(look->visit, look->port, &look->sweeps[v], is_newest ? &look->more : &nothing_more);
		is_newest = false;
	}
}

static bool look_whole(struct tls_look *look)
{
	struct talk_tls_facts facts;
	struct fault why = {0};

	if (!try_versions(look)) {
		tls_ask_end(&look->ask);
		return false;
	}
	tell_versions(look);
	try_ssl2(look);
	if (!hold_session(look, false, &facts, &why))
		tell_problem(look, &why);
	run_sweeps(look);
	look_back(look);
	tls_ask_end(&look->ask);
	tell_sweeps(look, false);
	return true;
}

static bool is_weak(uint16_t suite)
{
	return tls_cipher_find(suite)->is_weak;
}

static bool is_finite_field(uint16_t suite)
{
	enum tls_exchange exchange = tls_cipher_exchange(suite);

	return exchange == TLS_EXCHANGE_DHE || exchange == TLS_EXCHANGE_DH_ANON;
}

static void tell_old_versions(const struct tls_look *look, enum tls_version told)
{
	char room[8];

	for (int v = V12; v < VERSION_COUNT; v++)
		if (versions[v] != told &&
		    (look->known[v] == KNOWN_ACCEPTED || (v != V12 && look->known[v] == KNOWN_REFUSED)))
			tls_tell_version(look->visit, look->port, versions[v], look->known[v] == KNOWN_ACCEPTED,
					 look->known[v] == KNOWN_ACCEPTED
						 ? tls_tell_suite(look->sweeps[v].first.cipher, room)
						 : "");
}

/* One hello of TLS 1.2 with these suites alone. */
static void try_suites(struct tls_look *look, bool (*is_wanted)(uint16_t suite))
{
	struct tls_hello hello;

	tls_sweep_narrow(&look->sweeps[V12], is_wanted);
	if (tls_sweep_next(&look->sweeps[V12], TLS_SWEEP_SUITES, 1, &hello))
		(void)ask_sweep(look, V12, &hello, false);
	if (look->sweeps[V12].is_accepted)
		look->known[V12] = KNOWN_ACCEPTED;
}

/* A whole handshake; then the newest of the old versions, the weak suites, and the suites of finite fields. */
static bool look_briefly(struct tls_look *look)
{
	struct talk_tls_facts facts = {0};
	struct fault why = {0};

	if (hold_session(look, true, &facts, &why)) {
		look->is_tls = true;
		for (int v = 0; v < VERSION_COUNT; v++)
			look->known[v] = versions[v] == facts.version ? KNOWN_ACCEPTED : KNOWN_NOTHING;
	} else if (look->ask.left == TLS_ASK_MOST_MAIL || (try_version(look, V12), !look->is_tls)) {
		return false;
	} else {
		tell_problem(look, &why);
	}
	if (look->known[V11] == KNOWN_NOTHING)
		(void)refuse_older(look, V11, try_version(look, V11));
	try_suites(look, is_weak);
	try_suites(look, is_finite_field);
	look_back(look);
	tls_ask_end(&look->ask);
	tell_old_versions(look, (enum tls_version)facts.version);
	tell_sweeps(look, true);
	return true;
}

static bool is_mail(uint16_t port, const char *behind)
{
	static const uint16_t ports[] = {25, 110, 143, 465, 587, 993, 995, 2525};

	for (size_t i = 0; i < COUNT(ports); i++)
		if (ports[i] == port)
			return true;
	return behind && (!strcmp(behind, "smtp") || !strcmp(behind, "imap") || !strcmp(behind, "pop3"));
}

static bool look(const struct visit *visit, uint16_t port, const char *behind, tls_observe_inside *inside)
{
	bool is_brief = is_mail(port, behind);
	struct tls_look look = {
		.ask = {.visit = visit,
			.port = port,
			.behind = behind,
			.left = is_brief ? TLS_ASK_MOST_MAIL : TLS_ASK_MOST,
			.is_http = !behind && port_hint_of(port) != PORT_HINT_TLS_SPEAKS},
		.visit = visit,
		.port = port,
		.inside = inside,
	};
	ARENA_SCOPED arena;

	arena_init(&arena);
	look.sweeps = arena_array(&arena, VERSION_COUNT, sizeof(*look.sweeps));
	for (int v = 0; v < VERSION_COUNT; v++)
		tls_sweep_begin(&look.sweeps[v], versions[v]);
	return is_brief ? look_briefly(&look) : look_whole(&look);
}

bool tls_observe(const struct visit *visit, uint16_t port, tls_observe_inside *inside)
{
	return look(visit, port, NULL, inside);
}

bool tls_observe_behind(const struct visit *visit, uint16_t port, const char *service)
{
	struct visit patient = *visit;
	struct starttls starttls;

	if (!starttls_begin(&starttls, service, "", str_of(NULL, 0)))
		return false;
	if (!strcmp(service, "smtp"))
		patient.limits.session_ms *= VISIT_MAIL_SESSION;
	return look(&patient, port, service, NULL);
}
