/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/version/version_order.h"
#include "knowledge/version/version_priv.h"

/*
 * The order of upstream versions, whatever their style. A version is read as a row of segments: first the release
 * numbers, then words with numbers of their own ("9.2p1" = 9.2, p 1; "12.2(33)sxi4" = 12.2.33, sxi 4), or numbers
 * behind a hyphen or underscore ("6.9.12-22" = 6.9.12, - 22). Segments are compared one by one: the rank of the word,
 * the word, the numbers, with zeros for the missing ones. Where one version ends, it goes on with the release's
 * own rank, so that "1.0-rc1" < "1.0" < "1.0-1" < "1.0a" and "1.2" = "1.2.0" = "v1.2" = "1.2+build7".
 * Each segment is read without looking at the other version: that is what makes it a total order.
 */

/* Ranks: below RELEASE comes before the release, above it behind. */
enum rank {
	RANK_TILDE, /* "1.0~foo" */
	RANK_DEVELOPMENT,
	RANK_ALPHA,
	RANK_BETA,
	RANK_MILESTONE,
	RANK_PREVIEW,
	RANK_CANDIDATE,
	RANK_RELEASE,
	RANK_REVISION,
	RANK_WORD, /* any other word: patch levels, letters, branches */
};

struct segment {
	enum rank rank;
	struct str word; /* for RANK_WORD */
	struct str numbers;
	const char *start; /* of the segment in the version, with what separates it */
};

struct known_word {
	const char *word;
	enum rank rank;
	const char *means; /* for RANK_WORD: the word it is compared as */
	bool with_number;  /* known only where a digit follows at once: "1.0b2", but OpenSSL's "1.0.2b" is a letter */
};

static const struct known_word known_words[] = {
	{"dev", RANK_DEVELOPMENT, "", false},
	{"snapshot", RANK_DEVELOPMENT, "", false},
	{"nightly", RANK_DEVELOPMENT, "", false},
	{"canary", RANK_DEVELOPMENT, "", false},
	{"alpha", RANK_ALPHA, "", false},
	{"a", RANK_ALPHA, "", true},
	{"beta", RANK_BETA, "", false},
	{"b", RANK_BETA, "", true},
	{"milestone", RANK_MILESTONE, "", false},
	{"m", RANK_MILESTONE, "", true},
	{"pre", RANK_PREVIEW, "", false},
	{"preview", RANK_PREVIEW, "", false},
	{"prerelease", RANK_PREVIEW, "", false},
	{"rc", RANK_CANDIDATE, "", false},
	{"cr", RANK_CANDIDATE, "", false},
	{"candidate", RANK_CANDIDATE, "", false},
	{"final", RANK_RELEASE, "", false},
	{"release", RANK_RELEASE, "", false},
	{"ga", RANK_RELEASE, "", false},
	{"p", RANK_WORD, "p", false},
	{"pl", RANK_WORD, "p", false},
	{"patch", RANK_WORD, "p", false},
	{"patchlevel", RANK_WORD, "p", false},
	{"u", RANK_WORD, "u", false},
	{"update", RANK_WORD, "u", false},
	{"sp", RANK_WORD, "sp", false},
	{"hotfix", RANK_WORD, "hf", false},
	{"hf", RANK_WORD, "hf", false},
};

static bool is_word_byte(char c)
{
	return ascii_is_letter(c) || (unsigned char)c >= 0x80;
}

static bool is_soft(char c)
{
	return !ascii_is_digit(c) && !is_word_byte(c) && c != '-' && c != '_' && c != '~';
}

/* Dots, brackets and the like between numbers; a hyphen too behind a word without a number ("rc-1"). */
static struct str take_numbers(struct str *rest, bool hyphen_first)
{
	const char *start = rest->p;
	size_t used = 0, at = 0;
	bool hyphen = hyphen_first;

	while (at < rest->n) {
		char c = rest->p[at];
		if (ascii_is_digit(c)) {
			used = at + 1;
			hyphen = false;
		} else if (!is_soft(c) && !(hyphen && (c == '-' || c == '_'))) {
			break;
		}
		at++;
	}
	*rest = str_skip(*rest, used);
	return str_of(start, used);
}

static struct str take_word(struct str *rest)
{
	size_t count = 0;

	while (count < rest->n && is_word_byte(rest->p[count]))
		count++;
	struct str word = str_head(*rest, count);
	*rest = str_skip(*rest, count);
	return word;
}

static unsigned char lower(char c)
{
	return (unsigned char)ascii_lower(c);
}

static void rank_word(struct segment *segment, bool tilde, bool digit_follows)
{
	struct str word = segment->word;

	segment->rank = tilde ? RANK_TILDE : RANK_WORD;
	for (size_t i = 0; i < COUNT(known_words); i++) {
		const struct known_word *known = &known_words[i];
		if (ascii_lower(*word.p) != *known->word) /* nearly always, and cheap */
			continue;
		if (!str_eq_ascii_case(word, str_from(known->word)) || (known->with_number && !digit_follows))
			continue;
		if (known->rank < RANK_RELEASE || !tilde) {
			segment->rank = known->rank;
			segment->word = str_from(known->means);
		}
		return;
	}
}

/* Takes the next segment; at the end one that equals a release without numbers, and false. */
static bool take_segment(struct str *rest, struct segment *ret_segment)
{
	struct segment segment = {.rank = RANK_RELEASE, .word = STR(""), .numbers = STR(""), .start = rest->p};
	bool tilde = false, is_word;

	while (rest->n && !ascii_is_digit(*rest->p) && !is_word_byte(*rest->p)) {
		tilde = tilde || *rest->p == '~';
		*rest = str_skip(*rest, 1);
	}
	if (!rest->n) {
		*ret_segment = segment;
		return false;
	}
	segment.word = take_word(rest);
	is_word = segment.word.n > 0;
	if (is_word)
		rank_word(&segment, tilde, rest->n && ascii_is_digit(*rest->p));
	else
		segment.rank = tilde ? RANK_TILDE : RANK_REVISION;
	segment.numbers = take_numbers(rest, is_word);
	*ret_segment = segment;
	return true;
}

/* Takes the release numbers, with a "v" or "version" before them and without "+build" at the end of all. */
static struct str take_release(struct str *version)
{
	static const char *const prefixes[] = {"version", "release", "ver", "v"};

	*version = str_cut(version, '+');
	if (version->n && ascii_is_digit(*version->p)) /* as most do */
		return take_numbers(version, false);
	for (size_t i = 0; i < COUNT(prefixes); i++) {
		struct str prefix = str_from(prefixes[i]);
		struct str rest = str_skip(*version, prefix.n);
		if (!str_eq_ascii_case(str_head(*version, prefix.n), prefix))
			continue;
		while (rest.n && (is_soft(*rest.p) || *rest.p == '-' || *rest.p == '_'))
			rest = str_skip(rest, 1);
		if (rest.n && ascii_is_digit(*rest.p)) {
			*version = rest;
			break;
		}
	}
	return take_numbers(version, false);
}

static struct str take_number(struct str *numbers)
{
	while (numbers->n && !ascii_is_digit(*numbers->p))
		*numbers = str_skip(*numbers, 1);
	return version_take_digits(numbers);
}

static int numbers_order(struct str a, struct str b)
{
	while (a.n || b.n) {
		struct str number_a = take_number(&a), number_b = take_number(&b);
		int order = version_number_order(number_a, number_b);
		if (order)
			return order;
	}
	return 0;
}

static int word_order(struct str a, struct str b)
{
	for (size_t i = 0; i < a.n && i < b.n; i++)
		if (lower(a.p[i]) != lower(b.p[i]))
			return lower(a.p[i]) < lower(b.p[i]) ? -1 : 1;
	return (a.n > b.n) - (a.n < b.n);
}

static int segment_order(const struct segment *a, const struct segment *b)
{
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	int order = a->rank == RANK_WORD || a->rank == RANK_TILDE ? word_order(a->word, b->word) : 0;
	return order ? order : numbers_order(a->numbers, b->numbers);
}

/* The digits of a version from a place on. */
static struct str number_at(struct str version, size_t start)
{
	struct str rest = str_skip(version, start);

	return version_take_digits(&rest);
}

/* Most versions differ in a number before anything but digits and single dots was met: they are told apart without
 * being taken to pieces. 0: not so. */
static int plain_order(struct str a, struct str b)
{
	size_t at = 0, start = 0; /* of the number that at stands in */
	struct str number_a, number_b;

	for (; at < a.n && at < b.n && a.p[at] == b.p[at]; at++) {
		if (a.p[at] == '.' && at > start)
			start = at + 1;
		else if (!ascii_is_digit(a.p[at]))
			return 0;
	}
	number_a = number_at(a, start);
	number_b = number_at(b, start);
	return number_a.n && number_b.n ? version_number_order(number_a, number_b) : 0;
}

int version_auto_order(struct str a, struct str b)
{
	struct segment segment_a, segment_b;
	struct str release_a, release_b;
	int order = plain_order(a, b);

	if (order)
		return order;
	release_a = take_release(&a);
	release_b = take_release(&b);
	order = numbers_order(release_a, release_b);
	while (!order) {
		bool more_a = take_segment(&a, &segment_a), more_b = take_segment(&b, &segment_b);
		if (!more_a && !more_b)
			return 0;
		order = segment_order(&segment_a, &segment_b);
	}
	return order;
}

/* An update is a word before the release or a known patch word: what CPE has an attribute of its own for. */
static bool is_update(const struct segment *segment)
{
	static const char *const updates[] = {"p", "u", "sp", "hf"};

	if (segment->rank <= RANK_CANDIDATE)
		return true;
	for (size_t i = 0; segment->rank == RANK_WORD && i < COUNT(updates); i++)
		if (str_is(segment->word, updates[i]) && segment->numbers.n)
			return true;
	return false;
}

struct str version_without_update(struct str version)
{
	struct str rest = version;
	struct segment segment;

	take_release(&rest);
	while (take_segment(&rest, &segment))
		if (is_update(&segment) && segment.start > version.p)
			return str_of(version.p, (size_t)(segment.start - version.p));
	return version;
}
