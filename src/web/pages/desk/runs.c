/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/desk/runs.h"

#include "usecases/diagnosis/handed_report.h"
#include "usecases/diagnosis/view_runs.h"
#include "web/multipart.h"
#include "web/pages/done.h"
#include "web/pages/page.h"

/* refused: what became of the file that was just sent; NULL: none was. */
static void show(const struct request *request, struct reply *reply, struct value *refused)
{
	static const char *const nothing[] = {NULL};
	struct value *view;
	struct fault why;
	enum err err = view_runs(request->office, request->arena, &request->actor, request->lang, page_of_list(request),
				 &view, &why);

	if (err) {
		reply_failure(reply, request, err, &why);
		return;
	}
	value_set(request->arena, view, "refused", refused ? refused : value_null(request->arena));
	value_set_int(request->arena, view, "observations_max", HANDED_REPORT_OBSERVATIONS_MAX);
	page_set_pager(request, view, "/diagnosis", nothing);
	done_show(request, reply, view, 0);
	reply_page(reply, request, refused ? 422 : 200, "diagnosis", view);
}

void page_diagnosis(const struct request *request, struct reply *reply)
{
	show(request, reply, NULL);
}

/* The one file that the form has; an empty one when none was chosen or somebody sent others. */
static struct handed_report_file sent_file(const struct request *request)
{
	if (request->file_count == 1 && str_is(request->files[0].field, "report"))
		return (struct handed_report_file){request->files[0].name, request->files[0].bytes};
	return (struct handed_report_file){STR(""), STR("")};
}

static void take_report(const struct request *request, struct reply *reply)
{
	const struct handed_report_file file = sent_file(request);
	enum handed_report_outcome outcome = HANDED_REPORT_NO_FILE;
	struct value *refused = value_map(request->arena);
	struct fault why;
	int64_t case_id;
	enum err err;

	if (!page_find_case(request, reply, &case_id))
		return;
	err = handed_report_take(request->office, &request->actor, &request->once, case_id, &file, &outcome, &why);
	if (err || outcome <= HANDED_REPORT_KNOWN) {
		done_after(request, reply, err, &why, outcome == HANDED_REPORT_KNOWN ? "report_known" : "report_handed",
			   "/diagnosis");
		return;
	}
	value_set_text(request->arena, refused, "receipt", request->params[0]);
	value_set_text(request->arena, refused, "what", handed_report_outcome_name(outcome));
	value_set_text(request->arena, refused, "place", outcome == HANDED_REPORT_UNREAD ? why.text : "");
	show(request, reply, refused);
}

/* A file of some megabytes takes a while, which no other page shall wait for. */
void page_diagnosis_report_post(const struct request *request, struct reply *reply)
{
	reply_apart(reply, take_report, false);
}
