/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/fingerprint/fingerprint_literal.h"

#include <string.h>

#include "base/ascii.h"

#define GROUPS_DEEP_MAX 64
#define LENGTH_ENOUGH   10 /* from here on fewer literals are better than longer ones */

struct walk {
	struct arena *arena;
	struct str pattern;
	size_t at;
	unsigned depth;
	bool gave_up;
};

enum atom_kind { ATOM_BYTE, ATOM_WIDTHLESS, ATOM_GROUP, ATOM_OTHER };

struct atom {
	enum atom_kind kind;
	char byte;
	struct fingerprint_needs needs; /* of a group */
};

/* The literal bytes that stand one behind the other right now, and the best found before them. */
struct branch {
	char run[FINGERPRINT_LITERAL_MAX];
	size_t run_size;
	struct fingerprint_needs best;
};

static struct fingerprint_needs walk_alternatives(struct walk *walk);

static char byte_at(const struct walk *walk, size_t ahead)
{
	return walk->at + ahead < walk->pattern.n ? walk->pattern.p[walk->at + ahead] : '\0';
}

static bool is_at_end(const struct walk *walk)
{
	return walk->gave_up || walk->at >= walk->pattern.n;
}

static bool is_better(const struct fingerprint_needs *a, const struct fingerprint_needs *b)
{
	size_t length_a = a->shortest < LENGTH_ENOUGH ? a->shortest : LENGTH_ENOUGH;
	size_t length_b = b->shortest < LENGTH_ENOUGH ? b->shortest : LENGTH_ENOUGH;

	if (a->count == 0 || b->count == 0)
		return a->count != 0;
	return length_a != length_b ? length_a > length_b : a->count < b->count;
}

static struct fingerprint_needs join(struct walk *walk, struct fingerprint_needs a, struct fingerprint_needs b)
{
	struct fingerprint_needs both = {.count = a.count + b.count};

	if (a.count == 0 || b.count == 0 || both.count > FINGERPRINT_LITERALS_MAX)
		return (struct fingerprint_needs){0};
	both.literals = arena_array(walk->arena, both.count, sizeof(*both.literals));
	memcpy(both.literals, a.literals, a.count * sizeof(*a.literals));
	memcpy(both.literals + a.count, b.literals, b.count * sizeof(*b.literals));
	both.shortest = a.shortest < b.shortest ? a.shortest : b.shortest;
	return both;
}

static void end_run(struct walk *walk, struct branch *branch)
{
	struct fingerprint_needs needs = {.count = 1, .shortest = branch->run_size};

	if (branch->run_size >= FINGERPRINT_LITERAL_MIN && is_better(&needs, &branch->best)) {
		needs.literals = arena_alloc(walk->arena, sizeof(*needs.literals));
		needs.literals[0] = str_of(arena_strndup(walk->arena, branch->run, branch->run_size), branch->run_size);
		branch->best = needs;
	}
	branch->run_size = 0;
}

static void add_byte(struct walk *walk, struct branch *branch, char byte)
{
	if (branch->run_size == FINGERPRINT_LITERAL_MAX)
		end_run(walk, branch);
	branch->run[branch->run_size++] = ascii_lower(byte);
}

static struct atom byte_atom(struct walk *walk, size_t length, char byte)
{
	walk->at += length;
	return (struct atom){.kind = ATOM_BYTE, .byte = byte};
}

static struct atom hex_atom(struct walk *walk)
{
	size_t length = 2;
	int value = 0;

	for (; length < 4 && ascii_hex_digit(byte_at(walk, length)) >= 0; length++)
		value = value * 16 + ascii_hex_digit(byte_at(walk, length));
	if (byte_at(walk, 2) == '{')
		walk->gave_up = true;
	return byte_atom(walk, length, (char)value);
}

static struct atom escape_atom(struct walk *walk)
{
	static const char controls[] = "nrtfae", bytes[] = "\n\r\t\f\a\033";
	char byte = byte_at(walk, 1);
	const char *control = byte ? strchr(controls, byte) : NULL;

	if (control)
		return byte_atom(walk, 2, bytes[control - controls]);
	if (byte == 'x')
		return hex_atom(walk);
	walk->at += 2;
	if (byte && strchr("bBAZzGK", byte))
		return (struct atom){.kind = ATOM_WIDTHLESS};
	if (byte && strchr("dDwWsSNRXhHvV", byte))
		return (struct atom){.kind = ATOM_OTHER};
	if (ascii_is_digit(byte)) {
		/* A back reference or an octal number: either may take the digits that follow. */
		while (ascii_is_digit(byte_at(walk, 0)))
			walk->at++;
		return (struct atom){.kind = ATOM_OTHER};
	}
	if (byte == '\0' || ascii_is_letter(byte))
		walk->gave_up = true;
	return (struct atom){.kind = ATOM_BYTE, .byte = byte};
}

/* Length of "[:alpha:]" at this place, or 0. */
static size_t named_class_length(const struct walk *walk)
{
	size_t length = 2;

	if (byte_at(walk, 0) != '[' || byte_at(walk, 1) != ':')
		return 0;
	while (byte_at(walk, length) == '^' || ascii_is_lower(byte_at(walk, length)))
		length++;
	return byte_at(walk, length) == ':' && byte_at(walk, length + 1) == ']' ? length + 2 : 0;
}

static struct atom class_atom(struct walk *walk)
{
	walk->at += byte_at(walk, 1) == '^' ? 2 : 1;
	if (byte_at(walk, 0) == ']')
		walk->at++;
	while (walk->at < walk->pattern.n && byte_at(walk, 0) != ']') {
		size_t named = named_class_length(walk);
		/* \Q and \E change what the brackets behind them mean. */
		if (byte_at(walk, 0) == '\\' && (byte_at(walk, 1) == 'Q' || byte_at(walk, 1) == 'E'))
			walk->gave_up = true;
		walk->at += named ? named : byte_at(walk, 0) == '\\' ? 2 : 1;
	}
	walk->at++;
	return (struct atom){.kind = ATOM_OTHER};
}

/* Steps over what stands between '(' and the group's content. False for a group whose content need not match. */
static bool skip_group_head(struct walk *walk)
{
	size_t letters;

	walk->at++;
	if (byte_at(walk, 0) == '*')
		walk->gave_up = true;
	if (byte_at(walk, 0) != '?')
		return true;
	walk->at++;
	letters = 0;
	while (byte_at(walk, letters) && strchr("imsn-", byte_at(walk, letters)))
		letters++;
	walk->at += letters;
	if (byte_at(walk, 0) == ':' || (letters == 0 && byte_at(walk, 0) == '>')) {
		walk->at++;
		return true;
	}
	if (letters == 0 && (byte_at(walk, 0) == '=' || byte_at(walk, 0) == '!')) {
		walk->at++;
		return false;
	}
	walk->gave_up = true;
	return false;
}

static struct atom group_atom(struct walk *walk)
{
	struct atom atom = {.kind = ATOM_GROUP};
	bool is_needed = skip_group_head(walk);

	if (++walk->depth > GROUPS_DEEP_MAX)
		walk->gave_up = true;
	atom.needs = walk_alternatives(walk);
	walk->depth--;
	if (byte_at(walk, 0) == ')')
		walk->at++;
	else
		walk->gave_up = true;
	if (!is_needed)
		atom.needs = (struct fingerprint_needs){0};
	return atom;
}

static struct atom next_atom(struct walk *walk)
{
	char byte = byte_at(walk, 0);

	switch (byte) {
	case '\\': return escape_atom(walk);
	case '[': return class_atom(walk);
	case '(': return group_atom(walk);
	case '^':
	case '$': walk->at++; return (struct atom){.kind = ATOM_WIDTHLESS};
	case '.': walk->at++; return (struct atom){.kind = ATOM_OTHER};
	default: return byte_atom(walk, 1, byte);
	}
}

/* "{3}", "{3,}", "{3,5}": its length, or 0 when the brace is a brace. */
static size_t braces_length(const struct walk *walk)
{
	size_t length = 1;

	while (byte_at(walk, length) && strchr("0123456789,", byte_at(walk, length)))
		length++;
	return byte_at(walk, length) == '}' && length > 1 ? length + 1 : 0;
}

/* Steps over the quantifiers at this place ("{2}{0}" is two). Says whether there is one and whether one of them lets
 * its atom be absent. */
static bool skip_quantifiers(struct walk *walk, bool *ret_may_be_absent)
{
	bool is_repeated = false;

	*ret_may_be_absent = false;
	for (;;) {
		char byte = byte_at(walk, 0);
		size_t length = byte == '{' ? braces_length(walk) : (size_t)(byte == '*' || byte == '+' || byte == '?');
		if (length == 0)
			return is_repeated;
		if (byte == '*' || byte == '?' || (byte == '{' && byte_at(walk, 1) == '0'))
			*ret_may_be_absent = true;
		is_repeated = true;
		walk->at += length;
	}
}

static struct fingerprint_needs walk_branch(struct walk *walk)
{
	struct branch branch = {.run_size = 0};

	while (!is_at_end(walk) && byte_at(walk, 0) != '|' && byte_at(walk, 0) != ')') {
		struct atom atom = next_atom(walk);
		bool may_be_absent, is_repeated = skip_quantifiers(walk, &may_be_absent);
		if (atom.kind == ATOM_BYTE && !may_be_absent)
			add_byte(walk, &branch, atom.byte);
		if (is_repeated || atom.kind == ATOM_GROUP || atom.kind == ATOM_OTHER)
			end_run(walk, &branch);
		if (atom.kind == ATOM_GROUP && !may_be_absent && is_better(&atom.needs, &branch.best))
			branch.best = atom.needs;
	}
	end_run(walk, &branch);
	return branch.best;
}

static struct fingerprint_needs walk_alternatives(struct walk *walk)
{
	struct fingerprint_needs needs = walk_branch(walk);

	while (!is_at_end(walk) && byte_at(walk, 0) == '|') {
		walk->at++;
		needs = join(walk, needs, walk_branch(walk));
	}
	return needs;
}

struct fingerprint_needs fingerprint_literal_find(struct arena *arena, struct str pattern)
{
	struct walk walk = {.arena = arena, .pattern = pattern};
	struct fingerprint_needs needs = walk_alternatives(&walk);

	if (walk.gave_up || walk.at < pattern.n)
		return (struct fingerprint_needs){0};
	return needs;
}
