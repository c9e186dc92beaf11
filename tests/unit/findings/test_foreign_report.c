/* SPDX-License-Identifier: Apache-2.0 */
#include "unit/findings/taken.h"

#include "base/count.h"
#include "codec/json.h"

static void ports_and_services_of_nmap_are_taken(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(
		read_scan(&taken, SCAN(PORT("22", "<service name=\"ssh\" product=\"OpenSSH\" version=\"9.2p1 Debian "
						  "2+deb12u3\" method=\"probed\" conf=\"10\"><cpe>cpe:/a:openbsd:"
						  "openssh:9.2p1</cpe></service>"))),
		ERR_OK);
	assert_int_equal(taken.count, 4);
	assert_taken(&taken, "{\"at_ms\":1748826001000,\"kind\":\"target.resolved\",\"target\":\"www.example.jp\","
			     "\"address\":\"192.0.2.1\",\"port\":0,\"data\":{\"addresses\":[\"192.0.2.1\"]}}");
	assert_taken(&taken,
		     "\"kind\":\"port.open\",\"target\":\"www.example.jp\",\"address\":\"192.0.2.1\",\"port\":22,"
		     "\"data\":{\"transport\":\"tcp\"}}");
	assert_taken(&taken, "{\"tried\":1000,\"open\":1,\"closed\":997,\"silent\":2}");
	assert_taken(&taken, "\"product\":\"OpenSSH\",\"version\":\"9.2p1 Debian 2+deb12u3\",\"method\":\"probed\","
			     "\"tls\":false,\"confidence\":10,\"cpe\":[\"cpe:/a:openbsd:openssh:9.2p1\"]}");
	arena_release(&taken.arena);
}

/* The fingerprint is OpenSSH's own: SHA-256 of the blob. "AAAA" is three bytes of zero. */
static void keys_of_an_ssh_server_are_told_by_their_digest(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(
		read_scan(&taken,
			  SCAN(PORT("22", "<service name=\"ssh\"/><script id=\"ssh-hostkey\" output=\"o\"><table>"
					  "<elem key=\"type\">ssh-ed25519</elem><elem key=\"key\">AAAA</elem>"
					  "</table><table><elem key=\"key\">no base64</elem></table></script>"))),
		ERR_OK);
	assert_taken(&taken,
		     "\"kind\":\"ssh.host_key\",\"target\":\"www.example.jp\",\"address\":\"192.0.2.1\",\"port\":22,"
		     "\"data\":{\"type\":\"ssh-ed25519\",\"public_key_sha256\":"
		     "\"709e80c88487a2411e1ee4dfb9f22a861492d20c4765150c0c794abd70f8147c\"}}");
	arena_release(&taken.arena);
}

static void scripts_become_kinds_of_ours_where_they_say_the_same(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(
		read_scan(&taken,
			  SCAN(PORT("22",
				    "<service name=\"ssh\"/>"
				    "<script id=\"banner\" output=\"SSH-2.0-x\\xE3\\x0D\"/>"
				    "<script id=\"ssh2-enum-algos\" output=\"\"><table key=\"kex_algorithms\">"
				    "<elem>diffie-hellman-group1-sha1</elem></table></script>"
				    "<script id=\"ssl-enum-ciphers\" output=\"\"><table key=\"TLSv1.0\"><table "
				    "key=\"ciphers\"><table><elem key=\"name\">TLS_RSA_WITH_3DES_EDE_CBC_SHA"
				    "</elem></table></table></table></script>"
				    "<script id=\"http-title\" output=\"Login\"/>") "<hostscript><script "
										    "id=\"smb-protocols\" "
										    "output=\"\"><table "
										    "key=\"dialects\"><elem>NT LM 0.12 "
										    "(SMBv1) [dangerous, but "
										    "default]</elem><elem>3:1:1</"
										    "elem></table></script>"
										    "</hostscript>")),
		ERR_OK);
	assert_taken(&taken, "\"kind\":\"service.banner\"");
	assert_taken(&taken, "{\"service\":\"ssh\",\"text\":\"SSH-2.0-xã\\r\"}");
	assert_taken(&taken, "\"kind\":\"ssh.algorithms\"");
	assert_taken(&taken, "{\"kex\":[\"diffie-hellman-group1-sha1\"]}");
	assert_taken(&taken,
		     "{\"version\":\"TLSv1.0\",\"accepted\":true,\"cipher\":\"TLS_RSA_WITH_3DES_EDE_CBC_SHA\"}");
	assert_taken(&taken, "{\"version\":\"TLSv1.0\",\"suite\":\"TLS_RSA_WITH_3DES_EDE_CBC_SHA\",\"accepted\":true}");
	assert_taken(&taken, "\"port\":445,\"data\":{\"dialects\":[\"NT LM 0.12\",\"3.1.1\"]}}");
	assert_taken(&taken, "{\"id\":\"http-title\",\"output\":\"Login\"}");
	arena_release(&taken.arena);
}

static void the_modulus_of_a_suite_is_a_key_exchange(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(
		read_scan(&taken, SCAN(PORT("443", "<script id=\"ssl-enum-ciphers\" output=\"\"><table key=\"TLSv1.2\">"
						   "<table key=\"ciphers\"><table><elem key=\"name\">TLS_DHE_RSA_WITH_"
						   "AES_128_CBC_SHA</elem><elem key=\"kex_info\">dh 1024</elem></table>"
						   "<table><elem key=\"name\">TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA</elem>"
						   "<elem key=\"kex_info\">secp256r1</elem></table></table></table>"
						   "</script>"))),
		ERR_OK);
	assert_taken(&taken,
		     "{\"answered\":true,\"version\":\"TLSv1.2\",\"method\":\"DHE\",\"bits\":1024,\"group\":\"\"}");
	arena_release(&taken.arena);
}

static void a_script_that_says_nothing_of_ours_is_kept_as_it_is(void **state)
{
	static const char *const scripts[] = {
		"<script id=\"smb-protocols\" output=\"o\"><table key=\"dialects\"><elem>9:9:9</elem></table></script>",
		"<script id=\"ssh2-enum-algos\" output=\"o\"><table key=\"other\"/></script>",
		"<script id=\"ssl-enum-ciphers\" output=\"o\"><table key=\"TLSv1.2\"><table "
		"key=\"ciphers\"/></table></script>",
		"<script id=\"ssl-cert\" output=\"o\"><table key=\"validity\"><elem "
		"key=\"notBefore\">x</elem></table></script>",
	};
	struct taken taken;

	for (size_t i = 0; i < COUNT(scripts); i++) {
		begin(&taken);
		assert_int_equal(read_scan(&taken, arena_printf(&taken.arena, SCAN(PORT("443", "%s")), scripts[i])),
				 ERR_OK);
		assert_taken(&taken, "\"kind\":\"nmap.script\"");
		assert_taken(&taken, "\"output\":\"o\"}");
		arena_release(&taken.arena);
	}
}

static void a_host_without_a_time_was_scanned_when_the_scan_began(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(
		read_scan(&taken,
			  "<nmaprun start=\"1748826000\"><host><address addr=\"192.0.2.1\" addrtype=\"ipv4\"/>"
			  "<address addr=\"02:00:00:00:00:01\" addrtype=\"mac\"/>" PORT("0", "") "</host></nmaprun>"),
		ERR_OK);
	assert_taken(&taken, "{\"at_ms\":1748826000000,\"kind\":\"port.open\",\"target\":\"192.0.2.1\","
			     "\"address\":\"192.0.2.1\",\"port\":0,");
	assert_false(has(&taken, "target.resolved"));
	arena_release(&taken.arena);
}

static void a_host_that_is_down_and_a_port_that_is_closed_say_nothing(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(
		read_scan(&taken,
			  "<nmaprun><host><status state=\"down\"/><address addr=\"192.0.2.1\" addrtype=\"ipv4\"/>"
			  "</host></nmaprun>"),
		ERR_OK);
	assert_int_equal(taken.count, 0);
	assert_int_equal(
		read_scan(&taken,
			  SCAN("<ports><port protocol=\"tcp\" portid=\"22\"><state state=\"closed\"/></port>"
			       "<port protocol=\"udp\" portid=\"53\"><state state=\"open\"/></port>"
			       "<port protocol=\"tcp\" portid=\"23\"><state state=\"filtered\"/></port></ports>")),
		ERR_OK);
	assert_false(has(&taken, "port.open"));
	assert_taken(&taken, "{\"tried\":2,\"open\":0,\"closed\":1,\"silent\":1}");
	arena_release(&taken.arena);
}

/* Extra ports are told without their protocol, so that they are not counted where UDP was scanned too. */
static void extra_ports_count_where_only_tcp_was_scanned(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_scan(&taken,
				   "<nmaprun><scaninfo protocol=\"tcp\"/><scaninfo protocol=\"udp\"/><host><address "
				   "addr=\"192.0.2.1\" addrtype=\"ipv4\"/>" PORT("22", "") "</host></nmaprun>"),
			 ERR_OK);
	assert_taken(&taken, "{\"tried\":1,\"open\":1,\"closed\":0,\"silent\":0}");
	arena_release(&taken.arena);
}

static void a_byte_that_cannot_be_printed_is_read_in_either_case(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(
		read_scan(&taken, SCAN(PORT("21", "<service name=\"ftp\"/>"
						  "<script id=\"banner\" output=\"\\xe3\\xAf\\x4a\\xg0\\x0g\\x4\"/>"))),
		ERR_OK);
	assert_taken(&taken, "{\"service\":\"ftp\",\"text\":\"\xc3\xa3\xc2\xafJ\\\\xg0\\\\x0g\\\\x4\"}");
	arena_release(&taken.arena);
}

static void a_certificate_is_taken_with_its_fingerprint(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(
		read_scan(&taken, SCAN(PORT("443", "<script id=\"ssl-cert\" output=\"\"><table key=\"subject\"><elem "
						   "key=\"commonName\">www.example.jp</elem></table><table "
						   "key=\"issuer\"><elem key=\"commonName\">CA</elem></table><table "
						   "key=\"pubkey\"><elem key=\"type\">rsa</elem><elem "
						   "key=\"bits\">2048</elem></table><table key=\"extensions\"><table>"
						   "<elem key=\"name\">X509v3 Subject Alternative Name</elem><elem "
						   "key=\"value\">DNS:www.example.jp, IP Address:192.0.2.4, IP "
						   "Address:2001:DB8:0:0:0:0:0:1, DNS:example.jp</elem>"
						   "</table></table><table key=\"validity\"><elem "
						   "key=\"notBefore\">2024-06-01T01:00:00</elem><elem "
						   "key=\"notAfter\">2025-06-01T01:00:00</elem></table><elem "
						   "key=\"sig_algo\">sha256WithRSAEncryption</elem><elem "
						   "key=\"pem\">-----BEGIN CERTIFICATE-----&#10;YWJj&#10;-----END "
						   "CERTIFICATE-----</elem></script>"))),
		ERR_OK);
	assert_taken(&taken, "\"subject\":\"CN=www.example.jp\",\"issuer\":\"CN=CA\",\"not_before_ms\":1717203600000,"
			     "\"not_after_ms\":1748739600000,\"names\":[\"www.example.jp\",\"192.0.2.4\",\"2001:db8::"
			     "1\",\"example.jp\"],"
			     "\"names_cut\":false,\"self_signed\":false,\"key\":\"RSA 2048\"");
	/* SHA-256 of "abc", FIPS 180-4 */
	assert_taken(&taken, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	arena_release(&taken.arena);
}

static void other_hosts_are_dropped_and_counted(void **state)
{
	static const char *const others[] = {"WWW.example.com"}, *const ours[] = {"other.example.jp", "192.0.2.1"};
	struct taken taken;

	begin(&taken);
	taken.report.targets = others;
	taken.report.target_count = 1;
	assert_int_equal(read_scan(&taken, SCAN(PORT("22", ""))), ERR_OK);
	assert_int_equal(taken.count, 0);
	assert_int_equal(taken.report.dropped, 3);
	taken.report.targets = ours;
	taken.report.target_count = 2;
	assert_int_equal(read_scan(&taken, SCAN(PORT("22", ""))), ERR_OK);
	assert_int_equal(taken.count, 3);
	arena_release(&taken.arena);
}

static void what_is_no_report_of_nmap_is_named(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_scan(&taken, "<other/>"), ERR_INVALID);
	assert_non_null(strstr(taken.why.text, "scan.xml:1:1: "));
	assert_int_equal(read_scan(&taken, "<nmaprun><host>"), ERR_INVALID);
	assert_int_equal(read_scan(&taken, "<!DOCTYPE nmaprun [<!ENTITY a \"b\">]><nmaprun/>"), ERR_INVALID);
	assert_int_equal(taken.report.passed_over, 0);
	arena_release(&taken.arena);
}

static void a_port_or_a_host_that_cannot_be_is_named_and_the_others_count(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_scan(&taken, SCAN(PORT("70000", "") PORT("22", ""))), ERR_OK);
	assert_taken(&taken, "\"kind\":\"port.open\"");
	assert_int_equal(taken.report.passed_over, 1);
	assert_non_null(strstr(taken.why.text, "portid"));
	assert_int_equal(
		read_scan(&taken, "<nmaprun><host><address addr=\"1&#x7f;\" addrtype=\"ipv4\"/></host></nmaprun>"),
		ERR_OK);
	assert_int_equal(taken.report.passed_over, 2);
	arena_release(&taken.arena);
}

static void the_number_of_an_ip_protocol_is_no_port(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_scan(&taken,
				   "<nmaprun><host><address addr=\"192.0.2.1\" addrtype=\"ipv4\"/><ports><port "
				   "protocol=\"ip\" portid=\"6\"><state state=\"open\"/><service name=\"tcp\"/></port>"
				   "</ports></host></nmaprun>"),
			 ERR_OK);
	assert_int_equal(taken.count, 0);
	arena_release(&taken.arena);
}

/* Nmap was stopped: the hosts that it had finished are in its file. */
static void of_a_scan_that_breaks_off_the_whole_hosts_are_read(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(
		read_scan(&taken, "<nmaprun>\n<host><address addr=\"192.0.2.1\" addrtype=\"ipv4\"/><ports><port "
				  "protocol=\"tcp\" portid=\"22\"><state state=\"open\"/></port></ports></host>\n<host>"
				  "<address ad"),
		ERR_OK);
	assert_taken(&taken, "\"kind\":\"port.open\",\"target\":\"192.0.2.1\"");
	assert_int_equal(taken.report.passed_over, 1);
	assert_true(str_starts(str_from(taken.why.text), "scan.xml:2: "));
	arena_release(&taken.arena);
}

static enum err read_line(struct taken *taken, const char *line)
{
	size_t before = taken->report.passed_over;

	foreign_report_nuclei(&taken->report, "results", str_from(line));
	return taken->report.passed_over == before ? ERR_OK : taken->why.code;
}

#define RESULT(host)                                                                                                   \
	"{\"template-id\":\"CVE-2024-1\",\"info\":{\"name\":\"n\",\"severity\":\"high\",\"tags\":[\"cve\"],"           \
	"\"classification\":{\"cve-id\":[\"cve-2024-1\"]}},\"type\":\"http\",\"host\":\"" host "\","                   \
	"\"matched-at\":\"https://x/\",\"ip\":\"192.0.2.1\",\"port\":\"8443\",\"request\":\"GET secret\","             \
	"\"timestamp\":\"2025-06-02T10:00:00.123456789+09:00\",\"extracted-results\":[\"1.2\"]}"

static void a_result_of_nuclei_is_taken_without_request_and_answer(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_line(&taken, RESULT("https://www.example.jp:8443/a")), ERR_OK);
	assert_taken(&taken, "{\"at_ms\":1748826000123,\"kind\":\"nuclei.result\",\"target\":\"www.example.jp\","
			     "\"address\":\"192.0.2.1\",\"port\":8443,");
	assert_taken(&taken, "\"template\":\"CVE-2024-1\"");
	assert_taken(&taken, "\"cve\":[\"CVE-2024-1\"],\"tags\":[\"cve\"],\"extracted\":[\"1.2\"]");
	assert_false(has(&taken, "secret"));
	arena_release(&taken.arena);
}

static void the_host_of_a_result_is_found_in_each_form(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_line(&taken, RESULT("www.example.jp:22")), ERR_OK);
	assert_int_equal(read_line(&taken, RESULT("www.example.jp")), ERR_OK);
	assert_int_equal(read_line(&taken, RESULT("https://[2001:db8::1]:443/")), ERR_OK);
	assert_int_equal(read_line(&taken, RESULT("2001:db8::1")), ERR_OK);
	assert_non_null(strstr(taken.lines[0], "\"target\":\"www.example.jp\""));
	assert_non_null(strstr(taken.lines[1], "\"target\":\"www.example.jp\""));
	assert_non_null(strstr(taken.lines[2], "\"target\":\"2001:db8::1\""));
	assert_non_null(strstr(taken.lines[3], "\"target\":\"2001:db8::1\""));
	arena_release(&taken.arena);
}

static void the_port_of_a_result_is_a_number_or_a_text(void **state)
{
	static const struct {
		const char *port, *taken;
	} rows[] = {{"1", "1"},     {"65535", "65535"}, {"65536", "0"}, {"\"65535\"", "65535"},
		    {"\"x\"", "0"}, {"-1", "0"}};
	struct taken taken;

	for (size_t i = 0; i < COUNT(rows); i++) {
		begin(&taken);
		assert_int_equal(read_line(&taken, arena_printf(&taken.arena,
								"{\"template-id\":\"t\",\"host\":\"h.jp\",\"port\":%s,"
								"\"timestamp\":\"2025-06-02T10:00:00Z\","
								"\"info\":{\"tags\":\"one\"}}",
								rows[i].port)),
				 ERR_OK);
		assert_taken(&taken, arena_printf(&taken.arena, "\"port\":%s,", rows[i].taken));
		assert_taken(&taken, "\"tags\":[\"one\"]");
		arena_release(&taken.arena);
	}
}

static void what_is_no_result_is_refused(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_line(&taken, "{}"), ERR_INVALID);
	assert_int_equal(read_line(&taken, "{\"template-id\":\"x\",\"host\":\"h\"}"), ERR_INVALID);
	assert_int_equal(read_line(&taken, RESULT("a\\u0001b")), ERR_INVALID);
	assert_int_equal(taken.count, 0);
	arena_release(&taken.arena);
}

static void a_place_is_found_where_the_host_is_missing(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_line(&taken,
				   "{\"template-id\":\"t\",\"host\":null,\"url\":\"https://u:secret@www.example.jp/a\","
				   "\"timestamp\":\"2025-06-02T10:00:00Z\"}"),
			 ERR_OK);
	assert_taken(&taken, "\"target\":\"www.example.jp\",\"address\":\"\",\"port\":443,");
	assert_false(has(&taken, "secret"));
	arena_release(&taken.arena);
}

#define SHORT(host) "{\"template-id\":\"t\",\"host\":\"" host "\",\"timestamp\":\"2025-06-02T10:00:00Z\"}"

static void a_line_that_cannot_be_used_is_named_and_the_others_count(void **state)
{
	struct taken taken;

	begin(&taken);
	foreign_report_nuclei(&taken.report, "results",
			      STR(SHORT("a.jp") "\n[INF] Using Nuclei Engine\n\n" SHORT("b.jp") "\r\n{\"templ"));
	assert_int_equal(taken.count, 2);
	assert_int_equal(taken.report.passed_over, 2);
	assert_true(str_starts(str_from(taken.why.text), "results:5: "));
	arena_release(&taken.arena);
}

static void what_did_not_match_is_no_result(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_line(&taken, "{\"template-id\":\"t\",\"host\":\"a.jp\",\"matcher-status\":false,"
					   "\"timestamp\":\"2025-06-02T10:00:00Z\"}"),
			 ERR_OK);
	assert_int_equal(taken.count, 0);
	arena_release(&taken.arena);
}

static void an_array_and_the_keys_of_old_are_read_too(void **state)
{
	struct taken taken;

	begin(&taken);
	foreign_report_nuclei(
		&taken.report, "results",
		STR("\n[\n" SHORT("a.jp") ",\n{\"templateID\":\"old\",\"matched\":\"https://u:p@c.jp/x\","
					  "\"info\":{\"tags\":\"cve,cve2021\"},\"timestamp\":\"2025-06-02T10:"
					  "00:00Z\"},\n{}]"));
	assert_int_equal(taken.count, 2);
	assert_taken(&taken, "\"template\":\"old\",\"matched_at\":\"https://c.jp/x\"");
	assert_taken(&taken, "\"tags\":[\"cve\",\"cve2021\"]");
	assert_true(str_starts(str_from(taken.why.text), "results: result 3: "));
	arena_release(&taken.arena);
}

static void of_an_array_that_breaks_off_what_is_whole_is_read(void **state)
{
	struct taken taken;

	begin(&taken);
	foreign_report_nuclei(&taken.report, "results", STR("[" SHORT("a.jp") ",\n" SHORT("b.jp") ",\n{\"templ"));
	assert_int_equal(taken.count, 2);
	assert_int_equal(taken.report.passed_over, 1);
	assert_true(str_starts(str_from(taken.why.text), "results:3: "));
	foreign_report_nuclei(&taken.report, "results", STR("[" SHORT("c.jp") "\n"));
	assert_int_equal(taken.count, 3);
	assert_int_equal(taken.report.passed_over, 2);
	arena_release(&taken.arena);
}

static void a_result_over_several_lines_is_read_and_a_line_of_the_log_is_no_array(void **state)
{
	struct taken taken;

	begin(&taken);
	foreign_report_nuclei(
		&taken.report, "results",
		STR("{\n \"template-id\": \"}\",\n\"host\":\"a.jp\",\"timestamp\":\"2025-06-02T10:00:00Z\"\n}\n"));
	assert_int_equal(taken.count, 1);
	assert_int_equal(taken.report.passed_over, 0);
	foreign_report_nuclei(&taken.report, "results", STR("[INF] Using Nuclei Engine\n" SHORT("b.jp") "\n"));
	assert_int_equal(taken.count, 2);
	assert_int_equal(taken.report.passed_over, 1);
	arena_release(&taken.arena);
}

#define OF_TEMPLATE(id, rest)                                                                                          \
	"{\"template-id\":\"" id "\",\"host\":\" https://a.jp:8443/ \",\"timestamp\":\"2025-06-02T10:00:00Z\"," rest "}"

static void what_a_tool_leaves_empty_counts_as_absent(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_line(&taken, OF_TEMPLATE("t", "\"port\":null,\"matcher-status\":null")), ERR_OK);
	assert_int_equal(read_line(&taken, OF_TEMPLATE("t", "\"port\":\"\",\"matcher-status\":\"false\"")), ERR_OK);
	assert_int_equal(taken.count, 1);
	assert_taken(&taken, "\"target\":\"a.jp\",\"address\":\"\",\"port\":8443,");
	arena_release(&taken.arena);
}

static void severities_and_cves_have_one_case_and_a_template_names_its_cve(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_line(&taken, OF_TEMPLATE("cve-2021-41773", "\"info\":{\"severity\":\"CRITICAL\"}")),
			 ERR_OK);
	assert_taken(&taken, "\"severity\":\"critical\",\"cve\":[\"CVE-2021-41773\"]");
	arena_release(&taken.arena);
}

static void no_secret_of_a_url_is_kept(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(read_line(&taken, OF_TEMPLATE("t", "\"matched-at\":\"https://a.jp/?next=http://u:hush@b.jp/"
							    "&id=7&token=hush#x\",\"extracted-results\":[\"see "
							    "https://u:hush@c.jp/x?a=1&PASSWORD=hush\"]")),
			 ERR_OK);
	assert_false(has(&taken, "hush"));
	assert_taken(&taken, "https://a.jp/?next=http://b.jp/&id=7&token=***#x");
	assert_taken(&taken, "see https://c.jp/x?a=1&PASSWORD=***");
	arena_release(&taken.arena);
}

/* Signs of three bytes behind none to two letters: two bytes, one or none of a sign stand before the bound of 2,048. */
static void a_long_text_is_cut_between_characters(void **state)
{
	static const struct {
		const char *letters;
		int kept; /* bytes */
	} rows[] = {{"", 2046}, {"a", 2047}, {"aa", 2048}};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct taken taken;
		const char *output = rows[i].letters;

		begin(&taken);
		while (strlen(output) < 2100)
			output = arena_printf(&taken.arena, "%s点", output);
		assert_int_equal(
			read_scan(&taken, arena_printf(&taken.arena,
						       SCAN(PORT("80", "<script id=\"x\" output=\"%s\"/>")), output)),
			ERR_OK);
		assert_taken(&taken, arena_printf(&taken.arena, "\"output\":\"%.*s\"}", rows[i].kept, output));
		arena_release(&taken.arena);
	}
}

static void what_nuclei_extracted_is_cut_between_characters_too(void **state)
{
	const char *extracted = "";
	struct taken taken;

	begin(&taken);
	while (strlen(extracted) < 2100)
		extracted = arena_printf(&taken.arena, "%s点", extracted);
	assert_int_equal(read_line(&taken, arena_printf(&taken.arena,
							"{\"template-id\":\"t\",\"host\":\"h.jp\","
							"\"timestamp\":\"2025-06-02T10:00:00Z\","
							"\"info\":{\"tags\":\"%s\"},\"extracted-results\":[\"%s\"]}",
							extracted, extracted)),
			 ERR_OK);
	assert_taken(&taken, arena_printf(&taken.arena, "\"tags\":[\"%.2046s\"]", extracted));
	assert_taken(&taken, arena_printf(&taken.arena, "\"extracted\":[\"%.2046s\"]", extracted));
	arena_release(&taken.arena);
}

int test_foreign_report(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ports_and_services_of_nmap_are_taken),
		cmocka_unit_test(keys_of_an_ssh_server_are_told_by_their_digest),
		cmocka_unit_test(scripts_become_kinds_of_ours_where_they_say_the_same),
		cmocka_unit_test(the_modulus_of_a_suite_is_a_key_exchange),
		cmocka_unit_test(a_script_that_says_nothing_of_ours_is_kept_as_it_is),
		cmocka_unit_test(a_host_without_a_time_was_scanned_when_the_scan_began),
		cmocka_unit_test(a_host_that_is_down_and_a_port_that_is_closed_say_nothing),
		cmocka_unit_test(extra_ports_count_where_only_tcp_was_scanned),
		cmocka_unit_test(a_byte_that_cannot_be_printed_is_read_in_either_case),
		cmocka_unit_test(a_certificate_is_taken_with_its_fingerprint),
		cmocka_unit_test(other_hosts_are_dropped_and_counted),
		cmocka_unit_test(what_is_no_report_of_nmap_is_named),
		cmocka_unit_test(a_port_or_a_host_that_cannot_be_is_named_and_the_others_count),
		cmocka_unit_test(the_number_of_an_ip_protocol_is_no_port),
		cmocka_unit_test(of_a_scan_that_breaks_off_the_whole_hosts_are_read),
		cmocka_unit_test(a_result_of_nuclei_is_taken_without_request_and_answer),
		cmocka_unit_test(the_host_of_a_result_is_found_in_each_form),
		cmocka_unit_test(the_port_of_a_result_is_a_number_or_a_text),
		cmocka_unit_test(what_is_no_result_is_refused),
		cmocka_unit_test(a_place_is_found_where_the_host_is_missing),
		cmocka_unit_test(a_line_that_cannot_be_used_is_named_and_the_others_count),
		cmocka_unit_test(what_did_not_match_is_no_result),
		cmocka_unit_test(an_array_and_the_keys_of_old_are_read_too),
		cmocka_unit_test(of_an_array_that_breaks_off_what_is_whole_is_read),
		cmocka_unit_test(a_result_over_several_lines_is_read_and_a_line_of_the_log_is_no_array),
		cmocka_unit_test(what_a_tool_leaves_empty_counts_as_absent),
		cmocka_unit_test(severities_and_cves_have_one_case_and_a_template_names_its_cve),
		cmocka_unit_test(no_secret_of_a_url_is_kept),
		cmocka_unit_test(a_long_text_is_cut_between_characters),
		cmocka_unit_test(what_nuclei_extracted_is_cut_between_characters_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
