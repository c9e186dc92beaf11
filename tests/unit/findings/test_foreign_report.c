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

static void a_name_that_is_no_host_leaves_the_address(void **state)
{
	struct taken taken;

	begin(&taken);
	assert_int_equal(
		read_scan(&taken,
			  "<nmaprun start=\"1748826000\"><host><status state=\"up\"/><address addr=\"192.0.2.1\" "
			  "addrtype=\"ipv4\"/><hostnames><hostname name=\"a b;c\" type=\"user\"/></hostnames>" PORT(
				  "23", "") "</host></nmaprun>"),
		ERR_OK);
	assert_taken(&taken, "\"target\":\"192.0.2.1\",\"address\":\"192.0.2.1\",\"port\":23");
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
		cmocka_unit_test(a_name_that_is_no_host_leaves_the_address),
		cmocka_unit_test(other_hosts_are_dropped_and_counted),
		cmocka_unit_test(what_is_no_report_of_nmap_is_named),
		cmocka_unit_test(a_port_or_a_host_that_cannot_be_is_named_and_the_others_count),
		cmocka_unit_test(the_number_of_an_ip_protocol_is_no_port),
		cmocka_unit_test(of_a_scan_that_breaks_off_the_whole_hosts_are_read),
		cmocka_unit_test(a_long_text_is_cut_between_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
