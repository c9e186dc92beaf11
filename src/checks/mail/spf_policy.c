/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/spf_policy.h"

#include "checks/mail/spf_walk.h"

#define REDIRECTS_MAX SPF_LOOKUPS_ALLOWED /* each costs a lookup */

static const struct priority_facts everybody_may = {EXPLOITATION_LIKELY, EXPOSURE_CONTROLLED, true, IMPACT_HIGH};
static const struct priority_facts says_nothing = {EXPLOITATION_LIKELY, EXPOSURE_CONTROLLED, true, IMPACT_MEDIUM};

/* The record that decides, behind all redirects. False when one of them was not observed, or is wrong. */
static bool deciding_record(struct arena *arena, const struct domain *domain, struct spf_record *ret_record)
{
	const char *name = domain->name;

	for (int i = 0; i <= REDIRECTS_MAX; i++) {
		struct txt_records txt = domain_txt(domain, name, spf_syntax_is_record);
		const struct spf_term *redirect;

		if (txt.count != 1 || !spf_syntax_parse(arena, txt.first, ret_record, NULL))
			return false;
		redirect = spf_syntax_redirect(ret_record);
		if (!redirect)
			return true;
		if (redirect->has_macro)
			return false;
		name = str_dup(arena, redirect->domain);
	}
	return false;
}

/* Follows a record as far as it is observed, to the first term by which everybody may send. */
struct search {
	struct arena *arena;
	const struct domain *domain;
	unsigned steps;
	const char *where; /* the name whose record holds the term */
};

static const struct spf_term *find_wide(struct search *search, const char *name);

/* Does everybody match the term: a network wider than anybody's, a name that exists whoever asks, a record that lets
 * everybody send? */
static const struct spf_term *wide_within(struct search *search, const struct spf_term *term)
{
	const char *name = term->has_macro ? "" : str_dup(search->arena, term->domain);

	if (term->qualifier != '+' || term->has_macro)
		return NULL;
	if (term->kind == SPF_INCLUDE || term->kind == SPF_REDIRECT)
		return find_wide(search, name);
	if (term->kind == SPF_EXISTS)
		return domain_ask(search->domain, name, "A").outcome == DNS_FOUND ? term : NULL;
	return term->is_wide || term->kind == SPF_ALL ? term : NULL;
}

static const struct spf_term *find_wide(struct search *search, const char *name)
{
	struct txt_records txt = domain_txt(search->domain, name, spf_syntax_is_record);
	const struct spf_term *wide = NULL, *redirect;
	struct spf_record record;

	if (search->steps++ >= SPF_WALK_MAX || txt.count != 1 ||
	    !spf_syntax_parse(search->arena, txt.first, &record, NULL))
		return NULL;
	search->where = name;
	for (size_t i = 0; i < record.count && !wide; i++) {
		if (record.terms[i].kind != SPF_REDIRECT) {
			wide = wide_within(search, &record.terms[i]);
			search->where = wide ? search->where : name;
		}
		if (record.terms[i].kind == SPF_ALL)
			return wide;
	}
	redirect = spf_syntax_redirect(&record);
	return wide || !redirect ? wide : wide_within(search, redirect);
}

static bool judge_width(struct search *search, struct value *details, struct finding *finding)
{
	const struct spf_term *wide = find_wide(search, search->domain->name);

	if (!wide)
		return false;
	value_set_text(search->arena, details, "wrong", str_dup(search->arena, wide->text));
	value_set_text(search->arena, details, "name", search->where);
	check_set_bad(finding, "wide", everybody_may);
	return true;
}

static void judge_ending(const struct spf_term *all, struct finding *finding)
{
	if (!all)
		check_set_bad(finding, "open_end", says_nothing);
	else if (all->qualifier == '+')
		check_set_bad(finding, "everybody", everybody_may);
	else if (all->qualifier == '?')
		check_set_bad(finding, "neutral", says_nothing);
	else
		finding->verdict = VERDICT_GOOD;
}

static void judge_domain(const struct domain *domain, struct finding_list *findings)
{
	struct arena *arena = findings->arena;
	struct txt_records txt = domain_txt(domain, domain->name, spf_syntax_is_record);
	struct value *details;
	struct finding finding = domain_finding(arena, domain, "spf-policy", &details);
	struct search search = {.arena = arena, .domain = domain};
	struct spf_record own, record;
	const struct spf_term *all = NULL;
	bool is_whole, is_wide;

	if (txt.count != 1 || !spf_syntax_parse(arena, txt.first, &own, NULL))
		return;
	finding.remedy = "mail-dns";
	finding.evidence = domain_quote(arena, "TXT", domain->name, txt.first);
	is_whole = deciding_record(arena, domain, &record);
	if (is_whole) {
		all = spf_syntax_all(&record);
		value_set_text(arena, details, "ending", all ? str_dup(arena, all->text) : "");
	}
	is_wide = !(all && all->qualifier == '+') && judge_width(&search, details, &finding);
	if (is_whole && !is_wide)
		judge_ending(all, &finding);
	finding_list_add(findings, &finding);
}

void spf_policy_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	domain_judge_each(input, findings, judge_domain);
}
