/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/diagnosis/report.h"

#include "usecases/diagnosis/view_report.h"
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
	reply_page(reply, request, 200, "report", view);
}

void report_send_pdf(const struct request *request, struct reply *reply, int64_t case_id)
{
	const char *name = "";
	struct fault why;
	BUF_SCOPED pdf;
	enum err err;

	buf_init(&pdf, REPORT_PDF_MAX);
	err = view_report_pdf(request->office, request->arena, &request->actor, request->lang, case_id, &pdf, &name,
			      &why);
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
