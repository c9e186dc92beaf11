/* SPDX-License-Identifier: Apache-2.0 */
/* No orphans: what a check reads, somebody writes; and docs/observation-kinds.md says so. */
#include <string.h>

#include "diagnosis/kind.h"
#include "disk/read_file.h"
#include "main/check_table.h"
#include "test.h"

#define DOCUMENT      "docs/observation-kinds.md"
#define DOCUMENT_SIZE ((size_t)64 * 1024)

static bool reads(const struct check *check, const char *kind)
{
	struct str kinds = str_from(check->observes);

	while (kinds.n)
		if (str_is(str_trim(str_cut(&kinds, ',')), kind))
			return true;
	return false;
}

static bool is_written(const char *kind)
{
	return kind_is_among(kind_of_services, kind) || kind_is_among(kind_of_scheduler, kind);
}

static void what_a_check_reads_is_written_or_import_only(void **state)
{
	for (const struct check *check = check_table; *check->id; check++) {
		struct str kinds = str_from(check->observes);

		while (kinds.n) {
			ARENA_SCOPED arena;
			const char *kind;

			arena_init(&arena);
			kind = str_dup(&arena, str_trim(str_cut(&kinds, ',')));
			if (is_written(kind) == kind_is_among(kind_of_imports, kind))
				fail_msg("%s reads %s, which is %s", check->id, kind,
					 is_written(kind) ? "written and called import only" : "written by nobody");
		}
	}
}

static void what_is_import_only_is_read(void **state)
{
	for (const char *const *kind = kind_of_imports; *kind; kind++) {
		const struct check *check = check_table;

		while (*check->id && !reads(check, *kind))
			check++;
		if (!*check->id)
			fail_msg("no check reads %s", *kind);
	}
}

/* "| `kind` | talker | `first-check`, `second-check` |" */
static void write_line(const char *kind, const char *written_by, struct buf *out)
{
	const char *before = "";

	buf_printf(out, "| `%s` | %s | ", kind, written_by);
	for (const struct check *check = check_table; *check->id; check++)
		if (reads(check, kind)) {
			buf_printf(out, "%s`%s`", before, check->id);
			before = ", ";
		}
	buf_printf(out, "%s |\n", *before ? "" : "no check");
}

static void demand_lines(struct str document, const char *const *kinds, const char *written_by)
{
	for (; *kinds; kinds++) {
		bool is_both = kind_is_among(kind_of_services, *kinds) && kind_is_among(kind_of_scheduler, *kinds);
		BUF_SCOPED line;

		buf_init(&line, DOCUMENT_SIZE);
		write_line(*kinds, is_both ? "talker, scheduler" : written_by, &line);
		if (str_find(document, buf_text(&line)) == document.n)
			fail_msg(DOCUMENT " lacks this line: %s", buf_text(&line));
	}
}

static void the_document_tells_the_same(void **state)
{
	ARENA_SCOPED arena;
	struct str document;

	arena_init(&arena);
	assert_int_equal(read_file(&arena, DOCUMENT, DOCUMENT_SIZE, &document, NULL), ERR_OK);
	demand_lines(document, kind_of_services, "talker");
	demand_lines(document, kind_of_scheduler, "scheduler");
	demand_lines(document, kind_of_imports, "import only");
}

int test_kind(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_a_check_reads_is_written_or_import_only),
		cmocka_unit_test(what_is_import_only_is_read),
		cmocka_unit_test(the_document_tells_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
