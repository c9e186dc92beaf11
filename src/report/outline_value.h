/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The outline as a value tree, for a page that shows the report. Knows nothing of HTML: the template does.
 */
#ifndef TENKEN_REPORT_OUTLINE_VALUE_H
#define TENKEN_REPORT_OUTLINE_VALUE_H

#include "report/outline.h"

/* {lang, title, subject, author, programme, addressee, running, blocks: [{KIND: true, id, text, mark, mark_text,
 * rows}]} where KIND is heading1, heading2, paragraph, notice, list, facts or table, so that a section {{#heading1}}
 * chooses it. id ("part-7") is the block's number from 1. mark is outline_mark_name, absent when there is none. rows of
 * a list: {text}; of facts: {label, text, technical}; of a table: head: [{text}] beside the rows {first, mark, cells:
 * [{text}]} (first is the row's own head). The tree lives in the arena. */
struct value *outline_value(struct arena *arena, const struct outline *outline);

#endif
