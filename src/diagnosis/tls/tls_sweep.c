/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/tls/tls_sweep.h"

#include <string.h>

#include "net/tls_number.h"

bool tls_sweep_has(const struct tls_codes *codes, uint16_t code)
{
	for (size_t i = 0; i < codes->count; i++)
		if (codes->at[i] == code)
			return true;
	return false;
}

static void add(struct tls_codes *codes, uint16_t code)
{
	if (codes->count < TLS_SWEEP_CODES_MAX)
		codes->at[codes->count++] = code;
}

/* False when it was not there. */
static bool take_out(struct tls_codes *codes, uint16_t code)
{
	size_t kept = 0;
	bool was_there = tls_sweep_has(codes, code);

	for (size_t i = 0; i < codes->count; i++)
		if (codes->at[i] != code)
			codes->at[kept++] = codes->at[i];
	codes->count = kept;
	return was_there;
}

static void add_groups(struct tls_sweep *sweep)
{
	for (size_t i = 0; i < tls_number_group_count; i++) {
		const struct tls_group *group = &tls_number_groups[i];

		if (sweep->version == TLS_VERSION_1_3 ? group->is_new : group->is_old)
			add(&sweep->groups_left, group->code);
	}
}

void tls_sweep_begin(struct tls_sweep *sweep, enum tls_version version)
{
	*sweep = (struct tls_sweep){.version = version};
	for (size_t i = 0; i < tls_cipher_count; i++) {
		const struct tls_cipher *cipher = &tls_cipher_table[i];
		bool is_new = cipher->since == TLS_VERSION_1_3;

		if (cipher->since <= version && is_new == (version == TLS_VERSION_1_3))
			add(&sweep->left, cipher->code);
	}
	add_groups(sweep);
	for (size_t i = 0; i < tls_number_signature_count; i++)
		add(&sweep->signatures_left, tls_number_signatures[i].code);
}

void tls_sweep_put_off(struct tls_sweep *sweep, const struct tls_sweep *newer)
{
	for (size_t i = 0; i < newer->accepted.count; i++)
		if (take_out(&sweep->left, newer->accepted.at[i]))
			add(&sweep->later, newer->accepted.at[i]);
}

void tls_sweep_narrow(struct tls_sweep *sweep, bool (*is_wanted)(uint16_t suite))
{
	struct tls_codes wanted = {.count = 0}, unwanted = {.count = 0};

	for (size_t i = 0; i < sweep->left.count; i++)
		add(is_wanted(sweep->left.at[i]) ? &wanted : &unwanted, sweep->left.at[i]);
	for (size_t i = 0; i < sweep->later.count; i++)
		add(is_wanted(sweep->later.at[i]) ? &wanted : &unwanted, sweep->later.at[i]);
	sweep->left = wanted;
	sweep->later = unwanted;
	sweep->is_disordered = true;
	sweep->phase = TLS_SWEEP_SUITES;
}

void tls_sweep_put_first(struct tls_sweep *sweep, bool (*is_wanted)(uint16_t suite))
{
	struct tls_codes ordered = {.count = 0};

	for (size_t i = 0; i < sweep->left.count; i++)
		if (is_wanted(sweep->left.at[i]))
			add(&ordered, sweep->left.at[i]);
	for (size_t i = 0; i < sweep->left.count; i++)
		if (!is_wanted(sweep->left.at[i]))
			add(&ordered, sweep->left.at[i]);
	sweep->left = ordered;
	sweep->is_disordered = true;
}

void tls_sweep_doubt(struct tls_sweep *sweep)
{
	for (size_t i = 0; i < sweep->refused.count; i++)
		add(&sweep->later, sweep->refused.at[i]);
	sweep->refused.count = 0;
	tls_sweep_cut(sweep);
}

static bool is_weak(uint16_t code)
{
	const struct tls_cipher *cipher = tls_cipher_find(code);

	return cipher && cipher->is_weak;
}

static void offer_suites(struct tls_sweep *sweep, bool is_short)
{
	bool has_weak = false;

	for (size_t i = 0; is_short && i < sweep->left.count; i++)
		has_weak = has_weak || is_weak(sweep->left.at[i]);
	sweep->is_disordered = sweep->is_disordered || has_weak;
	/* One place is for the signal of RFC 5746. */
	for (size_t i = 0; i < sweep->left.count && sweep->offered.count < TLS_CIPHER_OFFER_MAX - 1; i++)
		if (!has_weak || is_weak(sweep->left.at[i]))
			add(&sweep->offered, sweep->left.at[i]);
}

/* Suites that the server took and whose keys are agreed on in a curve; with is_signed, those that sign that. */
static void offer_taken(struct tls_sweep *sweep, bool is_signed)
{
	for (size_t i = 0; i < sweep->accepted.count; i++) {
		enum tls_exchange exchange = tls_cipher_exchange(sweep->accepted.at[i]);
		bool is_curve = exchange == TLS_EXCHANGE_ECDHE || exchange == TLS_EXCHANGE_ECDH_ANON;
		bool is_fit = is_signed ? exchange == TLS_EXCHANGE_ECDHE || exchange == TLS_EXCHANGE_DHE : is_curve;

		if (is_fit || sweep->version == TLS_VERSION_1_3)
			add(&sweep->offered, sweep->accepted.at[i]);
	}
}

/* What this phase offers; nothing when it is over or has no object. */
static void offer(struct tls_sweep *sweep, size_t questions)
{
	sweep->offered.count = 0;
	switch (sweep->phase) {
	case TLS_SWEEP_LATER:
		if (!sweep->left.count) {
			sweep->left = sweep->later;
			sweep->later.count = 0;
		}
		offer_suites(sweep, false);
		break;
	case TLS_SWEEP_SUITES: offer_suites(sweep, sweep->is_accepted && questions <= TLS_SWEEP_SHORT); break;
	case TLS_SWEEP_GROUPS:
		if (sweep->groups_left.count && sweep->version != TLS_VERSION_SSL3)
			offer_taken(sweep, false);
		break;
	case TLS_SWEEP_SIGNATURES:
		if (sweep->signatures_left.count && sweep->version == TLS_VERSION_1_2)
			offer_taken(sweep, true);
		break;
	case TLS_SWEEP_ORDER:
		for (size_t i = sweep->accepted.count; sweep->accepted.count > 1 && i-- > 0;)
			add(&sweep->offered, sweep->accepted.at[i]);
		break;
	case TLS_SWEEP_DONE: break;
	}
}

static void join(struct tls_codes *into, const struct tls_codes *a, const struct tls_codes *b)
{
	into->count = 0;
	for (size_t i = 0; i < a->count; i++)
		add(into, a->at[i]);
	for (size_t i = 0; b && i < b->count; i++)
		add(into, b->at[i]);
}

static void write_hello(struct tls_sweep *sweep, struct tls_hello *hello)
{
	/* In TLS 1.3 the choice of a suite does not depend on the group, so that one hello may look for both. */
	sweep->is_narrow = sweep->phase == TLS_SWEEP_GROUPS ||
			   (sweep->version == TLS_VERSION_1_3 && sweep->phase == TLS_SWEEP_SUITES &&
			    sweep->is_accepted && !sweep->has_all_groups);
	join(&sweep->offered_groups, &sweep->groups_left, sweep->is_narrow ? NULL : &sweep->groups);
	join(&sweep->offered_signatures, &sweep->signatures_left,
	     sweep->phase == TLS_SWEEP_SIGNATURES ? NULL : &sweep->signatures);
	*hello = (struct tls_hello){
		.version = sweep->version,
		.groups = {sweep->offered_groups.at, sweep->offered_groups.count},
		.signatures = {sweep->offered_signatures.at, sweep->offered_signatures.count},
		.has_key_share = !sweep->is_accepted,
		.wants_extras = !sweep->is_accepted,
	};
	if (sweep->version != TLS_VERSION_1_3)
		add(&sweep->offered, TLS_SUITE_RENEGOTIATION);
	hello->suites = (struct tls_numbers){sweep->offered.at, sweep->offered.count};
}

bool tls_sweep_next(struct tls_sweep *sweep, enum tls_sweep_phase last, size_t questions, struct tls_hello *hello)
{
	for (offer(sweep, questions); !sweep->offered.count && sweep->phase < TLS_SWEEP_DONE && sweep->phase <= last;) {
		sweep->phase++;
		offer(sweep, questions);
	}
	if (!questions || sweep->phase > last || !sweep->offered.count)
		return false;
	write_hello(sweep, hello);
	return true;
}

void tls_sweep_again(struct tls_sweep *sweep, struct tls_hello *hello)
{
	sweep->phase = TLS_SWEEP_DONE;
	sweep->offered = sweep->accepted;
	write_hello(sweep, hello);
}

static void note_prime(struct tls_sweep *sweep, const struct tls_answer *answer)
{
	size_t kept = answer->prime_size <= sizeof(answer->prime) ? answer->prime_size : 0;

	for (size_t i = 0; i < sweep->prime_count; i++)
		if (sweep->primes[i].size == answer->prime_size &&
		    memcmp(sweep->primes[i].bytes, answer->prime, kept) == 0)
			return;
	if (!answer->prime_size || sweep->prime_count == TLS_SWEEP_PRIMES_MAX)
		return;
	sweep->primes[sweep->prime_count].size = answer->prime_size;
	memcpy(sweep->primes[sweep->prime_count].bytes, answer->prime, kept);
	sweep->prime_count++;
}

static void note_beside(struct tls_sweep *sweep, const struct tls_answer *answer)
{
	if (answer->group && take_out(&sweep->groups_left, answer->group))
		add(&sweep->groups, answer->group);
	else if (sweep->phase == TLS_SWEEP_GROUPS)
		sweep->phase++; /* it does not look at what it is offered */
	if (answer->signature && take_out(&sweep->signatures_left, answer->signature))
		add(&sweep->signatures, answer->signature);
	else if (sweep->phase == TLS_SWEEP_SIGNATURES)
		sweep->phase++;
	note_prime(sweep, answer);
}

static void take_choice(struct tls_sweep *sweep, const struct tls_answer *answer)
{
	if (!sweep->is_accepted)
		sweep->first = *answer;
	sweep->is_accepted = true;
	if (!tls_sweep_has(&sweep->offered, answer->cipher)) {
		tls_sweep_cut(sweep); /* chosen without an offer: it would do so for ever */
		return;
	}
	if (take_out(&sweep->left, answer->cipher)) {
		add(&sweep->accepted, answer->cipher);
		sweep->is_disordered = sweep->is_disordered || sweep->phase == TLS_SWEEP_LATER;
	}
	if (sweep->phase == TLS_SWEEP_ORDER) {
		sweep->order = answer->cipher == sweep->accepted.at[0] ? TLS_ORDER_SERVER : TLS_ORDER_CLIENT;
		sweep->phase++;
	}
	note_beside(sweep, answer);
}

static void take_refusal(struct tls_sweep *sweep)
{
	if (sweep->phase > TLS_SWEEP_LATER) {
		sweep->phase++;
		return;
	}
	if (sweep->is_narrow) { /* for want of a suite or of a group: all groups will tell */
		sweep->has_all_groups = true;
		return;
	}
	for (size_t i = 0; i < sweep->offered.count; i++)
		if (take_out(&sweep->left, sweep->offered.at[i]))
			add(&sweep->refused, sweep->offered.at[i]);
	if (!sweep->is_accepted)
		sweep->phase = TLS_SWEEP_DONE;
}

void tls_sweep_take(struct tls_sweep *sweep, const struct tls_answer *answer)
{
	if (answer && answer->version == sweep->version)
		take_choice(sweep, answer);
	else
		take_refusal(sweep);
}

void tls_sweep_cut(struct tls_sweep *sweep)
{
	sweep->is_cut = true;
	sweep->phase = TLS_SWEEP_DONE;
}
