/* SPDX-License-Identifier: Apache-2.0 */
#include "test.h"
#include <string.h>

#include "codec/json.h"
#include "nuclei/nuclei_match.h"
#include "nuclei/nuclei_plan.h"

#define NOW_MS   ((int64_t)1748826000000)
#define SEEN_MAX 4
#define HTTP     "id: sample\ninfo: {name: Sample}\nhttp:\n  - path: ['{{BaseURL}}/', '{{BaseURL}}/login']\n"
#define DNS      "id: sample\ninfo: {name: Sample}\ndns:\n  - name: '_dmarc.{{FQDN}}'\n    type: TXT\n"
#define TCP      "id: sample\ninfo: {name: Sample}\ntcp:\n  - host: ['{{Hostname}}']\n"
#define SSL      "id: sample\ninfo: {name: Sample}\nssl:\n  - address: '{{Host}}:{{Port}}'\n"
#define FRONT                                                                                                          \
	"http.response "                                                                                               \
	"{\"method\":\"GET\",\"path\":\"/\",\"status\":200,\"headers\":[[\"server\",\"nginx/1.18\"]],\"title\":\""     \
	"Welcome\",\"body_bytes\":40"
#define WHOLE FRONT ",\"body\":\"<title>Welcome</title> powered by Foo 1.2\"}"
#define CUT   FRONT ",\"body\":\"<title>Welcome</title>\",\"body_cut\":true}"
#define BARE  FRONT "}"

/* A fixture: the kind, a space, the data. */
static struct nuclei_match run(struct arena *arena, const char *text, const char *const *seen, size_t count)
{
	struct observation observations[SEEN_MAX];
	const struct observation *items[SEEN_MAX];
	const struct nuclei_seen given = {items, count, NOW_MS};
	struct nuclei_patterns *patterns = nuclei_pattern_store_new();
	const struct nuclei_template *template;
	struct nuclei_match match;
	struct fault why;

	assert_true(count <= SEEN_MAX);
	for (size_t i = 0; i < count; i++) {
		struct str rest = str_from(seen[i]), kind = str_cut(&rest, ' ');
		struct value *data;
		assert_int_equal(json_decode(arena, rest, &data, NULL), ERR_OK);
		observations[i] =
			(struct observation){NOW_MS, str_dup(arena, kind), "www.example.jp", "192.0.2.1", 443, data};
		items[i] = &observations[i];
	}
	if (nuclei_template_parse(arena, "t.yaml", str_from(text), &template, &why))
		fail_msg("%s", why.text);
	assert_string_equal(nuclei_refusal_reason_name(template->refusal.reason), "safe");
	match = nuclei_match_run(template, &given, patterns, arena);
	nuclei_pattern_store_free(patterns);
	return match;
}

#define SEEN(...) (const char *const[]){__VA_ARGS__}, COUNT(((const char *const[]){__VA_ARGS__}))
#define ASSERT_ANSWER(expected, text, ...)                                                                             \
	do {                                                                                                           \
		ARENA_SCOPED arena;                                                                                    \
		arena_init(&arena);                                                                                    \
		assert_int_equal(run(&arena, text, SEEN(__VA_ARGS__)).answer, expected);                               \
	} while (0)

static void a_word_is_there_or_not_or_nobody_looked(void **state)
{
	const char *template = HTTP "    matchers: [{type: word, words: [powered by Foo]}]\n";

	ASSERT_ANSWER(NUCLEI_YES, template, WHOLE);
	ASSERT_ANSWER(NUCLEI_CANNOT_TELL, template, CUT);
	ASSERT_ANSWER(NUCLEI_CANNOT_TELL, template, BARE);
	ASSERT_ANSWER(NUCLEI_CANNOT_TELL, template, "tls.version {}");
	/* The other page was not asked for, so it may be there. */
	ASSERT_ANSWER(NUCLEI_CANNOT_TELL, HTTP "    matchers: [{type: word, words: [Bar]}]\n", WHOLE);
	ASSERT_ANSWER(NUCLEI_NO, HTTP "    matchers: [{type: word, words: [Bar]}]\n", WHOLE,
		      "http.response "
		      "{\"method\":\"GET\",\"path\":\"/"
		      "login\",\"status\":404,\"headers\":[],\"title\":\"\",\"body_bytes\":0}");
}

static void a_title_is_a_piece_of_the_body(void **state)
{
	ASSERT_ANSWER(NUCLEI_YES, HTTP "    matchers: [{type: word, words: ['<title>Welcome</title>']}]\n", BARE);
	ASSERT_ANSWER(NUCLEI_CANNOT_TELL, HTTP "    matchers: [{type: word, words: ['<title>Hello</title>']}]\n", BARE);
}

static void conditions_join_matchers_and_words(void **state)
{
#define TWO(condition)                                                                                                 \
	HTTP "    matchers-condition: " condition "\n    matchers: [{type: status, status: [404, 200]},"               \
	     " {type: word, part: header, words: ['Server: nginx', lost], condition: or}]\n"
	ASSERT_ANSWER(NUCLEI_YES, TWO("and"), BARE);
	ASSERT_ANSWER(NUCLEI_CANNOT_TELL,
		      HTTP "    matchers-condition: and\n    matchers: [{type: status, status: [200]},"
			   " {type: word, words: [lost], negative: true}]\n",
		      CUT);
	ASSERT_ANSWER(NUCLEI_YES,
		      HTTP "    matchers-condition: and\n    matchers: [{type: status, status: [200]},"
			   " {type: word, words: [lost], negative: true}]\n",
		      WHOLE);
	ASSERT_ANSWER(NUCLEI_YES,
		      HTTP "    matchers: [{type: word, part: server, words: [NGINX], case-insensitive: true}]\n",
		      BARE);
	ASSERT_ANSWER(NUCLEI_YES, HTTP "    matchers: [{type: regex, regex: ['Foo ([0-9.]+)$']}]\n", WHOLE);
	ASSERT_ANSWER(NUCLEI_YES, HTTP "    matchers: [{type: binary, binary: ['466f6f']}]\n", WHOLE);
	ASSERT_ANSWER(NUCLEI_YES,
		      HTTP "    matchers: [{type: dsl, dsl: ['status_code == 200 && contains(server, \"nginx\")']}]\n",
		      BARE);
}

static void numbered_names_mean_all_requests_together(void **state)
{
	const char *template =
		HTTP "    matchers: [{type: dsl, dsl: ['status_code_1 == 200 && status_code_2 == 401']}]\n";
	const char *login = "http.response "
			    "{\"method\":\"GET\",\"path\":\"/"
			    "login\",\"status\":401,\"headers\":[],\"title\":\"\",\"body_bytes\":0}";

	ASSERT_ANSWER(NUCLEI_YES, template, WHOLE, login);
	ASSERT_ANSWER(NUCLEI_CANNOT_TELL, template, WHOLE);
}

static void redirects_are_followed_where_the_template_does(void **state)
{
	const char *moved = "http.response "
			    "{\"method\":\"GET\",\"path\":\"/\",\"status\":302,\"headers\":[[\"location\",\"/"
			    "app\"]],\"title\":\"\",\"body_bytes\":0}";
	const char *app =
		"http.response "
		"{\"method\":\"GET\",\"path\":\"/"
		"app\",\"status\":200,\"headers\":[],\"title\":\"Foo\",\"body_bytes\":9,\"body\":\"Foo panel\"}";
	const char *follows =
		"id: sample\ninfo: {name: Sample}\nhttp:\n  - path: ['{{BaseURL}}']\n    host-redirects: true\n"
		"    matchers: [{type: word, words: [Foo panel]}]\n";

	ASSERT_ANSWER(NUCLEI_YES, follows, moved, app);
	ASSERT_ANSWER(NUCLEI_CANNOT_TELL, follows, moved);
}

static void what_a_match_rests_on_is_counted(void **state)
{
	ARENA_SCOPED arena;
	struct nuclei_match match;

	arena_init(&arena);
	match = run(&arena, HTTP "    matchers: [{type: word, words: [Foo, Bar]}]\n", SEEN(WHOLE));
	assert_int_equal(match.marks, 1);
	match = run(&arena,
		    HTTP "    matchers-condition: and\n    matchers: [{type: word, name: foo, words: [Foo, powered], "
			 "condition: and},"
			 " {type: status, status: [200]}]\n    extractors: [{type: regex, group: 1, regex: ['Foo "
			 "([0-9.]+)']}]\n",
		    SEEN(WHOLE));
	assert_int_equal(match.marks, 2);
	assert_string_equal(match.matcher, "foo");
	assert_string_equal(match.extracted, "1.2");
	assert_non_null(match.shown);
	match = run(&arena, HTTP "    matchers: [{type: dsl, dsl: ['status_code == 200 && !contains(body, \"x\")']}]\n",
		    SEEN(WHOLE));
	assert_int_equal(match.marks, 0);
	match = run(&arena, HTTP "    matchers: [{type: word, words: [' powered by Foo 1.2']}]\n", SEEN(WHOLE));
	assert_int_equal(match.marks, 2);
}

static void what_an_internal_extractor_takes_serves_the_matchers(void **state)
{
#define OLD(version)                                                                                                   \
	HTTP "    matchers: [{type: dsl, dsl: ['compare_versions(found, \"< " version "\")']}]\n"                      \
	     "    extractors: [{type: regex, internal: true, name: found, group: 1, regex: ['Foo ([0-9.]+)']}]\n"
	ASSERT_ANSWER(NUCLEI_YES, OLD("1.10"), WHOLE);
	ASSERT_ANSWER(NUCLEI_CANNOT_TELL, OLD("1.10"), CUT);
}

static void names_services_and_certificates_are_asked_too(void **state)
{
	const char *mail = "dns.answer "
			   "{\"name\":\"_dmarc.www.example.jp\",\"type\":\"TXT\",\"answered\":true,\"rcode\":"
			   "\"NOERROR\",\"records\":[\"v=DMARC1; p=none\"]}";
	const char *old = "tls.certificate {\"position\":0,\"subject\":\"CN=Foo C2, O=Foo\",\"issuer\":\"CN=Foo "
			  "C2\",\"not_after_ms\":1000,\"names\":[]}";

	ASSERT_ANSWER(NUCLEI_YES, DNS "    matchers: [{type: word, words: ['v=DMARC1']}]\n", mail);
	ASSERT_ANSWER(NUCLEI_NO, DNS "    matchers: [{type: word, words: ['p=reject']}]\n", mail);
	ASSERT_ANSWER(NUCLEI_CANNOT_TELL, DNS "    matchers: [{type: word, words: ['v=DMARC1']}]\n",
		      "dns.answer {\"answered\":false}");
	ASSERT_ANSWER(NUCLEI_YES, TCP "    matchers: [{type: word, words: ['SSH-2.0-Foo']}]\n",
		      "service.banner {\"text\":\"SSH-2.0-Foo_1\"}");
	ASSERT_ANSWER(NUCLEI_NO, TCP "    matchers: [{type: word, words: ['Bar']}]\n",
		      "service.banner {\"text\":\"SSH-2.0-Foo_1\"}");
	ASSERT_ANSWER(NUCLEI_CANNOT_TELL,
		      TCP "    inputs: [{data: \"HELP\\r\\n\"}]\n    matchers: [{type: word, words: ['Bar']}]\n",
		      "service.banner {\"text\":\"SSH-2.0-Foo_1\"}");
	ASSERT_ANSWER(NUCLEI_YES, SSL "    matchers: [{type: word, part: issuer_cn, words: ['Foo C2']}]\n", old);
	ASSERT_ANSWER(NUCLEI_YES, SSL "    matchers: [{type: dsl, dsl: ['expired == true']}]\n", old);
	ASSERT_ANSWER(NUCLEI_CANNOT_TELL, SSL "    matchers: [{type: dsl, dsl: ['revoked == true']}]\n", old);
}

static void a_plan_asks_each_question_once(void **state)
{
	static struct nuclei_plan plan;
	const struct nuclei_template *template;
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(nuclei_template_parse(&arena, "t", STR(HTTP "    matchers: [{type: status, status: [200]}]\n"),
					       &template, NULL),
			 ERR_OK);
	nuclei_plan_add(&plan, template);
	nuclei_plan_add(&plan, template);
	assert_int_equal(plan.count, 2);
	assert_string_equal(plan.items[1].request->path, "/login");
	assert_int_equal(plan.items[1].wanted_by, 2);
	assert_int_equal(
		nuclei_template_parse(&arena, "t",
				      STR(HTTP "    method: POST\n    matchers: [{type: status, status: [200]}]\n"),
				      &template, NULL),
		ERR_OK);
	nuclei_plan_add(&plan, template);
	assert_int_equal(plan.count, 2);
}

int test_nuclei_match(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_word_is_there_or_not_or_nobody_looked),
		cmocka_unit_test(a_title_is_a_piece_of_the_body),
		cmocka_unit_test(conditions_join_matchers_and_words),
		cmocka_unit_test(numbered_names_mean_all_requests_together),
		cmocka_unit_test(redirects_are_followed_where_the_template_does),
		cmocka_unit_test(what_a_match_rests_on_is_counted),
		cmocka_unit_test(what_an_internal_extractor_takes_serves_the_matchers),
		cmocka_unit_test(names_services_and_certificates_are_asked_too),
		cmocka_unit_test(a_plan_asks_each_question_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
