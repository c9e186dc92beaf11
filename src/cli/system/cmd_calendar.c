/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>

#include "base/lang.h"
#include "calendar/business_day.h"
#include "calendar/holiday.h"
#include "cli/edition_option.h"
#include "codec/texts.h"

static void print_day(int64_t day)
{
	struct civil civil = day_to_civil(day);

	printf("%04d-%02d-%02d", civil.year, civil.month, civil.day);
}

/* ---- public holidays ---- */

static enum err print_holidays(struct command_call *call, int year, struct fault *why)
{
	enum lang lang = lang_of_environment();
	const struct texts *texts;
	int64_t first, next;
	enum err err = texts_load(&texts, why);

	if (err)
		return err;
	if (!day_from_civil((struct civil){year, 1, 1}, &first) ||
	    !day_from_civil((struct civil){year + 1, 1, 1}, &next))
		next = first = 0;
	for (int64_t day = first; day < next; day++) {
		const char *name = holiday_name(holiday_of(day));
		if (!*name)
			continue;
		print_day(day);
		printf("\t%s\n",
		       texts_get(texts, call->arena, lang, arena_printf(call->arena, "cli.calendar.%s", name), NULL));
	}
	command_end_output(call);
	return ERR_OK;
}

/* ---- business days ---- */

static enum err print_business_days(struct command_call *call, int64_t from, int64_t to, struct fault *why)
{
	struct edition *edition;
	enum err err = edition_option_load(call, &edition, why);

	if (err || !edition)
		return err;
	for (int64_t day = from; day <= to; day++)
		if (business_day_is(day, edition->closed_days, edition->closed_day_count)) {
			print_day(day);
			putchar('\n');
		}
	edition_free(edition);
	command_end_output(call);
	return ERR_OK;
}

/* Only where the rule of the holidays holds. */
static bool parse_day(const char *word, int64_t *ret_day)
{
	if (!day_parse(str_from(word), ret_day))
		return false;
	return day_to_civil(*ret_day).year >= HOLIDAY_YEAR_MIN && day_to_civil(*ret_day).year <= HOLIDAY_YEAR_MAX;
}

static enum err list_business_days(struct command_call *call, struct fault *why)
{
	int64_t from, to;

	if (call->word_count != 2)
		return command_refuse(call, "cli.calendar.problem", "two_days", "");
	for (size_t i = 0; i < 2; i++)
		if (!parse_day(call->words[i], i ? &to : &from))
			return command_refuse(call, "cli.calendar.problem", "day", call->words[i]);
	if (from > to)
		return command_refuse(call, "cli.calendar.problem", "order", call->words[0]);
	if (!*command_text(call, "edition"))
		return command_refuse(call, "cli.calendar.problem", "edition", "");
	return print_business_days(call, from, to, why);
}

enum err cmd_calendar(struct command_call *call, struct fault *why)
{
	char *end;
	long year;

	if (command_flag(call, "business-days"))
		return list_business_days(call, why);
	year = strtol(call->words[0], &end, 10);
	if (call->word_count != 1 || *end || year < HOLIDAY_YEAR_MIN || year > HOLIDAY_YEAR_MAX)
		return command_refuse(call, "cli.calendar.problem", "year", call->words[0]);
	return print_holidays(call, (int)year, why);
}
