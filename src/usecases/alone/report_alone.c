/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/alone/report_alone.h"

#include <string.h>

#include "checks/check_answer.h"
#include "disk/new_file.h"
#include "disk/read_file.h"
#include "report/pdf/page_pdf.h"
#include "usecases/alone/read_company.h"
#include "usecases/alone/read_findings.h"

#define OBSERVATIONS_FILE_MAX ((size_t)256 * 1024 * 1024)
#define EXPLANATIONS_FILE_MAX ((size_t)16 * 1024 * 1024)
#define PDF_MAX               ((size_t)16 * 1024 * 1024)

struct observed {
	struct observation *items;
	size_t count, cap;
};

static enum err read_observations(struct arena *arena, const char *path, struct observed *observed, struct fault *why)
{
	struct str rest;
	enum err err = read_file(arena, path, OBSERVATIONS_FILE_MAX, &rest, why);

	for (size_t number = 1; !err && rest.n; number++) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		if (!line.n)
			continue;
		observed->items =
			arena_grow(arena, observed->items, observed->count, &observed->cap, sizeof(*observed->items));
		err = observation_parse(arena, line, &observed->items[observed->count++], why);
		if (err)
			return fault_prefix(why, ERR_INVALID, "%s:%zu", path, number);
	}
	return err;
}

static enum err read_explanations(struct arena *arena, const char *path, struct explanation **ret_said,
				  size_t *ret_count, struct fault *why)
{
	struct explanation *said = NULL;
	size_t count = 0, cap = 0;
	struct str rest = STR("");
	enum err err = path ? read_file(arena, path, EXPLANATIONS_FILE_MAX, &rest, why) : ERR_OK;

	for (size_t number = 1; !err && rest.n; number++) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		if (!line.n)
			continue;
		said = arena_grow(arena, said, count, &cap, sizeof(*said));
		err = explanation_parse(arena, line, &said[count++], why);
		if (err)
			return fault_prefix(why, ERR_INVALID, "%s:%zu", path, number);
	}
	*ret_said = said;
	*ret_count = count;
	return err;
}

/* What was looked at follows from what was seen: without a store nobody says what was allowed. */
static struct authorisation *targets_seen(struct arena *arena, const struct observed *observed)
{
	struct authorisation *seen = arena_alloc(arena, sizeof(*seen));
	size_t cap = 0;

	*seen = (struct authorisation){.id = "", .authorised_by = "", .stop_contact = ""};
	for (size_t i = 0; i < observed->count && seen->target_count < AUTHORISATION_TARGETS_MAX; i++) {
		const char *target = observed->items[i].target;
		size_t k = 0;
		while (k < seen->target_count && strcmp(seen->targets[k].host, target) != 0)
			k++;
		if (k < seen->target_count || !*target)
			continue;
		seen->targets = arena_grow(arena, seen->targets, seen->target_count, &cap, sizeof(*seen->targets));
		seen->targets[seen->target_count++].host = target;
	}
	return seen;
}

static void address_to(struct report_input *input, const struct company_file *company)
{
	input->company = company->name;
	input->receipt_number = company->number;
	input->edition_name = company->programme;
	input->organiser = company->organiser;
	input->operator_name = company->operator_name;
	input->contact = company->contact;
	input->person = company->person;
	input->emergency = company->emergency;
	input->remarks = company->remarks;
	input->postcode = company->postcode;
	input->address = company->address;
}

static enum err read_input(struct arena *arena, const struct report_alone *plan, struct report_input *input,
			   struct fault *why)
{
	struct company_file company;
	struct finding_list findings;
	struct observed observed = {0};
	struct explanation *said = NULL;
	enum err err = read_findings(arena, plan->findings_path, &findings, why);

	if (!err)
		err = read_observations(arena, plan->observations_path, &observed, why);
	if (!err)
		err = read_explanations(arena, plan->explanations_path, &said, &input->explanation_count, why);
	if (!err)
		err = read_company(arena, plan->company_path, &company, why);
	if (err)
		return err;
	check_answer_apply(plan->checks, findings.items, findings.count, said, input->explanation_count);
	input->checks = plan->checks;
	input->explanations = said;
	finding_list_sort(&findings);
	for (size_t i = 0; i < observed.count; i++)
		if (observed.items[i].at_ms > input->now_ms)
			input->now_ms = observed.items[i].at_ms;
	address_to(input, &company);
	input->authorisation = targets_seen(arena, &observed);
	input->observations = observed.items;
	input->observation_count = observed.count;
	input->findings = findings.items;
	input->finding_count = findings.count;
	return ERR_OK;
}

static enum err render(struct arena *arena, const struct report_alone *plan, struct report_input *input,
		       struct fault *why, struct buf *pdf)
{
	struct outline *outline;
	enum err err = read_input(arena, plan, input, why);

	if (!err)
		err = outline_build(arena, input, &outline, why);
	return err ? err : page_pdf_render(outline, pdf, why);
}

enum err report_alone(const struct report_alone *plan, size_t *ret_bytes, struct fault *why)
{
	struct report_input input = {.wish = plan->wish, .version = TENKEN_VERSION};
	ARENA_SCOPED arena;
	BUF_SCOPED pdf;
	enum err err = texts_load(&input.texts, why);

	arena_init(&arena);
	buf_init(&pdf, PDF_MAX);
	if (err)
		return err;
	err = render(&arena, plan, &input, why, &pdf);
	if (!err)
		err = new_file_write_private(plan->out_path, buf_str(&pdf), why);
	if (!err)
		*ret_bytes = buf_str(&pdf).n;
	return err;
}
