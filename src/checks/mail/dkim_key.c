/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/dkim_key.h"

#include <string.h>

#include "checks/dns/domain.h"
#include "checks/mail/dkim_record.h"

#define BITS_REQUIRED    1024 /* RFC 8301, 3.2 */
#define BITS_RECOMMENDED 2048

/* From best to worst. */
enum verdict_of_key { KEY_NONE, KEY_GOOD, KEY_TEST, KEY_BROKEN, KEY_SHA1, KEY_SHORT, KEY_WEAK };

static const char *const variants[] = {"", "", "test", "broken", "sha1", "short", "weak"};

struct key {
	enum verdict_of_key verdict;
	struct str selector, record;
	unsigned bits;
};

static enum verdict_of_key judge_key(const struct dkim_record *record)
{
	if (record->is_revoked || record->algorithm == DKIM_OTHER)
		return KEY_NONE;
	if (record->algorithm == DKIM_RSA && record->bits < BITS_REQUIRED)
		return KEY_WEAK;
	if (record->algorithm == DKIM_RSA && record->bits < BITS_RECOMMENDED)
		return KEY_SHORT;
	if (record->is_sha1_only)
		return KEY_SHA1;
	return record->is_test ? KEY_TEST : KEY_GOOD;
}

/* Where a name is SELECTOR._domainkey.DOMAIN: its selector. */
static bool selector_of(const struct domain *domain, struct str name, struct str *ret_selector)
{
	size_t at = str_find(name, "._domainkey.");

	*ret_selector = str_head(name, at);
	return at && at < name.n &&
	       domain_is_same_name(str_skip(name, at + strlen("._domainkey.")), str_from(domain->name));
}

static bool is_key(struct str record)
{
	struct str first = str_trim(str_head(record, str_index(record, ';')));

	return str_starts(first, "v=DKIM1") || str_starts(first, "k=") || str_starts(first, "p=") ||
	       str_find(record, "p=MI") < record.n;
}

/* Takes the key of one answer when it is worse than what was seen before. */
static void look_at(struct arena *arena, const struct domain *domain, const struct observation *seen, struct key *worst)
{
	const char *name = value_get_text(seen->data, "name");
	struct dkim_record record;
	struct txt_records txt;
	struct str selector;
	enum verdict_of_key verdict;

	if (strcmp(value_get_text(seen->data, "type"), "TXT") != 0 || !selector_of(domain, str_from(name), &selector))
		return;
	txt = domain_txt(domain, name, is_key);
	if (!txt.count)
		return;
	memset(&record, 0, sizeof(record));
	verdict = dkim_record_parse(arena, txt.first, &record) ? judge_key(&record) : KEY_BROKEN;
	if (verdict > worst->verdict)
		*worst = (struct key){verdict, selector, txt.first, record.bits};
}

static bool was_asked(const struct domain *domain)
{
	struct str selector;

	for (size_t i = 0; (i = endpoint_next(domain->whole, i, "dns.answer")) < domain->whole->count; i++)
		if (selector_of(domain, str_from(value_get_text(domain->whole->seen[i]->data, "name")), &selector))
			return true;
	return false;
}

static void judge_worst(struct arena *arena, const struct key *worst, struct value *details, struct finding *finding)
{
	struct priority_facts facts = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_MEDIUM};
	const char *name = arena_printf(arena, "%.*s._domainkey.%s", (int)worst->selector.n, worst->selector.p,
					value_get_text(details, "domain"));

	value_set_str(arena, details, STR("selector"), value_str(arena, worst->selector));
	value_set_int(arena, details, "bits", worst->bits);
	finding->evidence = domain_quote(arena, "TXT", name, worst->record);
	if (worst->bits)
		finding->evidence = arena_printf(arena, "%s; %u bits", finding->evidence, worst->bits);
	if (worst->verdict == KEY_WEAK)
		facts = (struct priority_facts){EXPLOITATION_LIKELY, EXPOSURE_CONTROLLED, true, IMPACT_MEDIUM};
	if (worst->verdict == KEY_GOOD)
		finding->verdict = VERDICT_GOOD;
	else
		check_set_bad(finding, variants[worst->verdict], facts);
}

static void judge_domain(const struct domain *domain, struct finding_list *findings)
{
	struct value *details;
	struct finding finding = domain_finding(findings->arena, domain, "dkim-key", &details);
	struct key worst = {.verdict = KEY_NONE};

	if (!was_asked(domain))
		return;
	finding.remedy = "mail-dns";
	finding.evidence = "no key at the usual selectors";
	for (size_t i = 0; (i = endpoint_next(domain->whole, i, "dns.answer")) < domain->whole->count; i++)
		look_at(findings->arena, domain, domain->whole->seen[i], &worst);
	if (worst.verdict != KEY_NONE)
		judge_worst(findings->arena, &worst, details, &finding);
	finding_list_add(findings, &finding);
}

void dkim_key_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	domain_judge_each(input, findings, judge_domain);
}
