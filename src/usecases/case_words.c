/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/case_words.h"

#include <string.h>

#include "codec/text/search_key.h"
#include "store/application/case_word.h"

#define WORDS_MAX 40

/* People put hyphens and brackets into numbers or leave them out; +81 is dialled as 0 in Japan. */
const char *case_words_key(struct arena *arena, struct str typed)
{
	char *key = search_key_of(arena, typed), *to = key;

	for (const char *p = key; *p; p++)
		if (!strchr("-()", *p))
			*to++ = *p;
	*to = '\0';
	if (!str_starts(str_from(key), "+81"))
		return key;
	key += strlen("+81");
	return *key == '0' ? key : arena_printf(arena, "0%s", key);
}

struct words {
	struct arena *arena;
	struct case_word list[WORDS_MAX];
	size_t count;
};

static void add(struct words *words, const char *text, bool is_whole)
{
	const char *key = case_words_key(words->arena, str_from(text));

	if (*key && words->count < WORDS_MAX)
		words->list[words->count++] = (struct case_word){key, is_whole};
}

/* Answers that name somebody or say how to reach them; the name and the address that may change stand in the row. */
static void add_answer(struct words *words, const struct question *question, const char *answer)
{
	switch (question->kind) {
	case QUESTION_KANA:
	case QUESTION_PHONE: add(words, answer, false); break;
	case QUESTION_CORPORATE_NUMBER: add(words, answer, true); break;
	default: break;
	}
}

enum err case_words_keep(struct tx *tx, const struct edition *edition, const struct value *answers,
			 const struct case_row *row, struct fault *why)
{
	struct words words = {0};
	ARENA_SCOPED arena;

	arena_init(&arena);
	words.arena = &arena;
	add(&words, row->company_name, false);
	add(&words, row->contact_name, false);
	add(&words, row->mail, true);
	for (size_t i = 0; i < edition->application_count; i++) {
		const struct edition_form *page = &edition->application[i];
		for (size_t k = 0; k < page->question_count; k++)
			add_answer(&words, &page->questions[k], value_get_text(answers, page->questions[k].id));
	}
	return case_word_replace(tx, row->id, words.list, words.count, why);
}
