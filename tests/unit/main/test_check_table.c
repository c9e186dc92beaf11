/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/asset.h"
#include "codec/texts.h"
#include "codec/yaml.h"
#include "main/check_table.h"
#include "test.h"
#include "usecases/alone/explain_check.h"
#include "usecases/alone/recheck.h"

static void ids_are_told_once_and_in_order(void **state)
{
	for (const struct check *check = check_table; *check->id && *(check + 1)->id; check++)
		assert_true(strcmp(check->id, (check + 1)->id) < 0);
}

/* The words of all checks as the files have them, a map a file. */
static struct value *read_words(struct arena *arena)
{
	struct value *files = value_list(arena), *root;

	for (size_t i = 0; i < asset_count; i++) {
		const struct asset *file = &asset_table[i];
		if (!str_starts(str_from(file->name), "texts/ja/findings"))
			continue;
		assert_int_equal(yaml_decode(arena, file->bytes, file->name, &root, NULL), ERR_OK);
		value_add(arena, files, root);
	}
	return files;
}

static const struct value *words_of(const struct value *files, const char *check)
{
	const struct value *words = NULL;

	for (size_t i = 0; !words && i < files->count; i++)
		words = value_get(value_get(files->items[i], "finding"), check);
	if (!words)
		fail_msg("there are no words of %s", check);
	return words;
}

static bool has(const struct value *words, const struct value *variant, const char *part)
{
	return value_get(variant, part) || value_get(words, part);
}

/* A variant that says what was seen is of a bad finding. What is done may be said by its remedy, which only a judged
 * finding tells (tests/unit/checks/judge.h looks at those), but then by the remedy alone and not in halves. */
static void demand_bad_words(const char *check, const char *name, const struct value *words,
			     const struct value *variant)
{
	if (!has(words, variant, "title") || !has(words, variant, "why"))
		fail_msg("finding.%s.%s lacks its title or why", check, name);
	if (has(words, variant, "do_self") != has(words, variant, "do_vendor"))
		fail_msg("finding.%s.%s says only one of do_self and do_vendor", check, name);
}

static void every_check_and_variant_has_its_words(void **state)
{
	const struct value *files;
	ARENA_SCOPED arena;

	arena_init(&arena);
	files = read_words(&arena);
	for (const struct check *check = check_table; *check->id; check++) {
		const struct value *words = words_of(files, check->id);
		bool is_seen = value_get(words, "seen"), is_untestable = value_get(words, "untestable");
		for (size_t i = 0; i < words->count; i++) {
			const struct value *variant = words->items[i];
			is_untestable |= value_get(variant, "untestable") != NULL;
			if (!value_get(variant, "seen"))
				continue;
			demand_bad_words(check->id, words->keys[i].p, words, variant);
			is_seen = true;
		}
		if (!is_seen || !value_get(words, "title"))
			fail_msg("finding.%s never says what was seen, or has no title", check->id);
		if (is_untestable && !value_get(words, "ask"))
			fail_msg("finding.%s may be untestable but does not say what to ask", check->id);
	}
}

static void every_remedy_has_all_its_words(void **state)
{
	static const char *const kinds[] = {"admin-page",   "certificate",  "close",     "dns-server",  "dns-settings",
					    "domain",       "https",        "left-open", "look-alike",  "mail-dns",
					    "mail-server",  "mail-tls",     "replace",   "reverse-dns", "sign-in",
					    "ssh-settings", "tls-settings", "update",    "web-files",   "web-headers",
					    "web-server"};
	static const char *const parts[] = {"title", "do_self", "do_vendor", "effort", "confirm"};
	const struct texts *texts;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(texts_load(&texts, NULL), ERR_OK);
	for (size_t i = 0; i < COUNT(kinds); i++)
		for (size_t part = 0; part < COUNT(parts); part++)
			if (!texts_find(texts, LANG_JA,
					str_from(arena_printf(&arena, "remedy.%s.%s", kinds[i], parts[part]))))
				fail_msg("the text remedy.%s.%s is missing", kinds[i], parts[part]);
}

static void demand_filled(const char *check, const struct value *view)
{
	if (view->kind == VALUE_TEXT && (strstr(view->text.p, "{{") || str_starts(view->text, "[")))
		fail_msg("--explain %s leaves open: %s", check, view->text.p);
	for (size_t i = 0; i < value_count(view); i++)
		demand_filled(check, view->items[i]);
}

static void every_check_explains_itself_by_whole_sentences(void **state)
{
	const struct texts *texts;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(texts_load(&texts, NULL), ERR_OK);
	for (const struct check *check = check_table; *check->id; check++)
		for (enum lang lang = LANG_JA; lang <= LANG_EN; lang++) {
			struct value *view;
			assert_int_equal(explain_check(&arena, texts, check_table, check->id, lang, &view, NULL),
					 ERR_OK);
			demand_filled(check->id, view);
		}
}

/* A check that reads answers alone lives on UDP (its TCP siblings read ports too): a recheck, which asks over TCP, must
 * know it. */
static void no_recheck_takes_tcp_for_udp(void **state)
{
	uint16_t port = 53;
	size_t count = 0;

	for (const struct check *check = check_table; *check->id; check++) {
		struct authorisation_target target = {.host = "192.0.2.1"};
		struct authorisation whole = {
			.not_after_ms = 9000, .targets = &target, .target_count = 1, .ports = &port, .port_count = 1};
		struct finding finding = {.check = check->id, .target = "192.0.2.1", .port = port};
		ARENA_SCOPED arena;

		if (strcmp(check->observes, "service.answer") != 0 && strcmp(check->observes, "dns.recursion") != 0)
			continue;
		count++;
		arena_init(&arena);
		assert_int_equal(recheck_narrow(&arena, &finding, 5000, &whole, NULL), ERR_UNSUPPORTED);
	}
	assert_true(count > 5);
}

static void no_observations_give_no_findings(void **state)
{
	struct check_input input = {0};
	struct finding_list list = {0};
	ARENA_SCOPED arena;

	arena_init(&arena);
	list.arena = &arena;
	check_run_all(check_table, &input, &list);
	assert_int_equal(list.count, 0);
}

int test_check_table(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ids_are_told_once_and_in_order),
		cmocka_unit_test(every_check_and_variant_has_its_words),
		cmocka_unit_test(every_remedy_has_all_its_words),
		cmocka_unit_test(every_check_explains_itself_by_whole_sentences),
		cmocka_unit_test(no_recheck_takes_tcp_for_udp),
		cmocka_unit_test(no_observations_give_no_findings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
