/* SPDX-License-Identifier: Apache-2.0 */
/* Notes about a case, and what was said on the telephone: those that are there, and a form for one more. */
#ifndef TENKEN_WEB_PAGES_DESK_NOTE_H
#define TENKEN_WEB_PAGES_DESK_NOTE_H

#include "web/route.h"

void page_desk_notes(const struct request *request, struct reply *reply);
void page_desk_notes_post(const struct request *request, struct reply *reply);

#endif
