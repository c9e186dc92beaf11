/* SPDX-License-Identifier: Apache-2.0 */
#include "findings/difference.h"

#include <stdlib.h>
#include <string.h>

/* One finding of one list while pairs are looked for. */
struct entry {
	const struct finding *finding;
	bool is_paired;
};

/* A list sorted by check, target and port, so that findings which may belong together are neighbours. */
struct difference_side {
	struct entry *entries;
	size_t count;
};

struct comparing {
	struct arena *arena;
	struct differences *into;
	size_t cap;
};

const char *difference_change_name(enum change change)
{
	static const char *const names[] = {"new", "worse", "same", "better", "fixed", "gone"};

	return names[change];
}

static int compare_places(const struct finding *a, const struct finding *b)
{
	int order = strcmp(a->check, b->check);

	if (!order)
		order = strcmp(a->target, b->target);
	return order ? order : a->port - b->port;
}

static int compare_entries(const void *left, const void *right)
{
	const struct finding *a = ((const struct entry *)left)->finding, *b = ((const struct entry *)right)->finding;
	int order = compare_places(a, b);

	if (!order)
		order = strcmp(a->address, b->address);
	if (!order)
		order = strcmp(a->variant, b->variant);
	return order ? order : strcmp(a->evidence, b->evidence);
}

static struct difference_side side_of(struct arena *arena, const struct finding *findings, size_t count)
{
	struct difference_side side = {.entries = arena_array(arena, count, sizeof(*side.entries)), .count = count};

	for (size_t i = 0; i < count; i++)
		side.entries[i] = (struct entry){.finding = &findings[i]};
	if (side.count)
		qsort(side.entries, side.count, sizeof(*side.entries), compare_entries);
	return side;
}

static struct str remedy_of(const struct finding *finding)
{
	return str_from(finding->remedy);
}

/* What a remedy is done to: "nginx" of "update:nginx". */
static struct str object_of(const struct finding *finding)
{
	struct str remedy = remedy_of(finding);

	return str_skip(remedy, str_index(remedy, ':') + 1);
}

/* Which of several findings of one check at one port it is: a template, a result of another tool. "" where there is
 * only one. */
static const char *subject_of(const struct finding *finding)
{
	const char *template = value_get_text(finding->details, "template");

	return *template ? template : value_get_text(finding->details, "id");
}

/* Whether two findings of one check, target and port are the same problem, by the criterion `way`, the surest first. An
 * address changes when a server moves, and variant and remedy change with the problem; but nginx never becomes PHP. */
#define WAYS 4
static bool is_pair(const struct finding *a, const struct finding *b, int way)
{
	bool has_address = !strcmp(a->address, b->address), has_remedy = str_eq(remedy_of(a), remedy_of(b));
	struct str object_a = object_of(a), object_b = object_of(b);

	if (strcmp(subject_of(a), subject_of(b)) != 0)
		return false;
	switch (way) {
	case 0: return has_address && has_remedy && !strcmp(a->variant, b->variant);
	case 1: return has_address && has_remedy;
	case 2: return has_remedy;
	default: return !object_a.n || !object_b.n || str_eq(object_a, object_b);
	}
}

/* Searches from *near on, then from the beginning. *near becomes the place behind the match, where the next match is
 * most likely because both lists are in order of urgency. */
static bool has_vulnerability(const struct value *list, const char *id, size_t *near)
{
	size_t count = value_count(list);

	for (size_t i = 0; i < count; i++) {
		size_t at = (*near + i) % count;
		if (!strcmp(value_get_text(value_at(list, at), "id"), id)) {
			*near = at + 1;
			return true;
		}
	}
	return false;
}

/* Some of `list` are not among `others`. */
static bool has_more(const struct finding *list, const struct finding *others)
{
	const struct value *entries = value_get(list->details, "vulnerabilities");
	const struct value *known = value_get(others->details, "vulnerabilities");
	size_t near = 0;

	for (size_t i = 0; i < value_count(entries); i++)
		if (!has_vulnerability(known, value_get_text(value_at(entries, i), "id"), &near))
			return true;
	return false;
}

static enum change change_of(const struct finding *before, const struct finding *after)
{
	if (before->priority != after->priority)
		return after->priority < before->priority ? CHANGE_WORSE : CHANGE_BETTER;
	if (has_more(after, before))
		return CHANGE_WORSE;
	return has_more(before, after) ? CHANGE_BETTER : CHANGE_SAME;
}

static void add(struct comparing *c, enum change change, const struct finding *before, const struct finding *after)
{
	c->into->items = arena_grow(c->arena, c->into->items, c->into->count, &c->cap, sizeof(*c->into->items));
	c->into->items[c->into->count++] = (struct difference){change, before, after};
}

/* Entries from `from` on that are of one check, target and port end here. */
static size_t group_end(const struct difference_side *side, size_t from)
{
	size_t end = from;

	while (end < side->count && !compare_places(side->entries[from].finding, side->entries[end].finding))
		end++;
	return end;
}

static void pair_one(struct comparing *c, struct entry *earlier, struct difference_side *after, size_t from, size_t end,
		     int way)
{
	for (size_t i = from; i < end; i++) {
		struct entry *later = &after->entries[i];
		if (later->is_paired || later->finding->verdict != VERDICT_BAD ||
		    !is_pair(earlier->finding, later->finding, way))
			continue;
		earlier->is_paired = later->is_paired = true;
		add(c, change_of(earlier->finding, later->finding), earlier->finding, later->finding);
		return;
	}
}

static void pair_group(struct comparing *c, struct difference_side *before, size_t from, size_t end,
		       struct difference_side *after, size_t later_from)
{
	size_t later_end = group_end(after, later_from);

	for (int way = 0; way < WAYS; way++)
		for (size_t i = from; i < end; i++)
			if (!before->entries[i].is_paired && before->entries[i].finding->verdict == VERDICT_BAD)
				pair_one(c, &before->entries[i], after, later_from, later_end, way);
}

/* First entry at or behind a place. */
static size_t lower_bound(const struct difference_side *side, const struct finding *place)
{
	size_t low = 0, high = side->count;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if (compare_places(side->entries[middle].finding, place) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Whether the entries of exactly this place say good and nothing untestable. */
static bool is_good_at(const struct difference_side *side, const struct finding *place)
{
	bool is_good = false;

	for (size_t i = lower_bound(side, place); i < side->count && !compare_places(side->entries[i].finding, place);
	     i++) {
		const struct finding *finding = side->entries[i].finding;
		if (finding->verdict == VERDICT_UNTESTABLE || finding->verdict == VERDICT_NOT_TESTED)
			return false;
		is_good |= finding->verdict == VERDICT_GOOD;
	}
	return is_good;
}

/* A check that judges a target as a whole reports no port. */
static enum change fate_of(const struct difference_side *after, const struct finding *finding)
{
	size_t at = lower_bound(after, finding);
	struct finding place = *finding;

	if (at == after->count || compare_places(after->entries[at].finding, finding) != 0)
		place.port = 0;
	return is_good_at(after, &place) ? CHANGE_FIXED : CHANGE_GONE;
}

static int compare_differences(const void *left, const void *right)
{
	const struct difference *a = left, *b = right;
	const struct finding *x = difference_finding(a), *y = difference_finding(b);

	if (a->change != b->change)
		return (int)a->change - (int)b->change;
	if (x->priority != y->priority)
		return (int)x->priority - (int)y->priority;
	return compare_entries(&(struct entry){.finding = x}, &(struct entry){.finding = y});
}

void difference_find(struct arena *arena, const struct finding *before, size_t before_count,
		     const struct finding *after, size_t after_count, struct differences *ret_differences)
{
	struct difference_side earlier = side_of(arena, before, before_count),
			       later = side_of(arena, after, after_count);
	struct comparing c = {.arena = arena, .into = ret_differences};

	*ret_differences = (struct differences){0};
	for (size_t from = 0, end; from < earlier.count; from = end) {
		size_t at = lower_bound(&later, earlier.entries[from].finding);
		end = group_end(&earlier, from);
		if (at < later.count && !compare_places(later.entries[at].finding, earlier.entries[from].finding))
			pair_group(&c, &earlier, from, end, &later, at);
	}
	for (size_t i = 0; i < earlier.count; i++) {
		const struct entry *entry = &earlier.entries[i];
		if (entry->finding->verdict == VERDICT_BAD && !entry->is_paired)
			add(&c, fate_of(&later, entry->finding), entry->finding, NULL);
	}
	for (size_t i = 0; i < later.count; i++)
		if (later.entries[i].finding->verdict == VERDICT_BAD && !later.entries[i].is_paired)
			add(&c, CHANGE_NEW, NULL, later.entries[i].finding);
	if (ret_differences->count)
		qsort(ret_differences->items, ret_differences->count, sizeof(*ret_differences->items),
		      compare_differences);
}

const struct finding *difference_finding(const struct difference *difference)
{
	return difference->after ? difference->after : difference->before;
}

struct value *difference_value(struct arena *arena, const struct difference *difference)
{
	struct value *map = value_map(arena);
	struct value *none = value_null(arena);

	value_set_text(arena, map, "change", difference_change_name(difference->change));
	value_set(arena, map, "before", difference->before ? finding_value(arena, difference->before) : none);
	value_set(arena, map, "after", difference->after ? finding_value(arena, difference->after) : none);
	return map;
}
