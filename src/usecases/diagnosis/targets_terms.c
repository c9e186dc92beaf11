/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/targets_terms.h"

#include "base/count.h"
#include "calendar/day.h"

#define DAYS_MAX     366
#define DAYS_DEFAULT 7

/* The first is older than the purposes, and is what an edition of then asks for. */
static const char *const questions[] = {
	[AUTHORISATION_FIRST_DIAGNOSIS] = "window",
	[AUTHORISATION_RECHECK] = "recheck",
	[AUTHORISATION_WATCH] = "watch",
};

static int64_t days_of(struct str option)
{
	uint64_t days;

	if (!str_starts(option, "days_") || !str_to_u64(str_skip(option, 5), &days) || days == 0 || days > DAYS_MAX)
		return DAYS_DEFAULT;
	return (int64_t)days;
}

static struct authorisation_term term_of(struct str option, int64_t now_ms, int64_t support_ends_ms)
{
	struct authorisation_term term = {.is_given = option.n && !str_is(option, "no")};

	if (!term.is_given)
		return term;
	term.not_after_ms = str_is(option, "support_end") ? support_ends_ms : now_ms + days_of(option) * DAY_MS;
	if (term.not_after_ms > support_ends_ms)
		term.not_after_ms = support_ends_ms;
	return term;
}

/* When the last day of the support is over. */
static int64_t support_over_ms(const struct edition *edition)
{
	int64_t day = edition->support_ends;

	if (!day)
		(void)day_from_civil((struct civil){edition->fiscal_year + 1, 3, 31}, &day);
	return day_start_ms(day + 1);
}

bool targets_terms_take(const struct edition *edition, const struct value *answers, struct authorisation *document,
			const char **ret_question, const char **ret_problem)
{
	const int64_t now_ms = document->not_before_ms, support_ends_ms = support_over_ms(edition);
	bool is_any = false;

	*ret_question = questions[AUTHORISATION_FIRST_DIAGNOSIS];
	*ret_problem = TARGETS_TERMS_NO_PURPOSE;
	for (size_t i = 0; i < COUNT(questions); i++) {
		struct authorisation_term *term = &document->purposes[i];

		*term = term_of(str_from(value_get_text(answers, questions[i])), now_ms, support_ends_ms);
		if (!term->is_given)
			continue;
		if (term->not_after_ms <= now_ms) {
			*ret_question = questions[i];
			*ret_problem = TARGETS_TERMS_SUPPORT_OVER;
			return false;
		}
		is_any = true;
		if (document->not_after_ms < term->not_after_ms)
			document->not_after_ms = term->not_after_ms;
	}
	return is_any;
}
