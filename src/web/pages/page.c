/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/page.h"

#include "usecases/account/passkey_deed.h"
#include "usecases/receipt.h"
#include "web/fields.h"

struct str page_field(const struct value *map, const char *name)
{
	const struct value *item = value_get(map, name);

	return item && item->kind == VALUE_TEXT ? item->text : STR("");
}

bool page_asks_language(const struct request *request)
{
	return page_field(request->form, "other_language").n > 0;
}

const struct value_key page_typed_keys[] = {
	{"typed_form", VALUE_TEXT, NULL}, /* its id; empty where no form is shown */
	{"typed_path", VALUE_TEXT, NULL},
	{0},
};

int64_t page_read_ms(const struct request *request)
{
	int64_t at_ms;

	return str_to_i64(page_field(request->form, "read_ms"), &at_ms) && at_ms > 0 ? at_ms : -1;
}

void page_set_typed(const struct request *request, struct value *view, bool is_shown, const char *path)
{
	value_set_text(request->arena, view, "typed_form", is_shown ? "typed" : "");
	value_set_text(request->arena, view, "typed_path", path);
}

const struct value_key page_code_keys[] = {{"code", VALUE_TEXT, NULL}, {"is_wrong", VALUE_BOOL, NULL}, {0}};

void page_set_code(const struct request *request, struct value *view, bool is_wrong)
{
	struct str code = page_asks_language(request) ? page_field(request->form, "code") : STR("");

	value_set(request->arena, view, "code", value_str(request->arena, code));
	value_set_bool(request->arena, view, "is_wrong", is_wrong);
}

const struct value_key page_passkey_keys[] = {{"question", VALUE_TEXT, NULL}, {"domain", VALUE_TEXT, NULL}, {0}};

void page_set_passkey(const struct request *request, struct reply *reply, struct value *view, int64_t person_id)
{
	struct passkey_site site = {"", ""};
	char question[PERSONAL_LINK_LENGTH + 1] = "";

	reply->has_script = passkey_deed_site(request->office, request->arena, &site);
	if (reply->has_script)
		passkey_deed_ask(request->office, person_id, question);
	value_set_text(request->arena, view, "question", arena_strdup(request->arena, question));
	value_set_text(request->arena, view, "domain", site.domain);
}

bool page_number(const struct request *request, struct reply *reply, int64_t *ret_number)
{
	if (str_to_i64(str_from(request->params[0]), ret_number) && *ret_number > 0)
		return true;
	reply_problem(reply, request, 404);
	return false;
}

bool page_find_call(const struct request *request, struct reply *reply, struct call *ret_call)
{
	struct fault why;
	enum err err = call_find(request->office, request->params[0], ret_call, &why);

	if (err)
		reply_failure(reply, request, err, &why);
	return !err;
}

bool page_find_case(const struct request *request, struct reply *reply, int64_t *ret_case_id)
{
	struct fault why;
	enum err err = receipt_find(request->office, str_from(request->params[0]), ret_case_id, &why);

	if (err)
		reply_failure(reply, request, err, &why);
	return !err;
}

void page_set_pager(const struct request *request, struct value *view, const char *path, const char *const *names)
{
	const char *link = arena_printf(request->arena, "%s?", path);

	for (; *names; names++) {
		struct str text = page_field(request->query, *names);
		if (text.n)
			link = arena_printf(request->arena, "%s%s=%s&", link, *names,
					    fields_escape(request->arena, text));
	}
	value_set_text(request->arena, view, "pager_link", arena_printf(request->arena, "%spage=", link));
}

int64_t page_of_list(const struct request *request)
{
	int64_t page = 1;

	str_to_i64(page_field(request->query, "page"), &page);
	return page;
}

void page_after(const struct request *request, struct reply *reply, enum err err, const struct fault *why,
		const char *path)
{
	if (err)
		reply_failure(reply, request, err, why);
	else
		reply_see_other(reply, request, path);
}
