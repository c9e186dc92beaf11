/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Ruby's regular expressions, in which recog's patterns are written, said in PCRE2's words. Where both engines read the
 * same text in two ways, the text is rewritten:
 *
 *   Ruby                                         PCRE2
 *   ^ and $ are ends of lines                    REGEX_LINES
 *   (?m) lets '.' match a newline                (?s)
 *   a(?i)b|c is a(?i:b|c)                        the same, written out
 *   \h a hexadecimal digit, \H none              [0-9A-Fa-f], [^0-9A-Fa-f]
 *   \v a vertical tab                            \x0b
 *   {,3} none to three times                     {0,3}
 *   . is one character                           one of UTF-8, or one byte (counted runs, .{9}, are bytes)
 *   (.+)*                                        (.+)?, the same match without its exponential number of ways
 *
 * A class within a class, "&&" in a class and \H in a class have no short equal and are refused.
 */
#ifndef TENKEN_KNOWLEDGE_FINGERPRINT_FINGERPRINT_PATTERN_H
#define TENKEN_KNOWLEDGE_FINGERPRINT_FINGERPRINT_PATTERN_H

#include "base/buf.h"
#include "base/str.h"

/* Appends the pattern for regex_compile. ERR_UNSUPPORTED with the offset in the pattern, ERR_TOO_LARGE. */
MUST_USE enum err fingerprint_pattern_translate(struct buf *out, struct str pattern, struct fault *why);

#endif
