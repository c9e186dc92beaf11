/* SPDX-License-Identifier: Apache-2.0 */
#include "knowledge/distribution.h"
#include "knowledge/product_names.h"
#include "test.h"

static const struct greeting {
	const char *product, *version, *text;
	const char *distribution, *package, *release, *code_name;
} greetings[] = {
	{"openssh", "9.9p1", "OpenSSH_9.9p1 Debian-3~bpo12+1", "Debian", "9.9p1-3~bpo12+1", "12", "bookworm"},
	{"openssh", "9.9p1", "OpenSSH_9.9p1 Debian-3+deb13u1~bpo12+1", "Debian", "9.9p1-3+deb13u1~bpo12+1", "12",
	 "bookworm"},
	{"openssh", "6.6p1", "OpenSSH_6.6p1 Debian-4~bpo70+1", "Debian", "6.6p1-4~bpo70+1", "7", "wheezy"},
	{"openssh", "9.2p1", "OpenSSH_9.2p1 Debian-2+deb12u3", "Debian", "9.2p1-2+deb12u3", "12", "bookworm"},
	{"openssh", "9.2p1", "OpenSSH_9.2p1 Debian-2", "Debian", "9.2p1-2", "12", "bookworm"},
	{"openssh", "8.9p1", "OpenSSH_8.9p1 Ubuntu-3ubuntu0.10", "Ubuntu", "8.9p1-3ubuntu0.10", "22.04", "jammy"},
	{"openssh", "4.3p2", "OpenSSH_4.3p2 Debian-8ubuntu1.4", "Ubuntu", "4.3p2-8ubuntu1.4", "", ""},
	{"openssh", "7.4", "OpenSSH_7.4", "", "", "", ""},
	{"openssh", "7.9p1", "OpenSSH_7.9p1 Raspbian-10+deb10u2", "Linux", "", "", ""},
	{"bind", "9.18.24", "9.18.24-1-Debian", "Debian", "9.18.24-1", "12", "bookworm"},
	{"bind", "9.16.50", "9.16.50-1~deb11u2-Debian", "Debian", "9.16.50-1~deb11u2", "11", "bullseye"},
	{"bind", "9.9.4", "9.9.4-RedHat-9.9.4-38.el7_3.3", "Red Hat Enterprise Linux", "", "7", ""},
	{"mariadb", "10.11.6", "5.5.5-10.11.6-MariaDB-0+deb12u1", "Debian", "10.11.6-0+deb12u1", "12", "bookworm"},
	{"mariadb", "10.6.12", "10.6.12-MariaDB-0ubuntu0.22.04.1", "Ubuntu", "10.6.12-0ubuntu0.22.04.1", "22.04",
	 "jammy"},
	{"php", "5.6.40", "PHP/5.6.40-0+deb8u12", "Debian", "5.6.40-0+deb8u12", "8", "jessie"},
	{"http_server", "2.4.62", "Apache/2.4.62 (Debian)", "Debian", "", "", ""},
	{"http_server", "2.4.38", "Apache/2.4.38 (Debian)", "Debian", "", "10", "buster"},
	{"http_server", "2.4.52", "Apache/2.4.52 (Ubuntu)", "Ubuntu", "", "22.04", "jammy"},
	{"http_server", "2.4.6", "Apache/2.4.6 (CentOS) OpenSSL/1.0.2k-fips", "CentOS", "", "7", ""},
	{"nginx", "1.18.0", "nginx/1.18.0 (Ubuntu)", "Ubuntu", "", "", ""},
	{"nginx", "1.24.0", "nginx/1.24.0", "", "", "", ""},
	{"openssh", "", "Debian", "Debian", "", "", ""},
	{"openssh", "", "", "", "", "", ""},
};

static void a_greeting_tells_its_distribution_as_far_as_it_does(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(greetings); i++) {
		const struct greeting *g = &greetings[i];
		struct distribution_package package =
			distribution_read(&arena, str_from(g->product), str_from(g->version), str_from(g->text));
		assert_string_equal(distribution_name(package.distribution), g->distribution);
		assert_string_equal(package.version, g->package);
		assert_string_equal(package.release, g->release);
		assert_string_equal(package.code_name, g->code_name);
	}
}

static void a_release_is_shown_or_follows_from_what_it_shipped(void **state)
{
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_true(distribution_read(&arena, STR("openssh"), STR("9.2p1"), STR("OpenSSH_9.2p1 Debian-2+deb12u3"))
			    .is_release_shown);
	assert_false(distribution_read(&arena, STR("openssh"), STR("9.2p1"), STR("OpenSSH_9.2p1 Debian-2"))
			     .is_release_shown);
}

static void a_product_is_found_by_all_its_names(void **state)
{
	const struct product_names *nginx = product_names_find(STR("igor_sysoev"), STR("nginx"));

	assert_non_null(nginx);
	assert_ptr_equal(nginx, product_names_find(STR("f5"), STR("nginx")));
	assert_string_equal(nginx->names[0].vendor, "f5");
	assert_string_equal(product_names_find(STR("microsoft"), STR("iis"))->names[0].product,
			    "internet_information_services");
	assert_null(product_names_find(STR("apache"), STR("nginx")));
}

int test_distribution(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_greeting_tells_its_distribution_as_far_as_it_does),
		cmocka_unit_test(a_release_is_shown_or_follows_from_what_it_shipped),
		cmocka_unit_test(a_product_is_found_by_all_its_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
