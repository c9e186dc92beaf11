/* SPDX-License-Identifier: Apache-2.0 */
#include <stdlib.h>
#include <string.h>

#include "test.h"
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "disk/new_file.h"
#include "library/knowledge_load.h"
#include "library/knowledge_lock.h"
#include "library/template_import.h"
#include "library/template_sets.h"

#define TEMPLATE(id, tag, path)                                                                                        \
	"id: " id "\ninfo: {name: A, tags: " tag "}\nhttp:\n  - path: ['{{BaseURL}}" path "']\n"                       \
	"    matchers: [{type: word, words: [x]}]\n"

struct place {
	struct arena arena;
	char root[64];
	const char *data, *folder;
};

static void write_text(struct place *place, const char *name, const char *text)
{
	const char *path = arena_printf(&place->arena, "%s/%s", place->folder, name);

	unlink(path);
	assert_int_equal(new_file_write_private(path, str_from(text), NULL), ERR_OK);
}

static int set_up(void **state)
{
	static struct place place;

	arena_init(&place.arena);
	strcpy(place.root, "/tmp/tenken-nuclei-XXXXXX");
	assert_non_null(mkdtemp(place.root));
	place.data = arena_printf(&place.arena, "%s/data", place.root);
	place.folder = arena_printf(&place.arena, "%s/given", place.root);
	assert_int_equal(mkdir(place.folder, 0755), 0);
	assert_int_equal(mkdir(arena_printf(&place.arena, "%s/http", place.folder), 0755), 0);
	assert_int_equal(mkdir(arena_printf(&place.arena, "%s/http/tech", place.folder), 0755), 0);
	write_text(&place, "http/tech/a.yaml", TEMPLATE("a", "tech", "/"));
	write_text(&place, "http/b.yaml", TEMPLATE("b", "panel", "/login"));
	write_text(&place, "http/attack.yaml", TEMPLATE("attack", "x", "/../x"));
	write_text(&place, "http/none.yaml", "id: none\n");
	*state = &place;
	return 0;
}

static int tear_down(void **state)
{
	struct place *place = *state;
	int status = system(arena_printf(&place->arena, "rm -rf '%s'", place->root));

	arena_release(&place->arena);
	return status;
}

static void keep(void *context, const char *text)
{
	struct buf *out = context;

	buf_add_text(out, text);
	buf_add_byte(out, '\n');
}

static void assert_imported(struct place *place, size_t added, size_t changed, size_t removed, size_t skipped)
{
	struct template_import import;
	struct fault why;

	if (template_import(place->data, &place->folder, 1, NULL, NULL, &import, &why))
		fail_msg("%s", why.text);
	assert_int_equal(import.added, added);
	assert_int_equal(import.changed, changed);
	assert_int_equal(import.removed, removed);
	assert_int_equal(import.skipped, skipped);
}

static size_t count_on(struct place *place)
{
	struct template_sets sets;

	assert_int_equal(template_sets_load(&place->arena, place->data, &sets, NULL), ERR_OK);
	return sets.count;
}

static void an_import_takes_the_safe_ones_and_says_what_it_left(void **state)
{
	struct place *place = *state;
	struct template_import import;
	BUF_SCOPED told;

	buf_init(&told, 4096);
	assert_int_equal(template_import(place->data, &place->folder, 1, keep, &told, &import, NULL), ERR_OK);
	assert_non_null(strstr(buf_text(&told), "attack.yaml:4:13: refused: exploit (/../x)"));
	assert_non_null(strstr(buf_text(&told), "none.yaml:1:1: this is no template"));
	assert_imported(place, 0, 0, 0, 2);
	write_text(place, "http/b.yaml", TEMPLATE("b", "panel", "/signin"));
	assert_int_equal(unlink(arena_printf(&place->arena, "%s/http/tech/a.yaml", place->folder)), 0);
	write_text(place, "http/c.yaml", TEMPLATE("c", "panel", "/"));
	assert_imported(place, 1, 1, 1, 2);
}

static void all_are_off_until_somebody_turns_them_on(void **state)
{
	struct place *place = *state;
	size_t count = 0;

	assert_int_equal(count_on(place), 0);
	assert_imported(place, 2, 0, 0, 2);
	assert_int_equal(count_on(place), 0);
	assert_int_equal(template_sets_enable(place->data, "http/tech", &count, NULL), ERR_OK);
	assert_int_equal(count, 1);
	assert_int_equal(count_on(place), 1);
	assert_int_equal(template_sets_enable(place->data, "tag:panel", &count, NULL), ERR_OK);
	assert_int_equal(template_sets_enable(place->data, "tag:panel", &count, NULL), ERR_OK);
	assert_int_equal(count_on(place), 2);
	assert_int_equal(template_sets_disable(place->data, "tag:panel", NULL), ERR_OK);
	assert_int_equal(template_sets_disable(place->data, "http/tech", NULL), ERR_OK);
	assert_int_equal(count_on(place), 0);
	assert_int_equal(template_sets_enable(place->data, "http", &count, NULL), ERR_OK);
	assert_int_equal(count, 2);
}

static void a_name_that_means_nothing_is_refused(void **state)
{
	struct place *place = *state;
	size_t count;

	assert_imported(place, 2, 0, 0, 2);
	assert_int_equal(template_sets_enable(place->data, "http/te", &count, NULL), ERR_NOT_FOUND);
	assert_int_equal(template_sets_enable(place->data, "", &count, NULL), ERR_NOT_FOUND);
	assert_int_equal(template_sets_enable(place->data, "attack", &count, NULL), ERR_NOT_FOUND);
	assert_int_equal(template_sets_disable(place->data, "http", NULL), ERR_NOT_FOUND);
}

static void a_judgement_uses_the_sets_that_are_on_and_a_version_that_says_so(void **state)
{
	struct place *place = *state;
	struct knowledge_loaded off, on;
	size_t count;

	assert_imported(place, 2, 0, 0, 2);
	assert_int_equal(knowledge_load(place->data, &off, NULL), ERR_OK);
	assert_int_equal(template_sets_enable(place->data, "a", &count, NULL), ERR_OK);
	assert_int_equal(knowledge_load(place->data, &on, NULL), ERR_OK);
	assert_int_equal(off.knowledge.template_count, 0);
	assert_int_equal(on.knowledge.template_count, 1);
	assert_null(strstr(off.knowledge.version, "nuclei."));
	assert_non_null(strstr(on.knowledge.version, "nuclei."));
	knowledge_load_release(&off);
	knowledge_load_release(&on);
}

static void what_fails_leaves_the_old_ones(void **state)
{
	struct place *place = *state;
	const char *bad = arena_printf(&place->arena, "%s/http/attack.yaml", place->folder), *missing = "/nowhere";
	struct template_import import;
	size_t count;
	int fd;

	assert_imported(place, 2, 0, 0, 2);
	assert_int_equal(template_import(place->data, &bad, 1, NULL, NULL, &import, NULL), ERR_INVALID);
	assert_int_equal(template_import(place->data, &missing, 1, NULL, NULL, &import, NULL), ERR_NOT_FOUND);
	assert_int_equal(knowledge_lock_take(place->data, &fd, NULL), ERR_OK);
	assert_int_equal(template_import(place->data, &place->folder, 1, NULL, NULL, &import, NULL), ERR_BUSY);
	close(fd);
	assert_int_equal(template_sets_enable(place->data, "http", &count, NULL), ERR_OK);
	assert_int_equal(count_on(place), 2);
}

static void a_damaged_file_is_named_with_its_line_and_mended_by_an_import(void **state)
{
	struct place *place = *state;
	const char *path = arena_printf(&place->arena, "%s/knowledge/nuclei", place->data);
	struct template_sets sets;
	struct fault why;
	size_t count;

	assert_imported(place, 2, 0, 0, 2);
	assert_int_equal(template_sets_enable(place->data, "http", &count, NULL), ERR_OK);
	assert_int_equal(truncate(path, 40), 0);
	assert_int_equal(template_sets_load(&place->arena, place->data, &sets, &why), ERR_CORRUPT);
	assert_non_null(strstr(why.text, "knowledge/nuclei:1: "));
	assert_imported(place, 2, 0, 0, 2);
	assert_int_equal(count_on(place), 2);
}

int test_template_sets(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_import_takes_the_safe_ones_and_says_what_it_left, set_up, tear_down),
		cmocka_unit_test_setup_teardown(all_are_off_until_somebody_turns_them_on, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_name_that_means_nothing_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_judgement_uses_the_sets_that_are_on_and_a_version_that_says_so,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_fails_leaves_the_old_ones, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_damaged_file_is_named_with_its_line_and_mended_by_an_import, set_up,
						tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
