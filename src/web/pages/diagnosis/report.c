/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/diagnosis/report.h"

#include <string.h>

#include "usecases/diagnosis/print_letters.h"
#include "usecases/diagnosis/view_report.h"
#include "usecases/receipt.h"
#include "web/pages/page.h"

/* The company may read its report when it is released. */
static void refuse(const struct request *request, struct reply *reply, enum err err, const struct fault *why)
{
	if (err == ERR_DENIED && request->actor.role == ROLE_COMPANY)
		reply_problem_because(reply, request, 403, "report");
	else
		reply_failure(reply, request, err, why);
}

void report_show(const struct request *request, struct reply *reply, int64_t case_id, const char *pdf_path,
		 const char *back_path)
{
	struct value *view;
	struct fault why;
	enum err err =
		view_report(request->office, request->arena, &request->actor, request->lang, case_id, &view, &why);

	if (err) {
		refuse(request, reply, err, &why);
		return;
	}
	value_set_text(request->arena, view, "pdf_path", pdf_path);
	value_set_text(request->arena, view, "back_path", back_path);
	value_set_bool(request->arena, view, "has_parts", value_count(value_get(view, "parts")));
	reply_page(reply, request, 200, "report", view);
}

/* "?for=web" is the part of a company, "?for=letter" the letter; false for what is neither. */
static bool read_wish(const struct request *request, struct report_wish *ret_wish)
{
	const char *wanted = value_get_text(request->query, "for");

	*ret_wish = (struct report_wish){.lang = request->lang};
	if (!strcmp(wanted, "letter"))
		ret_wish->scope = REPORT_LETTER;
	else if (*wanted)
		ret_wish->scope = REPORT_PART;
	return ret_wish->scope != REPORT_PART || assignment_group_parse(str_from(wanted), &ret_wish->group);
}

void report_send_pdf(const struct request *request, struct reply *reply, int64_t case_id)
{
	struct report_wish wish;
	const char *name = "";
	struct fault why;
	BUF_SCOPED pdf;
	enum err err;

	if (!read_wish(request, &wish)) {
		reply_problem(reply, request, 404);
		return;
	}

	buf_init(&pdf, REPORT_PDF_MAX);
	err = view_report_pdf(request->office, request->arena, &request->actor, &wish, case_id, &pdf, &name, &why);
	if (err)
		refuse(request, reply, err, &why);
	else
		reply_bytes(reply, "application/pdf", buf_str(&pdf), name);
}

static void show_staff(const struct request *request, struct reply *reply, const char *folder)
{
	int64_t case_id;

	if (page_find_case(request, reply, &case_id))
		report_show(request, reply, case_id,
			    arena_printf(request->arena, "%s/%s/report.pdf", folder, request->params[0]),
			    arena_printf(request->arena, "%s/%s", folder, request->params[0]));
}

void page_desk_report(const struct request *request, struct reply *reply)
{
	show_staff(request, reply, "/desk/cases");
}

void page_expert_report(const struct request *request, struct reply *reply)
{
	show_staff(request, reply, "/expert");
}

void page_staff_report_pdf(const struct request *request, struct reply *reply)
{
	int64_t case_id;

	if (page_find_case(request, reply, &case_id))
		report_send_pdf(request, reply, case_id);
}

/* A ticked box of the list is a field of this name with the receipt number behind it. */
#define LETTER "letter-"

/* The cases of the boxes in the order of the list; false when one is no case any more. */
static bool chosen_cases(const struct request *request, int64_t *case_ids, size_t *ret_count)
{
	struct fault why;

	*ret_count = 0;
	for (size_t i = 0; i < value_count(request->form); i++) {
		struct str field = request->form->keys[i];
		if (!str_starts(field, LETTER))
			continue;
		if (receipt_find(request->office, str_skip(field, strlen(LETTER)), &case_ids[(*ret_count)++], &why))
			return false;
	}
	return true;
}

void page_desk_letters_post(const struct request *request, struct reply *reply)
{
	int64_t *case_ids = arena_array(request->arena, value_count(request->form), sizeof(*case_ids));
	size_t count = 0;
	struct fault why;
	BUF_SCOPED pdf;
	enum err err;

	if (!chosen_cases(request, case_ids, &count)) {
		reply_problem(reply, request, 404);
		return;
	}
	if (!count) {
		reply_see_other(reply, request, "/desk/cases?state=released");
		return;
	}
	buf_init(&pdf, REPORT_PDF_MAX);
	err = print_letters(request->office, request->arena, &request->actor, case_ids, count, &pdf, &why);
	if (err)
		refuse(request, reply, err, &why);
	else
		reply_bytes(reply, "application/pdf", buf_str(&pdf), "tenken-letters.pdf");
}
