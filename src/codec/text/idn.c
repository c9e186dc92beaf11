/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/text/idn.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/buf.h"
#include "codec/utf8.h"

#define LABEL_MAX       63
#define HOST_MAX        253
#define CODE_POINTS_MAX 253

/* RFC 3492, section 5. */
enum { BASE = 36, T_MIN = 1, T_MAX = 26, SKEW = 38, DAMP = 700, FIRST_BIAS = 72, FIRST_BEYOND = 128 };

struct label {
	uint32_t points[CODE_POINTS_MAX];
	size_t count;
};

static uint32_t adapted(uint32_t delta, uint32_t points, bool is_first)
{
	uint32_t k = 0;

	delta = is_first ? delta / DAMP : delta / 2;
	delta += delta / points;
	for (; delta > (BASE - T_MIN) * T_MAX / 2; k += BASE)
		delta /= BASE - T_MIN;
	return k + (BASE - T_MIN + 1) * delta / (delta + SKEW);
}

static void add_digit(struct buf *out, uint32_t digit)
{
	buf_add_byte(out, (char)(digit < 26 ? 'a' + digit : '0' + (digit - 26)));
}

/* A number in digits whose weights follow the bias (section 3.3). */
static void add_variable(struct buf *out, uint32_t number, uint32_t bias)
{
	for (uint32_t k = BASE;; k += BASE) {
		uint32_t t = k <= bias ? T_MIN : k >= bias + T_MAX ? T_MAX : k - bias;
		if (number < t)
			break;
		add_digit(out, t + (number - t) % (BASE - t));
		number = (number - t) / (BASE - t);
	}
	add_digit(out, number);
}

static uint32_t least_from(const struct label *label, uint32_t from)
{
	uint32_t least = UINT32_MAX;

	for (size_t i = 0; i < label->count; i++)
		if (label->points[i] >= from && label->points[i] < least)
			least = label->points[i];
	return least;
}

/* Section 6.3. With at most 253 code points below 0x110000 no delta passes 32 bits. */
static void add_punycode(struct buf *out, const struct label *label)
{
	uint32_t n = FIRST_BEYOND, delta = 0, bias = FIRST_BIAS, basic = 0, done;

	for (size_t i = 0; i < label->count; i++)
		if (label->points[i] < FIRST_BEYOND) {
			buf_add_byte(out, (char)label->points[i]);
			basic++;
		}
	if (basic)
		buf_add_byte(out, '-');
	for (done = basic; done < label->count; delta++, n++) {
		uint32_t next = least_from(label, n);
		delta += (next - n) * (done + 1);
		n = next;
		for (size_t i = 0; i < label->count; i++) {
			delta += label->points[i] < n;
			if (label->points[i] != n)
				continue;
			add_variable(out, delta, bias);
			bias = adapted(delta, done + 1, done == basic);
			delta = 0;
			done++;
		}
	}
}

static bool is_letter_or_digit(uint32_t c)
{
	switch (utf8proc_category((utf8proc_int32_t)c)) {
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ND: return true;
	default: return c == '-' || c == 0x30fb; /* ・ (RFC 5892, appendix A.7) */
	}
}

static bool read_label(struct str text, struct label *label, bool *ret_is_ascii)
{
	*ret_is_ascii = true;
	*label = (struct label){0};
	while (text.n) {
		uint32_t c = 0;
		size_t length = utf8_decode(text, &c);
		if (!length || !is_letter_or_digit(c) || label->count == CODE_POINTS_MAX)
			return false;
		label->points[label->count++] = c;
		*ret_is_ascii &= c < FIRST_BEYOND;
		text = str_skip(text, length);
	}
	return label->count && label->points[0] != '-' && label->points[label->count - 1] != '-';
}

static bool is_mark(uint32_t c)
{
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)c);

	return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC;
}

/* RFC 5891, section 4.2.3: no mark first, and nothing that already looks encoded. */
static bool is_sound(const struct label *label)
{
	return !is_mark(label->points[0]) && !(label->count > 3 && label->points[2] == '-' && label->points[3] == '-');
}

static bool add_label(struct buf *out, struct str text)
{
	struct label label;
	size_t before = out->size;
	bool is_ascii;

	if (!read_label(text, &label, &is_ascii))
		return false;
	if (is_ascii) {
		buf_add(out, text);
	} else if (!is_sound(&label)) {
		return false;
	} else {
		buf_add_text(out, "xn--");
		add_punycode(out, &label);
	}
	return out->size - before <= LABEL_MAX;
}

/* Marks that mean one host in older and another in newer programs (UTS #46, section 7, deviations). */
static bool has_deviation(struct str host)
{
	static const char *const deviations[] = {"ß", "ẞ", "ς", "\u200c", "\u200d"};

	for (size_t i = 0; i < COUNT(deviations); i++)
		if (str_find(host, deviations[i]) < host.n)
			return true;
	return false;
}

static bool add_labels(struct buf *out, struct str mapped)
{
	while (mapped.n) {
		size_t ascii_dot = str_index(mapped, '.'), wide_dot = str_find(mapped, "。");
		bool is_wide = wide_dot < ascii_dot;
		size_t end = is_wide ? wide_dot : ascii_dot;
		if (out->size)
			buf_add_byte(out, '.');
		if (!add_label(out, str_head(mapped, end)))
			return false;
		if (end < mapped.n && end + (is_wide ? strlen("。") : 1) == mapped.n)
			return false; /* a dot and nothing behind it */
		mapped = str_skip(mapped, end + (is_wide ? strlen("。") : 1));
	}
	return out->size > 0 && out->size <= HOST_MAX;
}

char *idn_to_ascii(struct arena *arena, struct str host)
{
	const utf8proc_option_t options = UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t size;
	char *ascii = NULL;
	BUF_SCOPED out;

	buf_init(&out, (size_t)CODE_POINTS_MAX * 64);
	if (host.n == 0 || host.n > 4 * HOST_MAX || has_deviation(host))
		return NULL;
	size = utf8proc_map((const utf8proc_uint8_t *)host.p, (utf8proc_ssize_t)host.n, &mapped, options);
	if (size < 0)
		return NULL;
	if (add_labels(&out, str_of(mapped, (size_t)size)))
		ascii = arena_strdup(arena, buf_text(&out));
	free(mapped);
	return ascii;
}
