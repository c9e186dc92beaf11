/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The field of a deed that asks for a reason, or takes the expert's remarks with the release of a report. What was
 * typed stays in it when it is refused; the remarks begin with those of the last release.
 */
#ifndef TENKEN_WEB_PAGES_REASON_H
#define TENKEN_WEB_PAGES_REASON_H

#include "codec/value_keys.h"
#include "usecases/case_deed.h"
#include "web/reply.h"

/* The reason that was sent for a deed ("decline"): the sentences that were ticked ("decline-sample"), then what stands
 * in the field "decline-reason", with \n for the line breaks of HTTP's forms. */
struct str reason_sent(const struct request *request, const char *deed);

/* A text of a form with \n for its line breaks; in the request's arena. */
struct str reason_without_returns(const struct request *request, struct str sent);

/* A field as reason_show makes it, with this text. */
struct value *reason_field(struct arena *arena, const char *deed, struct str typed);

/* Sets "problems" and, under the name of each deed, its field with what was typed. refused: the one whose reason, which
 * was sent, is not accepted; NULL: none. names ends with NULL. */
extern const struct value_key reason_keys[];
void reason_show(const struct request *request, struct value *view, const char *const *names, const char *refused);

#endif
