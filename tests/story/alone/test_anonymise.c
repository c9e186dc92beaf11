/* SPDX-License-Identifier: Apache-2.0 */
/* tenken anonymise, as a person at a terminal meets it; GLPK judges what can be computed of a published table. */
#include "story/process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "codec/csv_reader.h"

#define GLPSOL "/usr/bin/glpsol"

enum { K = 5, KINDS = 3, VALUES = 4, CELLS_MAX = 100 };

/* What is counted: one number for each combination of three kinds. */
struct companies {
	int count[VALUES][VALUES][VALUES];
	unsigned seed;
};

/* A row of a published table; -1 stands for "*". */
struct published {
	int value[KINDS];
	bool is_hidden;
	long count, lo, hi;
};

static const char *const heads[KINDS] = {"industry", "size", "course"};

static void draw(struct companies *companies, unsigned seed, int rows)
{
	memset(companies, 0, sizeof(*companies));
	for (int i = 0; i < rows; i++) {
		unsigned n = seed = seed * 1664525u + 1013904223u;
		int a = (int)(n / 256 % 10), b = (int)(n / 4096 % 10), c = (int)(n / 65536 % 10);
		companies->count[a < 5 ? 0 : a < 8 ? 1 : a < 9 ? 2 : 3][b < 6 ? 0 : b < 9 ? 1 : 2][c < 8 ? 0 : 1]++;
	}
}

static int sum(const struct companies *companies, const int value[KINDS])
{
	int total = 0;

	for (int a = 0; a < VALUES; a++)
		for (int b = 0; b < VALUES; b++)
			for (int c = 0; c < VALUES; c++)
				if ((value[0] < 0 || value[0] == a) && (value[1] < 0 || value[1] == b) &&
				    (value[2] < 0 || value[2] == c))
					total += companies->count[a][b][c];
	return total;
}

/* The counts by two of the kinds, as somebody would hand them over. */
static const char *table_of(struct scene *scene, const struct companies *companies, int one, int other)
{
	char *text = arena_printf(&scene->arena, "%s,%s,count\n", heads[one], heads[other]);

	for (int a = 0; a < VALUES; a++)
		for (int b = 0; b < VALUES; b++) {
			int value[KINDS] = {-1, -1, -1};
			value[one] = a;
			value[other] = b;
			if (sum(companies, value))
				text = arena_printf(&scene->arena, "%sv%d,v%d,%d\n", text, a, b, sum(companies, value));
		}
	return text;
}

static size_t read_published(struct str text, int one, int other, struct published *out)
{
	struct csv_reader *reader = csv_reader_new(byte_source_of(&text));
	struct csv_row row;
	size_t count = 0;
	struct fault why;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_true(csv_reader_row(reader, &row));
	while (csv_reader_row(reader, &row)) {
		struct published *cell = &out[count++];
		const int kinds[] = {one, other};
		assert_in_range(count, 1, CELLS_MAX);
		*cell = (struct published){.value = {-1, -1, -1}};
		for (int i = 0; i < 2; i++)
			if (!str_is(row.fields[i], "*"))
				cell->value[kinds[i]] = atoi(str_dup(&arena, row.fields[i]) + 1);
		cell->is_hidden = str_is(row.fields[2], "X");
		cell->count = atol(str_dup(&arena, row.fields[2]));
		cell->lo = atol(str_dup(&arena, row.fields[3]));
		cell->hi = atol(str_dup(&arena, row.fields[4]));
	}
	assert_int_equal(csv_reader_fault(reader, &why), ERR_OK);
	csv_reader_free(reader);
	return count;
}

static void add_sum(struct buf *out, const struct published *cell)
{
	for (int a = 0; a < VALUES; a++)
		for (int b = 0; b < VALUES; b++)
			for (int c = 0; c < VALUES; c++)
				if ((cell->value[0] < 0 || cell->value[0] == a) &&
				    (cell->value[1] < 0 || cell->value[1] == b) &&
				    (cell->value[2] < 0 || cell->value[2] == c))
					buf_printf(out, " + x%d%d%d", a, b, c);
	buf_add_text(out, "\n");
}

/* The smallest or largest that GLPK finds for the cell, all told numbers given; CPLEX's LP format. */
static double ask_glpk(struct scene *scene, const struct published *cells, size_t count, const struct published *cell,
		       bool is_largest)
{
	const char *path = arena_printf(&scene->arena, "%s/bound.lp", scene->dir);
	const char *answer = arena_printf(&scene->arena, "%s/bound.out", scene->dir);
	FILE *file = fopen(path, "w");
	char line[400];
	double value = -1;
	BUF_SCOPED text;

	buf_init(&text, 1 << 20);
	buf_printf(&text, "%s\n obj:", is_largest ? "Maximize" : "Minimize");
	add_sum(&text, cell);
	buf_add_text(&text, "Subject To\n");
	for (size_t i = 0; i < count; i++) {
		if (cells[i].is_hidden)
			continue;
		buf_printf(&text, " e%zu:", i);
		add_sum(&text, &cells[i]);
		buf_printf(&text, " = %ld\n", cells[i].count);
	}
	buf_add_text(&text, "End\n");
	assert_non_null(file);
	assert_true(fputs(buf_text(&text), file) >= 0);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(RUN(scene, NULL, GLPSOL, "--lp", path, "-o", answer), 0);
	file = fopen(answer, "r");
	assert_non_null(file);
	while (fgets(line, sizeof(line), file))
		if (sscanf(line, "Objective: obj = %lf", &value) == 1)
			break;
	assert_int_equal(fclose(file), 0);
	return value;
}

static struct str anonymise(struct scene *scene, const char *table, const char *quasi, const char *folder,
			    const char *save_as)
{
	struct process process;
	const char *out;
	FILE *file;

	scene_give(scene, table);
	if (RUN(scene, &process, TENKEN, "anonymise", "--k", "5", "--quasi", quasi, "--published", folder) != 0)
		fail_msg("%s", process_err(scene, &process));
	out = process_out(scene, &process);
	file = fopen(arena_printf(&scene->arena, "%s/%s.csv", folder, save_as), "w");
	assert_non_null(file);
	assert_true(fputs(out, file) >= 0);
	assert_int_equal(fclose(file), 0);
	return str_from(out);
}

static const char *make_folder(struct scene *scene, const char *name)
{
	char *path = arena_printf(&scene->arena, "%s/%s", scene->dir, name);

	assert_int_equal(RUN(scene, NULL, "/bin/mkdir", path), 0);
	return path;
}

/* Every number that is not told, of the first table and of the second, seen with all that both tell. */
static size_t judge(struct scene *scene, const struct published *cells, size_t first, size_t count)
{
	size_t hidden = 0;

	for (size_t i = 0; i < count; i++) {
		double low, high;
		if (!cells[i].is_hidden)
			continue;
		low = ask_glpk(scene, cells, count, &cells[i], false);
		high = ask_glpk(scene, cells, count, &cells[i], true);
		assert_true(high - low >= K - 1e-6);
		if (i >= first) { /* said when all was known */
			assert_true(cells[i].lo - low < 1 && cells[i].lo - low > -1e-6);
			assert_true(high - cells[i].hi < 1 && high - cells[i].hi > -1e-6);
		}
		hidden++;
	}
	return hidden;
}

static void glpk_computes_no_small_number_from_two_tables(void **state)
{
	struct scene *scene = *state;
	struct companies companies;
	size_t hidden = 0;

	if (access(GLPSOL, X_OK) != 0)
		skip();
	for (unsigned seed = 1; seed <= 2; seed++) {
		struct published cells[2 * CELLS_MAX];
		const char *folder = make_folder(scene, arena_printf(&scene->arena, "published%u", seed));
		size_t first, count;
		draw(&companies, seed, 120);
		first = read_published(
			anonymise(scene, table_of(scene, &companies, 0, 1), "industry,size", folder, "a"), 0, 1, cells);
		count = first + read_published(anonymise(scene, table_of(scene, &companies, 0, 2), "industry,course",
							 folder, "b"),
					       0, 2, cells + first);
		hidden += judge(scene, cells, first, count);
	}
	assert_true(hidden > 4);
}

static void a_data_set_comes_with_its_dictionary(void **state)
{
	struct scene *scene = *state;
	const char *path = arena_printf(&scene->arena, "%s/dictionary.csv", scene->dir);
	struct process process, cat;

	scene_give(scene, "name,industry,score\n=cmd,=A,10\nb,=A,20\nc,=A,10\nd,B,10\ne,B,20\nf,B,20\ng,C,50\n");
	assert_int_equal(
		RUN(scene, &process, TENKEN, "anonymise", "--k", "3", "--quasi", "industry", "--dictionary", path), 0);
	assert_string_equal(
		process_out(scene, &process),
		"\xef\xbb\xbf\"industry\",\"score\"\r\n\"'=A\",\"10\"\r\n\"'=A\",\"10\"\r\n\"'=A\",\"20\"\r\n"
		"\"B\",\"10\"\r\n\"B\",\"20\"\r\n\"B\",\"20\"\r\n");
	assert_non_null(strstr(process_err(scene, &process), "6 rows written, 1 left out"));
	assert_int_equal(RUN(scene, &cat, "/bin/cat", path), 0);
	assert_non_null(strstr(process_out(scene, &cat), "\"name\",\"left_out\""));
	assert_int_equal(
		RUN(scene, &process, TENKEN, "anonymise", "--k", "3", "--quasi", "industry", "--dictionary", path), 1);
	assert_string_equal(process_out(scene, &process), "");
}

static void a_table_without_use_says_so(void **state)
{
	struct scene *scene = *state;
	struct process process;

	scene_give(scene, "course,count\nonce,46\nthrice,4\n");
	assert_int_equal(RUN(scene, &process, TENKEN, "anonymise", "--k", "5", "--quasi", "course"), 0);
	assert_string_equal(process_out(scene, &process), "\xef\xbb\xbf\"course\",\"count\",\"lo\",\"hi\"\r\n");
	assert_non_null(strstr(process_err(scene, &process), "cannot be published"));
}

static void put(struct scene *scene, const char *folder, const char *name, const char *text)
{
	FILE *file = fopen(arena_printf(&scene->arena, "%s/%s", folder, name), "w");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static void files_that_are_no_tables_of_counts_are_told(void **state)
{
	struct scene *scene = *state;
	const char *folder = make_folder(scene, "published");
	struct process process;

	put(scene, folder, "2024.CSV", "course,year,count\nonce,2024,46\nthrice,2024,40\n");
	put(scene, folder, "2025.xlsx", "PK");
	put(scene, folder, "words.csv", "column,meaning\ncourse,the course\n");
	scene_give(scene, "course,year,count\nonce,2025,46\nthrice,2025,40\n");
	assert_int_equal(
		RUN(scene, &process, TENKEN, "anonymise", "--k", "5", "--quasi", "course,year", "--published", folder),
		0);
	assert_non_null(strstr(process_err(scene, &process), "tables published so far: 1"));
	assert_non_null(strstr(process_err(scene, &process), "passed over: 2."));
}

static void bad_words_and_bad_tables_are_told(void **state)
{
	struct scene *scene = *state;
	struct process process;

	scene_give(scene, "a,b\n1,2\n3,4\n");
	assert_int_equal(RUN(scene, &process, TENKEN, "anonymise", "--k", "1", "--quasi", "a"), 2);
	assert_int_equal(RUN(scene, &process, TENKEN, "anonymise", "--k", "2", "--quasi", "c"), 2);
	assert_non_null(strstr(process_err(scene, &process), "no column \"c\""));
	scene_give(scene, "a,b\n1,\"2\n3,4\n");
	assert_int_equal(RUN(scene, &process, TENKEN, "anonymise", "--k", "2", "--quasi", "a"), 2);
	assert_non_null(strstr(process_err(scene, &process), "a quote is never closed"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		SCENE(glpk_computes_no_small_number_from_two_tables),
		SCENE(a_data_set_comes_with_its_dictionary),
		SCENE(a_table_without_use_says_so),
		SCENE(files_that_are_no_tables_of_counts_are_told),
		SCENE(bad_words_and_bad_tables_are_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
