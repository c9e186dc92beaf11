/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Go's regular expressions (RE2, github.com/google/re2/wiki/Syntax), in which templates write, said in PCRE2's words,
 * and a store of compiled ones. Where both engines read the same text in two ways, the text is rewritten:
 *
 *   Go                                           PCRE2
 *   $ is the very end, unless (?m)               \z
 *   \s is [\t\n\f\r ]                            that class
 *   \v is a vertical tab                         \x0b
 *   {,3} is these four characters                \{,3}
 *
 * What Go does not know (look-around, back references, possessive repeats, \K, verbs) is refused, since a template that
 * uses it never ran as its author thought; \p{...} and \x{100} need characters, and these patterns see bytes.
 * Difference left: '.' and [^x] match one byte, so that a counted run over Japanese text counts bytes.
 */
#ifndef TENKEN_NUCLEI_NUCLEI_PATTERN_H
#define TENKEN_NUCLEI_NUCLEI_PATTERN_H

#include "base/buf.h"
#include "codec/regex.h"

/* Appends the pattern for regex_compile. ERR_UNSUPPORTED or ERR_INVALID with the offset in the pattern. */
MUST_USE enum err nuclei_pattern_translate(struct buf *out, struct str pattern, struct fault *why);

/* Whether a pattern can be run at all. */
MUST_USE enum err nuclei_pattern_check(struct str pattern, struct fault *why);

/* Compiled patterns of one thread, each compiled at its first use. Beyond a cap all are dropped and the store begins
 * anew. */
struct nuclei_patterns;

struct nuclei_patterns *nuclei_pattern_store_new(void);
void nuclei_pattern_store_free(struct nuclei_patterns *patterns);

/* As regex_find; also fails when the pattern does. */
MUST_USE enum err nuclei_pattern_store_find(struct nuclei_patterns *patterns, struct str pattern, struct str subject,
					    size_t from, bool *ret_is_found, struct regex_match *ret_match,
					    struct fault *why);

#endif
