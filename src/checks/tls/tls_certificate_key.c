/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/tls_certificate_key.h"

#include "checks/tls/tls_seen.h"
#include "findings/priority.h"

#define RSA_BITS_MIN      2048
#define RSA_BITS_FACTORED 512
#define EC_BITS_MIN       224

enum strength { STRENGTH_UNKNOWN, STRENGTH_ENOUGH, STRENGTH_WEAK, STRENGTH_NONE };

/* "RSA 2048", "RSASSA-PSS 2048" (the same key, tied to one padding: RFC 4055), "EC 256", "ED25519 253". A long DSA key
 * is called neither weak nor good: TLS 1.3 knows none (RFC 8446, 4.2.3), and FIPS 186-5 lets DSA sign no more. */
static enum strength key_strength(struct str key)
{
	struct str kind = str_cut(&key, ' ');
	bool is_curve = str_is(kind, "EC"), is_rsa = str_is(kind, "RSA") || str_is(kind, "RSASSA-PSS");
	uint64_t bits;

	if (str_is(kind, "ED25519") || str_is(kind, "ED448"))
		return STRENGTH_ENOUGH;
	if ((!is_curve && !is_rsa && !str_is(kind, "DSA")) || !str_to_u64(key, &bits) || !bits)
		return STRENGTH_UNKNOWN;
	if (is_curve)
		return bits < EC_BITS_MIN ? STRENGTH_WEAK : STRENGTH_ENOUGH;
	if (bits <= RSA_BITS_FACTORED)
		return STRENGTH_NONE;
	if (bits < RSA_BITS_MIN)
		return STRENGTH_WEAK;
	return is_rsa ? STRENGTH_ENOUGH : STRENGTH_UNKNOWN;
}

/* "sha1WithRSAEncryption", "ecdsa-with-SHA1", "md5WithRSAEncryption", "RSA-SHA1". */
static bool is_forgeable(struct str signature)
{
	static const char *const words[] = {"md2", "md5", "sha1"};

	for (size_t i = 0; i < signature.n; i++)
		for (size_t j = 0; j < COUNT(words); j++) {
			struct str word = str_from(words[j]);
			if (str_eq_ascii_case(str_head(str_skip(signature, i), word.n), word))
				return true;
		}
	return false;
}

/* A certificate of the chain counts by its signature only: its key is its issuer's business. */
static bool is_badly_signed(const struct observation *seen)
{
	return !value_get_bool(seen->data, "self_signed") &&
	       is_forgeable(str_from(value_get_text(seen->data, "signature")));
}

struct tls_certificate_key_counts {
	enum strength weakest;
	const struct observation *leaf;      /* of the weakest key, or the first */
	const struct observation *signed_by; /* one with a forgeable signature */
};

static struct tls_certificate_key_counts tally_certificates(const struct endpoint *endpoint)
{
	struct tls_certificate_key_counts tally = {0};

	for (size_t i = 0; (i = endpoint_next(endpoint, i, "tls.certificate")) < endpoint->count; i++) {
		const struct observation *seen = endpoint->seen[i];
		enum strength strength = key_strength(str_from(value_get_text(seen->data, "key")));

		if (is_badly_signed(seen))
			tally.signed_by = seen;
		if (value_get_int(seen->data, "position", 0) != 0 || (tally.leaf && strength <= tally.weakest))
			continue;
		tally.leaf = seen;
		tally.weakest = strength;
	}
	return tally;
}

static void judge_tally(const struct tls_certificate_key_counts *tally, struct finding *finding)
{
	struct priority_facts facts = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_HIGH};

	if (tally->weakest == STRENGTH_NONE) {
		facts.exploitation = EXPLOITATION_LIKELY;
		facts.is_automatable = true;
	}
	finding->verdict = VERDICT_BAD;
	finding->priority = priority_decide(facts);
	if (tally->weakest >= STRENGTH_WEAK)
		finding->variant = "short";
	else if (tally->signed_by)
		finding->variant = "signature";
	else
		finding->verdict = tally->weakest == STRENGTH_ENOUGH && *value_get_text(tally->leaf->data, "signature")
					   ? VERDICT_GOOD
					   : VERDICT_UNTESTABLE;
}

static void judge_endpoint(const struct endpoint *endpoint, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	struct tls_certificate_key_counts tally = tally_certificates(endpoint);
	struct finding finding = endpoint_finding(endpoint, "tls-certificate-key", tally.leaf);
	struct value *details = value_map(arena);
	const char *signature;

	if (!tally.leaf)
		return;
	judge_tally(&tally, &finding);
	signature = value_get_text(tally.signed_by ? tally.signed_by->data : tally.leaf->data, "signature");
	finding.remedy = "certificate";
	value_set_text(arena, details, "key", value_get_text(tally.leaf->data, "key"));
	value_set_text(arena, details, "signature", signature);
	finding.details = details;
	finding.evidence =
		arena_printf(arena, "key %.40s, signature %.60s", value_get_text(tally.leaf->data, "key"), signature);
	finding_list_add(findings, &finding);
}

void tls_certificate_key_judge(const struct check *check, const struct check_input *input,
			       struct finding_list *findings)
{
	for (size_t i = 0; i < input->endpoint_count; i++)
		if (input->endpoints[i].port)
			judge_endpoint(&input->endpoints[i], findings);
}
