/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/dmarc.h"

#include <string.h>

static bool is_dmarc(struct str record)
{
	return tag_list_has_version(record, "DMARC1");
}

static struct dmarc_place look(struct arena *arena, const struct domain *domain, const char *name)
{
	struct dmarc_place place = {.name = arena_printf(arena, "_dmarc.%s", name)};

	place.txt = domain_txt(domain, place.name, is_dmarc);
	return place;
}

struct dmarc_place dmarc_find(struct arena *arena, const struct domain *domain)
{
	struct dmarc_place own = look(arena, domain, domain->name), above;
	const char *dot = domain->name;

	if (own.txt.count || own.txt.outcome < DNS_NO_NAME)
		return own;
	while ((dot = strchr(dot, '.'))) {
		above = look(arena, domain, ++dot);
		above.is_inherited = true;
		if (above.txt.count || above.txt.outcome == DNS_UNANSWERED)
			return above;
	}
	return own;
}

static bool policy_parse(struct str text, enum dmarc_policy *ret_policy)
{
	static const char *const names[] = {"none", "quarantine", "reject"};

	for (size_t i = 0; i < COUNT(names); i++) {
		if (str_eq_ascii_case(text, str_from(names[i]))) {
			*ret_policy = (enum dmarc_policy)i;
			return true;
		}
	}
	return false;
}

static bool percent_parse(struct str text, unsigned *ret_percent)
{
	uint64_t number;

	if (!str_to_u64(text, &number) || number > 100)
		return false;
	*ret_percent = (unsigned)number;
	return true;
}

static bool is_alignment(struct str text)
{
	return str_eq_ascii_case(text, STR("r")) || str_eq_ascii_case(text, STR("s"));
}

static void read_tag(struct dmarc_record *record, const char *name, bool is_sound)
{
	if (!is_sound && !record->ignored)
		record->ignored = name;
}

/* "Syntax errors in the remainder of the record SHOULD be discarded in favor of default values (if any) or ignored
 * outright" (6.3): of what is wrong behind v and p, nothing is taken. */
static void read_remainder(const struct tag_list *tags, struct dmarc_record *record)
{
	static const char *const alignments[] = {"adkim", "aspf"};
	struct str below = tag_list_get(tags, "sp"), missing = tag_list_get(tags, "np");
	struct str percent = tag_list_get(tags, "pct");

	record->subdomains_policy = record->policy;
	read_tag(record, "sp", !below.p || policy_parse(below, &record->subdomains_policy));
	record->missing_policy = record->subdomains_policy;
	read_tag(record, "np", !missing.p || policy_parse(missing, &record->missing_policy));
	read_tag(record, "pct", !percent.p || percent_parse(percent, &record->percent));
	for (size_t i = 0; i < COUNT(alignments); i++) {
		struct str value = tag_list_get(tags, alignments[i]);
		read_tag(record, alignments[i], !value.p || is_alignment(value));
	}
	record->is_test = str_eq_ascii_case(tag_list_get(tags, "t"), STR("y"));
	record->reports = tag_list_get(tags, "rua");
}

bool dmarc_record_parse(struct str text, struct dmarc_record *ret_record, struct str *ret_wrong)
{
	struct dmarc_record record = {.percent = 100};
	struct str wrong = str_head(text, str_index(text, ';'));
	struct tag_list tags;
	bool is_sound = false;

	if (!tag_list_parse(text, &tags, ret_wrong))
		return false;
	if (tag_list_begins_with(text, &tags, "DMARC1")) {
		is_sound = policy_parse(tag_list_get(&tags, "p"), &record.policy);
		wrong = STR("p");
	}
	if (is_sound) {
		read_remainder(&tags, &record);
		*ret_record = record;
	} else if (ret_wrong) {
		*ret_wrong = wrong;
	}
	return is_sound;
}

bool dmarc_next_report(struct str *reports, struct str *ret_domain)
{
	struct str uri, address;
	size_t at;

	if (!reports->n)
		return false;
	uri = str_trim(str_cut(reports, ','));
	address = str_head(uri, str_index(uri, '!'));
	at = str_index(address, '@');
	*ret_domain = (struct str){"", 0};
	if (str_eq_ascii_case(str_head(address, 7), STR("mailto:")) && at < address.n)
		*ret_domain = str_skip(address, at + 1);
	return true;
}
