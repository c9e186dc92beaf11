/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/targets_form.h"

#include "codec/text/kana.h"
#include "findings/authorisation.h"
#include "programme/answers.h"
#include "store/new_id.h"
#include "usecases/diagnosis/target_proposals.h"
#include "usecases/diagnosis/targets_code.h"
#include "usecases/diagnosis/targets_deed.h"
#include "usecases/diagnosis/targets_terms.h"
#include "usecases/form_value.h"

static void add_ports(struct authorisation *document, const uint16_t *ports, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t k = 0;
		while (k < document->port_count && document->ports[k] != ports[i])
			k++;
		if (k == document->port_count)
			document->ports[document->port_count++] = ports[i];
	}
}

/* What was written behind the hosts, each on its line. */
static void add_names(struct arena *arena, struct authorisation *document, const struct value *typed)
{
	const struct question question = {.kind = QUESTION_HOSTS};
	struct str text = str_from(value_get_text(typed, "targets"));

	while (text.n) {
		struct str line = str_from(kana_to_half_width(arena, str_cut(&text, '\n'))), host;
		struct str name = question_host_name(arena, line, &host);
		struct value *hosts = NULL;

		if (!name.n || question_judge(arena, &question, value_str(arena, host), &hosts) || !value_count(hosts))
			continue;
		for (size_t i = 0; i < document->target_count; i++)
			if (str_is(value_at(hosts, 0)->text, document->targets[i].host))
				document->targets[i].name = str_dup(arena, name);
	}
}

/* Two answers as one text: a post and a name. The first may be missing. */
static const char *joined(struct arena *arena, const struct value *answers, const char *first, const char *second)
{
	const char *before = value_get_text(answers, first);

	return *before ? arena_printf(arena, "%s %s", before, value_get_text(answers, second))
		       : value_get_text(answers, second);
}

/* The office's own page, where an administrator reads who looks at his machines and whom to call. */
static const char *about_url(struct arena *arena, const struct office *office)
{
	const char *url = arena_printf(arena, "%s/", office->base_url);

	return authorisation_is_about_url(str_from(url)) ? url : NULL;
}

static struct authorisation make_document(struct arena *arena, const struct office *office,
					  const struct edition *edition, int64_t id, const struct value *answers)
{
	const struct value *targets = value_get(answers, "targets");
	int64_t now_ms = clock_now_ms(&office->clock);
	struct authorisation document = {
		.id = arena_printf(arena, "%lld", (long long)id),
		.targets = arena_array(arena, value_count(targets), sizeof(struct authorisation_target)),
		.ports = arena_array(arena, edition->port_count + edition->rehearsal_port_count, sizeof(uint16_t)),
		.not_before_ms = now_ms,
		.authorised_by = joined(arena, answers, "authorised_role", "authorised_by"),
		.authorised_ms = now_ms,
		.about_url = about_url(arena, office),
		.authority = value_get_text(answers, "authority"),
		.authority_text = value_get_text(answers, "authority_text"),
		.stop_contact = joined(arena, answers, "stop_name", "stop_contact"),
		.stop_hours = value_get_text(answers, "stop_hours"),
		.rehearsal = office->rehearsal,
		.clock_offset_ms = office->clock.offset_ms,
	};

	for (size_t i = 0; i < value_count(targets); i++)
		document.targets[document.target_count++].host = value_at(targets, i)->text.p;
	add_ports(&document, edition->ports, edition->port_count);
	if (office->rehearsal)
		add_ports(&document, edition->rehearsal_ports, edition->rehearsal_port_count);
	return document;
}

/* A name is looked up by the probe, which refuses what is not public; a literal address and what many companies share
 * are refused here. A rehearsal touches this machine alone. NULL when nothing is wrong. */
static const char *problem_of(const struct office *office, const struct value *targets)
{
	const char *problem = office->rehearsal ? FORM_VALUE_LOOPBACK_ONLY : FORM_VALUE_NOT_PUBLIC;

	if (form_value_has_refused_host(targets, problem))
		return problem;
	return form_value_has_refused_host(targets, FORM_VALUE_SHARED_HOST) ? FORM_VALUE_SHARED_HOST : NULL;
}

static bool is_unsure(const struct value *answers)
{
	return str_is(str_from(value_get_text(answers, "hosting")), "not_sure");
}

/* Adds to the problems, or appends the document. */
static enum err write_document(const struct office *office, struct arena *arena, const struct edition *edition,
			       int64_t id, const struct value *typed, const struct value *answers,
			       struct value *problems, struct buf *out, struct fault *why)
{
	struct authorisation document;
	const char *problem = problem_of(office, value_get(answers, "targets")), *question;

	if (problem && !value_get(problems, "targets"))
		value_set_text(arena, problems, "targets", problem);
	if (problems->count)
		return ERR_OK;
	document = make_document(arena, office, edition, id, answers);
	add_names(arena, &document, typed);
	if (!targets_terms_take(edition, answers, &document, &question, &problem)) {
		value_set_text(arena, problems, question, problem);
		return ERR_OK;
	}
	authorisation_format(&document, out);
	return buf_finish(out, "the authorisation", why);
}

enum err targets_form_submit(const struct office *office, struct arena *arena, const struct actor *actor,
			     const struct once *once, const struct value *typed, struct value **ret_problems,
			     struct fault *why)
{
	const struct edition *edition;
	const int64_t id = new_id();
	struct value *answers, *problems;
	bool is_mailed = false;
	BUF_SCOPED text;
	enum err err = case_facts_edition(office, actor->case_id, &edition, why);

	buf_init(&text, AUTHORISATION_BYTES_MAX);
	if (err)
		return err;
	answers_judge(arena, edition->authorisation.questions, edition->authorisation.question_count, typed, NULL,
		      &answers, &problems);
	if (is_unsure(answers)) {
		*ret_problems = value_map(arena);
		return case_deed_do(&targets_deed_ask, office, actor, once, actor->case_id, NULL, why);
	}
	err = write_document(office, arena, edition, id, typed, answers, problems, &text, why);
	*ret_problems = problems;
	if (err || problems->count)
		return err;
	err = targets_code_ask(office, actor, once, id, buf_text(&text), &is_mailed, why);
	if (!err && !is_mailed)
		value_set_text(arena, problems, "agree", "code_often");
	return err;
}

enum err targets_form_record(const struct office *office, struct arena *arena, const struct actor *actor,
			     const struct once *once, int64_t case_id, const struct value *typed, struct str how,
			     struct value **ret_problems, struct fault *why)
{
	struct case_deed_input input = {.id = new_id(), .reason = how};
	const struct edition *edition;
	struct value *answers, *problems;
	BUF_SCOPED text;
	enum err err = case_facts_edition(office, case_id, &edition, why);

	buf_init(&text, AUTHORISATION_BYTES_MAX);
	if (err)
		return err;
	answers_judge(arena, edition->authorisation.questions, edition->authorisation.question_count, typed, NULL,
		      &answers, &problems);
	if (is_unsure(answers))
		value_set_text(arena, problems, "hosting", "hosting_unsure");
	err = write_document(office, arena, edition, input.id, typed, answers, problems, &text, why);
	*ret_problems = problems;
	if (err || problems->count)
		return err;
	input.document = buf_text(&text);
	return case_deed_do(&targets_deed_record, office, actor, once, case_id, &input, why);
}
