/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The two languages in which everything a person reads exists; Japanese first.
 */
#ifndef TENKEN_BASE_LANG_H
#define TENKEN_BASE_LANG_H

enum lang { LANG_JA, LANG_EN };
enum { LANG_COUNT = LANG_EN + 1 };

/* One text in both languages; neither is ever NULL or empty once loaded. */
struct lang_text {
	const char *ja;
	const char *en;
};

static inline const char *lang_pick(struct lang_text text, enum lang lang)
{
	return lang == LANG_EN ? text.en : text.ja;
}

/* "ja" or "en", as in HTML's lang attribute. */
static inline const char *lang_code(enum lang lang)
{
	return lang == LANG_EN ? "en" : "ja";
}

/* What the environment asks for (LC_ALL, LC_MESSAGES, LANG); English unless that is Japanese. */
enum lang lang_of_environment(void);

#endif
