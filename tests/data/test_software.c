/* SPDX-License-Identifier: Apache-2.0 */
/* Software as recog's fingerprints, where they stand beside the project, and our own behind them tell it together. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"
#include <sys/stat.h>
#include <unistd.h>

#include "checks/endpoint.h"
#include "checks/software.h"
#include "codec/json.h"
#include "data/real_data.h"
#include "library/knowledge_load.h"

#define RECOG "../shared/data/recog/xml"

/* A folder DATA whose imported fingerprints are recog's. */
struct place {
	struct arena arena;
	char root[64];
	struct knowledge_loaded loaded;
};

static int set_up(void **state)
{
	static struct place place;
	char *recog = realpath(RECOG, NULL);
	struct fault why;

	if (!recog) {
		printf("absent: %s, so software is not told by it\n", RECOG);
		return 0;
	}
	arena_init(&place.arena);
	strcpy(place.root, "/tmp/tenken-recog-XXXXXX");
	assert_non_null(mkdtemp(place.root));
	assert_int_equal(mkdir(arena_printf(&place.arena, "%s/knowledge", place.root), 0700), 0);
	assert_int_equal(symlink(recog, arena_printf(&place.arena, "%s/knowledge/recog", place.root)), 0);
	free(recog);
	if (knowledge_load(place.root, &place.loaded, &why))
		fail_msg("%s", why.text);
	*state = &place;
	return 0;
}

static int tear_down(void **state)
{
	struct place *place = *state;

	if (!place)
		return 0;
	knowledge_load_release(&place->loaded);
	unlink(arena_printf(&place->arena, "%s/knowledge/recog", place->root));
	rmdir(arena_printf(&place->arena, "%s/knowledge", place->root));
	rmdir(place->root);
	arena_release(&place->arena);
	return 0;
}

static const char *told(struct place *place, const char *kind, const char *data)
{
	struct observation seen = {1, kind, "a.jp", "192.0.2.1", 1, NULL};
	struct check_input input = {.observations = &seen, .count = 1, .knowledge = &place->loaded.knowledge};
	const char *all = "";
	struct value *value;

	assert_int_equal(json_decode(&place->arena, str_from(data), &value, NULL), ERR_OK);
	seen.data = value;
	check_prepare(&input, &place->arena);
	for (size_t i = 0; i < input.software_count; i++) {
		const struct software_facts *is = input.software[i].is;
		all = arena_printf(&place->arena, "%s%s%c:%s:%s %s", all, i ? "; " : "", is->part, is->vendor,
				   is->product, software_shown(&place->arena, is));
	}
	return all;
}

static void what_companies_run_is_told_by_the_names_people_know(void **state)
{
	static const char *const rows[][3] = {
		{"service.banner", "{\"service\":\"ssh\",\"text\":\"SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\\r\\n\"}",
		 "a:openbsd:openssh OpenSSH 9.2p1; o:debian:debian_linux Debian 12"},
		{"service.banner", "{\"service\":\"ssh\",\"text\":\"SSH-2.0-OpenSSH_8.9p1 Ubuntu-3ubuntu0.10\"}",
		 "a:openbsd:openssh OpenSSH 8.9p1; o:canonical:ubuntu_linux Ubuntu 22.04"},
		{"service.banner", "{\"service\":\"smtp\",\"text\":\"220 mx.a.jp ESMTP Exim 4.89 Mon, 24 Nov 2025\"}",
		 "a:exim:exim Exim 4.89"},
		{"service.banner", "{\"service\":\"ftp\",\"text\":\"220 (vsFTPd 3.0.3)\\r\\n\"}",
		 "a:vsftpd_project:vsftpd vsFTPd 3.0.3"},
		{"service.banner", "{\"service\":\"mysql\",\"text\":\"J\\u0000\\u0000\\u0000\\n5.7.44-log\\u0000x\"}",
		 "a:oracle:mysql MySQL 5.7.44"},
		{"http.response", "{\"headers\":[[\"server\",\"nginx/1.14.0\"]]}", "a:f5:nginx nginx 1.14.0"},
		{"http.response", "{\"headers\":[[\"server\",\"Apache/2.4.6 (CentOS) PHP/5.4.16\"]]}",
		 "a:apache:http_server Apache HTTP Server 2.4.6; a:php:php PHP 5.4.16; o:centos:centos CentOS 7"},
		{"http.response", "{\"headers\":[[\"server\",\"Microsoft-IIS/7.5\"]]}",
		 "a:microsoft:internet_information_services Microsoft IIS 7.5; "
		 "o:microsoft:windows_server_2008 Windows Server 2008 R2"},
		{"dns.version", "{\"answered\":true,\"text\":\"9.18.24-1-Debian\"}",
		 "a:isc:bind BIND 9.18.24; o:debian:debian_linux Debian 12"},
	};

	if (!*state)
		skip();
	for (size_t i = 0; i < COUNT(rows); i++)
		assert_string_equal(told(*state, rows[i][0], rows[i][1]), rows[i][2]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_companies_run_is_told_by_the_names_people_know),
	};

	return real_data_run(tests, set_up, tear_down);
}
