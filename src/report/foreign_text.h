/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Text that a diagnosed service sent, made fit for a report: a hostile greeting can neither break a page nor prevent a
 * report with a character that no font has.
 */
#ifndef TENKEN_REPORT_FOREIGN_TEXT_H
#define TENKEN_REPORT_FOREIGN_TEXT_H

#include "base/arena.h"
#include "base/str.h"

/* Printable ASCII, kana, common kanji and Japanese punctuation stay; everything else becomes "\x1b" (a byte) or
 * "\u{1f600}" (a character). Cut with "…" before it would pass `max` bytes (at least 16). */
char *foreign_text_show(struct arena *arena, struct str text, size_t max);

#endif
