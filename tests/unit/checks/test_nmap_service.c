/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/nmap_service.h"
#include "test.h"

#include <stdio.h>

#include "unit/checks/judge.h"

static const char *exact(const char *product, const char *text)
{
	static char copy[64];
	struct str version = nmap_service_version(str_from(product), str_from(text)).exact;

	snprintf(copy, sizeof(copy), "%.*s", (int)version.n, version.n ? version.p : "");
	return copy;
}

static void one_version_is_taken_without_the_distributions_mark(void **state)
{
	assert_string_equal(exact("OpenSSH", "9.2p1 Debian 2+deb12u3"), "9.2p1");
	assert_string_equal(exact("nginx", "1.22.1"), "1.22.1");
	assert_string_equal(exact("MySQL", "8.0.32-0ubuntu0.22.04.2"), "8.0.32-0ubuntu0.22.04.2");
	assert_string_equal(exact("Exim smtpd", "4.94.2"), "4.94.2");
	assert_string_equal(exact("nginx", ""), "");
}

static void a_range_is_no_version(void **state)
{
	static const char *const ranges[] = {"1.18 thru 1.22",
					     "1.22 series",
					     "2.0.8+",
					     "4.XX",
					     "2.0.8, 2.0.9",
					     "2.0.8 / 2.0.9",
					     "2.0.8|2.0.9",
					     "2.0.8\xe2\x80\x93"
					     "2.1.0",
					     "1.22.1?",
					     "8.0.11-TiDB-v5.4.0",
					     "5.7.25-OceanBase-v4.2.1",
					     "9.6.0 or later",
					     "2.0.8 or later",
					     "3.X - 4.X",
					     "8.3.0 - 8.3.7",
					     "2.2.X",
					     "4.x",
					     "5.5 or newer",
					     "8.3.0-8.3.7",
					     "<= 3.6",
					     "1.2 to 1.4",
					     "1.2 and 1.3",
					     "older than 2",
					     "6.0.20 / 6.1.X",
					     "7.0.*"};

	for (size_t i = 0; i < COUNT(ranges); i++) {
		struct nmap_service_version version = nmap_service_version(STR("Any"), str_from(ranges[i]));
		assert_true(version.is_range);
		assert_int_equal(version.exact.n, 0);
	}
}

static void the_version_that_nmap_gives_to_every_newer_samba_is_none(void **state)
{
	assert_true(nmap_service_version(STR("Samba smbd"), STR("4.6.2")).is_range);
	assert_string_equal(exact("Samba smbd", "4.5.16"), "4.5.16");
}

static void mariadb_is_not_mysql(void **state)
{
	struct nmap_service_version version = nmap_service_version(STR("MySQL"), STR("5.5.5-10.11.2-MariaDB-log"));

	assert_true(version.is_mariadb);
	assert_false(version.is_range);
	assert_string_equal(exact("MySQL", "5.5.5-10.11.2-MariaDB-log"), "10.11.2");
	assert_string_equal(exact("MariaDB", "5.5.5-10.11.2"), "10.11.2");
	assert_string_equal(exact("MariaDB", "10.11.6-MariaDB-0+deb12u1"), "10.11.6");
	assert_false(nmap_service_version(STR("MySQL"), STR("5.5.5")).is_mariadb);
}

/* As Nmap names them (nmap-service-probes): whoever took its names for those of other services would find none. */
static void what_nmap_names_otherwise_is_found(void **state)
{
	static const struct {
		int port;
		const char *data, *check, *variant;
	} rows[] = {
		{445, "\"name\":\"microsoft-ds\",\"product\":\"Microsoft Windows Server 2008 R2\"", "smb-exposed",
		 "exposed"},
		{139, "\"name\":\"netbios-ssn\",\"product\":\"Samba smbd\"", "smb-exposed", "exposed"},
		{3389, "\"name\":\"ms-wbt-server\"", "rdp-exposed", "exposed"},
		{102, "\"name\":\"iso-tsap\",\"product\":\"Siemens S7 PLC\"", "industrial-exposed", "exposed"},
		{44818, "\"name\":\"EtherNet-IP-2\"", "industrial-exposed", "exposed"},
		{9201, "\"name\":\"http\",\"product\":\"Elasticsearch REST API\",\"version\":\"7.10.2\"",
		 "elasticsearch-open", "open"},
		{2375, "\"name\":\"docker\",\"product\":\"Docker\",\"version\":\"20.10.5\"", "docker-api-open", "open"},
		{5984, "\"name\":\"http\",\"product\":\"CouchDB httpd\",\"version\":\"3.1.1\"", "couchdb-open",
		 "exposed"},
		{6000, "\"name\":\"X11\",\"extrainfo\":\"open\"", "x11-open", "open"},
		{6000, "\"name\":\"X11\",\"extrainfo\":\"access denied\"", "x11-open", "guarded"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		ARENA_SCOPED arena;
		arena_init(&arena);
		assert_string_equal(
			JUDGE(rows[i].check, {rows[i].port, "port.open", "{\"transport\":\"tcp\"}"},
			      {rows[i].port, "nmap.service",
			       arena_printf(&arena, "{\"transport\":\"tcp\",\"method\":\"probed\",%s}", rows[i].data)})
				.variant,
			rows[i].variant);
	}
}

int test_nmap_service(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_version_is_taken_without_the_distributions_mark),
		cmocka_unit_test(a_range_is_no_version),
		cmocka_unit_test(the_version_that_nmap_gives_to_every_newer_samba_is_none),
		cmocka_unit_test(mariadb_is_not_mysql),
		cmocka_unit_test(what_nmap_names_otherwise_is_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
