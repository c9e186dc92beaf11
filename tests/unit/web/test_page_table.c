/* SPDX-License-Identifier: Apache-2.0 */
/* Every template against what its page is filled with: no name, text or partial that does not exist. */
#include <stdio.h>

#include "codec/template_check.h"
#include "codec/texts.h"
#include "programme/edition.h"
#include "test.h"
#include "web/page_templates_priv.h"
#include "web/pages/page_table.h"
#include "web/reply_priv.h"

struct rig {
	struct arena arena;
	const struct texts *texts;
	struct page_templates *templates;
	const char *page; /* what {{>page}} of the layout is */
	bool *is_read;    /* each of the templates, in their order */
};

static const struct template *find_partial(const void *context, struct str name)
{
	const struct rig *rig = context;
	const struct page_template *found =
		page_templates_find(rig->templates, str_is(name, "page") ? str_from(rig->page) : name);

	if (!found)
		return NULL;
	rig->is_read[found - rig->templates->items] = true;
	return found->template;
}

static const struct template *find_text(const void *context, enum lang lang, struct str key)
{
	return texts_find(((const struct rig *)context)->texts, lang, key);
}

static struct str find_key(const void *context, struct str prefix, size_t index)
{
	return texts_key(((const struct rig *)context)->texts, prefix, index);
}

static int start(void **state)
{
	static struct rig rig;
	struct fault why;

	arena_init(&rig.arena);
	if (texts_load(&rig.texts, &why) || page_templates_compile(&rig.arena, &rig.templates, &why))
		fail_msg("%s", why.text);
	rig.is_read = arena_array(&rig.arena, rig.templates->count, sizeof(bool));
	*state = &rig;
	return 0;
}

static int stop(void **state)
{
	struct rig *rig = *state;

	arena_release(&rig->arena);
	return 0;
}

static void check(struct rig *rig, const struct template *template, const struct value_key *const *scopes, size_t count)
{
	const struct template_source source = {find_partial, find_text, rig};
	const struct template_names names = {&source, find_key, scopes, count, NULL};
	struct fault why;

	if (template_check(template, &names, &why))
		fail_msg("page %s: %s", rig->page, why.text);
}

/* The layout's keys, with the page's own at "page". */
static const struct value_key *layout_around(const struct value_key *page)
{
	static struct value_key own[2];

	own[0] = (struct value_key){"page", VALUE_MAP, page};
	return own;
}

static void read_all(struct rig *rig)
{
	for (size_t i = 0; i < page_table_count; i++) {
		const struct value_key *const scopes[] = {reply_layout_keys, layout_around(page_table[i].keys)};
		rig->page = page_table[i].name;
		check(rig, page_templates_find(rig->templates, STR("layout"))->template, scopes, 2);
	}
}

static void every_page_names_only_what_it_is_given(void **state)
{
	read_all(*state);
}

static void every_title_names_only_what_its_page_is_given(void **state)
{
	struct rig *rig = *state;

	for (size_t i = 0; i < page_table_count; i++) {
		const char *key = arena_printf(&rig->arena, "%s.title", page_table[i].name);
		const struct template *title = texts_find(rig->texts, LANG_JA, str_from(key));
		rig->page = page_table[i].name;
		if (title) /* the page "problem" has one for each status */
			check(rig, title, &page_table[i].keys, 1);
	}
}

/* Partials are read with each page that holds them; a template that no page holds would be read by nobody. */
static void every_template_is_a_page_or_part_of_one(void **state)
{
	struct rig *rig = *state;

	read_all(rig);
	for (size_t i = 0; i < rig->templates->count; i++) {
		struct str name = rig->templates->items[i].name;
		if (!rig->is_read[i] && !str_is(name, "layout"))
			fail_msg("%.*s.html is no page of the table and no part of one", (int)name.n, name.p);
	}
}

static void every_mail_that_the_program_sends_has_a_name(void **state)
{
	static const char *const mails[] = {EDITION_MESSAGES};
	const struct rig *rig = *state;

	for (size_t i = 0; i < 2 * COUNT(mails); i++) {
		char key[64];
		snprintf(key, sizeof(key), "mail_kind.%s", mails[i / 2]);
		if (!texts_find(rig->texts, i % 2 ? LANG_EN : LANG_JA, str_from(key)))
			fail_msg("there is no text %s", key);
	}
}

int test_page_table(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_page_names_only_what_it_is_given),
		cmocka_unit_test(every_title_names_only_what_its_page_is_given),
		cmocka_unit_test(every_template_is_a_page_or_part_of_one),
		cmocka_unit_test(every_mail_that_the_program_sends_has_a_name),
	};

	return cmocka_run_group_tests_name("page table", tests, start, stop);
}
