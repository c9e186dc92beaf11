/* SPDX-License-Identifier: Apache-2.0 */
/* The 4,672 templates of the snapshot beside the project: what docs/nuclei.md says of them is so. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"
#include <unistd.h>

#include "data/real_data.h"
#include "library/template_files.h"

#define ARCHIVE "../shared/data/nuclei/nuclei-templates-selected-20250613.tar.xz"

struct template_counts {
	size_t wrong, by_reason[NUCLEI_REASON_COUNT];
};

static void count(struct template_counts *counts, const char *path)
{
	const struct nuclei_template *template;
	struct str bytes;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (template_files_load(&arena, path, &template, &bytes, NULL))
		counts->wrong++;
	else
		counts->by_reason[template->refusal.reason]++;
}

static void real_templates_come_to_what_the_document_says(void **state)
{
	char root[] = "/tmp/tenken-real-XXXXXX";
	const char *folder = root;
	struct template_files files;
	struct template_counts counts = {0};
	struct fault why;
	ARENA_SCOPED arena;

	if (access(ARCHIVE, R_OK) != 0)
		skip();
	arena_init(&arena);
	assert_non_null(mkdtemp(root));
	assert_int_equal(system(arena_printf(&arena, "tar -xJf %s -C %s", ARCHIVE, root)), 0);
	if (template_files_list(&arena, &folder, 1, &files, &why))
		fail_msg("%s", why.text);
	for (size_t i = 0; i < files.count; i++)
		count(&counts, files.items[i].path);
	assert_int_equal(system(arena_printf(&arena, "rm -rf %s", root)), 0);
	assert_int_equal(files.count, 4672);
	assert_int_equal(counts.wrong, 0);
	assert_int_equal(counts.by_reason[NUCLEI_SAFE], 2859);
	assert_int_equal(counts.by_reason[NUCLEI_REASON_LOGIN], 389);
	assert_int_equal(counts.by_reason[NUCLEI_REASON_PAYLOADS], 315);
	assert_int_equal(counts.by_reason[NUCLEI_REASON_EXPLOIT], 286);
	assert_int_equal(counts.by_reason[NUCLEI_REASON_PATTERN], 0);
	assert_int_equal(counts.by_reason[NUCLEI_REASON_KEY], 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(real_templates_come_to_what_the_document_says),
	};

	return real_data_run(tests, NULL, NULL);
}
