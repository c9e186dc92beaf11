/* SPDX-License-Identifier: Apache-2.0 */
/* The sheet for the decision, read back from the document: as a PDF, and as the workbook that Excel opens. */
#include "story/story.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#include "usecases/desk/decision_sheet.h"
#include "usecases/screening/screening_deed.h"

#define READ_MAX 200000

/* Two ideographs of 4 bytes, one with a variation selector, three that NFC would change, and what looks like a formula.
 */
#define RARE    "株式会社\U0002000B\U00020BB7野葛\U000E0100神塚福"
#define FORMULA "=HYPERLINK(\"http://example.jp\")"

static int64_t checked(struct story *story, const char *name)
{
	struct token token = story_fill_in(story, story_answers(story, name, "one"));
	int64_t number = story_submit(story, token, LANG_JA).case_id;

	assert_ok(story_do(story, &screening_deed_check, &story->secretariat, number), &story->why);
	return number;
}

/* What the command prints about the document, whose path stands behind it. */
static const char *read_back(struct story *story, const struct buf *document, const char *command, const char *rest)
{
	const char *path = test_store_file(story->store, &story->arena, "sheet");
	char *text = arena_alloc(&story->arena, READ_MAX);
	FILE *file = fopen(path, "wb"), *pipe;
	size_t n;

	assert_non_null(file);
	assert_int_equal(fwrite(buf_text(document), 1, document->size, file), document->size);
	fclose(file);
	pipe = popen(arena_printf(&story->arena, "%s %s %s", command, path, rest), "r");
	assert_non_null(pipe);
	n = fread(text, 1, READ_MAX - 1, pipe);
	text[n] = '\0';
	assert_int_equal(pclose(pipe), 0);
	return text;
}

static void make(struct story *story, const struct actor *actor, enum decision_sheet_form form, const int64_t *ids,
		 size_t count, struct buf *out)
{
	buf_init(out, 10000000);
	assert_ok(decision_sheet_make(story->office, &story->arena, actor, LANG_JA, form, ids, count, out, &story->why),
		  &story->why);
}

static const char *workbook(struct story *story, const int64_t *ids, size_t count)
{
	BUF_SCOPED out;

	make(story, &story->tokyo, DECISION_SHEET_XLSX, ids, count, &out);
	return read_back(story, &out,
			 "python3 -c 'import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); "
			 "print(z.read(\"xl/worksheets/sheet1.xml\").decode(), "
			 "z.read(\"xl/sharedStrings.xml\").decode())'",
			 "");
}

static const char *paper(struct story *story, const int64_t *ids, size_t count)
{
	BUF_SCOPED out;

	make(story, &story->tokyo, DECISION_SHEET_PDF, ids, count, &out);
	return read_back(story, &out, "pdftotext -layout", "-");
}

static void all_that_wait_are_on_it_with_who_checked_them_and_when(void **state)
{
	struct story *story = *state;
	const char *text;

	checked(story, "株式会社いちばん");
	story_case_at(story, "one", "received");
	checked(story, "株式会社さんばん");
	text = paper(story, NULL, 0);
	assert_non_null(strstr(text, "R7-0001"));
	assert_null(strstr(text, "R7-0002"));
	assert_non_null(strstr(text, "R7-0003"));
	assert_non_null(strstr(text, "2件"));
	assert_non_null(strstr(text, story->secretariat.name));
	assert_non_null(strstr(text, "決裁者"));
	text = workbook(story, NULL, 0);
	assert_non_null(strstr(text, "R7-0001"));
	assert_null(strstr(text, "R7-0002"));
	assert_non_null(strstr(text, story->secretariat.name));
	assert_non_null(strstr(text, "2025年6月2日"));
}

static void those_that_were_chosen_are_on_it_whatever_became_of_them(void **state)
{
	struct story *story = *state;
	int64_t first = checked(story, "株式会社いちばん"), second = checked(story, "株式会社にばん");
	const char *text;

	assert_ok(story_do_with_reason(story, &screening_deed_withdraw, &story->secretariat, second, "電話"),
		  &story->why);
	text = workbook(story, &second, 1);
	assert_null(strstr(text, "R7-0001"));
	assert_non_null(strstr(text, "R7-0002"));
	assert_non_null(strstr(text, "辞退"));
	assert_non_null(strstr(paper(story, &first, 1), "R7-0001"));
}

static void names_keep_their_rare_characters_and_no_cell_is_a_formula(void **state)
{
	struct story *story = *state;
	const char *text;

	checked(story, RARE);
	checked(story, "株式会社ためし");
	story_tamper(story, "UPDATE company_case SET company_name = '" FORMULA "' WHERE id = 2");
	text = workbook(story, NULL, 0);
	assert_non_null(strstr(text, RARE));
	assert_non_null(strstr(text, "=HYPERLINK("));
	assert_null(strstr(text, "<f>"));
}

static void nothing_of_it_is_written_to_a_directory_for_temporary_files(void **state)
{
	struct story *story = *state;
	char dir[] = "/tmp/tenken-sheet-XXXXXX", event[4096];
	int watch = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	BUF_SCOPED out;

	checked(story, "株式会社いちばん");
	assert_non_null(mkdtemp(dir));
	assert_true(watch >= 0 && inotify_add_watch(watch, dir, IN_CREATE) >= 0);
	assert_int_equal(setenv("TMPDIR", dir, 1), 0);
	make(story, &story->tokyo, DECISION_SHEET_XLSX, NULL, 0, &out);
	unsetenv("TMPDIR");
	assert_int_equal(read(watch, event, sizeof(event)), -1);
	assert_int_equal(errno, EAGAIN);
	close(watch);
	assert_int_equal(rmdir(dir), 0);
}

static void it_is_for_tokyo_alone(void **state)
{
	struct story *story = *state;
	const struct actor company = story_company(1), *const others[] = {&story->secretariat, &story->expert,
									  &story->diagnosis, &company};
	BUF_SCOPED out;

	checked(story, "株式会社いちばん");
	for (size_t i = 0; i < COUNT(others); i++)
		assert_int_equal(decision_sheet_make(story->office, &story->arena, others[i], LANG_JA,
						     DECISION_SHEET_PDF, NULL, 0, &out, &story->why),
				 ERR_DENIED);
}

static void an_empty_one_says_so(void **state)
{
	struct story *story = *state;

	assert_non_null(strstr(paper(story, NULL, 0), "0件"));
	assert_non_null(strstr(workbook(story, NULL, 0), "受付番号"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(all_that_wait_are_on_it_with_who_checked_them_and_when),
		STORY(those_that_were_chosen_are_on_it_whatever_became_of_them),
		STORY(names_keep_their_rare_characters_and_no_cell_is_a_formula),
		STORY(nothing_of_it_is_written_to_a_directory_for_temporary_files),
		STORY(it_is_for_tokyo_alone),
		STORY(an_empty_one_says_so),
	};

	return test_store_run("decision sheet", tests, COUNT(tests));
}
