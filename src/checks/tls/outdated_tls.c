/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/outdated_tls.h"

#include <string.h>

#include "base/ascii.h"
#include "checks/endpoint.h"
#include "findings/priority.h"

enum version { SSL_2, SSL_3, TLS_1_0, TLS_1_1, TLS_1_2, TLS_1_3, VERSION_COUNT };

static const char *const version_names[] = {"SSL 2.0", "SSL 3.0", "TLS 1.0", "TLS 1.1", "TLS 1.2", "TLS 1.3"};

/* What was tried and accepted at one port, as bits 1 << enum version. */
struct outdated_tls_counts {
	unsigned tried, accepted;
	bool unanswered;     /* a version was asked for and the answer did not tell */
	const char *address; /* where the oldest version was accepted, or the first try was made */
};

#define BIT(version) (1u << (version))
#define SSL_BITS     (BIT(SSL_2) | BIT(SSL_3))
#define OLD_BITS     (SSL_BITS | BIT(TLS_1_0) | BIT(TLS_1_1))
#define MODERN_BITS  (BIT(TLS_1_2) | BIT(TLS_1_3))

/* "TLSv1.0", "TLS 1.0" and "tls1" are one version: only letters and digits count, a 'v' and a final zero do not. */
static enum version version_parse(const char *text)
{
	static const char *const keys[] = {"ssl2", "ssl3", "tls1", "tls11", "tls12", "tls13"};
	char key[16];
	size_t length = 0;
	int version = 0;

	for (; *text && length < sizeof(key) - 1; text++)
		if (ascii_is_letter_or_digit(*text) && ascii_lower(*text) != 'v')
			key[length++] = ascii_lower(*text);
	if (length > 4 && key[length - 1] == '0')
		length--;
	key[length] = '\0';
	while (version < VERSION_COUNT && strcmp(key, keys[version]) != 0)
		version++;
	return (enum version)version;
}

static struct outdated_tls_counts tally_versions(const struct endpoint *endpoint)
{
	struct outdated_tls_counts tally = {0};
	unsigned oldest = VERSION_COUNT;

	for (size_t i = 0; (i = endpoint_next(endpoint, i, "tls.version")) < endpoint->count; i++) {
		const struct observation *seen = endpoint->seen[i];
		enum version version = version_parse(value_get_text(seen->data, "version"));
		const struct value *accepted = value_get(seen->data, "accepted");

		if (version == VERSION_COUNT || !accepted || accepted->kind != VALUE_BOOL) {
			tally.unanswered = true;
			continue;
		}
		tally.tried |= BIT(version);
		if (!tally.address)
			tally.address = seen->address;
		if (!accepted->boolean)
			continue;
		tally.accepted |= BIT(version);
		if (version < oldest)
			tally.address = seen->address;
		oldest = version < oldest ? version : oldest;
	}
	return tally;
}

static const char *names_of(struct arena *arena, unsigned versions)
{
	const char *names = "";

	for (unsigned v = 0; v < VERSION_COUNT; v++)
		if (versions & BIT(v))
			names = arena_printf(arena, "%s%s%s", names, *names ? ", " : "", version_names[v]);
	return names;
}

static struct value *list_of(struct arena *arena, unsigned versions)
{
	struct value *list = value_list(arena);

	for (unsigned v = 0; v < VERSION_COUNT; v++)
		if (versions & BIT(v))
			value_add(arena, list, value_text(arena, version_names[v]));
	return list;
}

/* To use it somebody must sit on the line; a program does the rest. */
static enum priority urgency(enum exploitation exploitation, enum impact impact)
{
	return priority_decide((struct priority_facts){exploitation, EXPOSURE_CONTROLLED, true, impact});
}

static void judge_tally(const struct outdated_tls_counts *tally, struct finding *finding)
{
	unsigned old = tally->accepted & OLD_BITS;

	finding->verdict = VERDICT_BAD;
	if (old & SSL_BITS) {
		finding->variant = "ssl";
		finding->priority = urgency(EXPLOITATION_LIKELY, IMPACT_HIGH);
	} else if (old && (tally->tried & MODERN_BITS) && !(tally->accepted & MODERN_BITS)) {
		finding->variant = "only_old";
		finding->priority = urgency(EXPLOITATION_LIKELY, IMPACT_HIGH);
	} else if (old) {
		finding->variant = "old";
		finding->priority = urgency(EXPLOITATION_NONE, IMPACT_MEDIUM);
	} else if (tally->accepted && (tally->tried & OLD_BITS)) {
		finding->verdict = VERDICT_GOOD;
	} else {
		/* Nothing was accepted, or no old version could be offered: its absence was not shown. */
		finding->verdict = VERDICT_UNTESTABLE;
	}
}

/* Where every version was refused, most likely something else than TLS is spoken; where TLS was seen, expected or
 * asked without an answer, the reader should know that nothing can be said. */
static bool is_tls(const struct endpoint *endpoint, const struct outdated_tls_counts *tally)
{
	static const int tls_ports[] = {443, 465, 563, 636, 853, 990, 992, 993, 995, 5061, 8443};

	if (tally->accepted || tally->unanswered || endpoint_next(endpoint, 0, "tls.certificate") < endpoint->count)
		return true;
	for (size_t i = 0; tally->tried && i < COUNT(tls_ports); i++)
		if (endpoint->port == tls_ports[i])
			return true;
	return false;
}

static void judge_endpoint(const struct endpoint *endpoint, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	struct finding finding = endpoint_finding(endpoint, "outdated-tls", NULL);
	struct outdated_tls_counts tally = tally_versions(endpoint);
	struct value *details = value_map(arena);

	if (!is_tls(endpoint, &tally))
		return;
	judge_tally(&tally, &finding);
	finding.remedy = "tls-settings";
	finding.address = tally.address ? tally.address : endpoint->seen[0]->address;
	value_set(arena, details, "versions", list_of(arena, tally.accepted & OLD_BITS));
	finding.details = details;
	finding.evidence =
		arena_printf(arena, "accepted: %s; refused: %s", tally.accepted ? names_of(arena, tally.accepted) : "-",
			     tally.tried & ~tally.accepted ? names_of(arena, tally.tried & ~tally.accepted) : "-");
	finding_list_add(findings, &finding);
}

void outdated_tls_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	for (size_t i = 0; i < input->endpoint_count; i++)
		if (input->endpoints[i].port)
			judge_endpoint(&input->endpoints[i], findings);
}
