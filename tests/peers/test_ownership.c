/* SPDX-License-Identifier: Apache-2.0 */
/* Whether a target is the company's: the real probe asks a real name server, or gets one file of a real web server. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <sys/socket.h>

#include "base/count.h"
#include "findings/ownership.h"
#include "peer.h"
#include "probing.h"
#include "test.h"

#define TOKEN "tenken-0123456789abcdef"
#define OK    "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"

/* Keeps the request and says what the test wants. */
struct web {
	const char *answer;
	char request[4096];
};

static void serve(struct peer *peer, int fd)
{
	struct web *web = peer->context;
	ssize_t size = recv(fd, web->request, sizeof(web->request) - 1, 0);

	web->request[size > 0 ? size : 0] = '\0';
	peer_say(peer, fd, web->answer, strlen(web->answer));
}

static struct probing *probing_new(struct peer *peer, enum ownership_way way)
{
	struct probing *probing = calloc(1, sizeof(*probing));

	assert_non_null(probing);
	probing->ports = peer->ports;
	probing->port_count = peer->count;
	probing->purpose = AUTHORISATION_OWNERSHIP;
	probing->ownership_way = way;
	probing->ownership_token = TOKEN;
	return probing;
}

static void assert_answered(struct probing *probing, const char *problem)
{
	const struct observation *answer;

	probing_run(probing);
	assert_int_equal(probing->exit_status, 0);
	assert_int_equal(probing_count(probing, OWNERSHIP_OBSERVATION), 1);
	assert_int_equal(probing_count(probing, "http.response") + probing_count(probing, "service.banner"), 0);
	answer = probing_find(probing, OWNERSHIP_OBSERVATION, 0, 0);
	assert_non_null(answer);
	assert_string_equal(value_get_text(answer->data, "problem"), problem);
	assert_int_equal(value_get_bool(answer->data, "is_shown"), !*problem);
}

static void assert_file(const char *answer, const char *problem)
{
	struct web web = {.answer = answer};
	struct peer peer = {.context = &web};
	struct probing *probing;

	peer_start(&peer, "127.0.0.1", 1, serve);
	probing = probing_new(&peer, OWNERSHIP_FILE);
	assert_answered(probing, problem);
	peer_stop(&peer);
	assert_int_equal(peer.connections, 2); /* the port is tried, and the file is asked for once */
	assert_int_equal(strncmp(web.request, "GET " OWNERSHIP_PATH " HTTP/1.1\r\n", 30 + strlen("GET ")), 0);
	probing_release(probing);
	free(probing);
}

static void a_file_with_the_token_shows_it(void **state)
{
	assert_file(OK TOKEN "\n", "");
	assert_file(OK "our programme:\r\n" TOKEN, "");
}

static void another_file_or_none_does_not(void **state)
{
	assert_file(OK "tenken-0123456789abcdee\n", "other");
	assert_file(OK TOKEN "0\n", "other");
	assert_file("HTTP/1.1 404 Not Found\r\n\r\n" TOKEN "\n", "absent");
	assert_file("220 mail.example.jp ESMTP\r\n" TOKEN "\n", "silent");
}

static void no_redirect_is_followed(void **state)
{
	struct web web = {.answer = OK TOKEN "\n"}, led = {0};
	struct peer elsewhere = {.context = &web}, peer = {.context = &led};
	struct probing *probing;
	char answer[200];

	peer_start(&elsewhere, "127.0.0.1", 1, serve);
	snprintf(answer, sizeof(answer), "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:%u/\r\n\r\n",
		 (unsigned)elsewhere.ports[0]);
	led.answer = answer;
	peer_start(&peer, "127.0.0.1", 1, serve);
	probing = probing_new(&peer, OWNERSHIP_FILE);
	assert_answered(probing, "absent");
	peer_stop(&elsewhere);
	assert_int_equal(elsewhere.connections, 0);
	peer_stop(&peer);
	probing_release(probing);
	free(probing);
}

static void an_endless_answer_ends(void **state)
{
	struct peer peer = {0};
	struct probing *probing;

	peer_start(&peer, "127.0.0.1", 1, peer_sends_endless_body);
	probing = probing_new(&peer, OWNERSHIP_FILE);
	assert_answered(probing, "other");
	assert_true(probing->took_ms < 20000);
	peer_stop(&peer);
	probing_release(probing);
	free(probing);
}

/* The owner of a name can point it at us: then nothing is touched. */
static void a_name_that_leads_inside_is_not_asked(void **state)
{
	struct web web = {.answer = OK TOKEN "\n"};
	struct dns_peer dns = {.address = {127, 0, 0, 1}};
	struct peer peer = {.context = &web};
	struct probing *probing;

	peer_start(&peer, "127.0.0.1", 1, serve);
	dns_peer_start(&dns);
	probing = probing_new(&peer, OWNERSHIP_FILE);
	probing->host = "inside.example";
	probing->name_server = dns.port;
	probing_run(probing);
	assert_int_equal(probing->exit_status, 3);
	assert_string_equal(probing_text(probing, "probe.problem", 0, "what"), "scope");
	assert_int_equal(probing_count(probing, OWNERSHIP_OBSERVATION), 0);
	dns_peer_stop(&dns);
	peer_stop(&peer);
	assert_int_equal(peer.connections, 0);
	probing_release(probing);
	free(probing);
}

static void assert_record(const char *text, const char *problem)
{
	struct dns_peer dns = {.address = {127, 0, 0, 1}, .text = text};
	struct peer peer = {0};
	struct probing *probing;

	peer_start(&peer, "127.0.0.1", 1, peer_hangs_up);
	dns_peer_start(&dns);
	probing = probing_new(&peer, OWNERSHIP_DNS);
	probing->host = "www.example";
	probing->name_server = dns.port;
	assert_answered(probing, problem);
	dns_peer_stop(&dns);
	peer_stop(&peer);
	assert_int_equal(peer.connections, 0);
	assert_string_equal(dns.asked, "_tenken-challenge.www.example");
	probing_release(probing);
	free(probing);
}

static void a_record_with_the_token_shows_it(void **state)
{
	assert_record(TOKEN, "");
	assert_record("v=spf1 -all", "other");
	assert_record(TOKEN "x", "other");
	assert_record(NULL, "absent");
}

static void without_an_answer_nothing_is_shown(void **state)
{
	struct peer peer = {0};
	struct probing *probing;

	peer_start(&peer, "127.0.0.1", 1, peer_hangs_up);
	probing = probing_new(&peer, OWNERSHIP_FILE);
	assert_answered(probing, "silent");
	peer_stop(&peer);
	probing_release(probing);
	free(probing);
}

static void a_document_that_has_ended_looks_at_nothing(void **state)
{
	struct peer peer = {0};
	struct probing *probing;

	peer_start(&peer, "127.0.0.1", 1, peer_hangs_up);
	probing = probing_new(&peer, OWNERSHIP_FILE);
	probing->is_revoked = true;
	probing_run(probing);
	assert_int_equal(probing->exit_status, 3);
	peer_stop(&peer);
	assert_int_equal(peer.connections, 0);
	probing_release(probing);
	free(probing);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_file_with_the_token_shows_it),
		cmocka_unit_test(another_file_or_none_does_not),
		cmocka_unit_test(no_redirect_is_followed),
		cmocka_unit_test(an_endless_answer_ends),
		cmocka_unit_test(a_name_that_leads_inside_is_not_asked),
		cmocka_unit_test(a_record_with_the_token_shows_it),
		cmocka_unit_test(without_an_answer_nothing_is_shown),
		cmocka_unit_test(a_document_that_has_ended_looks_at_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
