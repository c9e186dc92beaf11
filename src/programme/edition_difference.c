/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/edition_difference.h"

#include <stdio.h>
#include <string.h>

#include "codec/yaml.h"

#define PATH_MAX_BYTES 300

const char *edition_change_name(enum edition_change change)
{
	switch (change) {
	case EDITION_CHANGE_TEXTS: return "texts";
	case EDITION_CHANGE_PERIOD: return "period";
	case EDITION_CHANGE_PLACES: return "places";
	case EDITION_CHANGE_CALENDAR: return "calendar";
	}
	return "";
}

struct comparing {
	const char *file;
	bool is_head;
	unsigned changes;
	char path[PATH_MAX_BYTES];
};

/* Which change a difference at this path is; 0: none that is allowed. */
static unsigned change_at(const struct comparing *c)
{
	struct str path = str_from(c->path);
	/* What a company agreed to keeps its wording: another one is another statement. */
	bool is_statement = str_starts(path, "pledges[") || str_starts(path, "consents[");

	if ((str_ends(path, ".ja") || str_ends(path, ".en")) && !(c->is_head && is_statement))
		return EDITION_CHANGE_TEXTS;
	if (!c->is_head)
		return 0;
	if (str_ends(path, ".words"))
		return EDITION_CHANGE_TEXTS;
	if (str_starts(path, "sections[") || str_is(path, "sections") || str_starts(path, "contact.") ||
	    str_is(path, "check_days") || str_starts(path, "emergency") || str_starts(path, "elsewhere") ||
	    str_starts(path, "hosters"))
		return EDITION_CHANGE_TEXTS;
	if (str_starts(path, "reception.") || str_is(path, "invitations_end"))
		return EDITION_CHANGE_PERIOD;
	if (str_starts(path, "courses[") && str_ends(path, ".places"))
		return EDITION_CHANGE_PLACES;
	return str_starts(path, "closed_days") ? EDITION_CHANGE_CALENDAR : 0;
}

static enum err take_difference(struct comparing *c, struct fault *why)
{
	unsigned change = change_at(c);

	c->changes |= change;
	if (change)
		return ERR_OK;
	return fault_set(why, ERR_INVALID,
			 "%s, %s: differs; a published edition changes only its texts, period, places and calendar",
			 c->file, c->path[0] ? c->path : "the whole");
}

static bool scalars_are_equal(const struct value *a, const struct value *b)
{
	switch (a->kind) {
	case VALUE_BOOL: return a->boolean == b->boolean;
	case VALUE_INT: return a->integer == b->integer;
	case VALUE_TEXT: return str_eq(a->text, b->text);
	default: return true;
	}
}

static enum err compare(struct comparing *c, const struct value *a, const struct value *b, struct fault *why);

static enum err compare_at(struct comparing *c, const char *step, const struct value *a, const struct value *b,
			   struct fault *why)
{
	size_t length = strlen(c->path);
	enum err err;

	snprintf(c->path + length, sizeof(c->path) - length, "%s", step);
	err = compare(c, a, b, why);
	c->path[length] = '\0';
	return err;
}

static enum err compare_maps(struct comparing *c, const struct value *a, const struct value *b, struct fault *why)
{
	enum err err = ERR_OK;
	char step[100];

	for (size_t i = 0; !err && i < a->count; i++) {
		snprintf(step, sizeof(step), "%s%.*s", c->path[0] ? "." : "", (int)a->keys[i].n, a->keys[i].p);
		err = compare_at(c, step, a->items[i], value_get_str(b, a->keys[i]), why);
	}
	for (size_t i = 0; !err && i < b->count; i++) {
		snprintf(step, sizeof(step), "%s%.*s", c->path[0] ? "." : "", (int)b->keys[i].n, b->keys[i].p);
		if (!value_get_str(a, b->keys[i]))
			err = compare_at(c, step, NULL, b->items[i], why);
	}
	return err;
}

static enum err compare_lists(struct comparing *c, const struct value *a, const struct value *b, struct fault *why)
{
	size_t count = a->count > b->count ? a->count : b->count;
	enum err err = ERR_OK;
	char step[32];

	for (size_t i = 0; !err && i < count; i++) {
		snprintf(step, sizeof(step), "[%zu]", i);
		err = compare_at(c, step, i < a->count ? a->items[i] : NULL, i < b->count ? b->items[i] : NULL, why);
	}
	return err;
}

/* NULL stands for what is not there. */
static enum err compare(struct comparing *c, const struct value *a, const struct value *b, struct fault *why)
{
	if (!a || !b || a->kind != b->kind)
		return a == b ? ERR_OK : take_difference(c, why);
	if (a->kind == VALUE_MAP)
		return compare_maps(c, a, b, why);
	if (a->kind == VALUE_LIST)
		return compare_lists(c, a, b, why);
	return scalars_are_equal(a, b) ? ERR_OK : take_difference(c, why);
}

static enum err compare_part(const struct edition_part *before, const struct edition_part *after, unsigned *changes,
			     struct fault *why)
{
	struct comparing c = {.file = before->name, .is_head = strcmp(before->name, EDITION_HEAD_FILE) == 0};
	struct value *a, *b;
	ARENA_SCOPED arena;
	enum err err;

	if (str_eq(before->bytes, after->bytes))
		return ERR_OK;
	arena_init(&arena);
	err = yaml_decode(&arena, before->bytes, before->name, &a, why);
	if (!err)
		err = yaml_decode(&arena, after->bytes, after->name, &b, why);
	if (!err)
		err = compare(&c, a, b, why);
	*changes |= c.changes;
	return err;
}

/* A mail may come: that of a later program, which the edition did not have to have when it was published. */
static enum err take_new(const char *name, unsigned *changes, struct fault *why)
{
	if (!str_starts(str_from(name), EDITION_MAILS))
		return fault_set(why, ERR_INVALID, "%s: is new; a published edition keeps its files", name);
	*changes |= EDITION_CHANGE_TEXTS;
	return ERR_OK;
}

enum err edition_difference_find(const struct edition_parts *before, const struct edition_parts *after,
				 unsigned *ret_changes, struct fault *why)
{
	unsigned changes = 0;
	enum err err = ERR_OK;

	for (size_t i = 0; !err && i < before->count; i++) {
		const struct edition_part *other = edition_parts_find(after, before->items[i].name);
		err = other ? compare_part(&before->items[i], other, &changes, why)
			    : fault_set(why, ERR_INVALID, "%s: is missing; a published edition keeps its files",
					before->items[i].name);
	}
	for (size_t i = 0; !err && i < after->count; i++)
		if (!edition_parts_find(before, after->items[i].name))
			err = take_new(after->items[i].name, &changes, why);
	if (!err)
		*ret_changes = changes;
	return err;
}
