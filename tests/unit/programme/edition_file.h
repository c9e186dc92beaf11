/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The shipped edition as these tests need it: its bytes, and the edition itself.
 */
#ifndef TENKEN_TESTS_EDITION_FILE_H
#define TENKEN_TESTS_EDITION_FILE_H

#include <stdio.h>
#include <stdlib.h>

#include "programme/edition.h"

#define EDITION_FILE "programmes/tokyo-r7/edition.yaml"

/* Terminated; the caller frees it. Fails the test when the file is absent. */
static inline char *edition_file_bytes(void)
{
	const size_t cap = 1024 * 1024;
	FILE *file = fopen(EDITION_FILE, "r");
	char *bytes = calloc(1, cap + 1);

	if (!file)
		fail_msg("%s is absent: run the tests in the project's root", EDITION_FILE);
	assert_non_null(bytes);
	assert_true(fread(bytes, 1, cap, file) > 0);
	fclose(file);
	return bytes;
}

static inline struct edition *edition_file_load(void)
{
	struct edition *edition = NULL;
	char *bytes = edition_file_bytes();
	struct fault why = {0};

	if (edition_parse(str_from(bytes), EDITION_FILE, &edition, &why))
		fail_msg("%s", why.text);
	free(bytes);
	return edition;
}

#endif
