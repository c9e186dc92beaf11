/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "codec/template.h"
#include "programme/edition_find.h"
#include "test.h"
#include "unit/programme/edition_refused.h"

static int load(void **state)
{
	*state = shipped_edition();
	return 0;
}

static int unload(void **state)
{
	edition_free(*state);
	return 0;
}

static const char *const known[] = {
	"short_name", "edition_name", "receipt",      "company", "contact_name", "course",    "visits", "link",
	"code",       "confirm_link", "confirm_days", "due",     "closes",       "call_page", "today",  "reason",
	"position",   "targets",      "until",        "sources", "has_sources",  "by_post"};
static const char *const known_of_contact[] = {"name", "hours", "phone", "mail", "url"};

/* Every variable that a mail may use, its value being its own name in angle brackets. */
static struct value *every_variable(struct arena *arena)
{
	struct value *map = value_map(arena), *contact = value_map(arena);

	for (size_t i = 0; i < COUNT(known); i++)
		value_set_text(arena, map, known[i], arena_printf(arena, "<%s>", known[i]));
	value_set_bool(arena, map, "by_post", false);
	for (size_t i = 0; i < COUNT(known_of_contact); i++)
		value_set_text(arena, contact, known_of_contact[i], arena_printf(arena, "<%s>", known_of_contact[i]));
	value_set(arena, map, "contact", contact);
	return map;
}

static const char *filled(struct arena *arena, struct lang_text text, enum lang lang)
{
	struct template *template = NULL;
	struct fault why = {0};
	const char *result;
	BUF_SCOPED out;

	buf_init(&out, 65536);
	if (template_compile(arena, "mail", str_from(lang_pick(text, lang)), &template, &why) ||
	    template_render(template, NULL, TEMPLATE_PLAIN, lang, every_variable(arena), &out, &why))
		fail_msg("%s", why.text);
	result = arena_strdup(arena, buf_text(&out));
	return result;
}

static bool is_known_variable(struct str name)
{
	bool is_of_contact = str_starts(name, "contact.");
	struct str rest = is_of_contact ? str_skip(name, 8) : name;
	const char *const *names = is_of_contact ? known_of_contact : known;
	size_t count = is_of_contact ? COUNT(known_of_contact) : COUNT(known);

	if (str_is(name, ".")) /* an item of the list around it */
		return true;
	for (size_t i = 0; i < count; i++)
		if (str_is(rest, names[i]))
			return true;
	return false;
}

static void assert_known_variables(const char *id, const char *text)
{
	struct str rest = str_from(text);

	for (rest = str_skip(rest, str_find(rest, "{{")); rest.n; rest = str_skip(rest, str_find(rest, "{{"))) {
		struct str name = str_trim(str_head(str_skip(rest, 2), str_find(rest, "}}") - 2));
		if (str_starts(name, "#") || str_starts(name, "^") || str_starts(name, "/"))
			name = str_skip(name, 1);
		if (!is_known_variable(name))
			fail_msg("the mail %s names \"%.*s\", which nothing fills", id, (int)name.n, name.p);
		rest = str_skip(rest, 2);
	}
}

static void mails_use_only_variables_that_exist(void **state)
{
	const struct edition *edition = *state;

	for (size_t i = 0; i < edition->message_count; i++) {
		const struct edition_message *message = &edition->messages[i];
		assert_known_variables(message->id, message->subject.ja);
		assert_known_variables(message->id, message->subject.en);
		assert_known_variables(message->id, message->body.ja);
		assert_known_variables(message->id, message->body.en);
	}
}

static bool is_unseen(const char *id)
{
	static const char *const unseen[] = {EDITION_MESSAGES_UNSEEN};

	for (size_t i = 0; i < COUNT(unseen); i++)
		if (str_is(str_from(id), unseen[i]))
			return true;
	return false;
}

/* They go to a company that has not applied, the letter on paper. */
static bool is_invitation(const char *id)
{
	return str_is(str_from(id), "call_mail") || str_is(str_from(id), "call_letter");
}

static void an_invitation_says_to_whom_what_until_when_and_how_to_get_no_more(void **state)
{
	static const char *const ids[] = {"call_mail", "call_letter"};
	const struct edition *edition = *state;
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < 2 * COUNT(ids); i++) {
		enum lang lang = i % 2 ? LANG_EN : LANG_JA;
		const struct edition_message *message = edition_find_message(edition, ids[i / 2]);
		const char *body = filled(&arena, message->body, lang);
		assert_non_null(strstr(filled(&arena, message->subject, lang), "<closes>"));
		assert_non_null(strstr(body, i / 2 ? "<code>" : "<link>"));
		assert_non_null(strstr(body, "<call_page>"));
		assert_non_null(strstr(body, "<mail>"));
		assert_non_null(strstr(body, lang == LANG_JA ? "今後の案内を受け取らない" : "Send us no more"));
		assert_null(strstr(body, "<receipt>"));
	}
}

static void every_mail_says_who_writes_about_what_and_where_to_ask(void **state)
{
	const struct edition *edition = *state;
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < edition->message_count; i++)
		for (enum lang lang = LANG_JA; lang <= LANG_EN; lang++) {
			const char *subject = filled(&arena, edition->messages[i].subject, lang);
			const char *body = filled(&arena, edition->messages[i].body, lang);
			if (is_invitation(edition->messages[i].id))
				continue;
			assert_non_null(
				strstr(subject, lang == LANG_JA ? "【東京都 <short_name>】" : "[Tokyo: <short_name>]"));
			assert_non_null(strstr(subject, lang == LANG_JA ? "<receipt>）" : "<receipt>)"));
			assert_non_null(strstr(body, is_unseen(edition->messages[i].id)
							     ? lang == LANG_JA ? "お申込みのご担当者様\n"
									       : "To the contact person"
							     : "<company>\n<contact_name>"));
			assert_non_null(strstr(body, "<mail>"));
			assert_non_null(strstr(body, "<hours>"));
			assert_null(strstr(body, "御中"));
		}
}

static void the_receipt_says_that_nothing_is_confirmed(void **state)
{
	const struct edition_message *receipt = edition_find_message(*state, "receipt");

	assert_non_null(strstr(receipt->body.ja, "まだ参加は確定していません"));
	assert_non_null(strstr(receipt->body.en, "NOT confirmed yet"));
	assert_null(strstr(receipt->body.ja, "{{link}}"));
	assert_non_null(strstr(edition_find_message(*state, "invitation")->body.ja, "{{link}}"));
	assert_null(edition_find_message(*state, "advertisement"));
}

static void a_piece_that_is_not_there_is_refused(void **state)
{
	assert_refused("    {{>link_warning}}\n", "    {{>link_warming}}\n", "{{>link_warming}}",
		       "there is no piece \"link_warming\" in shared/mail_pieces.yaml");
	assert_refused("    {{>link_warning}}\n", "    See: {{>link_warning}}\n",
		       "See:", "a piece stands on a line of its own");
	assert_refused("link_warning: # below", "link_warning: {ja: a, en: b}\nold: # below", "{ja: a",
		       "a piece has whole lines; write it behind a |");
}

static void a_name_that_nothing_fills_is_refused_at_its_place(void **state)
{
	assert_refused("ja: \"【東京都 {{short_name}}】お申込みを",
		       "ja: \"【東京都 {{short_name}}】{{no_such_thing}}お申込みを", "{{no_such_thing}}",
		       "the Japanese text, line 1: nothing here has the name \"no_such_thing\"");
	assert_refused(
		"      Course          {{course}}\n\n    {{>please_confirm}}\n\n    What happens next\n    1. The",
		"      Course          {{course}}, {{curse}}\n\n    {{>please_confirm}}\n\n    What happens next\n    "
		"1. The",
		"{{curse}}", "the English text, line 7: nothing here has the name \"curse\"");
	assert_refused("    {{#reason}}\n    ■ 理由\n    {{reason}}\n\n    {{/reason}}\n",
		       "    {{#reasons}}\n    ■ 理由\n    {{reason}}\n\n    {{/reasons}}\n", "{{#reasons}}",
		       "the Japanese text, line 6: nothing here has the name \"reasons\"");
	assert_refused("    Mail   {{contact.mail}}\n", "    Mail   {{ contact.post }}\n", "{{ contact.post }}",
		       "the English text, line 6: nothing here has the name \"contact.post\"");
	assert_refused("【東京都 {{short_name}}】お申込みを受け付けました", "{{t:mail.rehearsal_mark}}", "{{t:mail",
		       "the Japanese text, line 1: there is no text or partial \"mail.rehearsal_mark\"");
	assert_refused("【東京都 {{short_name}}】お申込みを受け付けました", "{{>footer}}", "{{>footer}}",
		       "the Japanese text, line 1: there is no text or partial \"footer\"");
}

/* Whoever applies would choose the words of a mail that goes to whomever they please. */
static void a_mail_about_what_nobody_has_looked_at_repeats_no_name(void **state)
{
	assert_refused("【東京都 {{short_name}}】お申込みを受け付けました", "【{{company}}】", "{{company}}",
		       "the Japanese text, line 1: nothing here has the name \"company\"");
	assert_refused(
		"    {{>greeting_unseen}}\n    このたびは、お申込みいただき、ありがとうございます。\n    お申込みを",
		"    {{>greeting}}\n    お申込みを", "    {{>greeting}}",
		"the Japanese text, line 1: nothing here has the name \"company\"");
	assert_refused("    定員に達しています。キャンセル待ちとして受け付けました。\n", "    {{reason}}\n",
		       "{{reason}}", "the Japanese text, line 6: nothing here has the name \"reason\"");
}

static void a_mail_that_may_become_too_long_is_refused(void **state)
{
	char text[900] = "";

	for (int i = 0; i < 230; i++)
		strcat(text, "長");
	assert_refused("【東京都 {{short_name}}】お申込みを受け付けました", text, "長長",
		       "\"subject\" may have 722 bytes when it is filled, expected at most 700");
	assert_refused("【東京都 {{short_name}}】辞退の手続きが完了しました", "{{company}}{{company}}", "{{company}}{{",
		       "\"subject\" may have 832 bytes");
	assert_refused("【東京都 {{short_name}}】辞退の手続きが完了しました", "{{reason}}", "{{reason}}",
		       "\"subject\" may have 80");
}

static void no_text_that_is_sent_names_a_piece(void **state)
{
	const struct edition *edition = *state;

	for (size_t i = 0; i < edition->message_count; i++) {
		assert_null(strstr(edition->messages[i].body.ja, "{{>"));
		assert_null(strstr(edition->messages[i].body.en, "{{>"));
		if (str_is(str_from(edition->messages[i].id), "call_letter"))
			continue;
		assert_non_null(strstr(edition->messages[i].body.ja, "\n\n-----"));
		assert_true(str_ends(str_from(edition->messages[i].body.ja), "\n{{contact.url}}\n"));
	}
}

static void a_mail_that_cannot_be_filled_is_refused(void **state)
{
	assert_refused("ja: \"【東京都 {{short_name}}】お申込みを", "ja: \"【{{short_name】お申込みを", "【",
		       "the Japanese text, line 1: this tag is not closed:");
	assert_refused("ja: \"【東京都 {{short_name}}】お申込みを", "ja: \"{{#due}}【東京都 {{short_name}}】お申込みを",
		       "{{#due", "the Japanese text, line 1: this section is not closed: \"due\"");
	assert_refused("ja: \"【東京都 {{short_name}}】お申込みを", "ja: \"\\n【東京都 {{short_name}}】お申込みを",
		       "ja", "a subject has one line");
}

int test_edition_message(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mails_use_only_variables_that_exist),
		cmocka_unit_test(every_mail_says_who_writes_about_what_and_where_to_ask),
		cmocka_unit_test(an_invitation_says_to_whom_what_until_when_and_how_to_get_no_more),
		cmocka_unit_test(the_receipt_says_that_nothing_is_confirmed),
		cmocka_unit_test(a_mail_that_cannot_be_filled_is_refused),
		cmocka_unit_test(a_piece_that_is_not_there_is_refused),
		cmocka_unit_test(a_name_that_nothing_fills_is_refused_at_its_place),
		cmocka_unit_test(a_mail_about_what_nobody_has_looked_at_repeats_no_name),
		cmocka_unit_test(a_mail_that_may_become_too_long_is_refused),
		cmocka_unit_test(no_text_that_is_sent_names_a_piece),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
