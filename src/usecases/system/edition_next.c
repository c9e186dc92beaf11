/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/system/edition_next.h"

#include <string.h>

#include "base/ascii.h"
#include "calendar/business_day.h"
#include "calendar/holiday.h"

#define ERA_FIRST_YEAR 2019 /* 令和元年 */
#define CHANGES_MAX    16

/* One text that becomes another, in lines of one kind. */
struct edition_next_change {
	const char *begins; /* how such a line begins; NULL: lines above the reception */
	const char *before, *after;
};

struct edition_next_run {
	struct arena *arena;
	const struct edition *edition;
	struct edition_next_change changes[CHANGES_MAX];
	size_t change_count, room;
	bool is_head; /* above the reception */
	struct edition_next next;
	struct buf out;
};

/* ---- what follows from the year ---- */

static void add_change(struct edition_next_run *r, const char *begins, const char *before, const char *after)
{
	r->changes[r->change_count++] = (struct edition_next_change){begins, before, after};
}

/* "tokyo_r7" is "tokyo_r8", "R9-" is "R10-": the last number in it, one higher. NULL without one. */
static const char *count_up(struct arena *arena, const char *text)
{
	size_t end = strlen(text), begin;
	uint64_t number;

	while (end && !ascii_is_digit(text[end - 1]))
		end--;
	for (begin = end; begin && ascii_is_digit(text[begin - 1]);)
		begin--;
	if (!str_to_u64(str_of(text + begin, end - begin), &number))
		return NULL;
	return arena_printf(arena, "%.*s%llu%s", (int)begin, text, (unsigned long long)number + 1, text + end);
}

static const char *date_text(struct arena *arena, int64_t day)
{
	struct civil civil = day_to_civil(day);

	return arena_printf(arena, "%04d-%02d-%02d", civil.year, civil.month, civil.day);
}

/* The same day of the next year (1 March for 29 February), moved by step to a business day. */
static int64_t next_year(const struct edition *edition, int64_t day, int step)
{
	struct civil civil = day_to_civil(day);
	int64_t moved;

	civil.year++;
	if (!day_from_civil(civil, &moved) && !day_from_civil((struct civil){civil.year, 3, 1}, &moved))
		moved = day + 365;
	while (!business_day_is(moved, edition->closed_days, edition->closed_day_count))
		moved += step;
	return moved;
}

static void add_date(struct edition_next_run *r, const char *begins, int64_t day, int step)
{
	add_change(r, begins, date_text(r->arena, day), date_text(r->arena, next_year(r->edition, day, step)));
}

static void add_year(struct edition_next_run *r, const char *begins, const char *head, int year, const char *tail)
{
	add_change(r, begins, arena_printf(r->arena, "%s%d%s", head, year, tail),
		   arena_printf(r->arena, "%s%d%s", head, year + 1, tail));
}

static enum err find_changes(struct edition_next_run *r, struct fault *why)
{
	const struct edition *edition = r->edition;
	const char *prefix = count_up(r->arena, edition->receipt_prefix);
	int year = edition->fiscal_year;

	r->next.id = count_up(r->arena, edition->id);
	if (!r->next.id || !prefix)
		return fault_set(why, ERR_UNSUPPORTED, "\"%s\" holds no number that could be one higher next year",
				 r->next.id ? edition->receipt_prefix : edition->id);
	if (year + 2 > HOLIDAY_YEAR_MAX)
		return fault_set(why, ERR_UNSUPPORTED, "the holidays of %d are not known", year + 2);
	add_change(r, "id:", edition->id, r->next.id);
	add_change(r, "receipt_prefix:", edition->receipt_prefix, prefix);
	add_year(r, "fiscal_year:", "", year, "");
	add_date(r, "reception:", day_of_ms(edition->opens_ms), 1);
	add_date(r, "reception:", day_of_ms(edition->closes_ms) - 1, 1);
	if (edition->support_ends)
		add_date(r, "support_ends:", edition->support_ends, -1);
	if (edition->invitations_end)
		add_date(r, "invitations_end:", edition->invitations_end, -1);
	add_year(r, NULL, "令和", year - ERA_FIRST_YEAR + 1, "年");
	add_year(r, NULL, "Reiwa ", year - ERA_FIRST_YEAR + 1, "");
	add_year(r, NULL, "iscal Year ", year, "");
	add_year(r, NULL, "iscal year ", year, "");
	return ERR_OK;
}

/* ---- line by line ---- */

static bool is_comment(struct str line)
{
	return str_starts(str_trim(line), "#");
}

static bool fits(const struct edition_next_run *r, const struct edition_next_change *change, struct str line)
{
	return change->begins ? str_starts(line, change->begins) : r->is_head && !is_comment(line);
}

/* The line with every fitting text changed once each time it stands there. */
static struct str change_line(struct edition_next_run *r, struct str line)
{
	for (size_t i = 0; i < r->change_count; i++) {
		const struct edition_next_change *change = &r->changes[i];
		size_t at, from = 0, length = strlen(change->before);
		while (fits(r, change, line) && (at = str_find(str_skip(line, from), change->before)) < line.n - from) {
			const char *text =
				arena_printf(r->arena, "%.*s%s%.*s", (int)(from + at), line.p, change->after,
					     (int)(line.n - from - at - length), line.p + from + at + length);
			from += at + strlen(change->after);
			line = str_from(text);
		}
	}
	return line;
}

static bool names_a_year(const struct edition_next_run *r, struct str line)
{
	int year = r->edition->fiscal_year;

	for (int i = year; i <= year + 1; i++)
		if (str_find(line, arena_printf(r->arena, "%d", i)) < line.n)
			return true;
	return str_find(line, "令和") < line.n || str_find(line, "Reiwa") < line.n;
}

static void note(struct edition_next_run *r, size_t number, struct str text, const char *before)
{
	r->next.lines = arena_grow(r->arena, r->next.lines, r->next.count, &r->room, sizeof(*r->next.lines));
	r->next.lines[r->next.count++] = (struct edition_next_line){number, str_dup(r->arena, str_trim(text)), before};
}

static void take_line(struct edition_next_run *r, size_t number, struct str line)
{
	struct str changed = change_line(r, line);

	if (!str_eq(line, changed))
		note(r, number, changed, str_dup(r->arena, str_trim(line)));
	else if (names_a_year(r, line))
		note(r, number, line, NULL);
	buf_add(&r->out, changed);
	if (str_starts(line, "reception:"))
		r->is_head = false;
}

enum err edition_next(struct arena *arena, const struct edition *edition, struct str yaml,
		      struct edition_next *ret_next, struct fault *why)
{
	struct edition_next_run r = {.arena = arena, .edition = edition, .is_head = true};
	enum err err = find_changes(&r, why);

	if (err)
		return err;
	buf_init(&r.out, 2 * EDITION_BYTES_MAX);
	for (size_t number = 1; yaml.n; number++) {
		size_t end = str_index(yaml, '\n');
		take_line(&r, number, str_head(yaml, end));
		if (end < yaml.n)
			buf_add_byte(&r.out, '\n');
		yaml = str_skip(yaml, end + 1);
	}
	err = buf_finish(&r.out, "the next edition", why);
	if (!err)
		r.next.yaml = str_of(str_dup(arena, buf_str(&r.out)), r.out.size);
	buf_release(&r.out);
	if (!err)
		*ret_next = r.next;
	return err;
}
