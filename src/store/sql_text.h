/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The little of SQL's syntax that the store needs: where a quoted text, a quoted name or a comment ends. Our own SQL
 * only, never foreign text; no dollar quotes, no trigger bodies.
 */
#ifndef TENKEN_STORE_SQL_TEXT_H
#define TENKEN_STORE_SQL_TEXT_H

#include "base/arena.h"
#include "base/str.h"

/* Rewrites $N to ?N outside quotes and comments: SQLite would number $N by order of appearance. */
char *sql_text_number(struct arena *arena, const char *sql);

/* Takes the next statement, without its semicolon, from *rest. False when only white space and
 * comments are left. */
bool sql_text_next(struct str *rest, struct str *ret_statement);

#endif
