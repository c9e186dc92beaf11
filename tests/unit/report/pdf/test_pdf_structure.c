/* SPDX-License-Identifier: Apache-2.0 */
/* The structure of a report, as qpdf reads it: what a voice that reads aloud goes by. */
#include <string.h>

#include "unit/report/pdf/asking.h"

#define PAGES_MAX 60
#define MARKS_MAX 400
#define REF_MAX   24

struct tree {
	const struct value *objects;
	char seen[PAGES_MAX][MARKS_MAX][REF_MAX]; /* the element of a mark, as the tree tells it */
	const char *pages[PAGES_MAX];
	size_t page_count;
	size_t headings, tables, column_heads, row_heads, lists, figures;
	int level; /* of the last heading */
};

struct structured {
	struct sample sample;
	struct buf pdf;
	struct tree tree;
	bool is_there; /* qpdf */
};

static const struct value *at(const struct tree *tree, const char *ref)
{
	char key[REF_MAX + 8];
	const struct value *object;

	(void)snprintf(key, sizeof(key), "obj:%s", ref);
	object = value_get(tree->objects, key);
	assert_non_null(object);
	return value_get(object, "stream") ? value_get(value_get(object, "stream"), "dict")
					   : value_get(object, "value");
}

static bool is_ref(const struct value *value)
{
	return value->kind == VALUE_TEXT && str_ends(value->text, " R");
}

static const char *role_of(const struct tree *tree, const char *ref)
{
	return value_get_text(at(tree, ref), "/S") + 1;
}

static int rank(const char *role)
{
	return role[0] == 'H' && role[1] >= '1' && role[1] <= '6' && !role[2] ? role[1] - '0' : 0;
}

/* A child of each role stands where ISO 32000-1, 14.8.4 allows it. */
static void look_at(struct tree *tree, const char *role, const char *parent, const struct value *element)
{
	const struct value *attributes = value_get(element, "/A");

	if (rank(role)) {
		assert_true(rank(role) <= tree->level + 1); /* no level is left out */
		tree->level = rank(role);
		tree->headings++;
	}
	if (!strcmp(role, "TR"))
		assert_string_equal(parent, "Table");
	if (!strcmp(role, "TH") || !strcmp(role, "TD"))
		assert_string_equal(parent, "TR");
	if (!strcmp(role, "LI"))
		assert_string_equal(parent, "L");
	if (!strcmp(role, "LBody"))
		assert_string_equal(parent, "LI");
	if (!strcmp(role, "TH")) {
		const char *scope = value_get_text(attributes, "/Scope");
		assert_true(!strcmp(scope, "/Column") || !strcmp(scope, "/Row"));
		tree->column_heads += !strcmp(scope, "/Column");
		tree->row_heads += !strcmp(scope, "/Row");
	}
	if (!strcmp(role, "Figure"))
		assert_true(strlen(value_get_text(element, "/Alt")) > strlen("u:"));
	tree->tables += !strcmp(role, "Table");
	tree->lists += !strcmp(role, "L");
	tree->figures += !strcmp(role, "Figure");
}

static size_t page_index(const struct tree *tree, const char *ref)
{
	size_t i = 0;

	while (i < tree->page_count && strcmp(tree->pages[i], ref) != 0)
		i++;
	assert_true(i < tree->page_count);
	return i;
}

static void take_mark(struct tree *tree, const char *page, int64_t mark, const char *element)
{
	char *seen = tree->seen[page_index(tree, page)][mark];

	assert_in_range(mark, 0, MARKS_MAX - 1);
	assert_string_equal(seen, ""); /* a part belongs to one element */
	(void)snprintf(seen, REF_MAX, "%s", element);
}

static void walk(struct tree *tree, const char *ref, const char *parent)
{
	const struct value *element = at(tree, ref), *kids = value_get(element, "/K");
	const char *role = role_of(tree, ref);

	assert_string_equal(value_get_text(element, "/P"), parent);
	look_at(tree, role, strcmp(role, "Document") != 0 ? role_of(tree, parent) : "", element);
	for (size_t i = 0; i < value_count(kids); i++) {
		const struct value *kid = value_at(kids, i);
		if (is_ref(kid))
			walk(tree, kid->text.p, ref);
		else if (kid->kind == VALUE_INT)
			take_mark(tree, value_get_text(element, "/Pg"), kid->integer, ref);
		else
			take_mark(tree, value_get_text(kid, "/Pg"), value_get_int(kid, "/MCID", -1), ref);
	}
}

/* From each page's marks back to their elements. */
static void compare_parents(struct tree *tree, const struct value *parents)
{
	const struct value *numbers = value_get(parents, "/Nums");

	assert_int_equal(value_count(numbers), 2 * tree->page_count);
	for (size_t i = 0; i < tree->page_count; i++) {
		const struct value *marks = value_at(numbers, 2 * i + 1);
		assert_int_equal(value_get_int(at(tree, tree->pages[i]), "/StructParents", -1), i);
		for (size_t k = 0; k < value_count(marks); k++)
			assert_string_equal(tree->seen[i][k], value_at(marks, k)->text.p);
		assert_string_equal(tree->seen[i][value_count(marks)], "");
	}
}

static void read_tree(struct structured *report)
{
	struct tree *tree = &report->tree;
	const char *answer = ask(&report->sample.arena, "qpdf --json=2 --json-key=qpdf", "", &report->pdf);
	struct value *json;
	const struct value *catalog, *pages, *root;
	struct fault why;

	if (json_decode(&report->sample.arena, str_from(answer), &json, &why))
		fail_msg("%s", why.text);
	tree->objects = value_at(value_get(json, "qpdf"), 1);
	catalog = at(tree, value_get_text(value_get(value_get(tree->objects, "trailer"), "value"), "/Root"));
	assert_string_equal(value_get_text(catalog, "/Lang"), "u:ja");
	assert_true(value_get_bool(value_get(catalog, "/MarkInfo"), "/Marked"));
	pages = value_get(at(tree, value_get_text(catalog, "/Pages")), "/Kids");
	for (size_t i = 0; i < value_count(pages) && i < PAGES_MAX; i++)
		tree->pages[tree->page_count++] = value_at(pages, i)->text.p;
	root = at(tree, value_get_text(catalog, "/StructTreeRoot"));
	assert_string_equal(role_of(tree, value_get_text(root, "/K")), "Document");
	walk(tree, value_get_text(root, "/K"), value_get_text(catalog, "/StructTreeRoot"));
	compare_parents(tree, at(tree, value_get_text(root, "/ParentTree")));
}

static int print_japanese(void **state)
{
	static struct structured report;

	sample_init(&report.sample, LANG_JA);
	report.is_there = system("command -v qpdf >/dev/null") == 0; /* NOLINT(cert-env33-c): a fixed command */
	*state = &report;
	return render(&report.sample, &report.pdf, NULL) == ERR_OK ? 0 : -1;
}

static int put_away(void **state)
{
	struct structured *report = *state;

	buf_release(&report->pdf);
	sample_release(&report->sample);
	return 0;
}

static struct structured *demand(void **state)
{
	struct structured *report = *state;

	if (!report->is_there) {
		print_message("skipped: qpdf is not installed\n");
		skip();
	}
	return report;
}

static void its_form_is_sound(void **state)
{
	struct structured *report = demand(state);

	assert_non_null(strstr(ask(&report->sample.arena, "qpdf --check", "", &report->pdf), "No syntax or stream"));
}

static void all_that_is_read_aloud_stands_in_one_tree(void **state)
{
	struct structured *report = demand(state);

	read_tree(report);
	assert_true(report->tree.headings > 15);
	assert_true(report->tree.tables > 10);
	assert_true(report->tree.column_heads > 10);
	assert_true(report->tree.row_heads > 30);
	assert_true(report->tree.lists > 3);
	assert_true(report->tree.figures > 3);
}

int test_pdf_structure(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(its_form_is_sound),
		cmocka_unit_test(all_that_is_read_aloud_stands_in_one_tree),
	};

	return cmocka_run_group_tests(tests, print_japanese, put_away);
}
