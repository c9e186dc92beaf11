/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/question.h"

#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"
#include "codec/text/host_name.h"
#include "codec/text/idn.h"
#include "codec/text/kana.h"
#include "codec/text/link_like.h"
#include "codec/text/mail_address.h"
#include "codec/text/picture_sign.h"
#include "codec/text/visible.h"
#include "codec/utf8.h"
#include "programme/corporate_number.h"
#include "programme/numeral.h"

static const char *const kind_names[QUESTION_KIND_COUNT] = {
	[QUESTION_TEXT] = "text",
	[QUESTION_LONG_TEXT] = "long_text",
	[QUESTION_KANA] = "kana",
	[QUESTION_NUMBER] = "number",
	[QUESTION_CHOICE] = "choice",
	[QUESTION_SELECT] = "select",
	[QUESTION_CHOICES] = "choices",
	[QUESTION_AGREE] = "agree",
	[QUESTION_MAIL] = "mail",
	[QUESTION_PHONE] = "phone",
	[QUESTION_POSTAL_CODE] = "postal_code",
	[QUESTION_CORPORATE_NUMBER] = "corporate_number",
	[QUESTION_URL] = "url",
	[QUESTION_HOSTS] = "hosts",
};

static const char *const problem_names[QUESTION_PROBLEM_COUNT] = {
	[QUESTION_PROBLEM_NONE] = "none",
	[QUESTION_PROBLEM_MISSING] = "missing",
	[QUESTION_PROBLEM_TOO_LONG] = "too_long",
	[QUESTION_PROBLEM_NOT_UTF8] = "not_utf8",
	[QUESTION_PROBLEM_HAS_LINES] = "has_lines",
	[QUESTION_PROBLEM_HAS_LINK] = "has_link",
	[QUESTION_PROBLEM_HAS_SIGN] = "has_sign",
	[QUESTION_PROBLEM_NOT_KANA] = "not_kana",
	[QUESTION_PROBLEM_NOT_NUMBER] = "not_number",
	[QUESTION_PROBLEM_NUMBER_SIGNED] = "number_signed",
	[QUESTION_PROBLEM_TWO_NUMBERS] = "two_numbers",
	[QUESTION_PROBLEM_NUMBER_COMMAS] = "number_commas",
	[QUESTION_PROBLEM_NUMBER_FRACTION] = "number_fraction",
	[QUESTION_PROBLEM_OUT_OF_RANGE] = "out_of_range",
	[QUESTION_PROBLEM_NOT_AN_OPTION] = "not_an_option",
	[QUESTION_PROBLEM_NOT_MAIL] = "not_mail",
	[QUESTION_PROBLEM_MAIL_DASH] = "mail_dash",
	[QUESTION_PROBLEM_MAIL_DOMAIN] = "mail_domain",
	[QUESTION_PROBLEM_NOT_PHONE] = "not_phone",
	[QUESTION_PROBLEM_NOT_POSTAL_CODE] = "not_postal_code",
	[QUESTION_PROBLEM_NOT_CORPORATE_NUMBER] = "not_corporate_number",
	[QUESTION_PROBLEM_NOT_URL] = "not_url",
	[QUESTION_PROBLEM_NOT_HOSTS] = "not_hosts",
};

const char *question_problem_name(enum question_problem problem)
{
	return problem_names[problem];
}

const char *question_kind_name(enum question_kind kind)
{
	return kind_names[kind];
}

bool question_kind_parse(struct str name, enum question_kind *ret_kind)
{
	for (size_t i = 0; i < QUESTION_KIND_COUNT; i++) {
		if (!str_is(name, kind_names[i]))
			continue;
		*ret_kind = (enum question_kind)i;
		return true;
	}
	return false;
}

typedef enum question_problem (*judge_text)(struct arena *arena, const struct question *question, struct str text,
					    struct value **ret_answer);

static enum question_problem judge_plain(struct arena *arena, const struct question *question, struct str text,
					 struct value **ret_answer)
{
	*ret_answer = value_str(arena, text);
	return QUESTION_PROBLEM_NONE;
}

static enum question_problem judge_kana(struct arena *arena, const struct question *question, struct str text,
					struct value **ret_answer)
{
	const char *kana = kana_to_katakana(arena, text);

	if (!kana)
		return QUESTION_PROBLEM_NOT_KANA;
	*ret_answer = value_text(arena, kana);
	return QUESTION_PROBLEM_NONE;
}

int64_t question_times(const struct question *question)
{
	return question->asked_in.times ? question->asked_in.times : 1;
}

static const enum question_problem numeral_problems[] = {
	[NUMERAL_FINE] = QUESTION_PROBLEM_NONE,
	[NUMERAL_NOT_A_NUMBER] = QUESTION_PROBLEM_NOT_NUMBER,
	[NUMERAL_SIGNED] = QUESTION_PROBLEM_NUMBER_SIGNED,
	[NUMERAL_TWO_NUMBERS] = QUESTION_PROBLEM_TWO_NUMBERS,
	[NUMERAL_COMMAS] = QUESTION_PROBLEM_NUMBER_COMMAS,
	[NUMERAL_FRACTION] = QUESTION_PROBLEM_NUMBER_FRACTION,
	[NUMERAL_TOO_LARGE] = QUESTION_PROBLEM_OUT_OF_RANGE,
};

static enum question_problem judge_number(struct arena *arena, const struct question *question, struct str text,
					  struct value **ret_answer)
{
	struct numeral_unit unit = {question->unit.ja ? question->unit.ja : "", question_times(question)};
	int64_t number;
	enum numeral_fault fault = numeral_read(text, &unit, &number);

	if (fault)
		return numeral_problems[fault];
	if (number < question->number_min || number > question->number_max)
		return QUESTION_PROBLEM_OUT_OF_RANGE;
	*ret_answer = value_int(arena, number);
	return QUESTION_PROBLEM_NONE;
}

static bool is_option(const struct question *question, struct str id)
{
	for (size_t i = 0; i < question->option_count; i++)
		if (str_is(id, question->options[i].id))
			return true;
	return false;
}

static enum question_problem judge_option(struct arena *arena, const struct question *question, struct str text,
					  struct value **ret_answer)
{
	if (!is_option(question, text))
		return QUESTION_PROBLEM_NOT_AN_OPTION;
	*ret_answer = value_str(arena, text);
	return QUESTION_PROBLEM_NONE;
}

static enum question_problem judge_agree(struct arena *arena, const struct question *question, struct str text,
					 struct value **ret_answer)
{
	if (!str_is(text, "yes"))
		return QUESTION_PROBLEM_NOT_AN_OPTION;
	*ret_answer = value_bool(arena, true);
	return QUESTION_PROBLEM_NONE;
}

static const enum question_problem mail_problems[] = {
	[MAIL_ADDRESS_FINE] = QUESTION_PROBLEM_NONE,
	[MAIL_ADDRESS_NO_ADDRESS] = QUESTION_PROBLEM_NOT_MAIL,
	[MAIL_ADDRESS_DASH_FIRST] = QUESTION_PROBLEM_MAIL_DASH,
	[MAIL_ADDRESS_DOMAIN] = QUESTION_PROBLEM_MAIL_DOMAIN,
};

/* Whatever a mail can be sent to from elsewhere: a domain without a dot is a machine beside us. It is lowered. */
static enum question_problem judge_mail(struct arena *arena, const struct question *question, struct str text,
					struct value **ret_answer)
{
	enum question_problem problem = mail_problems[mail_address_judge(text)];
	struct str domain = mail_address_domain(text);
	char *address;

	if (problem)
		return problem;
	if (str_index(domain, '.') == domain.n)
		return QUESTION_PROBLEM_NOT_MAIL;
	address = str_dup(arena, text);
	for (size_t i = text.n - domain.n; i < text.n; i++)
		address[i] = ascii_lower(address[i]);
	*ret_answer = value_text(arena, address);
	return QUESTION_PROBLEM_NONE;
}

/* The digits as they are dialled in Japan: "+81 (0)3-..." and "+81-3-..." begin with 0. NULL when other signs stand. */
static const char *dialled_digits(struct arena *arena, struct str text)
{
	bool is_abroad = str_starts(text, "+81");
	const char *digits = kana_digits_of(arena, is_abroad ? str_skip(text, 3) : text);

	return digits && is_abroad && digits[0] != '0' ? arena_printf(arena, "0%s", digits) : digits;
}

/* "03ー1234−5678" with hyphens that a telephone understands; text is a number whose digits were read. */
static const char *with_plain_hyphens(struct arena *arena, struct str text)
{
	char *plain = arena_alloc(arena, text.n + 1);
	size_t count = 0;

	while (text.n) {
		uint32_t c = 0;
		text = str_skip(text, utf8_decode(text, &c));
		plain[count++] = (char)(c < 0x80 ? c : c == 0x3000 ? ' ' : '-');
	}
	return plain;
}

/* Eleven digits (numbering plan of the ministry; 060 from July 2026); every other number has ten. */
static bool is_long_phone(struct str digits)
{
	static const char *const prefixes[] = {"050", "060", "070", "080", "090"};

	for (size_t i = 0; i < COUNT(prefixes); i++)
		if (str_starts(digits, prefixes[i]))
			return true;
	return false;
}

static enum question_problem judge_phone(struct arena *arena, const struct question *question, struct str text,
					 struct value **ret_answer)
{
	const char *dialled = dialled_digits(arena, text);
	struct str digits = str_from(dialled);

	if (!dialled || digits.n != (is_long_phone(digits) ? 11u : 10u) || digits.p[0] != '0')
		return QUESTION_PROBLEM_NOT_PHONE;
	*ret_answer = value_text(arena, with_plain_hyphens(arena, text)); /* they stand where the owner puts them */
	return QUESTION_PROBLEM_NONE;
}

static enum question_problem judge_postal_code(struct arena *arena, const struct question *question, struct str text,
					       struct value **ret_answer)
{
	const char *digits;

	if (str_starts(text, "〒"))
		text = str_trim(str_skip(text, strlen("〒")));
	digits = kana_digits_of(arena, text);
	if (!digits || strlen(digits) != 7)
		return QUESTION_PROBLEM_NOT_POSTAL_CODE;
	*ret_answer = value_text(arena, arena_printf(arena, "%.3s-%s", digits, digits + 3));
	return QUESTION_PROBLEM_NONE;
}

static enum question_problem judge_corporate_number(struct arena *arena, const struct question *question,
						    struct str text, struct value **ret_answer)
{
	const char *digits;

	if (str_starts(text, "T") || str_starts(text, "t")) /* an invoice number carries it behind a T */
		text = str_skip(text, 1);
	digits = kana_digits_of(arena, text);
	if (!digits || !corporate_number_is_valid(str_from(digits)))
		return QUESTION_PROBLEM_NOT_CORPORATE_NUMBER;
	*ret_answer = value_text(arena, digits);
	return QUESTION_PROBLEM_NONE;
}

/* "https://www.example.jp:443/x" as "www.example.jp"; an IPv6 address keeps its colons. */
static struct str host_of(struct str line)
{
	size_t scheme = str_find(line, "://"), colon;

	if (scheme < line.n)
		line = str_skip(line, scheme + 3);
	line = str_head(line, str_index(line, '/'));
	if (str_starts(line, "["))
		return str_head(str_skip(line, 1), str_index(str_skip(line, 1), ']'));
	colon = str_index(line, ':');
	if (colon < line.n && str_find(str_skip(line, colon + 1), ":") == line.n - colon - 1)
		line = str_head(line, colon); /* one colon only: a port */
	return line;
}

/* As the network and an authorisation write it (codec/text/host_name.h); NULL when it is no host. A name without a dot
 * is none here, it would mean a machine of our own network; nor one with an underscore, which names no machine (RFC
 * 1123). */
static const char *read_host(struct arena *arena, struct str host)
{
	const char *name = host_name_is_valid(host) ? str_dup(arena, host) : idn_to_ascii(arena, host);

	return name && strpbrk(name, ".:") && !strchr(name, '_') && host_name_is_valid(str_from(name)) ? name : NULL;
}

static enum question_problem judge_url(struct arena *arena, const struct question *question, struct str text,
				       struct value **ret_answer)
{
	bool is_web = str_starts(text, "https://") || str_starts(text, "http://") || str_find(text, "://") == text.n;

	if (!is_web || host_of(text).n < 4 || !read_host(arena, host_of(text))) /* "a.jp" is the shortest */
		return QUESTION_PROBLEM_NOT_URL;
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] == ' ' || text.p[i] == '"' || text.p[i] == '<' || text.p[i] == '>')
			return QUESTION_PROBLEM_NOT_URL;
	*ret_answer = value_str(arena, text);
	return QUESTION_PROBLEM_NONE;
}

/* Hosts stand one a line, or parted by commas as people write a list. */
static struct str next_host(struct str *rest)
{
	static const char *const separators[] = {"\n", ",", "、"};
	struct str host = *rest;
	size_t width = 0;

	for (size_t i = 0; i < COUNT(separators); i++) {
		size_t at = str_find(*rest, separators[i]);
		if (at < host.n) {
			host = str_head(*rest, at);
			width = strlen(separators[i]);
		}
	}
	*rest = str_skip(*rest, host.n + width);
	return host;
}

/* Words that are no hosts and hold a letter: "192.0.2.1 - 192.0.2.9" and "192.0.2.1 /24" name more than one host, and
 * are none. */
static bool is_plain_name(struct arena *arena, struct str name)
{
	bool has_letter = false;

	if (utf8_count(name) > QUESTION_HOST_NAME_CHARS_MAX)
		return false;
	while (name.n) {
		struct str word = str_cut(&name, ' ');
		for (size_t i = 0; i < word.n; i++)
			has_letter |= ascii_is_letter(word.p[i]) || (unsigned char)word.p[i] >= 0x80;
		if (word.n && read_host(arena, host_of(word)))
			return false;
	}
	return has_letter;
}

/* Tabs and the blanks of Japanese text as plain ones. */
static struct str with_plain_blanks(struct arena *arena, struct str text)
{
	BUF_SCOPED plain;

	buf_init(&plain, text.n + 1);
	while (text.n) {
		uint32_t c = 0;
		size_t size = utf8_decode(text, &c);
		buf_add(&plain, c == 0x3000 || c == '\t' ? STR(" ") : str_head(text, size));
		text = str_skip(text, size);
	}
	return str_from(str_dup(arena, buf_str(&plain)));
}

struct str question_host_name(struct arena *arena, struct str line, struct str *ret_host)
{
	struct str whole = str_trim(with_plain_blanks(arena, line)), rest = whole, name;

	*ret_host = str_cut(&rest, ' ');
	name = str_trim(rest);
	if (name.n && !is_plain_name(arena, name))
		*ret_host = whole; /* which is no host */
	return name;
}

static enum question_problem judge_hosts(struct arena *arena, const struct question *question, struct str text,
					 struct value **ret_answer)
{
	struct value *list = value_list(arena);

	while (text.n) {
		const char *name;
		struct str host;
		(void)question_host_name(arena, next_host(&text), &host);
		host = host_of(host);
		if (host.n == 0)
			continue;
		name = read_host(arena, host);
		if (!name || list->count == QUESTION_HOSTS_MAX)
			return QUESTION_PROBLEM_NOT_HOSTS;
		value_add(arena, list, value_text(arena, name));
	}
	if (list->count == 0)
		return QUESTION_PROBLEM_NOT_HOSTS; /* "https://" and no more */
	*ret_answer = list;
	return QUESTION_PROBLEM_NONE;
}

static const judge_text judges[QUESTION_KIND_COUNT] = {
	[QUESTION_TEXT] = judge_plain,
	[QUESTION_LONG_TEXT] = judge_plain,
	[QUESTION_KANA] = judge_kana,
	[QUESTION_NUMBER] = judge_number,
	[QUESTION_CHOICE] = judge_option,
	[QUESTION_SELECT] = judge_option,
	[QUESTION_AGREE] = judge_agree,
	[QUESTION_MAIL] = judge_mail,
	[QUESTION_PHONE] = judge_phone,
	[QUESTION_POSTAL_CODE] = judge_postal_code,
	[QUESTION_CORPORATE_NUMBER] = judge_corporate_number,
	[QUESTION_URL] = judge_url,
	[QUESTION_HOSTS] = judge_hosts,
};

static enum question_problem nothing_given(struct arena *arena, const struct question *question,
					   struct value **ret_answer)
{
	if (question->required)
		return QUESTION_PROBLEM_MISSING;
	*ret_answer = value_null(arena);
	return QUESTION_PROBLEM_NONE;
}

static enum question_problem judge_choices(struct arena *arena, const struct question *question,
					   const struct value *typed, struct value **ret_answer)
{
	struct value *list = value_list(arena);
	size_t count = typed && typed->kind == VALUE_TEXT ? 1 : value_count(typed);

	if (count == 0 || (typed->kind == VALUE_TEXT && typed->text.n == 0))
		return nothing_given(arena, question, ret_answer);
	for (size_t i = 0; i < count; i++) {
		const struct value *item = typed->kind == VALUE_TEXT ? typed : value_at(typed, i);
		if (!item || item->kind != VALUE_TEXT || !is_option(question, item->text))
			return QUESTION_PROBLEM_NOT_AN_OPTION;
		value_add(arena, list, value_str(arena, item->text));
	}
	*ret_answer = list;
	return QUESTION_PROBLEM_NONE;
}

static bool may_have_lines(enum question_kind kind)
{
	return kind == QUESTION_LONG_TEXT || kind == QUESTION_HOSTS;
}

static bool is_name(enum question_kind kind)
{
	return kind == QUESTION_TEXT || kind == QUESTION_KANA;
}

static bool is_prose(enum question_kind kind)
{
	return kind == QUESTION_TEXT || kind == QUESTION_LONG_TEXT;
}

/* What a person sees in the field. Only prose keeps its width and its joiners: names are stored as they are written. */
static bool seen(struct arena *arena, const struct question *question, struct str typed, struct str *ret_text)
{
	bool is_kept = is_prose(question->kind) || question->kind == QUESTION_KANA;
	bool is_text = visible_text(arena, typed, is_prose(question->kind) ? VISIBLE_JOINERS_STAY : VISIBLE_JOINERS_GO,
				    ret_text);

	if (is_text && !is_kept && !utf8_has_control(*ret_text))
		*ret_text = str_from(kana_to_half_width(arena, *ret_text));
	return is_text;
}

size_t question_chars(struct arena *arena, const struct question *question, struct str typed)
{
	struct str text;

	return seen(arena, question, typed, &text) ? utf8_count(text) : 0;
}

enum question_problem question_judge(struct arena *arena, const struct question *question, const struct value *typed,
				     struct value **ret_answer)
{
	struct str text;

	if (question->kind == QUESTION_CHOICES)
		return judge_choices(arena, question, typed, ret_answer);
	if (!typed || typed->kind != VALUE_TEXT)
		return typed && typed->kind != VALUE_NULL ? QUESTION_PROBLEM_NOT_AN_OPTION
							  : nothing_given(arena, question, ret_answer);
	if (!seen(arena, question, typed->text, &text) || utf8_has_control(text))
		return QUESTION_PROBLEM_NOT_UTF8;
	if (text.n == 0)
		return nothing_given(arena, question, ret_answer);
	if (question->chars_max && utf8_count(text) > question->chars_max)
		return QUESTION_PROBLEM_TOO_LONG;
	if (!may_have_lines(question->kind) && str_index(text, '\n') < text.n)
		return QUESTION_PROBLEM_HAS_LINES;
	if (is_name(question->kind) && link_like_stands_in(arena, text))
		return QUESTION_PROBLEM_HAS_LINK;
	if (is_name(question->kind) && picture_sign_stands_in(text))
		return QUESTION_PROBLEM_HAS_SIGN;
	return judges[question->kind](arena, question, text, ret_answer);
}

bool question_is_asked(const struct question *question, const struct value *answers)
{
	const struct value *answer;

	if (!question->condition.question)
		return true;
	answer = value_get(answers, question->condition.question);
	for (size_t i = 0; answer && answer->kind == VALUE_TEXT && i < question->condition.value_count; i++)
		if (str_is(answer->text, question->condition.values[i]))
			return true;
	return false;
}
