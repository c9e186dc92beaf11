/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/diagnosis/write_report.h"

#include "disk/new_file.h"
#include "usecases/diagnosis/view_report.h"
#include "usecases/receipt.h"

enum err write_report(const struct office *office, const char *receipt, const struct report_wish *wish,
		      const char *path, size_t *ret_bytes, struct fault *why)
{
	const struct actor actor = actor_program();
	const char *name;
	int64_t case_id;
	ARENA_SCOPED arena;
	BUF_SCOPED pdf;
	enum err err;

	arena_init(&arena);
	buf_init(&pdf, REPORT_PDF_MAX);
	err = receipt_find(office, str_from(receipt), &case_id, why);
	if (!err)
		err = view_report_pdf(office, &arena, &actor, wish, case_id, &pdf, &name, why);
	if (!err)
		err = new_file_write_private(path, buf_str(&pdf), why);
	if (!err)
		*ret_bytes = buf_str(&pdf).n;
	return err;
}

enum err write_report_letters(const struct office *office, const char *const *receipts, size_t count, enum lang lang,
			      const char *path, size_t *ret_bytes, struct fault *why)
{
	const struct actor actor = actor_program();
	int64_t *case_ids;
	ARENA_SCOPED arena;
	BUF_SCOPED pdf;
	enum err err = ERR_OK;

	arena_init(&arena);
	buf_init(&pdf, REPORT_PDF_MAX);
	case_ids = arena_array(&arena, count, sizeof(*case_ids));
	for (size_t i = 0; !err && i < count; i++)
		err = receipt_find(office, str_from(receipts[i]), &case_ids[i], why);
	if (!err)
		err = view_report_letters(office, &arena, &actor, lang, case_ids, count, &pdf, NULL, why);
	if (!err)
		err = new_file_write_private(path, buf_str(&pdf), why);
	if (!err)
		*ret_bytes = buf_str(&pdf).n;
	return err;
}
