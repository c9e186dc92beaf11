/* SPDX-License-Identifier: Apache-2.0 */
#include "measures/measure.h"

#include <stdlib.h>
#include <string.h>

#include "calendar/day.h"
#include "knowledge/version/version_order.h"

/* A measure that still grows. */
struct growing {
	struct measure measure;
	size_t cap;
	size_t first; /* index of its first finding, for an order that is the same in each run */
	bool is_gone; /* joined to another one */
};

struct planning {
	struct arena *arena;
	struct growing *items;
	size_t count, cap;
};

static const char *remedy_of(const struct finding *finding)
{
	return finding->remedy ? finding->remedy : "";
}

static bool is_same_machine(const struct finding *a, const struct finding *b)
{
	return !strcmp(a->target, b->target) || (*a->address && !strcmp(a->address, b->address));
}

static bool takes_in(const struct growing *growing, const struct finding *finding)
{
	const struct measure *measure = &growing->measure;

	if (growing->is_gone || !*measure->remedy || strcmp(measure->remedy, remedy_of(finding)) != 0)
		return false;
	if (assignment_of(finding).group != measure->assignment.group)
		return false;
	for (size_t i = 0; i < measure->count; i++)
		if (is_same_machine(measure->findings[i], finding))
			return true;
	return false;
}

static void add(struct planning *p, struct growing *into, const struct finding *finding)
{
	struct measure *measure = &into->measure;

	measure->findings =
		arena_grow(p->arena, measure->findings, measure->count, &into->cap, sizeof(*measure->findings));
	measure->findings[measure->count++] = finding;
}

/* A finding may show that two machines are the same: it has the name of one and the address of the other. */
static void place(struct planning *p, const struct finding *finding, size_t index)
{
	struct growing *home = NULL;

	for (size_t i = 0; i < p->count; i++) {
		struct growing *other = &p->items[i];
		if (!takes_in(other, finding))
			continue;
		if (!home) {
			home = other;
			continue;
		}
		for (size_t k = 0; k < other->measure.count; k++)
			add(p, home, other->measure.findings[k]);
		other->is_gone = true;
	}
	if (!home) {
		p->items = arena_grow(p->arena, p->items, p->count, &p->cap, sizeof(*p->items));
		home = &p->items[p->count++];
		*home = (struct growing){
			.measure = {.remedy = remedy_of(finding), .assignment = assignment_of(finding)},
			.first = index};
	}
	add(p, home, finding);
}

static int compare_findings(const void *left, const void *right)
{
	const struct finding *const *a = left, *const *b = right;

	return (*a > *b) - (*a < *b); /* places in one array */
}

static struct str text_of(const struct value *map, const char *key)
{
	const struct value *value = value_get(map, key);

	return value && value->kind == VALUE_TEXT ? value->text : str_of("", 0);
}

static bool is_exploited(const struct finding *finding)
{
	const struct value *entries = value_get(finding->details, "vulnerabilities");

	for (size_t i = 0; i < value_count(entries); i++)
		if (value_get_bool(value_at(entries, i), "kev"))
			return true;
	return assignment_of(finding).harm == ASSIGNMENT_RANSOM;
}

/* The earlier of two ends, of which 0 is none. */
static int64_t earlier(int64_t a, int64_t b)
{
	return a && (!b || a < b) ? a : b;
}

/* 0 for a finding about anything but an end: a signature that is renewed every week ends, too. */
static int64_t end_of(const struct finding *finding)
{
	static const char *const variants[] = {"expired", "expiring", "soon", "later"};

	for (size_t i = 0; i < COUNT(variants); i++)
		if (!strcmp(finding->variant, variants[i]))
			return earlier(value_get_int(finding->details, "not_after_ms", 0),
				       value_get_int(finding->details, "expires_ms", 0));
	return 0;
}

static void take_facts(struct measure *measure, const struct finding *finding)
{
	struct str fixed_in = text_of(finding->details, "fixed_in");
	enum assignment_harm harm = assignment_of(finding).harm;

	if (finding->priority < measure->priority)
		measure->priority = finding->priority;
	if (fixed_in.n && version_order(VERSION_AUTO, fixed_in, measure->fixed_in) > 0)
		measure->fixed_in = fixed_in;
	if (harm < measure->assignment.harm)
		measure->assignment.harm = harm;
	measure->is_exploited = measure->is_exploited || is_exploited(finding);
	measure->is_possible = measure->is_possible && finding->confidence == CONFIDENCE_POSSIBLE;
	measure->ends_ms = earlier(measure->ends_ms, end_of(finding));
}

static void complete(struct measure *measure)
{
	qsort(measure->findings, measure->count, sizeof(const struct finding *), compare_findings);
	measure->priority = measure->findings[0]->priority;
	measure->fixed_in = str_of("", 0);
	measure->is_possible = true;
	for (size_t i = 0; i < measure->count; i++)
		take_facts(measure, measure->findings[i]);
}

/* What never ends comes last. */
static int compare_ends(int64_t a, int64_t b)
{
	if (a == b)
		return 0;
	return earlier(a, b) == a ? -1 : 1;
}

static int compare_measures(const void *left, const void *right)
{
	const struct growing *a = left, *b = right;

	if (a->measure.priority != b->measure.priority)
		return (int)a->measure.priority - (int)b->measure.priority;
	if (a->measure.is_exploited != b->measure.is_exploited)
		return a->measure.is_exploited ? -1 : 1;
	if (a->measure.assignment.harm != b->measure.assignment.harm)
		return (int)a->measure.assignment.harm - (int)b->measure.assignment.harm;
	if (a->measure.ends_ms != b->measure.ends_ms)
		return compare_ends(a->measure.ends_ms, b->measure.ends_ms);
	if (a->measure.count != b->measure.count)
		return a->measure.count > b->measure.count ? -1 : 1;
	return (a->first > b->first) - (a->first < b->first);
}

void measure_plan(struct arena *arena, const struct finding *findings, size_t count, struct measures *ret_measures)
{
	struct planning p = {.arena = arena};
	size_t kept = 0;

	for (size_t i = 0; i < count; i++)
		if (findings[i].verdict == VERDICT_BAD)
			place(&p, &findings[i], i);
	for (size_t i = 0; i < p.count; i++)
		if (!p.items[i].is_gone)
			p.items[kept++] = p.items[i];
	ret_measures->items = arena_array(arena, kept, sizeof(*ret_measures->items));
	ret_measures->count = kept;
	for (size_t i = 0; i < kept; i++)
		complete(&p.items[i].measure);
	if (kept)
		qsort(p.items, kept, sizeof(*p.items), compare_measures);
	for (size_t i = 0; i < kept; i++)
		ret_measures->items[i] = p.items[i].measure;
}

static double number_of(const struct value *map, const char *key)
{
	const struct value *value = value_get(map, key);

	if (value && value->kind == VALUE_REAL)
		return value->real;
	return value && value->kind == VALUE_INT ? (double)value->integer : -1;
}

/* What an entry does not say is taken from its finding. */
static struct measure_vulnerability read_vulnerability(const struct value *entry, const struct finding *finding)
{
	struct measure_vulnerability read = {
		.id = text_of(entry, "id"),
		.priority = finding->priority,
		.confidence = finding->confidence,
		.cvss = number_of(entry, "cvss"),
		.epss = number_of(entry, "epss"),
		.is_exploited = value_get_bool(entry, "kev"),
		.is_conditional = value_get_bool(entry, "conditional"),
		.fixed_in = text_of(entry, "fixed_in"),
	};

	(void)finding_priority_parse(text_of(entry, "priority"), &read.priority);
	(void)finding_confidence_parse(text_of(entry, "confidence"), &read.confidence);
	return read;
}

static int compare_texts(struct str a, struct str b)
{
	size_t shorter = a.n < b.n ? a.n : b.n;
	int order = shorter ? memcmp(a.p, b.p, shorter) : 0;

	return order ? order : (a.n > b.n) - (a.n < b.n);
}

static int compare_urgency(const void *left, const void *right)
{
	const struct measure_vulnerability *a = left, *b = right;

	if (a->priority != b->priority)
		return (int)a->priority - (int)b->priority;
	if (a->is_exploited != b->is_exploited)
		return a->is_exploited ? -1 : 1;
	if (a->epss < b->epss || a->epss > b->epss)
		return a->epss > b->epss ? -1 : 1;
	if (a->cvss < b->cvss || a->cvss > b->cvss)
		return a->cvss > b->cvss ? -1 : 1;
	return compare_texts(a->id, b->id);
}

/* By id, the most urgent first, so that the first of several entries is the one to keep. */
static int compare_ids(const void *left, const void *right)
{
	const struct measure_vulnerability *a = left, *b = right;
	int order = compare_texts(a->id, b->id);

	return order ? order : compare_urgency(a, b);
}

void measure_vulnerabilities(struct arena *arena, const struct measure *measure,
			     struct measure_vulnerability **ret_vulnerabilities, size_t *ret_count)
{
	struct measure_vulnerability *all = NULL;
	size_t count = 0, cap = 0, kept = 0;

	for (size_t i = 0; i < measure->count; i++) {
		const struct value *entries = value_get(measure->findings[i]->details, "vulnerabilities");
		for (size_t k = 0; k < value_count(entries); k++) {
			struct measure_vulnerability read =
				read_vulnerability(value_at(entries, k), measure->findings[i]);
			if (!read.id.n)
				continue;
			all = arena_grow(arena, all, count, &cap, sizeof(*all));
			all[count++] = read;
		}
	}
	if (count)
		qsort(all, count, sizeof(*all), compare_ids);
	for (size_t i = 0; i < count; i++)
		if (!kept || !str_eq(all[kept - 1].id, all[i].id))
			all[kept++] = all[i];
	if (kept)
		qsort(all, kept, sizeof(*all), compare_urgency);
	*ret_vulnerabilities = all;
	*ret_count = kept;
}

int64_t measure_deadline_day(const struct measure *measure, int64_t from_day)
{
	static const int64_t days[] = {[PRIORITY_P1] = 3, [PRIORITY_P2] = 14, [PRIORITY_P3] = 91, [PRIORITY_P4] = 0};
	int64_t deadline = days[measure->priority] ? from_day + days[measure->priority] : 0;
	int64_t end = measure->ends_ms ? day_of_ms(measure->ends_ms) : 0;

	return end >= from_day ? earlier(end, deadline) : deadline;
}
