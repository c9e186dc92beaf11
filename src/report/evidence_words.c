/* SPDX-License-Identifier: Apache-2.0 */
#include "report/evidence_words.h"

#include <string.h>

#include "base/buf.h"

#define HOLES_MAX  4
#define HOLE_BYTES 3 /* of ① to ④ in UTF-8, which differ in the last byte alone */
#define WORDS_MAX  8192

static const char hole_head[] = "\xe2\x91", part_end[] = "; ";

/* 1 to HOLES_MAX for a hole at the beginning of the text, else 0. */
static size_t hole_of(struct str text)
{
	size_t number;

	if (text.n < HOLE_BYTES || memcmp(text.p, hole_head, HOLE_BYTES - 1) != 0)
		return 0;
	number = (unsigned char)text.p[2] - 0x9fu;
	return number <= HOLES_MAX ? number : 0;
}

/* The bytes before the next hole. */
static struct str literal_of(struct str pattern)
{
	size_t n = 0;

	while (n < pattern.n && !hole_of(str_skip(pattern, n)))
		n++;
	return str_head(pattern, n);
}

static bool begins(struct str text, struct str with)
{
	return text.n >= with.n && memcmp(text.p, with.p, with.n) == 0;
}

/* Where the literal stands that ends a hole: as near as can be, but what ends the pattern ends the text too. */
static size_t end_of_hole(struct str text, struct str literal, bool is_last)
{
	size_t n = literal.n ? 0 : text.n;

	while (n < text.n && !(is_last ? str_eq(str_skip(text, n), literal) : begins(str_skip(text, n), literal)))
		n++;
	return n;
}

/* No hole is empty. */
static bool fits(struct str pattern, struct str text, struct str *holes)
{
	while (pattern.n) {
		size_t hole = hole_of(pattern), n = 0;
		struct str behind = str_skip(pattern, hole ? HOLE_BYTES : 0), literal = literal_of(behind);
		pattern = str_skip(behind, literal.n);
		if (hole) {
			n = end_of_hole(text, literal, !pattern.n);
			holes[hole - 1] = str_head(text, n);
		}
		text = str_skip(text, n);
		if ((hole && !n) || !begins(text, literal))
			return false;
		text = str_skip(text, literal.n);
	}
	return !text.n;
}

static void fill(struct str words, const struct str *holes, struct buf *out)
{
	while (words.n) {
		size_t hole = hole_of(words);
		struct str literal = hole ? holes[hole - 1] : literal_of(words);
		buf_add(out, literal);
		words = str_skip(words, hole ? HOLE_BYTES : literal.n);
	}
}

/* Adds what the first pattern that fits makes of the text; false when none does. */
static bool put(const struct texts *texts, struct arena *arena, enum lang lang, struct str text, struct buf *out)
{
	struct str key = texts_key(texts, STR("evidence."), 0);

	for (size_t i = 0; key.p; key = texts_key(texts, STR("evidence."), ++i)) {
		const char *name = str_dup(arena, key);
		struct str holes[HOLES_MAX] = {{0}};
		if (!fits(str_from(texts_get(texts, arena, LANG_EN, name, NULL)), text, holes))
			continue;
		fill(str_from(texts_get(texts, arena, lang, name, NULL)), holes, out);
		return true;
	}
	return false;
}

static struct str cut_part(struct str *rest)
{
	const char *end = memmem(rest->p, rest->n, part_end, strlen(part_end));
	struct str part = end ? str_head(*rest, (size_t)(end - rest->p)) : *rest;

	*rest = str_skip(*rest, end ? part.n + strlen(part_end) : part.n);
	return part;
}

const char *evidence_words(const struct texts *texts, struct arena *arena, enum lang lang, const char *evidence)
{
	struct str rest = str_from(evidence);
	struct fault why;
	BUF_SCOPED out;

	buf_init(&out, WORDS_MAX);
	if (lang == LANG_EN || put(texts, arena, lang, rest, &out))
		return lang == LANG_EN ? evidence : arena_strdup(arena, buf_text(&out));
	while (rest.n) {
		struct str part = cut_part(&rest);
		if (!put(texts, arena, lang, part, &out))
			buf_add(&out, part);
		if (rest.n)
			buf_add_text(&out, part_end);
	}
	return buf_finish(&out, "evidence", &why) ? evidence : arena_strdup(arena, buf_text(&out));
}
