/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/number_words.h"

#include <inttypes.h>
#include <stdio.h>

const char *number_words_grouped(struct arena *arena, int64_t number)
{
	char digits[32], out[48];
	size_t n = (size_t)snprintf(digits, sizeof(digits), "%" PRId64, number), k = 0;

	for (size_t i = 0; i < n; i++) {
		if (i && (n - i) % 3 == 0)
			out[k++] = ',';
		out[k++] = digits[i];
	}
	out[k] = '\0';
	return arena_strdup(arena, out);
}

static const char *with_unit(struct arena *arena, int64_t number, struct lang_text unit, enum lang lang)
{
	return arena_printf(arena, "%s%s%s", number_words_grouped(arena, number), lang == LANG_EN ? " " : "",
			    unit.ja ? lang_pick(unit, lang) : "");
}

static bool is_whole(const struct question *question, int64_t stored)
{
	return stored % question_times(question) == 0;
}

const char *number_words_of(struct arena *arena, const struct question *question, int64_t stored, enum lang lang)
{
	int64_t times = question_times(question);
	const char *words = with_unit(arena, stored, question->unit, lang);

	if (times == 1 || !is_whole(question, stored))
		return words;
	return arena_printf(arena, lang == LANG_EN ? "%s (%s)" : "%s（%s）",
			    with_unit(arena, stored / times, question->asked_in.unit, lang), words);
}

const char *number_words_typed(struct arena *arena, const struct question *question, int64_t stored)
{
	if (is_whole(question, stored))
		return arena_printf(arena, "%" PRId64, stored / question_times(question));
	return arena_printf(arena, "%" PRId64 "%s", stored, question->unit.ja);
}
