/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/business_words.h"

#include <string.h>

#include "codec/text/search_key.h"

#define TYPED_MAX 400 /* bytes that are looked at */

/* How well a word fits: its length where what was typed holds it, a little less than what was typed where it holds
 * that. */
static size_t fit(const char *typed, struct arena *arena, struct str word)
{
	const char *key = search_key_of(arena, word);

	if (!*key)
		return 0;
	if (strstr(typed, key))
		return 2 * strlen(key);
	return strstr(key, typed) ? 2 * strlen(typed) - 1 : 0;
}

static size_t best_fit(const char *typed, struct arena *arena, const struct edition_industry *industry)
{
	struct str words = str_from(industry->words);
	size_t best = 0;

	while (words.p) {
		size_t fits = fit(typed, arena, str_cut(&words, ' '));
		if (fits > best)
			best = fits;
	}
	return best;
}

struct found {
	const struct edition_industry *industry;
	size_t fits;
};

/* Keeps the best, in their order; of equal ones the first. */
static void keep(struct found found[BUSINESS_WORDS_MAX], const struct edition_industry *industry, size_t fits)
{
	size_t at = BUSINESS_WORDS_MAX;

	while (at > 0 && found[at - 1].fits < fits)
		at--;
	if (at == BUSINESS_WORDS_MAX)
		return;
	memmove(&found[at + 1], &found[at], (BUSINESS_WORDS_MAX - 1 - at) * sizeof(*found));
	found[at] = (struct found){industry, fits};
}

size_t business_words_find(struct arena *arena, const struct edition *edition, struct str typed,
			   const struct edition_industry *ret_industries[BUSINESS_WORDS_MAX])
{
	const char *key = search_key_of(arena, str_head(typed, TYPED_MAX));
	struct found found[BUSINESS_WORDS_MAX] = {{NULL, 0}};
	size_t count = 0;

	if (!*key)
		return 0;
	for (size_t i = 0; i < edition->class_count; i++)
		for (size_t k = 0; k < edition->classes[i].industry_count; k++)
			keep(found, &edition->classes[i].industries[k],
			     best_fit(key, arena, &edition->classes[i].industries[k]));
	/* Another one counts only when it fits as well as the best. */
	while (count < BUSINESS_WORDS_MAX && found[count].fits && found[count].fits == found[0].fits) {
		ret_industries[count] = found[count].industry;
		count++;
	}
	return count;
}
