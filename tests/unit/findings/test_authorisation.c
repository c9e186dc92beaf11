/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/count.h"
#include "findings/authorisation.h"
#include "test.h"

#define GOOD                                                                                                           \
	"{\"id\":\"A-12\",\"targets\":[{\"host\":\"127.0.0.1\"},{\"host\":\"www.example.jp\"}],\"ports\":[443,21],"    \
	"\"not_before_ms\":1000,\"not_after_ms\":2000,\"authorised_by\":\"代表取締役 "                            \
	"山田花子\",\"authorised_ms\":900,"                                                                        \
	"\"stop_contact\":\"03-0000-0000\",\"flows_per_second\":50}"

static struct authorisation *parsed(struct arena *arena, const char *json)
{
	struct authorisation *authorisation = NULL;
	struct fault why = {0};

	if (authorisation_parse(arena, str_from(json), &authorisation, &why))
		fail_msg("%s", why.text);
	return authorisation;
}

/* GOOD with the first occurrence of `from` replaced. */
static char *changed(struct arena *arena, const char *from, const char *to)
{
	const char *at = strstr(GOOD, from);

	assert_non_null(at);
	return arena_printf(arena, "%.*s%s%s", (int)(at - GOOD), GOOD, to, at + strlen(from));
}

static void assert_refused(const char *from, const char *to, const char *named)
{
	struct authorisation *authorisation = NULL;
	struct fault why = {0};
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(authorisation_parse(&arena, str_from(changed(&arena, from, to)), &authorisation, &why),
			 ERR_INVALID);
	assert_null(authorisation);
	if (!strstr(why.text, named))
		fail_msg("\"%s\" does not name %s", why.text, named);
}

static void an_authorisation_is_read_whole(void **state)
{
	ARENA_SCOPED arena;
	struct authorisation *a;

	arena_init(&arena);
	a = parsed(&arena, GOOD);
	assert_string_equal(a->id, "A-12");
	assert_int_equal(a->target_count, 2);
	assert_string_equal(a->targets[1].host, "www.example.jp");
	assert_int_equal(a->port_count, 2);
	assert_int_equal(a->ports[0], 443);
	assert_int_equal(a->not_before_ms, 1000);
	assert_int_equal(a->not_after_ms, 2000);
	assert_int_equal(a->authorised_ms, 900);
	assert_string_equal(a->authorised_by, "代表取締役 山田花子");
	assert_int_equal(a->flows_per_second, 50);
	assert_false(a->revoked);
	assert_int_equal(a->clock_offset_ms, 0);
}

static void what_is_written_reads_back_the_same(void **state)
{
	ARENA_SCOPED arena;
	BUF_SCOPED once, twice;

	arena_init(&arena);
	buf_init(&once, AUTHORISATION_BYTES_MAX);
	buf_init(&twice, AUTHORISATION_BYTES_MAX);
	authorisation_format(parsed(&arena, GOOD), &once);
	authorisation_format(parsed(&arena, buf_text(&once)), &twice);
	assert_string_equal(buf_text(&once), buf_text(&twice));
	assert_true(str_find(buf_str(&once), "\"host\":\"www.example.jp\"") < once.size);
}

static void a_wrong_member_is_named(void **state)
{
	assert_refused("\"id\":\"A-12\"", "\"id\":\"\"", "\"id\"");
	assert_refused("\"id\":\"A-12\"", "\"id\":7", "\"id\"");
	assert_refused("[443,21]", "[]", "\"ports\"");
	assert_refused("[443,21]", "[443,0]", "\"ports\"[1]");
	assert_refused("[443,21]", "[443,443]", "stands twice");
	assert_refused("[443,21]", "[65536]", "\"ports\"[0]");
	assert_refused("\"not_after_ms\":2000", "\"not_after_ms\":1000", "\"not_after_ms\"");
	assert_refused("\"not_after_ms\":2000", "\"not_after_ms\":\"2000\"", "\"not_after_ms\"");
	assert_refused("\"stop_contact\":\"03-0000-0000\",", "", "\"stop_contact\"");
	assert_refused("\"flows_per_second\":50", "\"flows_per_second\":-1", "\"flows_per_second\"");
	assert_refused("{\"host\":\"127.0.0.1\"}", "\"127.0.0.1\"", "\"targets\"[0]");
	assert_refused("\"A-12\"", "\"A\\u000012\"", "\"id\"");
}

static void each_number_has_its_bounds(void **state)
{
	static const char *const good[][2] = {
		{"[443,21]", "[1,65535]"},
		{"\"not_before_ms\":1000", "\"not_before_ms\":0"},
		{"\"not_after_ms\":2000", "\"not_after_ms\":1001"},
		{"\"authorised_ms\":900", "\"authorised_ms\":0"},
		{"\"flows_per_second\":50", "\"flows_per_second\":0"},
	};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(good); i++)
		parsed(&arena, changed(&arena, good[i][0], good[i][1]));
	assert_int_equal(parsed(&arena, changed(&arena, "[443,21]", "[1,65535]"))->ports[1], 65535);
	parsed(&arena, changed(&arena, "\"flows_per_second\":50",
			       arena_printf(&arena, "\"flows_per_second\":%d", AUTHORISATION_FLOWS_MAX)));
	assert_refused("\"flows_per_second\":50",
		       arena_printf(&arena, "\"flows_per_second\":%d", AUTHORISATION_FLOWS_MAX + 1),
		       "\"flows_per_second\"");
	assert_refused("\"not_before_ms\":1000", "\"not_before_ms\":-1", "\"not_before_ms\"");
	assert_refused("\"authorised_ms\":900", "\"authorised_ms\":-1", "\"authorised_ms\"");
	assert_refused("\"authorised_ms\":900,", "", "\"authorised_ms\"");
}

/* Else a stored document could open a window that is over, on a stranger's machine. */
static void a_set_clock_and_a_rehearsal_touch_this_machine_alone(void **state)
{
	static const char *const flags[] = {"\"clock_offset_ms\":-1", "\"clock_offset_ms\":1", "\"rehearsal\":true"};
	static const char *const hosts[] = {"www.example.jp", "8.8.8.8", "10.0.0.5", "localhost", "::2"};
	ARENA_SCOPED arena;
	struct fault why;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(flags); i++) {
		char *flagged = changed(&arena, "\"flows_per_second\":50", flags[i]);
		char *own = arena_strdup(&arena, flagged), *name = strstr(own, "www.example.jp");
		struct authorisation *a;

		memcpy(name, "127.99.123.255", strlen("www.example.jp"));
		a = parsed(&arena, own);
		assert_int_equal(authorisation_is_for(a, true, &why), ERR_OK);
		assert_int_equal(authorisation_is_for(a, false, &why), a->rehearsal ? ERR_DENIED : ERR_OK);
		for (size_t k = 0; k < COUNT(hosts); k++) {
			char *at = strstr(flagged, "www.example.jp");
			char *others = arena_printf(&arena, "%.*s%s%s", (int)(at - flagged), flagged, hosts[k],
						    at + strlen("www.example.jp"));

			assert_int_equal(authorisation_parse(&arena, str_from(others), &a, &why), ERR_INVALID);
			assert_non_null(strstr(why.text, "\"targets\""));
		}
	}
	assert_int_equal(authorisation_is_for(parsed(&arena, GOOD), true, &why), ERR_DENIED);
	assert_int_equal(authorisation_is_for(parsed(&arena, GOOD), false, &why), ERR_OK);
}

static void an_absent_clock_offset_or_pace_is_none(void **state)
{
	struct authorisation *a;
	ARENA_SCOPED arena;

	arena_init(&arena);
	a = parsed(&arena, changed(&arena, ",\"flows_per_second\":50", ""));
	assert_int_equal(a->flows_per_second, 0);
	a = parsed(&arena, changed(&arena, "\"flows_per_second\":50", "\"revoked\":true"));
	assert_true(a->revoked);
	assert_int_equal(a->clock_offset_ms, 0);
	assert_false(a->rehearsal);
	a = parsed(&arena, changed(&arena, "\"flows_per_second\":50", "\"revoked\":false"));
	assert_false(a->revoked);
}

static const char *hosts(struct arena *arena, int count)
{
	const char *list = "";

	for (int i = 1; i <= count; i++)
		list = arena_printf(arena, "%s%s{\"host\":\"h%d.jp\"}", list, i > 1 ? "," : "[", i);
	return arena_printf(arena, "%s]", list);
}

static const char *ports(struct arena *arena, int count)
{
	BUF_SCOPED list;

	buf_init(&list, AUTHORISATION_BYTES_MAX);
	for (int i = 1; i <= count; i++)
		buf_printf(&list, "%s%d", i > 1 ? "," : "[", i);
	buf_add_byte(&list, ']');
	return arena_strdup(arena, buf_text(&list));
}

static void runs_of_ports_are_read_and_written(void **state)
{
	static const char *const wrong[] = {"[\"0-5\"]", "[\"5-4\"]",      "[\"1-65536\"]",
					    "[\"80\"]",  "[\"1-2-3\"]",    "[\"-5\"]",
					    "[\"5-\"]",  "[80,\"79-81\"]", "[\"1-9\",\"9-10\"]"};
	struct authorisation *a;
	ARENA_SCOPED arena;
	BUF_SCOPED out;

	arena_init(&arena);
	buf_init(&out, AUTHORISATION_BYTES_MAX);
	a = parsed(&arena, changed(&arena, "[443,21]", "[443,\"20-23\",8080,8081]"));
	assert_int_equal(a->port_count, 7);
	assert_int_equal(a->ports[0], 443);
	assert_int_equal(a->ports[4], 23);
	authorisation_format(a, &out);
	assert_non_null(strstr(buf_text(&out), "[443,\"20-23\",8080,8081]"));
	assert_int_equal(parsed(&arena, changed(&arena, "[443,21]", "[\"1-65535\"]"))->port_count, 65535);
	for (size_t i = 0; i < COUNT(wrong); i++)
		assert_refused("[443,21]", wrong[i], "\"ports\"");
}

static void a_range_of_addresses_is_a_target(void **state)
{
	static const char targets[] = "[{\"host\":\"127.0.0.1\"},{\"host\":\"www.example.jp\"}]";
	static const char full[] = "{\"host\":\"10.0.%d.0/24\"},";
	ARENA_SCOPED arena;
	BUF_SCOPED many;

	arena_init(&arena);
	assert_string_equal(parsed(&arena, changed(&arena, "www.example.jp", "192.0.2.0/24"))->targets[1].host,
			    "192.0.2.0/24");
	assert_refused("www.example.jp", "192.0.2.0/23", "\"targets\"[1]");
	buf_init(&many, 4096);
	buf_add_byte(&many, '[');
	for (int i = 0; i < AUTHORISATION_HOSTS_MAX / 256; i++)
		buf_printf(&many, full, i);
	buf_add_text(&many, "{\"host\":\"10.1.0.1\"}]");
	assert_refused(targets, buf_text(&many), "more than 1024 hosts");
}

static void what_is_past_is_left_out_of_a_run(void **state)
{
	static const char *const bad[] = {"\"past\":{}", "\"past\":[7]", "\"past\":[{\"host\":\"a\"}]",
					  "\"past\":[{\"host\":\"a\",\"address\":7}]",
					  "\"past\":[{\"host\":\"a\",\"address\":\"b\",\"port\":1}]"};
	struct authorisation *a;
	ARENA_SCOPED arena;
	BUF_SCOPED out;

	arena_init(&arena);
	buf_init(&out, AUTHORISATION_BYTES_MAX);
	assert_int_equal(parsed(&arena, GOOD)->past_count, 0);
	a = parsed(&arena, changed(&arena, "\"flows_per_second\":50",
				   "\"past\":[{\"host\":\"www.example.jp\",\"address\":\"192.0.2.1\"}]"));
	authorisation_format(a, &out);
	a = parsed(&arena, buf_text(&out));
	assert_int_equal(a->past_count, 1);
	assert_string_equal(a->past[0].host, "www.example.jp");
	assert_string_equal(a->past[0].address, "192.0.2.1");
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_refused("\"flows_per_second\":50", bad[i], "\"past\"");
}

static void who_we_are_is_an_address_of_the_web(void **state)
{
	static const char *const good[] = {"https://check.example.jp/", "http://127.0.0.1:8080/",
					   "https://a.jp/b?c=d#e"};
	static const char *const bad[] = {"",
					  "check.example.jp",
					  "ftp://check.example.jp/",
					  "https://",
					  "https:///path",
					  "https://check.example.jp/ x",
					  "https://check.example.jp/\\u000a",
					  "https://check.example.jp/点検"};
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(good); i++) {
		struct authorisation *a =
			parsed(&arena, changed(&arena, "\"flows_per_second\":50",
					       arena_printf(&arena, "\"about_url\":\"%s\"", good[i])));
		BUF_SCOPED out;

		buf_init(&out, AUTHORISATION_BYTES_MAX);
		assert_string_equal(a->about_url, good[i]);
		authorisation_format(a, &out);
		assert_string_equal(parsed(&arena, buf_text(&out))->about_url, good[i]);
	}
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_refused("\"flows_per_second\":50", arena_printf(&arena, "\"about_url\":\"%s\"", bad[i]),
			       "\"about_url\"");
	assert_null(parsed(&arena, GOOD)->about_url);
}

/* Without bounds of the pace somebody's line could break. */
static void a_lab_is_a_private_network(void **state)
{
	static const char *const hosts[] = {"www.example.jp", "8.8.8.8", "192.0.2.0/24", "2001:db8::1"};
	ARENA_SCOPED arena;
	struct authorisation *a;
	char *flagged;
	BUF_SCOPED out;

	arena_init(&arena);
	buf_init(&out, AUTHORISATION_BYTES_MAX);
	flagged = changed(&arena, "{\"host\":\"www.example.jp\"}],", "{\"host\":\"10.77.0.0/24\"}],\"lab\":true,");
	a = parsed(&arena, flagged);
	assert_true(a->lab);
	authorisation_format(a, &out);
	assert_true(parsed(&arena, buf_text(&out))->lab);
	for (size_t i = 0; i < COUNT(hosts); i++) {
		a = parsed(&arena, changed(&arena, "www.example.jp", hosts[i]));
		assert_false(a->lab);
		assert_int_equal(authorisation_make_lab(a, NULL), ERR_DENIED);
		assert_refused("{\"host\":\"www.example.jp\"}],",
			       arena_printf(&arena, "{\"host\":\"%s\"}],\"lab\":true,", hosts[i]), "\"lab\"");
	}
}

static void targets_and_ports_are_bounded_in_number(void **state)
{
	static const char targets[] = "[{\"host\":\"127.0.0.1\"},{\"host\":\"www.example.jp\"}]";
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_int_equal(
		parsed(&arena, changed(&arena, targets, hosts(&arena, AUTHORISATION_TARGETS_MAX)))->target_count,
		AUTHORISATION_TARGETS_MAX);
	assert_refused(targets, hosts(&arena, AUTHORISATION_TARGETS_MAX + 1), "\"targets\"");
	assert_refused(targets, "[]", "\"targets\"");
	assert_int_equal(
		parsed(&arena, changed(&arena, "[443,21]", ports(&arena, AUTHORISATION_PORTS_MAX)))->port_count,
		AUTHORISATION_PORTS_MAX);
	assert_refused("[443,21]", ports(&arena, AUTHORISATION_PORTS_MAX + 1), "\"ports\"");
}

static void a_text_has_at_most_500_bytes(void **state)
{
	char text[520];
	ARENA_SCOPED arena;

	arena_init(&arena);
	memset(text, 'a', sizeof(text));
	parsed(&arena, changed(&arena, "A-12", arena_strndup(&arena, text, 500)));
	assert_refused("A-12", arena_strndup(&arena, text, 501), "\"id\"");
	assert_refused("A-12", "A\\u0007", "\"id\"");
	assert_refused("{\"host\":\"127.0.0.1\"}", "{\"host\":\"127.0.0.1\",\"port\":1}", "\"targets\"[0]");
	assert_refused("{\"host\":\"127.0.0.1\"}", "{\"host\":7}", "\"targets\"[0]");
	assert_refused("{\"host\":\"127.0.0.1\"}", "{\"host\":\"a b\"}", "\"targets\"[0]");
}

static void a_misspelt_revocation_is_not_overlooked(void **state)
{
	assert_refused("\"flows_per_second\"", "\"revokd\":true,\"flows_per_second\"", "\"revokd\"");
	assert_refused("\"flows_per_second\"", "\"revoked\":1,\"flows_per_second\"", "\"revoked\"");
}

static void nothing_may_be_sent_outside_the_window_or_after_withdrawal(void **state)
{
	ARENA_SCOPED arena;
	struct authorisation *a;
	struct fault why = {0};

	arena_init(&arena);
	a = parsed(&arena, GOOD);
	assert_int_equal(authorisation_is_valid_at(a, 999, &why), ERR_DENIED);
	assert_int_equal(authorisation_is_valid_at(a, 1000, &why), ERR_OK);
	assert_int_equal(authorisation_is_valid_at(a, 1999, &why), ERR_OK);
	assert_int_equal(authorisation_is_valid_at(a, 2000, &why), ERR_DENIED);
	assert_non_null(strstr(why.text, "has ended"));
	a->revoked = true;
	assert_int_equal(authorisation_is_valid_at(a, 1500, &why), ERR_DENIED);
	assert_non_null(strstr(why.text, "revoked"));
}

static void more_than_the_cap_is_not_even_decoded(void **state)
{
	ARENA_SCOPED arena;
	struct authorisation *authorisation = NULL;
	char *large;

	arena_init(&arena);
	large = arena_alloc(&arena, AUTHORISATION_BYTES_MAX + 1);
	memset(large, ' ', AUTHORISATION_BYTES_MAX + 1);
	assert_int_equal(authorisation_parse(&arena, str_of(large, AUTHORISATION_BYTES_MAX + 1), &authorisation, NULL),
			 ERR_TOO_LARGE);
}

static void the_example_in_the_documentation_is_read(void **state)
{
	static char text[16384];
	FILE *file = fopen("docs/examples/authorisation.json", "rb");
	ARENA_SCOPED arena;

	assert_non_null(file);
	arena_init(&arena);
	text[fread(text, 1, sizeof(text) - 1, file)] = '\0';
	fclose(file);
	assert_string_equal(parsed(&arena, text)->targets[0].host, "127.0.0.1");
}

static void udp_is_asked_for_by_itself(void **state)
{
	ARENA_SCOPED arena;
	const struct authorisation *a;
	BUF_SCOPED text;

	arena_init(&arena);
	buf_init(&text, AUTHORISATION_BYTES_MAX);
	assert_int_equal(parsed(&arena, GOOD)->udp_port_count, 0);
	a = parsed(&arena, changed(&arena, "\"flows_per_second\":50", "\"udp_ports\":[53,161],\"snmp\":true"));
	authorisation_format(a, &text);
	a = parsed(&arena, buf_text(&text));
	assert_int_equal(a->udp_port_count, 2);
	assert_int_equal(a->udp_ports[1], 161);
	assert_true(a->snmp);
	assert_refused("\"flows_per_second\":50", "\"udp_ports\":[53,53]", "\"udp_ports\"[1]");
	assert_refused("\"flows_per_second\":50", "\"udp_ports\":[0]", "\"udp_ports\"[0]");
	assert_refused("\"flows_per_second\":50", "\"udp_ports\":53", "\"udp_ports\"");
	assert_refused("\"flows_per_second\":50", "\"snmp\":1", "\"snmp\"");
}

int test_authorisation(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_authorisation_is_read_whole),
		cmocka_unit_test(what_is_written_reads_back_the_same),
		cmocka_unit_test(a_wrong_member_is_named),
		cmocka_unit_test(each_number_has_its_bounds),
		cmocka_unit_test(a_set_clock_and_a_rehearsal_touch_this_machine_alone),
		cmocka_unit_test(an_absent_clock_offset_or_pace_is_none),
		cmocka_unit_test(targets_and_ports_are_bounded_in_number),
		cmocka_unit_test(udp_is_asked_for_by_itself),
		cmocka_unit_test(runs_of_ports_are_read_and_written),
		cmocka_unit_test(a_range_of_addresses_is_a_target),
		cmocka_unit_test(what_is_past_is_left_out_of_a_run),
		cmocka_unit_test(who_we_are_is_an_address_of_the_web),
		cmocka_unit_test(a_lab_is_a_private_network),
		cmocka_unit_test(a_text_has_at_most_500_bytes),
		cmocka_unit_test(a_misspelt_revocation_is_not_overlooked),
		cmocka_unit_test(nothing_may_be_sent_outside_the_window_or_after_withdrawal),
		cmocka_unit_test(more_than_the_cap_is_not_even_decoded),
		cmocka_unit_test(the_example_in_the_documentation_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
