/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The shipped edition as these tests need it: its files, and the edition itself.
 */
#ifndef TENKEN_TESTS_SHIPPED_EDITION_H
#define TENKEN_TESTS_SHIPPED_EDITION_H

#include "usecases/edition_folder.h"

#define SHIPPED_EDITION "programmes/tokyo-r7"

/* The files, which live in the arena; `folder` is how messages call their folder. */
static inline struct edition_parts shipped_parts(struct arena *arena, const char *folder)
{
	struct edition_parts parts;
	struct fault why = {0};

	if (edition_folder_read(arena, SHIPPED_EDITION, &parts, &why))
		fail_msg("%s (run the tests in the project's root)", why.text);
	parts.folder = folder;
	return parts;
}

static inline struct edition *shipped_edition(void)
{
	struct edition *edition = NULL;
	struct fault why = {0};

	if (edition_folder_load(SHIPPED_EDITION, NULL, &edition, &why))
		fail_msg("%s", why.text);
	return edition;
}

#endif
