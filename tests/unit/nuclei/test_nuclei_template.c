/* SPDX-License-Identifier: Apache-2.0 */
#include "test.h"
#include <string.h>

#include "nuclei/nuclei_template.h"

#define HEAD        "id: sample\ninfo:\n  name: Sample\n  severity: high\n  tags: tech, panel\n"
#define GET(path)   HEAD "http:\n  - method: GET\n    path:\n      - \"{{BaseURL}}" path "\"\n"
#define WORD        "    matchers:\n      - type: word\n        words:\n          - nginx\n"
#define DSL(text)   "    matchers:\n      - type: dsl\n        dsl:\n          - '" text "'\n"
#define TAGGED(tag) "id: sample\ninfo:\n  name: Sample\n  tags: " tag "\n"

static const struct nuclei_template *parse(struct arena *arena, const char *text)
{
	const struct nuclei_template *template = NULL;
	struct fault why;

	if (nuclei_template_parse(arena, "t.yaml", str_from(text), &template, &why))
		fail_msg("%s\n%s", text, why.text);
	return template;
}

static void a_template_is_read_into_plain_data(void **state)
{
	const struct nuclei_template *t;
	ARENA_SCOPED arena;

	arena_init(&arena);
	t = parse(&arena,
		  "id: nginx-version\ninfo:\n  name: Nginx\n  author: x\n  severity: medium\n  tags: tech,nginx\n"
		  "  classification:\n    cve-id: CVE-2021-23017\n    cpe: cpe:2.3:a:f5:nginx:*:*:*:*:*:*:*:*\n"
		  "variables:\n  page: status\nhttp:\n  - method: GET\n    path: ['{{BaseURL}}/{{page}}?a=1#top', "
		  "'{{BaseURL}}']\n"
		  "    host-redirects: true\n    max-redirects: 2\n    matchers-condition: and\n    matchers:\n"
		  "      - type: word\n        part: header\n        words: [nginx, 404]\n        condition: and\n"
		  "        negative: true\n        case-insensitive: true\n      - type: status\n        status: [200, "
		  "301]\n"
		  "      - type: binary\n        binary: ['504b']\n    extractors:\n      - type: regex\n        "
		  "group: 1\n"
		  "        regex: ['nginx/([0-9.]+)']\n      - type: kval\n        kval: [X-Powered-By]\n");
	assert_int_equal(t->refusal.reason, NUCLEI_SAFE);
	assert_string_equal(t->id, "nginx-version");
	assert_int_equal(t->severity, NUCLEI_SEVERITY_MEDIUM);
	assert_string_equal(t->cve, "CVE-2021-23017");
	assert_int_equal(t->tag_count, 2);
	assert_string_equal(t->tags[1], "nginx");
	assert_int_equal(t->blocks[0].request_count, 2);
	assert_string_equal(t->blocks[0].requests[0].path, "/status?a=1");
	assert_string_equal(t->blocks[0].requests[1].path, "/");
	assert_int_equal(t->blocks[0].redirects, 2);
	assert_true(t->blocks[0].is_all);
	assert_true(t->blocks[0].matchers[0].is_negative && t->blocks[0].matchers[0].is_all);
	assert_true(str_is(t->blocks[0].matchers[0].texts[1], "404"));
	assert_int_equal(t->blocks[0].matchers[1].statuses[1], 301);
	assert_true(str_is(t->blocks[0].matchers[2].texts[0], "PK"));
	assert_int_equal(t->blocks[0].extractors[0].group, 1);
	assert_true(str_is(t->blocks[0].extractors[1].texts[0], "x_powered_by"));
}

static void a_raw_request_without_a_body_is_read_too(void **state)
{
	const struct nuclei_template *t;
	ARENA_SCOPED arena;

	arena_init(&arena);
	t = parse(&arena, HEAD "http:\n  - raw:\n      - |\n        @timeout: 10s\n        GET /a?b=1 HTTP/1.1\n       "
			       " Host: {{Hostname}}\n"
			       "        Accept: text/html\n" WORD);
	assert_int_equal(t->refusal.reason, NUCLEI_SAFE);
	assert_string_equal(t->blocks[0].requests[0].method, "GET");
	assert_string_equal(t->blocks[0].requests[0].path, "/a?b=1");
	assert_int_equal(t->blocks[0].requests[0].header_count, 1);
}

/* One template for each reason. */
static void every_reason_refuses_with_its_line(void **state)
{
	static const struct {
		enum nuclei_reason reason;
		unsigned line;
		const char *text;
	} refused[] = {
		{NUCLEI_REASON_PROTOCOL, 7, HEAD "code:\n  - engine: [sh]\n"},
		{NUCLEI_REASON_SELF_CONTAINED, 6, HEAD "self-contained: true\nhttp:\n  - path: ['{{BaseURL}}']\n" WORD},
		{NUCLEI_REASON_FLOW, 6, HEAD "flow: http(1) && http(2)\nhttp:\n  - path: ['{{BaseURL}}']\n" WORD},
		{NUCLEI_REASON_OUT_OF_BAND, 9, GET("/?u={{interactsh-url}}") WORD},
		{NUCLEI_REASON_FUZZING, 11, GET("/") "    fuzzing:\n      - part: query\n" WORD},
		{NUCLEI_REASON_LOGIN, 9, GET("/login?user=admin&password=admin") WORD},
		{NUCLEI_REASON_LOGIN, 10, GET("/") "    digest-username: admin\n" WORD},
		{NUCLEI_REASON_PAYLOADS, 11, GET("/") "    payloads:\n      a: [1, 2]\n" WORD},
		{NUCLEI_REASON_EXPLOIT, 9, GET("/../../etc/passwd") WORD},
		{NUCLEI_REASON_EXPLOIT, 9, GET("/%252e%252e%252fx") WORD},
		{NUCLEI_REASON_EXPLOIT, 9, GET("/?q=%3Cscript%3E") WORD},
		{NUCLEI_REASON_EXPLOIT, 9, GET("/?next=https://other.example") WORD},
		{NUCLEI_REASON_INTENT, 1, TAGGED("rce") "http:\n  - path: ['{{BaseURL}}/x?y']\n" WORD},
		{NUCLEI_REASON_UNSAFE, 10, GET("/") "    unsafe: true\n" WORD},
		{NUCLEI_REASON_METHOD, 8, HEAD "http:\n  - method: POST\n    path: ['{{BaseURL}}/']\n" WORD},
		{NUCLEI_REASON_BODY, 10, GET("/") "    body: a=1\n" WORD},
		{NUCLEI_REASON_CHANGE, 9, GET("/api?action=reboot") WORD},
		{NUCLEI_REASON_ELSEWHERE, 9,
		 HEAD "http:\n  - method: GET\n    path:\n      - https://other.example/\n" WORD},
		{NUCLEI_REASON_HEADER, 9, GET("/") "    headers:\n      X-Forwarded-For: 127.0.0.1\n" WORD},
		{NUCLEI_REASON_SENDS, 8, HEAD "tcp:\n  - inputs:\n      - data: \"SITE CPFR x\"\n" WORD},
		{NUCLEI_REASON_CHAINED, 9, GET("/{{path}}") WORD},
		{NUCLEI_REASON_RANDOM, 9, GET("/{{randstr}}") WORD},
		{NUCLEI_REASON_UNSTORED, 13, GET("/") DSL("duration >= 5")},
		{NUCLEI_REASON_FUNCTION, 13, GET("/") DSL("jarm(Host) == \"1\"")},
		{NUCLEI_REASON_EXPRESSION, 13, GET("/") DSL("contains(")},
		{NUCLEI_REASON_PATTERN, 13,
		 GET("/") "    matchers:\n      - type: regex\n        regex:\n          - '(?=a)'\n"},
		{NUCLEI_REASON_MATCHER, 11, GET("/") "    matchers:\n      - type: xpath\n        words: [a]\n"},
		{NUCLEI_REASON_KEY, 10, GET("/") "    new-thing: yes\n" WORD},
	};

	for (size_t i = 0; i < COUNT(refused); i++) {
		const struct nuclei_template *t;
		ARENA_SCOPED arena;
		arena_init(&arena);
		t = parse(&arena, refused[i].text);
		if (t->refusal.reason != refused[i].reason || t->refusal.line != refused[i].line)
			fail_msg("%s: %s at line %u:\n%s", nuclei_refusal_reason_name(refused[i].reason),
				 nuclei_refusal_reason_name(t->refusal.reason), t->refusal.line, refused[i].text);
	}
}

static void the_gravest_reason_is_told(void **state)
{
	const struct nuclei_template *t;
	ARENA_SCOPED arena;

	arena_init(&arena);
	t = parse(&arena, GET("/../x") "    new-thing: yes\n    payloads: {a: [1]}\n" WORD);
	assert_int_equal(t->refusal.reason, NUCLEI_REASON_PAYLOADS);
}

static void a_template_that_attacks_by_its_tags_may_read_the_front_page(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(parse(&arena, TAGGED("cve,rce") "http:\n  - path: ['{{BaseURL}}']\n" WORD)->refusal.reason,
			 NUCLEI_SAFE);
	assert_int_equal(
		parse(&arena, TAGGED("cve") "http:\n  - path: ['{{BaseURL}}/api/users']\n" WORD)->refusal.reason,
		NUCLEI_REASON_INTENT);
	assert_int_equal(parse(&arena, TAGGED("intrusive") "http:\n  - path: ['{{BaseURL}}']\n" WORD)->refusal.reason,
			 NUCLEI_REASON_INTENT);
}

static void what_is_no_template_is_an_error_with_its_place(void **state)
{
	static const char *const texts[][2] = {
		{"", "t.yaml:1:"},
		{"- a\n", "t.yaml:1:1: this is no template"},
		{"id: ../x\ninfo:\n  name: A\n", "t.yaml:1:5: this is no template"},
		{"id: a\n", "t.yaml:1:1: this is no template"},
		{HEAD, "t.yaml:1:1: this is no template"},
		{"id: a\nid: b\n", "t.yaml:2:1: this key appears twice"},
		{"id: [", "t.yaml:"},
		{"id: a\ninfo:\n  name: \"A\\x1b\"\n", "t.yaml:3:10: a text holds a control character"},
	};

	for (size_t i = 0; i < COUNT(texts); i++) {
		const struct nuclei_template *template = NULL;
		struct fault why = {0};
		ARENA_SCOPED arena;
		arena_init(&arena);
		assert_int_equal(nuclei_template_parse(&arena, "t.yaml", str_from(texts[i][0]), &template, &why),
				 ERR_INVALID);
		if (strncmp(why.text, texts[i][1], strlen(texts[i][1])) != 0)
			fail_msg("%s", why.text);
	}
}

static void bytes_to_look_for_may_be_any(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(parse(&arena, HEAD "http:\n  - path: ['{{BaseURL}}/']\n    matchers:\n"
					    "      - {type: word, words: [\"\\x00a\\x1b\"]}\n")
				 ->refusal.reason,
			 NUCLEI_SAFE);
}

static void variables_that_name_each_other_end(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_not_equal(parse(&arena, HEAD "variables:\n  a: '{{b}}{{b}}{{b}}{{b}}{{b}}{{b}}{{b}}{{b}}'\n"
						"  b: '{{a}}{{a}}{{a}}{{a}}{{a}}{{a}}{{a}}{{a}}'\n"
						"http:\n  - path: ['{{BaseURL}}/{{a}}']\n" WORD)
				     ->refusal.reason,
			     NUCLEI_SAFE);
}

int test_nuclei_template(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_template_is_read_into_plain_data),
		cmocka_unit_test(a_raw_request_without_a_body_is_read_too),
		cmocka_unit_test(every_reason_refuses_with_its_line),
		cmocka_unit_test(the_gravest_reason_is_told),
		cmocka_unit_test(a_template_that_attacks_by_its_tags_may_read_the_front_page),
		cmocka_unit_test(what_is_no_template_is_an_error_with_its_place),
		cmocka_unit_test(bytes_to_look_for_may_be_any),
		cmocka_unit_test(variables_that_name_each_other_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
