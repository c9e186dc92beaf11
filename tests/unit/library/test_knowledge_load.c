/* SPDX-License-Identifier: Apache-2.0 */
/* What ships with the program, and what was imported, as whoever judges meets it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/asset.h"
#include "library/knowledge_load.h"
#include "library/recog_import.h"
#include "test.h"

#define OWN_FOLDER   "knowledge/fingerprints/"
#define XML(pattern) "<fingerprints matches='ssh.banner'><fingerprint pattern='" pattern "'/></fingerprints>"

struct place {
	struct arena arena;
	char root[64];
	const char *data;
	struct knowledge_loaded loaded;
};

static int set_up(void **state)
{
	static struct place place;

	place = (struct place){.data = NULL};
	arena_init(&place.arena);
	strcpy(place.root, "/tmp/tenken-load-XXXXXX");
	assert_non_null(mkdtemp(place.root));
	place.data = arena_printf(&place.arena, "%s/data", place.root);
	*state = &place;
	return 0;
}

static int tear_down(void **state)
{
	struct place *place = *state;
	int status = system(arena_printf(&place->arena, "rm -rf '%s'", place->root));

	knowledge_load_release(&place->loaded);
	arena_release(&place->arena);
	return status;
}

static const char *version_with(struct place *place, const char *data)
{
	struct fault why = {ERR_OK, ""};

	knowledge_load_release(&place->loaded);
	if (knowledge_load(data, &place->loaded, &why))
		fail_msg("%s", why.text);
	return arena_strdup(&place->arena, place->loaded.knowledge.version);
}

static void import(struct place *place, const char *xml)
{
	const char *path = arena_printf(&place->arena, "%s/ssh_banners.xml", place->root);
	FILE *file = fopen(path, "w");
	struct recog_import done;

	assert_non_null(file);
	fputs(xml, file);
	fclose(file);
	assert_int_equal(recog_import(&place->arena, place->data, &path, 1, &done, NULL), ERR_OK);
}

static void what_ships_is_known_without_any_import(void **state)
{
	struct place *place = *state;
	const char *alone = version_with(place, NULL);

	assert_true(str_starts(str_from(alone), "own."));
	assert_null(place->loaded.knowledge.catalog);
	assert_true(fingerprint_set_count(place->loaded.set) > 0);
	assert_string_equal(version_with(place, place->data), alone); /* an empty folder is no error */
}

static void the_version_changes_with_what_was_imported_and_only_then(void **state)
{
	struct place *place = *state;
	const char *alone = version_with(place, place->data), *first, *second;

	import(place, XML("one"));
	first = version_with(place, place->data);
	assert_true(str_starts(str_from(first), "recog."));
	assert_true(str_ends(str_from(first), arena_printf(&place->arena, "+%s", alone)));
	assert_string_equal(version_with(place, place->data), first);
	import(place, XML("two"));
	second = version_with(place, place->data);
	assert_string_not_equal(second, first);
}

static void a_damaged_catalog_is_named(void **state)
{
	struct place *place = *state;
	struct knowledge_loaded loaded;
	struct fault why = {ERR_OK, ""};
	FILE *file;

	import(place, XML("one"));
	file = fopen(arena_printf(&place->arena, "%s/knowledge/catalog", place->data), "w");
	assert_non_null(file);
	fputs("nonsense", file);
	fclose(file);
	assert_int_not_equal(knowledge_load(place->data, &loaded, &why), ERR_OK);
	assert_non_null(strstr(why.text, "/knowledge/catalog"));
}

static enum err parse_own(struct place *place, const struct asset *asset, const struct fingerprint_file **ret_file)
{
	return fingerprint_file_parse(&place->arena, asset->name + strlen(OWN_FOLDER), asset->bytes, ret_file, NULL);
}

static void check_example(struct place *place, const struct fingerprint_file *file,
			  const struct fingerprint *fingerprint, const struct fingerprint_example *example)
{
	const struct fingerprint_question question = {.kind = file->kind, .text = example->text};
	struct fingerprint_answer answer;

	assert_int_equal(fingerprint_set_ask(place->loaded.set, place->loaded.knowledge.matcher, &place->arena,
					     &question, &answer, NULL),
			 ERR_OK);
	if (answer.count != 1 || answer.matches[0].fingerprint->line != fingerprint->line)
		fail_msg("%s:%u: is not the first match", file->name, example->line);
	for (size_t i = 0; i < example->claim_count; i++) {
		const struct fingerprint_claim *claim = &example->claims[i];
		const struct str *value = fingerprint_value_find(&answer.matches[0].values, str_from(claim->name));
		if (!value || !str_is(*value, claim->value))
			fail_msg("%s:%u: %s is not \"%s\"", file->name, example->line, claim->name, claim->value);
	}
}

/* An example for each fingerprint, so that none is a guess. */
static void every_own_fingerprint_is_the_first_to_match_its_examples(void **state)
{
	struct place *place = *state;
	size_t refused, files = 0;

	version_with(place, NULL);
	fingerprint_set_refusals(place->loaded.set, &refused);
	assert_int_equal(refused, 0);
	for (size_t i = 0; i < asset_count; i++) {
		const struct fingerprint_file *file;
		if (!str_starts(str_from(asset_table[i].name), OWN_FOLDER))
			continue;
		assert_int_equal(parse_own(place, &asset_table[i], &file), ERR_OK);
		files++;
		for (size_t j = 0; j < file->count; j++) {
			const struct fingerprint *fingerprint = &file->fingerprints[j];
			if (!fingerprint->example_count)
				fail_msg("%s:%u: has no example", file->name, fingerprint->line);
			for (size_t k = 0; k < fingerprint->example_count; k++)
				check_example(place, file, fingerprint, &fingerprint->examples[k]);
		}
	}
	assert_true(files > 0);
}

#define PRODUCTS_MAX 512

static void add_product(const char *products[PRODUCTS_MAX], size_t *count, const char *product)
{
	for (size_t i = 0; i < *count; i++)
		if (!strcmp(products[i], product))
			return;
	assert_true(*count < PRODUCTS_MAX);
	products[(*count)++] = product;
}

static void add_products(const struct fingerprint_file *file, const char *products[PRODUCTS_MAX], size_t *count)
{
	for (size_t i = 0; i < file->count; i++)
		for (size_t j = 0; j < file->fingerprints[i].param_count; j++) {
			const struct fingerprint_param *param = &file->fingerprints[i].params[j];
			if (param->position == 0 && str_ends(str_from(param->name), ".product"))
				add_product(products, count, param->value);
		}
}

static void a_first_run_knows_a_hundred_products_by_name(void **state)
{
	static const char *products[PRODUCTS_MAX];
	struct place *place = *state;
	size_t count = 0;

	for (size_t i = 0; i < asset_count; i++) {
		const struct fingerprint_file *file;
		if (!str_starts(str_from(asset_table[i].name), OWN_FOLDER))
			continue;
		assert_int_equal(parse_own(place, &asset_table[i], &file), ERR_OK);
		add_products(file, products, &count);
	}
	if (count < 100)
		fail_msg("only %zu products", count);
}

int test_knowledge_load(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_ships_is_known_without_any_import, set_up, tear_down),
		cmocka_unit_test_setup_teardown(the_version_changes_with_what_was_imported_and_only_then, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_damaged_catalog_is_named, set_up, tear_down),
		cmocka_unit_test_setup_teardown(every_own_fingerprint_is_the_first_to_match_its_examples, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_first_run_knows_a_hundred_products_by_name, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
