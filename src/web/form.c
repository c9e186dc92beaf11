/* SPDX-License-Identifier: Apache-2.0 */
#include "web/form.h"

#include <string.h>

#include "usecases/form_value.h"

static const struct value_key option_keys[] = {
	{"option", VALUE_TEXT, NULL},
	{"option_label", VALUE_TEXT, NULL},
	{"chosen", VALUE_BOOL, NULL},
	{"option_id", VALUE_TEXT, NULL},
	{0},
};

static const struct value_key field_keys[] = {
	{"options", VALUE_LIST, option_keys},
	{"is_line", VALUE_BOOL, NULL},
	{"is_lines", VALUE_BOOL, NULL},
	{"is_select", VALUE_BOOL, NULL},
	{"is_agree", VALUE_BOOL, NULL},
	{"is_group", VALUE_BOOL, NULL},
	{"type", VALUE_TEXT, NULL},
	{"inputmode", VALUE_TEXT, NULL},
	{"has_help", VALUE_BOOL, NULL},
	{"has_statements", VALUE_BOOL, NULL},
	{"described_by", VALUE_TEXT, NULL},
	{NULL, VALUE_MAP, form_value_field_keys},
	{0},
};

const struct value_key form_keys[] = {
	{"fields", VALUE_LIST, field_keys},
	{"problems", VALUE_LIST, field_keys},
	{NULL, VALUE_MAP, form_value_keys},
	{0},
};

/* How HTML asks each kind; "" leaves an attribute out. Numbers are plain text fields: a number field changes its value
 * when the wheel turns and drops full-width digits. */
static const struct shape {
	const char *kind, *control, *type, *inputmode;
} shapes[] = {
	{"text", "line", "text", ""},
	{"long_text", "lines", "", ""},
	{"kana", "line", "text", ""},
	{"number", "line", "text", "numeric"},
	{"choice", "group", "radio", ""},
	{"select", "select", "", ""},
	{"choices", "group", "checkbox", ""},
	{"agree", "agree", "checkbox", ""},
	{"mail", "line", "email", "email"},
	{"phone", "line", "tel", "tel"},
	{"postal_code", "line", "text", "numeric"},
	{"corporate_number", "line", "text", "numeric"},
	{"url", "line", "text", "url"},
	{"hosts", "lines", "", ""},
};

static const struct shape *find_shape(const char *kind)
{
	static const struct shape none = {"", "", "", ""};

	for (size_t i = 0; i < COUNT(shapes); i++)
		if (strcmp(shapes[i].kind, kind) == 0)
			return &shapes[i];
	return &none;
}

/* The first option has the id of the field itself: the error summary leads to it. */
static void set_option_ids(struct arena *arena, const char *id, const struct value *options)
{
	for (size_t i = 0; i < value_count(options); i++) {
		struct value *option = options->items[i];
		value_set_text(arena, option, "option_id",
			       i ? arena_printf(arena, "%s-%s", id, value_get_text(option, "option")) : id);
	}
}

static void set_descriptions(struct arena *arena, struct value *field)
{
	const char *id = value_get_text(field, "id");
	bool has_problem = *value_get_text(field, "problem");
	bool is_long = strcmp(value_get_text(field, "kind"), "long_text") == 0;
	bool has_limit = is_long && value_get_int(field, "chars_max", 0);
	bool has_help = *value_get_text(field, "help") || *value_get_text(field, "look_up") || has_limit ||
			value_is_truthy(value_get(field, "condition"));

	value_set_bool(arena, field, "has_help", has_help);
	value_set_text(arena, field, "described_by",
		       arena_printf(arena, "%s%s%s%s%s", has_problem ? id : "", has_problem ? "-error" : "",
				    has_problem && has_help ? " " : "", has_help ? id : "", has_help ? "-help" : ""));
}

static void show_field(struct arena *arena, struct value *field)
{
	static const char *const controls[] = {"line", "lines", "select", "agree", "group"};
	const struct shape *shape = find_shape(value_get_text(field, "kind"));

	for (size_t i = 0; i < COUNT(controls); i++)
		value_set_bool(arena, field, arena_printf(arena, "is_%s", controls[i]),
			       strcmp(shape->control, controls[i]) == 0);
	value_set_text(arena, field, "type", shape->type);
	value_set_text(arena, field, "inputmode", shape->inputmode);
	value_set_bool(arena, field, "has_statements", value_count(value_get(field, "statements")) > 0);
	set_option_ids(arena, value_get_text(field, "id"), value_get(field, "options"));
	set_descriptions(arena, field);
}

void form_show(struct arena *arena, struct value *form)
{
	const struct value *fields = value_get(form, "fields");

	for (size_t i = 0; i < value_count(fields); i++)
		show_field(arena, fields->items[i]);
}

void form_relax(struct arena *arena, struct value *form, const char *question)
{
	const struct value *fields = value_get(form, "fields");

	for (size_t i = 0; i < value_count(fields); i++)
		if (str_is(str_from(value_get_text(fields->items[i], "id")), question))
			value_set_bool(arena, fields->items[i], "required", false);
}
