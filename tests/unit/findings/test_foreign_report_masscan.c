/* SPDX-License-Identifier: Apache-2.0 */
#include "unit/findings/taken.h"

/* As masscan 1.3.2 writes it of a server of our own, whose addresses are changed here. */
#define MASSCAN(inside)                                                                                                \
	"<?xml version=\"1.0\"?>\n<!-- masscan v1.0 scan -->\n<nmaprun scanner=\"masscan\" start=\"1748826000\" "      \
	"version=\"1.0-BETA\"  xmloutputversion=\"1.03\">\n<scaninfo type=\"syn\" protocol=\"tcp\" />\n" inside        \
	"<runstats>\n<finished time=\"1748826020\" elapsed=\"19\" />\n</runstats>\n</nmaprun>\n"
#define HOST(port, inside)                                                                                             \
	"<host endtime=\"1748826010\"><address addr=\"192.0.2.1\" addrtype=\"ipv4\"/><ports><port protocol=\"tcp\" "   \
	"portid=\"" port "\">" inside "</port></ports></host>\n"
#define OPEN "<state state=\"open\" reason=\"syn-ack\" reason_ttl=\"64\"/>"

static enum err read_masscan(struct taken *taken, const char *xml)
{
	return foreign_report_masscan(&taken->report, "m.xml", str_from(xml), &taken->why);
}

static void open_ports_and_greetings_are_taken_without_a_count_of_ports(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(
		read_masscan(&taken, MASSCAN(HOST("21", OPEN) HOST(
					     "21", OPEN "<service name=\"ftp\" banner=\"220 (vsFTPd 3.0.3)\\x0a530 "
							"Please login.\"></service>"))),
		ERR_OK);
	assert_int_equal(taken.count, 3);
	assert_taken(&taken, "{\"at_ms\":1748826010000,\"kind\":\"port.open\",\"target\":\"192.0.2.1\",\"address\":"
			     "\"192.0.2.1\",\"port\":21,\"data\":{\"transport\":\"tcp\"}}");
	assert_taken(&taken, "\"kind\":\"service.banner\"");
	assert_taken(&taken, "{\"service\":\"ftp\",\"text\":\"220 (vsFTPd 3.0.3)\\n530 Please login.\"}");
	arena_release(&taken.arena);
}

static void a_banner_without_a_state_is_of_an_open_port(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_masscan(&taken, MASSCAN(HOST("22", "<service name=\"ssh\" banner=\"SSH-2.0-x\"/>"))),
			 ERR_OK);
	assert_int_equal(taken.count, 2);
	assert_taken(&taken, "\"kind\":\"port.open\"");
	assert_taken(&taken, "{\"service\":\"ssh\",\"text\":\"SSH-2.0-x\"}");
	arena_release(&taken.arena);
}

static void what_is_no_greeting_keeps_masscans_name(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(
		read_masscan(&taken, MASSCAN(HOST("80", OPEN "<service name=\"title\" banner=\"Login\"/>")
						     HOST("143", OPEN "<service name=\"imap4\" banner=\"* OK\"/>"))),
		ERR_OK);
	assert_taken(&taken, "\"kind\":\"masscan.banner\"");
	assert_taken(&taken, "{\"service\":\"title\",\"text\":\"Login\"}");
	assert_taken(&taken, "{\"service\":\"imap\",\"text\":\"* OK\"}");
	arena_release(&taken.arena);
}

static void a_closed_port_says_nothing(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_masscan(&taken, MASSCAN(HOST("23", "<state state=\"closed\" reason=\"rst-ack\"/>"))),
			 ERR_OK);
	assert_int_equal(taken.count, 0);
	arena_release(&taken.arena);
}

static void each_tool_is_known_by_its_file(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_masscan(&taken, SCAN("")), ERR_INVALID);
	assert_non_null(strstr(taken.why.text, "m.xml:4:1: this is no report of masscan"));
	assert_int_equal(read_scan(&taken, MASSCAN(HOST("22", OPEN))), ERR_OK);
	assert_int_equal(taken.count, 1); /* no count of ports: it was read as masscan's */
	arena_release(&taken.arena);
}

static void a_file_without_its_end_is_explained(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_masscan(&taken, "<?xml version=\"1.0\"?><nmaprun scanner=\"masscan\">"), ERR_INVALID);
	assert_non_null(strstr(taken.why.text, "m.xml:1:"));
	assert_non_null(strstr(taken.why.text, "one whole XML file"));
	arena_release(&taken.arena);
}

int test_foreign_report_masscan(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(open_ports_and_greetings_are_taken_without_a_count_of_ports),
		cmocka_unit_test(a_banner_without_a_state_is_of_an_open_port),
		cmocka_unit_test(what_is_no_greeting_keeps_masscans_name),
		cmocka_unit_test(a_closed_port_says_nothing),
		cmocka_unit_test(each_tool_is_known_by_its_file),
		cmocka_unit_test(a_file_without_its_end_is_explained),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
