/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/numeral.h"

#include <string.h>

#include "base/ascii.h"
#include "base/buf.h"

struct power {
	const char *word;
	int64_t value;
};

/* 千, 百 and 十 count within one section, 万, 億 and 兆 close a section. */
static const struct power small_powers[] = {{"千", 1000}, {"百", 100}, {"十", 10}};
static const struct power large_powers[] = {
	{"兆", INT64_C(1000000000000)},
	{"億", 100000000},
	{"万", 10000},
};

static const char *const signs[] = {"+", "-", "−", "‐", "‑", "–", "—", "―", "ー", "ｰ", "△", "▲", "±"};
static const char *const between_numbers[] = {"-", "−", "‐",  "‑", "–",    "—", "―",  "ー",
					      "ｰ", "~", "〜", "/", "から", "…", "・", "･"};

static bool starts_any(struct str text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_starts(text, words[i]))
			return true;
	return false;
}

static struct str skip_blanks(struct str text)
{
	while (str_starts(text, " ") || str_starts(text, "　"))
		text = str_skip(text, text.p[0] == ' ' ? 1 : strlen("　"));
	return text;
}

static bool take(struct str *rest, const char *word)
{
	struct str text = skip_blanks(*rest);

	if (!word[0] || !str_starts(text, word))
		return false;
	*rest = str_skip(text, strlen(word));
	return true;
}

/* 1 when none of these stands next. */
static int64_t take_power(struct str *rest, const struct power *powers, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (take(rest, powers[i].word))
			return powers[i].value;
	return 1;
}

static size_t digits_at(struct str text)
{
	size_t n = 0;

	while (n < text.n && ascii_is_digit(text.p[n]))
		n++;
	return n;
}

/* Digits, or one to three of them and then groups of three behind commas. */
static enum numeral_fault take_digits(struct str *rest, int64_t *ret_number)
{
	struct str text = skip_blanks(*rest);
	size_t n = digits_at(text);
	bool may_have_commas = n >= 1 && n <= 3 && text.p[0] != '0';
	int64_t number = 0;

	for (;;) {
		for (size_t i = 0; i < n; i++) {
			number = number * 10 + (text.p[i] - '0');
			if (number > NUMERAL_MAX)
				return NUMERAL_TOO_LARGE;
		}
		text = str_skip(text, n);
		if (!str_starts(text, ","))
			break;
		n = digits_at(str_skip(text, 1));
		if (!may_have_commas || n != 3)
			return NUMERAL_COMMAS;
		text = str_skip(text, 1);
	}
	*rest = text;
	*ret_number = number;
	return NUMERAL_FINE;
}

/* What is left behind a number says why it is none. */
static enum numeral_fault fault_of_rest(struct str rest)
{
	if (str_starts(rest, ".") || str_starts(rest, "．"))
		return NUMERAL_FRACTION;
	if (str_starts(rest, ",") || str_starts(rest, "、") || str_starts(rest, "､"))
		return NUMERAL_COMMAS;
	rest = skip_blanks(rest);
	if (digits_at(rest) || starts_any(rest, between_numbers, COUNT(between_numbers)))
		return NUMERAL_TWO_NUMBERS;
	return NUMERAL_NOT_A_NUMBER;
}

static bool is_power_next(struct str rest)
{
	return take_power(&rest, small_powers, COUNT(small_powers)) > 1;
}

static bool is_section_next(struct str rest)
{
	return digits_at(skip_blanks(rest)) || is_power_next(rest);
}

/* "2千5百", "千百" or "1,200": digits with 千, 百 and 十 in falling order; a 千 without digits is one. */
static enum numeral_fault take_section(struct str *rest, int64_t *ret_section)
{
	int64_t section = 0, place = NUMERAL_MAX;

	while (place > 1 && is_section_next(*rest)) {
		int64_t digits = 1, power;
		enum numeral_fault fault = is_power_next(*rest) ? NUMERAL_FINE : take_digits(rest, &digits);
		if (fault)
			return fault;
		power = take_power(rest, small_powers, COUNT(small_powers));
		if (digits > NUMERAL_MAX / power)
			return NUMERAL_TOO_LARGE;
		if (section && digits * power >= place)
			return NUMERAL_NOT_A_NUMBER;
		section += digits * power;
		place = power;
	}
	*ret_section = section;
	return NUMERAL_FINE;
}

struct sum {
	int64_t total, last; /* all of it; what stands behind the last of 万, 億, 兆 */
	bool has_large;
};

static enum numeral_fault take_sections(struct str *rest, struct sum *sum)
{
	int64_t place = NUMERAL_MAX;

	while (place > 1 && is_section_next(*rest)) {
		int64_t section, power;
		enum numeral_fault fault = take_section(rest, &section);
		if (fault)
			return fault;
		power = take_power(rest, large_powers, COUNT(large_powers));
		if (section > NUMERAL_MAX / power)
			return NUMERAL_TOO_LARGE;
		if (sum->has_large && section * power >= place)
			return NUMERAL_NOT_A_NUMBER;
		sum->total += section * power;
		sum->last = power == 1 ? section : 0;
		sum->has_large |= power > 1;
		place = power;
	}
	return sum->total > NUMERAL_MAX ? NUMERAL_TOO_LARGE : NUMERAL_FINE;
}

static bool take_word(struct str *rest, const char *word)
{
	return take(rest, word) || (strcmp(word, "人") == 0 && take(rest, "名"));
}

static bool take_yen_sign(struct str *rest, const char *word)
{
	return strcmp(word, "円") == 0 && (take(rest, "¥") || take(rest, "￥"));
}

/* The digit that stands first in kanji, -1 for none. */
static int kanji_digit(struct str text)
{
	static const char *const kanji[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

	for (int i = 0; i < (int)COUNT(kanji); i++)
		if (str_starts(text, kanji[i]))
			return i;
	return -1;
}

/* The text with digits in place of those in kanji. A 一 between digits is a dash that was meant, "10一20": there is
 * no number of both kinds of digits side by side. */
static enum numeral_fault without_kanji(struct str text, struct buf *out)
{
	bool is_behind_digit = false, is_behind_kanji = false;

	while (text.n) {
		int kanji = kanji_digit(text);
		bool is_digit = ascii_is_digit(text.p[0]);
		if ((kanji >= 0 && is_behind_digit) || (is_digit && is_behind_kanji))
			return NUMERAL_TWO_NUMBERS;
		buf_add_byte(out, kanji >= 0 ? (char)('0' + kanji) : text.p[0]);
		text = str_skip(text, kanji >= 0 ? strlen("一") : 1);
		is_behind_digit = is_digit;
		is_behind_kanji = kanji >= 0;
	}
	return NUMERAL_FINE;
}

static enum numeral_fault read_digits(struct str text, const struct numeral_unit *unit, int64_t *ret_number)
{
	struct str rest = skip_blanks(text);
	struct sum sum = {0};
	bool has_word = take_yen_sign(&rest, unit->word);
	enum numeral_fault fault;

	if (starts_any(rest, signs, COUNT(signs)))
		return NUMERAL_SIGNED;
	if (!is_section_next(rest))
		return NUMERAL_NOT_A_NUMBER;
	fault = take_sections(&rest, &sum);
	if (fault)
		return fault;
	has_word |= take_word(&rest, unit->word);
	if (skip_blanks(rest).n)
		return fault_of_rest(rest);
	if (!has_word && !sum.has_large) {
		if (sum.total > NUMERAL_MAX / unit->times)
			return NUMERAL_TOO_LARGE;
		sum.total *= unit->times;
	} else if (!has_word && sum.last && unit->times > 1) {
		return NUMERAL_NOT_A_NUMBER; /* "1億2千" in 万円: 2,000 of what? */
	}
	*ret_number = sum.total;
	return NUMERAL_FINE;
}

enum numeral_fault numeral_read(struct str text, const struct numeral_unit *unit, int64_t *ret_number)
{
	enum numeral_fault fault;
	BUF_SCOPED digits;

	buf_init(&digits, text.n + 1);
	fault = without_kanji(text, &digits);
	return fault ? fault : read_digits(buf_str(&digits), unit, ret_number);
}
