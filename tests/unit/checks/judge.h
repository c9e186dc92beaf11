/* SPDX-License-Identifier: Apache-2.0 */
/* A fixture of a check in a few lines: what was seen, what is found. A check is named by its id, so that its row of
 * main/check_table.c is tried with it. */
#ifndef TENKEN_TESTS_CHECKS_JUDGE_H
#define TENKEN_TESTS_CHECKS_JUDGE_H

#include <string.h>

#include "checks/check.h"
#include "codec/json.h"
#include "main/check_table.h"
#include "report/finding_words.h"
#include "test.h"
#include "usecases/alone/explain_check.h"

#define NOW_MS   ((int64_t)1748826000000) /* 2025-06-02T10:00:00+09:00 */
#define SEEN_MAX 16
#define TARGET   "www.example.jp"

/* What is known; NULL: nothing (known.h makes some). */
static const struct check_knowledge *judged_with;

/* Something seen at TARGET, 192.0.2.1. */
struct seen {
	int port;
	const char *kind;
	const char *data; /* JSON */
};

static bool has_advice(const struct texts *texts, struct arena *arena, const struct finding *finding)
{
	struct finding bare = *finding;

	bare.remedy = NULL;
	return finding_words_has(texts, arena, LANG_JA, &bare, "do_self");
}

/* "tenken judge --explain" says what a report would say. */
static void demand_explanation(const struct texts *texts, struct arena *arena, const struct finding *finding)
{
	const char *remedy = explain_check_remedy(finding->check, finding->variant);

	if (finding->verdict != VERDICT_BAD || has_advice(texts, arena, finding))
		return;
	if (!*remedy || !str_starts(str_from(finding->remedy), remedy))
		fail_msg("%s is explained by the remedy \"%s\", but judged to need \"%s\"", finding->check, remedy,
			 finding->remedy);
}

/* Every sentence that a report says of this finding exists and is filled whole, in both languages. */
static void demand_words(struct arena *arena, const struct finding *finding)
{
	static const char *const of_bad[] = {"title", "seen", "why", "do_self", "do_vendor", "effort", "confirm", NULL};
	static const char *const of_good[] = {"good", NULL};
	static const char *const of_untestable[] = {"untestable", "ask", NULL};
	const struct texts *texts;
	const char *const *parts = finding->verdict == VERDICT_BAD    ? of_bad
				   : finding->verdict == VERDICT_GOOD ? of_good
								      : of_untestable;

	assert_int_equal(texts_load(&texts, NULL), ERR_OK);
	demand_explanation(texts, arena, finding);
	for (; *parts; parts++)
		for (enum lang lang = LANG_JA; lang <= LANG_EN; lang++) {
			const char *words = finding_words_get(texts, arena, lang, finding, *parts);
			if (*words == '[' || !*words)
				fail_msg("%s (variant \"%s\", remedy \"%s\") has no words: %s", finding->check,
					 finding->variant, finding->remedy ? finding->remedy : "", words);
			if (strstr(words, "{{"))
				fail_msg("%s does not give what its words name: %s", finding->check, words);
		}
}

static const struct check *check_of(const char *id)
{
	const struct check *check = check_table;

	while (*check->id && strcmp(check->id, id) != 0)
		check++;
	assert_string_equal(check->id, id);
	return check;
}

static struct finding_list judge_all_at(const char *target, struct arena *arena, const char *id,
					const struct seen *seen, size_t count)
{
	struct observation observations[SEEN_MAX];
	struct check_input input = {
		.observations = observations, .count = count, .now_ms = NOW_MS, .knowledge = judged_with};
	struct finding_list list = {.arena = arena};
	const struct check *check = check_of(id);

	assert_true(count <= SEEN_MAX);
	for (size_t i = 0; i < count; i++) {
		struct value *data;
		assert_int_equal(json_decode(arena, str_from(seen[i].data), &data, NULL), ERR_OK);
		observations[i] = (struct observation){NOW_MS, seen[i].kind, target, "192.0.2.1", seen[i].port, data};
	}
	check_prepare(&input, arena);
	check->judge(check, &input, &list);
	finding_list_sort(&list);
	for (size_t i = 0; i < list.count; i++)
		demand_words(arena, &list.items[i]);
	return list;
}

static struct finding_list judge_all(struct arena *arena, const char *id, const struct seen *seen, size_t count)
{
	return judge_all_at(TARGET, arena, id, seen, count);
}

static struct finding only_of(struct finding_list list)
{
	assert_int_equal(list.count, 1);
	return list.items[0];
}

static struct finding judge_one(struct arena *arena, const char *id, const struct seen *seen, size_t count)
{
	return only_of(judge_all(arena, id, seen, count));
}

#define JUDGE(id, ...)                                                                                                 \
	judge_one(&arena, id, (const struct seen[]){__VA_ARGS__}, COUNT(((const struct seen[]){__VA_ARGS__})))
#define JUDGE_ALL(id, ...)                                                                                             \
	judge_all(&arena, id, (const struct seen[]){__VA_ARGS__}, COUNT(((const struct seen[]){__VA_ARGS__})))

/* The same of another target. */
#define JUDGE_AT(target, id, ...)                                                                                      \
	only_of(judge_all_at(target, &arena, id, (const struct seen[]){__VA_ARGS__},                                   \
			     COUNT(((const struct seen[]){__VA_ARGS__}))))

#endif
