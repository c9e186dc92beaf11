/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "diagnosis/tls/tls_observe_priv.h"

const enum tls_version tls_observe_versions[VERSION_COUNT] = {TLS_VERSION_1_3, TLS_VERSION_1_2, TLS_VERSION_1_1,
							      TLS_VERSION_1_0, TLS_VERSION_SSL3};

/* The server answered in an older version than it was asked for. */
static void take_older(struct tls_look *look, const struct tls_answer *answer)
{
	struct tls_hello hello;

	for (int v = 0; v < VERSION_COUNT; v++) {
		struct tls_sweep *sweep = &look->sweeps[v];

		if (tls_observe_versions[v] != answer->version || sweep->is_accepted ||
		    !tls_sweep_next(sweep, TLS_SWEEP_SUITES, 1, &hello))
			continue;
		tls_sweep_take(sweep, answer);
		look->known[v] = KNOWN_ACCEPTED;
	}
}

/* It answered, so those who were hung up on before were refused for what they said. */
static void note_witness(struct tls_look *look)
{
	look->has_hung_up = false;
	memset(look->hung_up_on, 0, sizeof(look->hung_up_on));
}

/* One hello of a sweep. */
enum tls_outcome tls_observe_ask_sweep(struct tls_look *look, int version, struct tls_hello *hello, bool goes_on)
{
	struct tls_sweep *sweep = &look->sweeps[version];
	struct tls_answer answer = {0};
	enum tls_outcome outcome = tls_ask_hello(&look->ask, hello, goes_on, &answer);

	switch (outcome) {
	case TLS_OUTCOME_ANSWERED:
		look->is_tls = true;
		note_witness(look);
		if (answer.version != tls_observe_versions[version])
			take_older(look, &answer);
		tls_sweep_take(sweep, &answer);
		break;
	case TLS_OUTCOME_REFUSED:
		look->is_tls = true;
		tls_sweep_take(sweep, NULL);
		break;
	case TLS_OUTCOME_HUNG_UP:
		look->has_hung_up = look->hung_up_on[version] = true;
		tls_sweep_take(sweep, NULL);
		break;
	case TLS_OUTCOME_SILENT:
	case TLS_OUTCOME_NOT_TLS:
	case TLS_OUTCOME_UNTESTED: tls_sweep_cut(sweep); break;
	}
	return outcome;
}

static bool is_any_accepted(const struct tls_look *look)
{
	for (int v = 0; v < VERSION_COUNT; v++)
		if (look->known[v] == KNOWN_ACCEPTED)
			return true;
	return false;
}

/* Whether the first hello of this version was accepted. */
enum tls_outcome tls_observe_try_version(struct tls_look *look, int v)
{
	enum tls_outcome outcome = TLS_OUTCOME_UNTESTED;
	struct tls_hello hello;

	if (tls_sweep_next(&look->sweeps[v], TLS_SWEEP_SUITES, (size_t)tls_ask_left(&look->ask), &hello))
		outcome = tls_observe_ask_sweep(look, v, &hello, look->is_tls);
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
bool tls_observe_refuse_older(struct tls_look *look, int version, enum tls_outcome outcome)
{
	if (version < V11 || outcome != TLS_OUTCOME_REFUSED || !is_any_accepted(look))
		return false;
	for (int v = version + 1; v < VERSION_COUNT; v++)
		look->known[v] = look->known[v] == KNOWN_NOTHING ? KNOWN_REFUSED : look->known[v];
	return true;
}

/* Its suites are a part of the hello of the server, in one answer. */
void tls_observe_try_ssl2(struct tls_look *look)
{
	if (tls_ask_is_over(&look->ask))
		return;
	look->ssl2_outcome = tls_ask_ssl2(&look->ask, &look->ssl2);
	look->has_hung_up = look->has_hung_up || look->ssl2_outcome == TLS_OUTCOME_HUNG_UP;
}

void tls_observe_tell_ssl2(const struct tls_look *look)
{
	const char *kind = look->ssl2.kind_count ? tls_answer_ssl2_name(look->ssl2.kinds[0]) : NULL;

	if (look->ssl2_outcome == TLS_OUTCOME_ANSWERED)
		tls_tell_version(look->visit, look->port, TLS_VERSION_SSL2, true, kind ? kind : "");
	else if (look->ssl2_outcome != TLS_OUTCOME_SILENT && look->ssl2_outcome != TLS_OUTCOME_UNTESTED)
		tls_tell_version(look->visit, look->port, TLS_VERSION_SSL2, false, "");
}

/* False when there was no handshake. *ret_facts: of the session. */
bool tls_observe_hold_session(struct tls_look *look, bool is_brief, struct talk_tls_facts *ret_facts, struct fault *why)
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
	note_witness(look);
	talk_tls_facts(&talk, look->visit->tls, ret_facts);
	if (is_brief)
		tls_tell_version(look->visit, look->port, (enum tls_version)ret_facts->version, true, ret_facts->suite);
	tls_tell_session(look->visit, look->port, &talk, is_brief);
	if (look->inside)
		look->inside(look->visit, look->port, &talk);
	talk_close(&talk);
	return true;
}

void tls_observe_tell_problem(const struct tls_look *look, const struct fault *why)
{
	struct subject subject = visit_subject(look->visit, look->port);

	sink_problem(look->visit->sink, &subject, "tls", why->text);
}

/* Of the newest version before TLS 1.3 that OpenSSL speaks as well. */
void tls_observe_try_renegotiation(struct tls_look *look)
{
	const struct talk_tls_wish wish = {.server_name = tls_ask_name(&look->ask), .is_at_most_tls12 = true};
	struct talk talk;

	if (look->known[V12] != KNOWN_ACCEPTED && look->known[V11] != KNOWN_ACCEPTED &&
	    look->known[V10] != KNOWN_ACCEPTED)
		return;
	if (tls_ask_open(&look->ask, &talk, NULL))
		return;
	if (!talk_start_tls_as(&talk, look->visit->tls, &wish, NULL)) {
		note_witness(look);
		look->more.client_renegotiation = talk_renegotiate(&talk) ? TLS_TOLD_OF_YES : TLS_TOLD_OF_NO;
	}
	talk_close(&talk);
}

/* What it answered before; where only a session stood, the first hello of the session's version. */
static bool is_still_answered(struct tls_look *look)
{
	struct tls_answer answer;
	struct tls_hello hello;
	struct tls_sweep *sweep;
	int v = 0;

	while (v < VERSION_COUNT && !look->sweeps[v].is_accepted)
		v++;
	if (v < VERSION_COUNT) {
		tls_sweep_again(&look->sweeps[v], &hello);
		return tls_ask_hello(&look->ask, &hello, false, &answer) == TLS_OUTCOME_ANSWERED;
	}
	for (v = 0; v < VERSION_COUNT && look->known[v] != KNOWN_ACCEPTED;)
		v++;
	if (v == VERSION_COUNT)
		return false;
	sweep = arena_alloc(look->arena, sizeof(*sweep));
	tls_sweep_begin(sweep, tls_observe_versions[v]);
	return tls_sweep_next(sweep, TLS_SWEEP_SUITES, 1, &hello) &&
	       tls_ask_hello(&look->ask, &hello, false, &answer) == TLS_OUTCOME_ANSWERED;
}

void tls_observe_look_back(struct tls_look *look)
{
	if (!look->has_hung_up || is_still_answered(look))
		return;
	for (int v = 0; v < VERSION_COUNT; v++) {
		tls_sweep_doubt(&look->sweeps[v]);
		if (look->known[v] == KNOWN_REFUSED && look->hung_up_on[v])
			look->known[v] = KNOWN_SILENT;
	}
	if (look->ssl2_outcome == TLS_OUTCOME_HUNG_UP)
		look->ssl2_outcome = TLS_OUTCOME_UNTESTED;
}

/* Of a version that was not accepted, what was refused tells something only where the version itself may be spoken. */
void tls_observe_tell_sweeps(const struct tls_look *look, bool is_brief)
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
