/* SPDX-License-Identifier: Apache-2.0 */
#include "report/step_list.h"

#include "base/str.h"

#define STEPS_MAX 12

struct steps {
	struct str items[STEPS_MAX];
	size_t count;
	bool is_open; /* the last one has not asked for anything yet */
};

static bool begins_with_any(struct str text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (str_starts(text, words[i]))
			return true;
	return false;
}

/* How much deeper in quotation or parentheses one is behind the text's head, whose length is *ret_size. */
static int depth_change(struct str text, size_t *ret_size)
{
	static const char *const opening[] = {"「", "『", "(", "（", "“"};
	static const char *const closing[] = {"」", "』", ")", "）", "”"};

	for (size_t i = 0; i < COUNT(opening); i++) {
		if (str_starts(text, opening[i]) || str_starts(text, closing[i])) {
			*ret_size = str_from(opening[i]).n;
			return str_starts(text, opening[i]) ? 1 : -1;
		}
	}
	*ret_size = 1;
	return 0;
}

static bool ends_here(struct str rest, size_t *ret_size)
{
	*ret_size = str_from("。").n;
	if (str_starts(rest, "。"))
		return true;
	*ret_size = 1;
	return str_starts(rest, ". ") && rest.n > 2 && rest.p[2] >= 'A' && rest.p[2] <= 'Z';
}

/* Cuts the first sentence off, with its full stop. */
static struct str cut_sentence(struct str *rest)
{
	struct str all = *rest;
	int depth = 0;
	size_t at = 0, size;

	while (at < all.n) {
		struct str here = str_skip(all, at);
		if (depth <= 0 && ends_here(here, &size)) {
			at += size;
			break;
		}
		depth += depth_change(here, &size);
		at += size;
	}
	*rest = str_trim(str_skip(all, at));
	return str_head(all, at);
}

static bool asks(enum lang lang, struct str sentence)
{
	static const char *const remarks[] = {"The ", "It ", "This ", "That ", "These ", "There ", "They "};

	if (lang == LANG_JA && str_starts(sentence, "「")) /* the words that the step before hands on */
		return false;
	if (lang == LANG_JA)
		return str_find(sentence, "ください") < sentence.n || str_ends(sentence, "します。");
	return !begins_with_any(sentence, remarks, COUNT(remarks));
}

/* The sentences stand one behind the other in one text, so that a step grows by its end. */
static void add(struct steps *steps, struct str sentence, bool asks_for_something)
{
	struct str *last = steps->count ? &steps->items[steps->count - 1] : NULL;

	if (last && (steps->is_open || !asks_for_something || steps->count == STEPS_MAX)) {
		last->n = (size_t)(sentence.p + sentence.n - last->p);
		steps->is_open = steps->is_open && !asks_for_something;
		return;
	}
	steps->items[steps->count++] = sentence;
	steps->is_open = !asks_for_something;
}

const char *step_list_number(struct arena *arena, enum lang lang, const char *text)
{
	struct steps steps = {.count = 0};
	struct str rest = str_trim(str_from(text));
	const char *numbered = "";

	while (rest.n) {
		struct str sentence = cut_sentence(&rest);
		add(&steps, sentence, asks(lang, sentence));
	}
	if (steps.count < 2)
		return text;
	for (size_t i = 0; i < steps.count; i++)
		numbered = arena_printf(arena, "%s%s%zu. %.*s", numbered, i ? "\n" : "", i + 1, (int)steps.items[i].n,
					steps.items[i].p);
	return numbered;
}
