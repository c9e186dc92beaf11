/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/mail/dmarc.h"

#include <string.h>

#include "base/ascii.h"

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

/* Each letter of a list that colons part is one of the set. */
static bool is_list_of(struct str text, const char *set)
{
	bool is_sound = text.n > 0;

	while (is_sound && text.n) {
		struct str item = str_trim(str_cut(&text, ':'));
		is_sound = item.n == 1 && strchr(set, ascii_lower(item.p[0])) != NULL;
	}
	return is_sound;
}

static bool is_letter_of(struct str text, const char *set)
{
	return text.n == 1 && strchr(set, ascii_lower(text.p[0])) != NULL;
}

static bool is_tag_sound(const char *name, struct str value)
{
	static const char *const alone[][2] = {{"adkim", "rs"}, {"aspf", "rs"}, {"t", "yn"}, {"psd", "ynu"}};
	uint64_t number;

	for (size_t i = 0; i < COUNT(alone); i++)
		if (!strcmp(name, alone[i][0]))
			return is_letter_of(value, alone[i][1]);
	if (!strcmp(name, "fo"))
		return is_list_of(value, "01ds");
	if (!strcmp(name, "ri"))
		return str_to_u64(value, &number) && number <= UINT32_MAX;
	return str_eq_ascii_case(value, STR("afrf")); /* rf: the only format that was ever registered */
}

/* "Syntax errors in the remainder of the record SHOULD be discarded in favor of default values (if any) or ignored
 * outright" (6.3): of what is wrong behind the policies, nothing is taken. */
static void read_remainder(const struct tag_list *tags, struct dmarc_record *record)
{
	static const char *const names[] = {"adkim", "aspf", "fo", "rf", "ri", "t", "psd"};
	struct str percent = tag_list_get(tags, "pct"), missing = tag_list_get(tags, "np");

	if (percent.p && !percent_parse(percent, &record->percent))
		record->ignored = "pct";
	record->missing_policy = record->subdomains_policy;
	if (missing.p && !policy_parse(missing, &record->missing_policy))
		record->ignored = "np";
	for (size_t i = 0; i < COUNT(names) && !record->ignored; i++) {
		struct str value = tag_list_get(tags, names[i]);
		if (value.p && !is_tag_sound(names[i], value))
			record->ignored = names[i];
	}
	record->is_test = str_eq_ascii_case(tag_list_get(tags, "t"), STR("y"));
	record->reports = tag_list_get(tags, "rua");
}

/* The first policy that is wrong, or NULL. A wrong sp spoils the record as a wrong p does (6.6.3): at best it is taken
 * for p=none. np is of the successor, and unknown to most receivers. */
static const char *read_policies(const struct tag_list *tags, struct dmarc_record *record)
{
	struct str below = tag_list_get(tags, "sp");

	if (!policy_parse(tag_list_get(tags, "p"), &record->policy))
		return "p";
	record->subdomains_policy = record->policy;
	return below.p && !policy_parse(below, &record->subdomains_policy) ? "sp" : NULL;
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
		const char *policy = read_policies(&tags, &record);
		is_sound = !policy;
		wrong = str_from(policy ? policy : "");
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
