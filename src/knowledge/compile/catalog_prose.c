/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/compile/catalog_prose.h"

#include <string.h>

#include "base/ascii.h"

enum { WORDS_MAX = 24, VERSION_MAX = 128 };

/* What a word of such a sentence does. */
enum word {
	WORD_UNKNOWN,
	WORD_VERSION,
	WORD_SKIP, /* says nothing */
	WORD_ALL,
	WORD_BELOW,   /* "<", "before": a version follows */
	WORD_TO,      /* "<=", "-", "through", "up to" */
	WORD_FROM,    /* ">=", "from" */
	WORD_AFTER,   /* ">" */
	WORD_EARLIER, /* "prior": "1.2 and prior", or "prior to 1.2" */
	WORD_LATER,   /* "1.2 and later" */
};

static const struct known_word {
	const char *text;
	enum word word;
} known_words[] = {
	{"<", WORD_BELOW},
	{"before", WORD_BELOW},
	{"<=", WORD_TO},
	{"=<", WORD_TO},
	{"-", WORD_TO},
	{"to", WORD_TO},
	{"through", WORD_TO},
	{"thru", WORD_TO},
	{"until", WORD_TO},
	{"up", WORD_TO},
	{">=", WORD_FROM},
	{"=>", WORD_FROM},
	{"from", WORD_FROM},
	{"since", WORD_FROM},
	{">", WORD_AFTER},
	{"prior", WORD_EARLIER},
	{"earlier", WORD_EARLIER},
	{"older", WORD_EARLIER},
	{"below", WORD_EARLIER},
	{"lower", WORD_EARLIER},
	{"previous", WORD_EARLIER},
	{"later", WORD_LATER},
	{"above", WORD_LATER},
	{"newer", WORD_LATER},
	{"higher", WORD_LATER},
	{"onwards", WORD_LATER},
	{"all", WORD_ALL},
	{"any", WORD_ALL},
	{"*", WORD_ALL},
	{"version", WORD_SKIP},
	{"versions", WORD_SKIP},
	{"and", WORD_SKIP},
	{"or", WORD_SKIP},
	{"the", WORD_SKIP},
	{"including", WORD_SKIP},
	{"inclusive", WORD_SKIP},
	{"=", WORD_SKIP},
	{"than", WORD_SKIP},
	{"v", WORD_SKIP},
	{"v.", WORD_SKIP},
	{"releases", WORD_SKIP},
	{"release", WORD_SKIP},
};

/* A number, perhaps behind a 'v' or letters ("R2021x", "QCA6390"), and no white space in it. */
static bool is_version(struct str text)
{
	bool has_digit = false;

	if (!text.n || text.n > VERSION_MAX || !ascii_is_letter_or_digit(*text.p))
		return false;
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		has_digit |= ascii_is_digit(c);
		if (!ascii_is_letter_or_digit(c) && !memchr("._+-~:()/^", c, 10))
			return false;
	}
	return has_digit;
}

static enum word classify(struct str text)
{
	for (size_t i = 0; i < COUNT(known_words); i++)
		if (str_eq_ascii_case(text, str_from(known_words[i].text)))
			return known_words[i].word;
	return is_version(text) ? WORD_VERSION : WORD_UNKNOWN;
}

/* The next word; an operator is one without a space behind it. */
static struct str take_word(struct str *rest)
{
	struct str word;
	size_t n = 0;

	while (rest->n && memchr(" ,\t\n;", *rest->p, 5))
		*rest = str_skip(*rest, 1);
	while (n < rest->n && memchr("<>=", rest->p[n], 3))
		n++;
	if (!n)
		while (n < rest->n && !memchr(" ,\t\n;<>", rest->p[n], 7))
			n++;
	word = str_head(*rest, n);
	*rest = str_skip(*rest, n);
	return word;
}

/* "2.x", "2.*": the branch 2, that is up to but without 3. False when it names no branch. */
static bool parse_branch(struct arena *arena, struct str text, struct prose *prose)
{
	char *next;
	size_t end;

	if (!str_ends(text, ".x") && !str_ends(text, ".*") && !str_ends(text, ".X"))
		return false;
	text = str_head(text, text.n - 2);
	end = text.n;
	if (!is_version(text) || !ascii_is_digit(text.p[text.n - 1]))
		return false;
	/* The last number plus one, by hand: numbers may have any length. */
	next = arena_alloc(arena, text.n + 2);
	next[0] = '0';
	memcpy(next + 1, text.p, text.n);
	while (next[end] == '9')
		next[end--] = '0';
	if (!ascii_is_digit(next[end])) { /* "1.9" becomes "1.10" */
		memmove(next, next + 1, end);
		next[end] = '1';
		prose->below = str_of(next, text.n + 1);
	} else {
		next[end]++;
		prose->below = end ? str_of(next + 1, text.n) : str_of(next, text.n + 1);
	}
	prose->kind = PROSE_SPAN;
	prose->from = text;
	return true;
}

struct catalog_prose_run {
	struct prose prose;
	enum word pending; /* what the next version is for */
	bool has_one, has_all, is_bad;
	struct str one;
};

static void read_version(struct catalog_prose_run *reading, struct str version)
{
	struct prose *prose = &reading->prose;
	enum word pending = reading->pending;

	reading->pending = WORD_SKIP;
	if (pending == WORD_SKIP) {
		reading->is_bad |= reading->has_one || prose->below.n || prose->to.n;
		reading->has_one = true;
		reading->one = version;
		return;
	}
	if (pending == WORD_FROM || pending == WORD_AFTER) {
		reading->is_bad |= reading->has_one || prose->from.n;
		prose->from = version;
		prose->is_after = pending == WORD_AFTER;
		return;
	}
	if (reading->has_one) { /* "1.0 - 1.4" */
		reading->is_bad |= prose->from.n != 0;
		prose->from = reading->one;
		reading->has_one = false;
	}
	reading->is_bad |= prose->below.n || prose->to.n;
	if (pending == WORD_TO)
		prose->to = version;
	else
		prose->below = version;
}

/* "1.2 and prior", "1.2 and later": what was one version becomes a bound. */
static void turn_one(struct catalog_prose_run *reading, struct str *bound)
{
	*bound = reading->one;
	reading->has_one = false;
}

static void read_word(struct catalog_prose_run *reading, enum word word, struct str text)
{
	switch (word) {
	case WORD_VERSION: read_version(reading, text); return;
	case WORD_SKIP: return;
	case WORD_ALL: reading->has_all = true; return;
	case WORD_EARLIER:
		if (reading->has_one)
			turn_one(reading, &reading->prose.to);
		else
			reading->pending = WORD_BELOW;
		return;
	case WORD_LATER:
		if (reading->has_one)
			turn_one(reading, &reading->prose.from);
		else
			reading->is_bad |= !reading->prose.from.n;
		return;
	case WORD_TO: /* "prior to", "up to" */
		if (reading->pending == WORD_SKIP)
			reading->pending = WORD_TO;
		return;
	case WORD_UNKNOWN: reading->is_bad = true; return;
	case WORD_BELOW:
	case WORD_FROM:
	case WORD_AFTER:
		reading->is_bad |= reading->pending != WORD_SKIP;
		reading->pending = word;
		return;
	}
}

static struct prose conclude(const struct catalog_prose_run *reading)
{
	struct prose prose = reading->prose;
	bool is_span = prose.from.n || prose.below.n || prose.to.n;

	if (reading->is_bad || reading->pending != WORD_SKIP || (reading->has_one && (is_span || reading->has_all)))
		return (struct prose){.kind = PROSE_NOT_UNDERSTOOD};
	if (is_span)
		prose.kind = PROSE_SPAN;
	else if (reading->has_one)
		prose = (struct prose){.kind = PROSE_ONE, .from = reading->one};
	else
		prose.kind = reading->has_all ? PROSE_ALL : PROSE_NOT_UNDERSTOOD;
	return prose;
}

struct prose catalog_prose_parse(struct arena *arena, struct str text)
{
	struct catalog_prose_run reading = {.pending = WORD_SKIP};
	struct prose branch = {0};

	text = str_trim(text);
	if (text.n > VERSION_MAX * 2)
		return branch;
	if (parse_branch(arena, text, &branch))
		return branch;
	for (int i = 0; i < WORDS_MAX; i++) {
		struct str word = take_word(&text);
		if (!word.n)
			return conclude(&reading);
		read_word(&reading, classify(word), word);
	}
	return (struct prose){.kind = PROSE_NOT_UNDERSTOOD};
}

/* A start that says nothing. */
static bool is_open_start(struct str text)
{
	static const char *const words[] = {
		"",        "0",   "*",       "-",   "n/a",  "unspecified", "unknown", "all", "all versions",
		"earlier", "any", "next of", "0.0", "0.0.0"};

	for (size_t i = 0; i < COUNT(words); i++)
		if (str_eq_ascii_case(text, str_from(words[i])))
			return true;
	return false;
}

/* An end: a version, the end of a branch, or "*" for none. False when it is not understood. */
static bool read_end(struct arena *arena, struct str text, bool is_including, struct prose *prose)
{
	struct prose branch = {0};

	text = str_trim(text);
	if (!text.n || str_is(text, "*"))
		return true;
	if (parse_branch(arena, text, &branch)) {
		if (is_including)
			prose->below = branch.below;
		else
			prose->below = branch.from;
		return true;
	}
	while (text.n && memchr("<=", *text.p, 2))
		text = str_trim(str_skip(text, 1));
	if (!is_version(text))
		return false;
	*(is_including ? &prose->to : &prose->below) = text;
	return true;
}

struct prose catalog_prose_parse_range(struct arena *arena, struct str version, struct str less_than,
				       struct str less_than_or_equal)
{
	struct prose prose = {.kind = PROSE_SPAN}, branch = {0};

	version = str_trim(version);
	while (version.n && memchr(">=", *version.p, 2))
		version = str_trim(str_skip(version, 1));
	if (parse_branch(arena, version, &branch))
		prose.from = branch.from;
	else if (is_version(version) && !is_open_start(version))
		prose.from = version;
	else if (!is_open_start(version))
		prose.kind = PROSE_NOT_UNDERSTOOD;
	if (!read_end(arena, less_than, false, &prose) || !read_end(arena, less_than_or_equal, true, &prose))
		prose.kind = PROSE_NOT_UNDERSTOOD;
	if (prose.kind == PROSE_SPAN && !prose.from.n && !prose.below.n && !prose.to.n)
		prose.kind = PROSE_ALL;
	return prose;
}
