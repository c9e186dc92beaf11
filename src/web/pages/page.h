/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What several pages do alike.
 */
#ifndef TENKEN_WEB_PAGES_PAGE_H
#define TENKEN_WEB_PAGES_PAGE_H

#include "codec/value_keys.h"
#include "usecases/call.h"
#include "web/reply.h"

/* Text of a field or of the query; empty when it is absent or was sent twice. */
struct str page_field(const struct value *map, const char *name);

/* The field "read_ms": when what the page has shown was saved (case_deed.h); -1 when the form does not say so. */
int64_t page_read_ms(const struct request *request);

/* Whether a form was sent to be shown in the other language, with what was typed in it; nothing is done. */
bool page_asks_language(const struct request *request);

/* Of a page with a form that is typed into: that the other language is asked by sending the form, whose id is "typed",
 * to this path; where is_shown is false there is no such form now. */
extern const struct value_key page_typed_keys[];
void page_set_typed(const struct request *request, struct value *view, bool is_shown, const char *path);

/* "code": six digits, shown again with the form in the other language and never after they were looked at; "is_wrong".
 */
extern const struct value_key page_code_keys[];
void page_set_code(const struct request *request, struct value *view, bool is_wrong);

/* "question" and "domain" of the form; both empty where no passkey can be. Lets the page run the script otherwise. */
extern const struct value_key page_passkey_keys[];
void page_set_passkey(const struct request *request, struct reply *reply, struct value *view, int64_t person_id);

/* The number that stands in a path as its first part; answers 404 and returns false when it is no number. */
bool page_number(const struct request *request, struct reply *reply, int64_t *ret_number);

/* The call whose id stands in the path as its first part; answers with the failure and returns false when there is
 * none. */
bool page_find_call(const struct request *request, struct reply *reply, struct call *ret_call);

/* The case whose receipt number stands in the path as its first part; answers 404 and returns false when there is none.
 */
bool page_find_case(const struct request *request, struct reply *reply, int64_t *ret_case_id);

/* Sets "pager_link" of a list: its path with these fields of the query, to which a page's number is put. names ends
 * with NULL. */
void page_set_pager(const struct request *request, struct value *view, const char *path, const char *const *names);

/* The number of the page of a list that is asked for; 1 when none is. */
int64_t page_of_list(const struct request *request);

/* After a deed: 303 to the path, or the page for the failure. */
void page_after(const struct request *request, struct reply *reply, enum err err, const struct fault *why,
		const char *path);

#endif
