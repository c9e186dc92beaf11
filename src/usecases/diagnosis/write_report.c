/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/write_report.h"

#include "disk/new_file.h"
#include "usecases/diagnosis/view_report.h"
#include "usecases/receipt.h"

enum err write_report(const struct office *office, const char *number_text, enum lang lang, const char *path,
		      size_t *ret_bytes, struct fault *why)
{
	const struct actor actor = actor_program();
	int64_t number;
	ARENA_SCOPED arena;
	BUF_SCOPED pdf;
	enum err err;

	arena_init(&arena);
	buf_init(&pdf, REPORT_PDF_MAX);
	if (!receipt_parse(office, str_from(number_text), &number))
		return fault_set(why, ERR_INVALID, "\"%s\" is no number of a case", number_text);
	err = view_report_pdf(office, &arena, &actor, lang, number, &pdf, why);
	if (!err)
		err = new_file_write_private(path, buf_str(&pdf), why);
	if (!err)
		*ret_bytes = buf_str(&pdf).n;
	return err;
}
