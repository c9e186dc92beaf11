/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "nuclei/nuclei_view_priv.h"

/* The answer to the question of the block about the target. */
const struct observation *nuclei_view_dns_find(const struct nuclei_view *view)
{
	for (size_t i = 0; i < view->seen->count; i++) {
		const struct observation *seen = view->seen->items[i];
		const char *name;
		if (strcmp(seen->kind, "dns.answer") != 0)
			continue;
		name = arena_printf(view->arena, "%s%s", view->block->name_prefix, seen->target);
		if (strcmp(value_get_text(seen->data, "type"), view->block->record_type) == 0 &&
		    str_eq_ascii_case(str_from(name), str_from(value_get_text(seen->data, "name"))))
			return seen;
	}
	return NULL;
}

/* Names end in a dot, as programs that ask show them; observations leave it out. */
static bool is_name_type(const char *type)
{
	return strcmp(type, "CNAME") == 0 || strcmp(type, "NS") == 0 || strcmp(type, "MX") == 0 ||
	       strcmp(type, "PTR") == 0;
}

static void add_records(struct buf *out, const char *name, const char *type, const struct value *records)
{
	for (size_t i = 0; i < value_count(records); i++) {
		const struct value *record = value_at(records, i);
		if (record && record->kind == VALUE_TEXT)
			buf_printf(out, "%s.\t0\tIN\t%s\t%s%s\n", name, type, record->text.p,
				   is_name_type(type) ? "." : "");
	}
}

/* As "dig" shows the answer section, one record a line. The time to live was not recorded and stands as 0. */
static struct nuclei_value records_of(const struct nuclei_view *view)
{
	const struct value *aliases = value_get(view->answer->data, "aliases");
	const struct value *records = value_get(view->answer->data, "records");
	const char *name = value_get_text(view->answer->data, "name"), *type = view->block->record_type;
	BUF_SCOPED out;

	buf_init(&out, REGEX_SUBJECT_MAX);
	add_records(&out, name, "CNAME", aliases);
	add_records(&out, name, type, records);
	return nuclei_value_text((struct str){str_dup(view->arena, buf_str(&out)), out.size});
}

static struct nuclei_value alias_of(const struct nuclei_view *view)
{
	const char *member = strcmp(view->block->record_type, "CNAME") == 0 ? "records" : "aliases";
	const struct value *first = value_at(value_get(view->answer->data, member), 0);

	return first && first->kind == VALUE_TEXT ? nuclei_value_text(first->text) : nuclei_value_absent();
}

struct nuclei_value nuclei_view_dns(const struct nuclei_view *view, const char *name)
{
	const char *rcode;

	if (!view->answer || !value_get_bool(view->answer->data, "answered"))
		return nuclei_value_unknown();
	rcode = value_get_text(view->answer->data, "rcode");
	if (strcmp(name, "answer") == 0)
		return records_of(view);
	if (strcmp(name, "cname") == 0)
		return alias_of(view);
	if (strcmp(name, "rcode") == 0)
		return nuclei_value_text(str_from(rcode));
	if (strcmp(name, "raw") == 0 || strcmp(name, "all") == 0)
		return nuclei_value_text(
			str_from(arena_printf(view->arena, ";; status: %s\n%s", rcode, records_of(view).text.p)));
	return nuclei_value_unknown();
}
