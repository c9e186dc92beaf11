/* SPDX-License-Identifier: Apache-2.0 */
/* Which targets are proposed to a company, and what it ticks of them. */
#include "story/story.h"

#include "usecases/diagnosis/target_proposals.h"
#include "usecases/diagnosis/targets_form.h"
#include "usecases/my/view_my.h"

static void permit(struct story *story, int64_t number, const struct value *typed)
{
	const struct actor company = story_company(number);
	struct value *problems = NULL;

	assert_ok(targets_form_submit(story->office, &story->arena, &company, NULL, typed, &problems, &story->why),
		  &story->why);
	assert_int_equal(value_count(problems), 0);
	assert_int_equal(story_type_code(story, number, NULL, story_code(story, number)), TARGETS_CODE_RIGHT);
}

/* The proposals, joined: "website www.example.jp, line 203.0.113.9 ticked". */
static const char *proposals(struct story *story, int64_t number, const char *client, const struct value *form)
{
	const struct actor company = story_company(number);
	const char *joined = "";
	struct value *list;

	assert_ok(target_proposals_list(story->office, &story->arena, &company, client, form, &list, &story->why),
		  &story->why);
	for (size_t i = 0; i < value_count(list); i++) {
		const struct value *of = value_at(list, i);
		joined = arena_printf(&story->arena, "%s%s%s %s%s", joined, i ? ", " : "", value_get_text(of, "kind"),
				      value_get_text(of, "host"), value_get_bool(of, "is_ticked") ? " ticked" : "");
	}
	return joined;
}

static int64_t case_with(struct story *story, const char *website, const char *mail)
{
	struct value *typed = story_answers(story, "株式会社ためし", "one");

	value_set_text(&story->arena, typed, "website", website);
	value_set_text(&story->arena, typed, "mail", mail);
	return story_submit(story, story_fill_in(story, typed), LANG_JA).case_id;
}

static void targets_are_proposed_from_website_mail_and_line_and_none_is_ticked(void **state)
{
	struct story *story = *state;
	int64_t number = case_with(story, "https://www.tameshi-seisakusho.jp/about?x=1", "taro@tameshi-seisakusho.jp");

	story->office->rehearsal = false;
	assert_string_equal(proposals(story, number, "8.8.8.8", NULL),
			    "website www.tameshi-seisakusho.jp, mail tameshi-seisakusho.jp, line 8.8.8.8");
	assert_string_equal(proposals(story, number, "192.168.1.5", NULL),
			    "website www.tameshi-seisakusho.jp, mail tameshi-seisakusho.jp");
}

static void what_many_companies_share_is_not_proposed(void **state)
{
	static const struct {
		const char *website, *mail, *proposed;
	} rows[] = {
		{"", "tameshi@GMAIL.com", ""},
		{"https://www.facebook.com/tameshi", "taro@abc.ocn.ne.jp", ""},
		{"https://tameshi.wixsite.com/home", "taro@rk9.so-net.ne.jp", ""},
		{"", "taro@not-ocn.ne.jp", "mail not-ocn.ne.jp"},
	};
	struct story *story = *state;

	story->office->rehearsal = false;
	for (size_t i = 0; i < COUNT(rows); i++) {
		int64_t number = case_with(story, rows[i].website, rows[i].mail);
		assert_string_equal(proposals(story, number, "", NULL), rows[i].proposed);
	}
}

static const char *hosters(struct story *story, int64_t number, const struct value *typed)
{
	const struct actor company = story_company(number);
	const char *joined = "";
	const struct value *list;
	struct value *view;

	assert_ok(view_my_authorisation(story->office, &story->arena, &company, LANG_JA, number, typed, NULL, &view,
					&story->why),
		  &story->why);
	list = value_get(view, "hosters_here");
	assert_int_equal(value_count(list) + value_count(value_get(view, "hosters")), 10);
	for (size_t i = 0; i < value_count(list); i++)
		joined = arena_printf(&story->arena, "%s%s ", joined, value_get_text(value_at(list, i), "name"));
	return joined;
}

static void whose_servers_are_rented_sees_what_the_hoster_says(void **state)
{
	struct story *story = *state;
	struct value *typed = value_map(&story->arena);

	assert_string_equal(hosters(story, case_with(story, "http://tameshi.xsrv.jp:80/a", "taro@tameshi.jp"), NULL),
			    "エックスサーバー ");
	assert_string_equal(hosters(story, case_with(story, "", "taro@tameshi.sakura.ne.jp"), NULL),
			    "さくらインターネット ");
	value_set_text(&story->arena, typed, "targets", "www.tameshi.jp\nshop.cloudfront.net 通販");
	assert_string_equal(hosters(story, case_with(story, "", "taro@tameshi.jp"), typed),
			    "アマゾン ウェブ サービス（AWS） ");
}

static void what_is_ticked_is_taken_beside_what_is_typed_and_stays_ticked(void **state)
{
	struct story *story = *state;
	int64_t number = story_case_at(story, "one", "confirmed");
	struct value *form = story_answers_of(story, "authorisation"), *ticked = value_list(&story->arena);

	value_add(&story->arena, ticked, value_text(&story->arena, "127.0.0.1"));
	value_set(&story->arena, form, TARGET_PROPOSALS_FIELD, ticked);
	value_set_text(&story->arena, form, "targets", "https://127.0.0.2:8443/login");
	assert_string_equal(proposals(story, number, "", form), "line 127.0.0.1 ticked");
	permit(story, number, target_proposals_take(&story->arena, form));
	assert_int_equal(story_ask(story, "SELECT COUNT(*) FROM authorisation WHERE document LIKE '%127.0.0.2%' AND "
					  "document LIKE '%127.0.0.1%'"),
			 1);
	value_set_text(&story->arena, form, "targets", "");
	permit(story, number, target_proposals_take(&story->arena, form));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		STORY(targets_are_proposed_from_website_mail_and_line_and_none_is_ticked),
		STORY(what_many_companies_share_is_not_proposed),
		STORY(whose_servers_are_rented_sees_what_the_hoster_says),
		STORY(what_is_ticked_is_taken_beside_what_is_typed_and_stays_ticked),
	};

	return test_store_run("proposals", tests, COUNT(tests));
}
