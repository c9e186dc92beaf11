/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/text/link_like.h"

#include <string.h>

#include "base/ascii.h"
#include "codec/text/kana.h"
#include "codec/utf8.h"

/* The text in half width and small letters, with each dot of a host name (UTS #46) as '.'. */
static struct str folded(struct arena *arena, struct str text)
{
	struct str rest = str_from(kana_to_half_width(arena, text));
	char *plain = arena_alloc(arena, rest.n + 1);
	size_t count = 0;

	while (rest.n) {
		uint32_t c = 0;
		size_t length = utf8_decode(rest, &c);
		if (!length)
			break;
		if (c == 0x3002 || c == 0xff61)
			plain[count++] = '.';
		else
			for (size_t i = 0; i < length; i++)
				plain[count++] = ascii_lower(rest.p[i]);
		rest = str_skip(rest, length);
	}
	return str_of(plain, count);
}

static bool is_label(char c)
{
	return ascii_is_letter_or_digit(c) || c == '-';
}

/* Part of a letter beyond ASCII: of "例え.jp". */
static bool is_beyond(char c)
{
	return (unsigned char)c >= 0x80;
}

/* The run of a host's label that ends before `at`, or begins at it. */
static struct str label_before(struct str text, size_t at)
{
	size_t n = 0;

	while (n < at && is_label(text.p[at - n - 1]))
		n++;
	return str_of(text.p + at - n, n);
}

static struct str label_from(struct str text, size_t at)
{
	size_t n = 0;

	while (at + n < text.n && is_label(text.p[at + n]))
		n++;
	return str_of(text.p + at, n);
}

static bool is_one_of(struct str word, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_is(word, words[i]))
			return true;
	return false;
}

/* "T.Yamada", "A.T.Kearney": initials before a name. Names of one letter are kept back by nearly all top level domains;
 * those that gave some away, and all of two letters, count as hosts. */
static bool is_initial(struct str text, struct str before, struct str behind)
{
	static const char *const open[] = {"com", "net", "org", "info", "biz"};
	const char *p = before.p;

	if (before.n != 1 || behind.n < 3 || str_starts(behind, "xn--") || is_one_of(behind, open, COUNT(open)))
		return false;
	while (p > text.p + 1 && p[-1] == '.' && is_label(p[-2])) {
		p -= 2;
		if (p > text.p && is_label(p[-1]))
			return false; /* a longer label: "evil.t.museum" */
	}
	return p == text.p || p[-1] != '@';
}

/* What stays a name: initials, and "Co.Ltd", with nothing that goes on like an address. */
static bool is_shortened(struct str text, struct str before, struct str behind)
{
	size_t end = (size_t)(behind.p + behind.n - text.p);

	return (is_initial(text, before, behind) || (str_is(before, "co") && str_is(behind, "ltd"))) &&
	       (end == text.n || !strchr("./:@", text.p[end]));
}

static bool is_top_level(struct str label)
{
	if (str_starts(label, "xn--"))
		return true;
	for (size_t i = 0; i < label.n; i++)
		if (label.p[i] < 'a' || label.p[i] > 'z')
			return false;
	return label.n >= 2;
}

static bool is_host_at(struct str text, size_t dot)
{
	struct str before = label_before(text, dot), behind = label_from(text, dot + 1);
	bool has_label = before.n || (dot > 0 && is_beyond(text.p[dot - 1]));

	return has_label && is_top_level(behind) && !is_shortened(text, before, behind);
}

static bool is_octet(struct str label)
{
	uint64_t number;

	return label.n <= 3 && str_to_u64(label, &number) && number <= 255;
}

/* Four numbers with dots between, of which `dot` is the first. */
static bool is_ipv4_at(struct str text, size_t dot)
{
	struct str label = label_before(text, dot);
	size_t at = dot;

	for (int i = 0; i < 3; i++) {
		if (!is_octet(label) || at >= text.n || text.p[at] != '.')
			return false;
		label = label_from(text, at + 1);
		at += 1 + label.n;
	}
	return is_octet(label);
}

static bool has_scheme(struct str text)
{
	static const char *const schemes[] = {
		"://", "http:", "https:", "ftp:", "file:", "mailto:", "tel:", "sms:", "\\\\"};

	for (size_t i = 0; i < COUNT(schemes); i++)
		if (str_find(text, schemes[i]) < text.n)
			return true;
	return false;
}

bool link_like_stands_in(struct arena *arena, struct str text)
{
	struct str plain = folded(arena, text);

	if (has_scheme(plain))
		return true;
	for (size_t i = 0; i < plain.n; i++)
		if (plain.p[i] == '.' && (is_host_at(plain, i) || is_ipv4_at(plain, i) ||
					  (str_is(label_before(plain, i), "www") && label_from(plain, i + 1).n)))
			return true;
	return false;
}
