/* SPDX-License-Identifier: Apache-2.0 */
#include "nuclei/nuclei_pattern.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/ascii.h"

#define TRANSLATED_MAX (4 * REGEX_PATTERN_MAX)
#define GROUPS_DEEP    64
#define SLOTS          8192 /* a power of two */
#define PATTERNS_MAX   (SLOTS / 2)
#define SPACES         "\\t\\n\\f\\r\\x20"

struct translation {
	struct buf *out;
	struct str pattern;
	size_t at;
	bool is_lines[GROUPS_DEEP]; /* (?m) by depth of groups: it lasts to the end of its group */
	unsigned depth;
	struct fault *why;
};

static enum err refuse(const struct translation *t, size_t at, const char *what)
{
	return fault_set(t->why, ERR_UNSUPPORTED, "regular expression, offset %zu: %s", at, what);
}

static char peek(const struct translation *t, size_t ahead)
{
	return t->at + ahead < t->pattern.n ? t->pattern.p[t->at + ahead] : '\0';
}

static void copy(struct translation *t, size_t count)
{
	buf_add(t->out, str_head(str_skip(t->pattern, t->at), count));
	t->at += count;
}

/* Copies \x41, \x{41} and \Q...\E as they are. */
static enum err translate_long_escape(struct translation *t)
{
	struct str rest = str_skip(t->pattern, t->at);
	size_t end;

	if (peek(t, 1) == 'Q') {
		end = str_find(rest, "\\E");
		copy(t, end < rest.n ? end + 2 : rest.n);
		return ERR_OK;
	}
	if (peek(t, 2) != '{') {
		copy(t, 2);
		return ERR_OK;
	}
	end = str_index(rest, '}');
	if (end > 5 || end == rest.n)
		return refuse(t, t->at, "a character beyond U+00FF; patterns see bytes here");
	copy(t, end + 1);
	return ERR_OK;
}

static enum err translate_escape(struct translation *t, bool is_in_class)
{
	const char c = peek(t, 1);

	if (t->at + 1 >= t->pattern.n)
		return refuse(t, t->at, "a backslash at the end");
	if (c == 'x' || (c == 'Q' && !is_in_class))
		return translate_long_escape(t);
	if (c == 's' || c == 'v') {
		buf_add_text(t->out, c == 'v' ? "\\x0b" : is_in_class ? SPACES : "[" SPACES "]");
		t->at += 2;
		return ERR_OK;
	}
	if (c == 'S' && !is_in_class) {
		buf_add_text(t->out, "[^" SPACES "]");
		t->at += 2;
		return ERR_OK;
	}
	if (ascii_is_digit(c) && c != '0' && !ascii_is_digit(peek(t, 2)))
		return refuse(t, t->at, "a back reference, which Go does not know");
	if (c == 'p' || c == 'P')
		return refuse(t, t->at, "a class of Unicode; patterns see bytes here");
	if (ascii_is_letter(c) && !strchr(is_in_class ? "aftnrdDwWS" : "aftnrdDwWbBAz", c))
		return refuse(t, t->at, "an escape that Go does not know");
	copy(t, 2);
	return ERR_OK;
}

/* From '[' to its ']'. A ']' that comes first is a character. */
static enum err translate_class(struct translation *t)
{
	const size_t start = t->at;
	size_t first;
	enum err err = ERR_OK;

	copy(t, 1);
	if (peek(t, 0) == '^')
		copy(t, 1);
	first = t->at;
	while (!err && t->at < t->pattern.n && (peek(t, 0) != ']' || t->at == first)) {
		struct str rest = str_skip(t->pattern, t->at);
		if (peek(t, 0) == '\\') {
			err = translate_escape(t, true);
		} else if (str_starts(rest, "[:") && str_find(rest, ":]") < rest.n) {
			copy(t, str_find(rest, ":]") + 2);
		} else if (peek(t, 0) == '[') {
			buf_add_text(t->out, "\\[");
			t->at++;
		} else {
			copy(t, 1);
		}
	}
	if (!err && t->at >= t->pattern.n)
		return refuse(t, start, "a class without its end");
	if (!err)
		copy(t, 1);
	return err;
}

/* (?flags) changes the group that it stands in, (?flags:...) opens one of its own. */
static enum err translate_flags(struct translation *t)
{
	const size_t start = t->at;
	bool is_off = false, is_lines = t->is_lines[t->depth];
	size_t length = 2;

	for (; strchr("imsU-", peek(t, length)) && peek(t, length); length++) {
		if (peek(t, length) == '-')
			is_off = true;
		if (peek(t, length) == 'm')
			is_lines = !is_off;
	}
	if (peek(t, length) != ')' && peek(t, length) != ':')
		return refuse(t, start, "a group that Go does not know");
	if (peek(t, length) == ':') {
		if (t->depth + 1 >= GROUPS_DEEP)
			return refuse(t, start, "groups are nested too deep");
		t->depth++;
	}
	t->is_lines[t->depth] = is_lines;
	copy(t, length + 1);
	return ERR_OK;
}

static enum err translate_group(struct translation *t)
{
	if (peek(t, 1) == '*')
		return refuse(t, t->at, "a verb, which Go does not know");
	if (peek(t, 1) == '?' && !(peek(t, 2) == 'P' && peek(t, 3) == '<'))
		return translate_flags(t);
	if (t->depth + 1 >= GROUPS_DEEP)
		return refuse(t, t->at, "groups are nested too deep");
	t->is_lines[t->depth + 1] = t->is_lines[t->depth];
	t->depth++;
	copy(t, peek(t, 1) == '?' ? 4 : 1);
	return ERR_OK;
}

/* After a repeat: Go takes one '?' more (lazy), and neither a second repeat nor a possessive '+'. */
static enum err translate_repeat(struct translation *t)
{
	struct str rest = str_skip(t->pattern, t->at);
	size_t length = 1;

	if (peek(t, 0) == '{') {
		length = str_index(rest, '}') + 1;
		if (length > rest.n || !ascii_is_digit(peek(t, 1)) || strspn(rest.p + 1, "0123456789,") != length - 2) {
			buf_add_text(t->out, "\\{");
			t->at++;
			return ERR_OK;
		}
	}
	if (t->at == 0)
		return refuse(t, t->at, "a repeat of nothing");
	copy(t, length);
	if (peek(t, 0) == '?')
		copy(t, 1);
	if (peek(t, 0) == '+' || peek(t, 0) == '*' || peek(t, 0) == '?')
		return refuse(t, t->at, "a repeat of a repeat, which Go does not know");
	return ERR_OK;
}

static enum err translate_next(struct translation *t)
{
	switch (peek(t, 0)) {
	case '\\': return translate_escape(t, false);
	case '[': return translate_class(t);
	case '(': return translate_group(t);
	case '*':
	case '+':
	case '?':
	case '{': return translate_repeat(t);
	case ')': t->depth -= t->depth > 0; break;
	case '$':
		if (t->is_lines[t->depth])
			break;
		buf_add_text(t->out, "\\z");
		t->at++;
		return ERR_OK;
	default: break;
	}
	copy(t, 1);
	return ERR_OK;
}

enum err nuclei_pattern_translate(struct buf *out, struct str pattern, struct fault *why)
{
	struct translation t = {.out = out, .why = why};
	ARENA_SCOPED arena;
	enum err err = ERR_OK;

	arena_init(&arena);
	if (pattern.n > REGEX_PATTERN_MAX)
		return fault_set(why, ERR_TOO_LARGE, "regular expression: more than %d bytes", REGEX_PATTERN_MAX);
	if (memchr(pattern.p ? pattern.p : "", '\0', pattern.n))
		return fault_set(why, ERR_INVALID, "regular expression: it holds a NUL byte");
	t.pattern = (struct str){str_dup(&arena, pattern), pattern.n}; /* terminated, for strspn */
	while (!err && t.at < pattern.n)
		err = translate_next(&t);
	return err ? err : buf_finish(out, "regular expression", why);
}

static enum err compile(struct str pattern, struct regex **ret_regex, struct fault *why)
{
	BUF_SCOPED translated;
	enum err err;

	buf_init(&translated, TRANSLATED_MAX);
	err = nuclei_pattern_translate(&translated, pattern, why);
	return err ? err : regex_compile(buf_str(&translated), 0, ret_regex, why);
}

enum err nuclei_pattern_check(struct str pattern, struct fault *why)
{
	struct regex *regex;
	enum err err;

	err = compile(pattern, &regex, why);
	if (!err)
		regex_free(regex);
	return err;
}

struct slot {
	struct str pattern;  /* p is NULL in a free slot */
	struct regex *regex; /* NULL when the pattern is refused */
};

struct nuclei_patterns {
	struct slot slots[SLOTS];
	size_t count;
	struct arena arena; /* the patterns' texts */
	struct regex_scratch *scratch;
};

struct nuclei_patterns *nuclei_pattern_store_new(void)
{
	struct nuclei_patterns *patterns = calloc(1, sizeof(*patterns));

	if (!patterns)
		abort();
	arena_init(&patterns->arena);
	patterns->scratch = regex_scratch_new();
	return patterns;
}

static void clear(struct nuclei_patterns *patterns)
{
	for (size_t i = 0; i < SLOTS; i++)
		regex_free(patterns->slots[i].regex);
	memset(patterns->slots, 0, sizeof(patterns->slots));
	patterns->count = 0;
	arena_release(&patterns->arena);
	arena_init(&patterns->arena);
}

void nuclei_pattern_store_free(struct nuclei_patterns *patterns)
{
	if (!patterns)
		return;
	clear(patterns);
	arena_release(&patterns->arena);
	regex_scratch_free(patterns->scratch);
	free(patterns);
}

/* FNV-1a, 64 bits. */
static size_t hash(struct str text)
{
	uint64_t value = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < text.n; i++)
		value = (value ^ (unsigned char)text.p[i]) * UINT64_C(0x100000001b3);
	return (size_t)(value ^ value >> 32);
}

static struct slot *find_slot(struct nuclei_patterns *patterns, struct str pattern)
{
	size_t at = hash(pattern) % SLOTS;

	while (patterns->slots[at].pattern.p && !str_eq(patterns->slots[at].pattern, pattern))
		at = (at + 1) % SLOTS;
	return &patterns->slots[at];
}

static enum err ready(struct nuclei_patterns *patterns, struct str pattern, struct regex **ret_regex, struct fault *why)
{
	struct slot *slot = find_slot(patterns, pattern);
	enum err err = ERR_OK;

	if (!slot->pattern.p) {
		if (patterns->count >= PATTERNS_MAX) {
			clear(patterns);
			slot = find_slot(patterns, pattern);
		}
		slot->pattern = (struct str){str_dup(&patterns->arena, pattern), pattern.n};
		patterns->count++;
		err = compile(pattern, &slot->regex, why);
	} else if (!slot->regex) {
		err = fault_set(why, ERR_INVALID, "a regular expression that was refused before");
	}
	*ret_regex = slot->regex;
	return err;
}

enum err nuclei_pattern_store_find(struct nuclei_patterns *patterns, struct str pattern, struct str subject,
				   size_t from, bool *ret_is_found, struct regex_match *ret_match, struct fault *why)
{
	struct regex *regex = NULL;
	enum err err;

	err = ready(patterns, pattern, &regex, why);
	return err ? err : regex_find(regex, patterns->scratch, subject, from, ret_is_found, ret_match, why);
}
