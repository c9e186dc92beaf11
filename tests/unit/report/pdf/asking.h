/* SPDX-License-Identifier: Apache-2.0 */
/* What other programs say about a document of ours. */
#ifndef TENKEN_TESTS_REPORT_PDF_ASKING_H
#define TENKEN_TESTS_REPORT_PDF_ASKING_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "report/pdf/page_pdf.h"
#include "unit/report/sample.h"

#define PDF_CAP     ((size_t)32 * 1024 * 1024)
#define STRINGS_MAX ((size_t)4 * 1024 * 1024)

static inline enum err render(struct sample *sample, struct buf *out, struct fault *why)
{
	struct outline *outline;

	buf_init(out, PDF_CAP);
	assert_int_equal(outline_build(&sample->arena, &sample->input, &outline, why), ERR_OK);
	return page_pdf_render(outline, out, why);
}

/* What it prints, also its complaints; it must end well. Options may stand on both sides of the document's path. */
static inline char *ask(struct arena *arena, const char *program, const char *behind, const struct buf *pdf)
{
	char path[] = "/tmp/tenken-report-XXXXXX";
	int fd = mkstemp(path);
	FILE *answer;
	char part[4096];
	size_t got;
	BUF_SCOPED all;

	assert_true(fd >= 0);
	assert_int_equal(write(fd, pdf->bytes, pdf->size), pdf->size);
	assert_int_equal(close(fd), 0);
	buf_init(&all, STRINGS_MAX);
	answer = popen(arena_printf(arena, "LC_ALL=C.UTF-8 %s %s %s 2>&1", program, path, behind), "r");
	assert_non_null(answer);
	while ((got = fread(part, 1, sizeof(part), answer)) > 0)
		buf_add(&all, str_of(part, got));
	assert_int_equal(pclose(answer), 0);
	assert_int_equal(unlink(path), 0);
	return str_dup(arena, buf_str(&all));
}

#endif
