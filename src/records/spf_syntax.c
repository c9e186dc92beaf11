/* SPDX-License-Identifier: Apache-2.0 */
#include "records/spf_syntax.h"

#include <string.h>

#include "base/ascii.h"
#include "codec/text/host_name.h"

/* How a term continues behind its name. */
enum shape { SHAPE_BARE, SHAPE_DOMAIN, SHAPE_DOMAIN_OR_BARE, SHAPE_HOSTS, SHAPE_IP4, SHAPE_IP6 };

static const struct {
	const char *name;
	enum spf_kind kind;
	enum shape shape;
} mechanisms[] = {
	{"all", SPF_ALL, SHAPE_BARE}, {"include", SPF_INCLUDE, SHAPE_DOMAIN}, {"a", SPF_A, SHAPE_HOSTS},
	{"mx", SPF_MX, SHAPE_HOSTS},  {"ptr", SPF_PTR, SHAPE_DOMAIN_OR_BARE}, {"ip4", SPF_IP4, SHAPE_IP4},
	{"ip6", SPF_IP6, SHAPE_IP6},  {"exists", SPF_EXISTS, SHAPE_DOMAIN},
};

bool spf_syntax_is_record(struct str txt)
{
	return str_eq_ascii_case(str_head(txt, 6), STR("v=spf1")) && (txt.n == 6 || txt.p[6] == ' ');
}

static bool is_one_of(char byte, const char *set)
{
	return byte && strchr(set, byte) != NULL;
}

/* macro-expand behind "%": "{" letter digits "r" delimiters "}", or one of "%_-". Its length, or 0 when it is wrong. */
static size_t macro_length(struct str text, bool in_explanation)
{
	size_t i = 2;

	if (text.n && is_one_of(text.p[0], "%_-"))
		return 1;
	if (text.n < 3 || text.p[0] != '{' ||
	    !is_one_of(ascii_lower(text.p[1]), in_explanation ? "slodiphvcrt" : "slodiphv"))
		return 0;
	for (size_t digits = i; i < text.n && ascii_is_digit(text.p[i]); i++)
		if (text.p[digits] == '0' || i - digits > 2) /* a count of labels: 1 to 127 */
			return 0;
	if (i < text.n && (text.p[i] == 'r' || text.p[i] == 'R'))
		i++;
	while (i < text.n && is_one_of(text.p[i], ".-+,/_="))
		i++;
	return i < text.n && text.p[i] == '}' ? i + 1 : 0;
}

/* A macro-string (7.1) of visible characters; says whether a macro depends on the mail. */
static bool is_macro_string(struct str text, bool in_explanation, bool *ret_has_macro)
{
	*ret_has_macro = false;
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] < 0x21 || text.p[i] > 0x7e)
			return false;
		if (text.p[i] != '%')
			continue;
		size_t length = macro_length(str_skip(text, i + 1), in_explanation);
		if (!length)
			return false;
		*ret_has_macro = true;
		i += length;
	}
	return true;
}

/* toplabel: letters, digits, hyphens inside, and not digits alone. */
static bool is_top_label(struct str label)
{
	bool has_other = false;

	if (!label.n || label.p[0] == '-' || label.p[label.n - 1] == '-')
		return false;
	for (size_t i = 0; i < label.n; i++) {
		if (!ascii_is_letter_or_digit(label.p[i]) && label.p[i] != '-')
			return false;
		has_other = has_other || !ascii_is_digit(label.p[i]);
	}
	return has_other;
}

/* domain-spec (7.1): ends in a macro, or in a dot and a top label. Empty labels are refused too: no name has them
 * (4.3). */
static bool is_domain_spec(struct str text, bool *ret_has_macro)
{
	struct str name = str_ends(text, ".") ? str_head(text, text.n - 1) : text;
	size_t dot = name.n;

	if (!text.n || !is_macro_string(text, false, ret_has_macro))
		return false;
	if (*ret_has_macro && str_ends(text, "}"))
		return true;
	if (!*ret_has_macro && (str_find(text, "..") < text.n || text.p[0] == '.'))
		return false;
	while (dot && name.p[dot - 1] != '.')
		dot--;
	return dot > 1 && is_top_label(str_skip(name, dot));
}

static bool take_prefix(struct str digits, unsigned longest, struct spf_term *term)
{
	uint64_t length;

	if (!str_to_u64(digits, &length) || length > longest || (digits.n > 1 && digits.p[0] == '0'))
		return false;
	term->is_wide = term->is_wide || length < SPF_WIDE_BELOW;
	return true;
}

/* Where the digits at the end begin. */
static size_t digits_start(struct str text)
{
	size_t start = text.n;

	while (start && ascii_is_digit(text.p[start - 1]))
		start--;
	return start;
}

/* Takes "/24", "//64" or "/24//64" off the end; a slash further in belongs to the domain (7.1 lets a label hold it).
 * False when what stands there is no length. */
static bool cut_dual_prefix(struct str *text, struct spf_term *term)
{
	size_t start = digits_start(*text);

	if (start < text->n && str_ends(str_head(*text, start), "//")) {
		if (!take_prefix(str_skip(*text, start), 128, term))
			return false;
		*text = str_head(*text, start - 2);
		start = digits_start(*text);
	}
	if (start == text->n || !str_ends(str_head(*text, start), "/"))
		return true;
	if (!take_prefix(str_skip(*text, start), 32, term))
		return false;
	*text = str_head(*text, start - 1);
	return true;
}

static bool is_network(struct str text, char mark, unsigned longest, struct spf_term *term)
{
	size_t slash = str_index(text, '/');
	struct str address = str_head(text, slash);

	/* The only literal with a colon is of IPv6; the only host of digits and dots alone is of IPv4. */
	for (size_t i = 0; mark == '.' && i < address.n; i++)
		if (!ascii_is_digit(address.p[i]) && address.p[i] != '.')
			return false;
	if (str_index(address, mark) == address.n || !host_name_is_valid(address))
		return false;
	return slash == text.n || take_prefix(str_skip(text, slash + 1), longest, term);
}

/* rest: what follows the name of the mechanism, with its ":" or "/". */
static bool parse_rest(enum shape shape, struct str rest, struct spf_term *term)
{
	bool has_value = rest.n && rest.p[0] == ':';

	switch (shape) {
	case SHAPE_IP4: return has_value && is_network(str_skip(rest, 1), '.', 32, term);
	case SHAPE_IP6: return has_value && is_network(str_skip(rest, 1), ':', 128, term);
	case SHAPE_BARE: return !rest.n;
	case SHAPE_HOSTS:
		if (!cut_dual_prefix(&rest, term))
			return false;
		break;
	case SHAPE_DOMAIN:
	case SHAPE_DOMAIN_OR_BARE: break;
	}
	if (!rest.n)
		return shape != SHAPE_DOMAIN;
	term->domain = str_skip(rest, 1);
	return rest.p[0] == ':' && is_domain_spec(term->domain, &term->has_macro);
}

static bool parse_mechanism(struct spf_term *term)
{
	struct str text = term->text;
	size_t end = 0;

	term->qualifier = '+';
	if (text.n && is_one_of(text.p[0], "+-~?")) {
		term->qualifier = text.p[0];
		text = str_skip(text, 1);
	}
	while (end < text.n && text.p[end] != ':' && text.p[end] != '/')
		end++;
	for (size_t i = 0; i < COUNT(mechanisms); i++) {
		if (!str_eq_ascii_case(str_head(text, end), str_from(mechanisms[i].name)))
			continue;
		term->kind = mechanisms[i].kind;
		return parse_rest(mechanisms[i].shape, str_skip(text, end), term);
	}
	return false;
}

/* name "=" value, where the "=" comes before any ":" or "/" (an unknown one is ignored by receivers, 6). */
static bool is_modifier(struct str text, size_t *ret_equals)
{
	size_t i = 0;

	if (!text.n || !ascii_is_letter(text.p[0]))
		return false;
	while (i < text.n && (ascii_is_letter_or_digit(text.p[i]) || is_one_of(text.p[i], "-_.")))
		i++;
	*ret_equals = i;
	return i < text.n && text.p[i] == '=';
}

static bool parse_modifier(struct spf_term *term, size_t equals)
{
	struct str name = str_head(term->text, equals), value = str_skip(term->text, equals + 1);

	term->qualifier = '+';
	term->kind = SPF_OTHER;
	if (str_eq_ascii_case(name, STR("redirect")))
		term->kind = SPF_REDIRECT;
	else if (str_eq_ascii_case(name, STR("exp")))
		term->kind = SPF_EXP;
	else
		return is_macro_string(value, true, &term->has_macro);
	term->domain = value;
	return is_domain_spec(value, &term->has_macro);
}

static bool has_kind(const struct spf_record *record, enum spf_kind kind)
{
	for (size_t i = 0; i < record->count; i++)
		if (record->terms[i].kind == kind)
			return true;
	return false;
}

/* redirect and exp may stand once (6). */
static bool parse_term(struct str text, const struct spf_record *before, struct spf_term *ret_term)
{
	struct spf_term term = {.text = text};
	size_t equals;

	if (!(is_modifier(text, &equals) ? parse_modifier(&term, equals) : parse_mechanism(&term)))
		return false;
	if ((term.kind == SPF_REDIRECT || term.kind == SPF_EXP) && has_kind(before, term.kind))
		return false;
	*ret_term = term;
	return true;
}

bool spf_syntax_parse(struct arena *arena, struct str txt, struct spf_record *ret_record, struct str *ret_wrong)
{
	struct spf_record record = {.terms = arena_array(arena, SPF_TERMS_MAX, sizeof(*record.terms))};
	struct str rest = str_skip(txt, 6), wrong = txt;
	bool is_sound = spf_syntax_is_record(txt) && txt.n <= SPF_RECORD_MAX;

	while (is_sound && rest.n) {
		struct str text = str_cut(&rest, ' ');
		if (!text.n)
			continue;
		wrong = text;
		is_sound = record.count < SPF_TERMS_MAX && parse_term(text, &record, &record.terms[record.count]);
		record.count += is_sound;
	}
	if (is_sound)
		*ret_record = record;
	else if (ret_wrong)
		*ret_wrong = wrong;
	return is_sound;
}

const struct spf_term *spf_syntax_all(const struct spf_record *record)
{
	for (size_t i = 0; i < record->count; i++)
		if (record->terms[i].kind == SPF_ALL)
			return &record->terms[i];
	return NULL;
}

const struct spf_term *spf_syntax_redirect(const struct spf_record *record)
{
	if (spf_syntax_all(record))
		return NULL;
	for (size_t i = 0; i < record->count; i++)
		if (record->terms[i].kind == SPF_REDIRECT)
			return &record->terms[i];
	return NULL;
}
