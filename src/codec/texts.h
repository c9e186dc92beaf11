/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Every sentence of the program that a person reads, in both languages: the files
 * texts/ja/X.yaml and texts/en/X.yaml are maps of maps whose joined keys ("form.problem.missing")
 * name a text; each text is itself a template. Loading fails unless both languages have
 * the same keys and no key stands in two files.
 */
#ifndef TENKEN_CODEC_TEXTS_H
#define TENKEN_CODEC_TEXTS_H

#include "codec/template.h"

struct texts;

/* From the embedded assets "texts/". They are a part of the program and never change: the first call of a process reads
 * them, each later one gives the same. */
MUST_USE enum err texts_load(const struct texts **ret_texts, struct fault *why);

/* NULL when there is none. Fits template_source.text with context = the texts. */
const struct template *texts_find(const void *texts, enum lang lang, struct str key);

/* The index-th key, in byte order, of those that begin with the prefix; {NULL, 0} behind the last. */
struct str texts_key(const struct texts *texts, struct str prefix, size_t index);

/* Renders one text without escaping, into the arena; "[key]" when there is none or it
 * cannot be filled, so that a missing text is visible and nothing fails. context may be NULL. */
const char *texts_get(const struct texts *texts, struct arena *arena, enum lang lang, const char *key,
		      const struct value *context);

#endif
