/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/targets_form.h"

#include "calendar/day.h"
#include "findings/authorisation.h"
#include "programme/answers.h"
#include "store/new_id.h"
#include "usecases/diagnosis/targets_code.h"
#include "usecases/diagnosis/targets_deed.h"
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

/* "days_14": the program reads the length of the window from the option's id. */
static int64_t window_ms(const char *option)
{
	uint64_t days;

	if (!str_starts(str_from(option), "days_") || !str_to_u64(str_skip(str_from(option), 5), &days) || days > 365)
		days = 7;
	return (int64_t)days * DAY_MS;
}

/* "代表取締役 山田 花子" where the edition asks the role too. */
static const char *who_permits(struct arena *arena, const struct value *answers)
{
	const char *name = value_get_text(answers, "authorised_by"), *role = value_get_text(answers, "authorised_role");

	return *role ? arena_printf(arena, "%s %s", role, name) : name;
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
		.not_after_ms = now_ms + window_ms(value_get_text(answers, "window")),
		.authorised_by = who_permits(arena, answers),
		.authorised_ms = now_ms,
		.stop_contact = value_get_text(answers, "stop_contact"),
		.about_url = about_url(arena, office),
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

/* A name is looked up by the probe, which refuses what is not public; a literal address is refused here. A rehearsal
 * touches this machine alone. NULL when nothing is wrong. */
static const char *problem_of(const struct office *office, const struct value *targets)
{
	const char *problem = office->rehearsal ? FORM_VALUE_LOOPBACK_ONLY : FORM_VALUE_NOT_PUBLIC;

	return form_value_has_refused_host(targets, problem) ? problem : NULL;
}

enum err targets_form_submit(const struct office *office, struct arena *arena, const struct actor *actor,
			     const struct once *once, const struct value *typed, struct value **ret_problems,
			     struct fault *why)
{
	const struct edition *edition;
	const int64_t id = new_id();
	struct value *answers, *problems;
	struct authorisation document;
	const char *problem;
	bool is_mailed = false;
	BUF_SCOPED text;
	enum err err = case_facts_edition(office, actor->case_id, &edition, why);

	buf_init(&text, AUTHORISATION_BYTES_MAX);
	if (err)
		return err;
	answers_judge(arena, edition->authorisation.questions, edition->authorisation.question_count, typed, NULL,
		      &answers, &problems);
	if (str_is(str_from(value_get_text(answers, "hosting")), "not_sure")) {
		*ret_problems = value_map(arena);
		return case_deed_do(&targets_deed_ask, office, actor, once, actor->case_id, NULL, why);
	}
	problem = problem_of(office, value_get(answers, "targets"));
	if (problem && !value_get(problems, "targets"))
		value_set_text(arena, problems, "targets", problem);
	*ret_problems = problems;
	if (problems->count)
		return ERR_OK;
	document = make_document(arena, office, edition, id, answers);
	authorisation_format(&document, &text);
	err = buf_finish(&text, "the authorisation", why);
	if (err)
		return err;
	err = targets_code_ask(office, actor, once, id, buf_text(&text), &is_mailed, why);
	if (!err && !is_mailed)
		value_set_text(arena, problems, "agree", "code_often");
	return err;
}
