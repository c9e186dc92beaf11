/* SPDX-License-Identifier: Apache-2.0 */
/* What is not authorised gets no packet; what was authorised ends when it ends. */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "peer.h"
#include "probing.h"
#include "test.h"

#define SOON_MS 20000

static struct probing *probing_new(const struct peer *peer)
{
	struct probing *probing = calloc(1, sizeof(*probing));

	assert_non_null(probing);
	probing->ports = peer->ports;
	probing->port_count = peer->count;
	return probing;
}

static void done_with(struct peer *peer, struct probing *probing)
{
	peer_stop(peer);
	probing_release(probing);
	free(probing);
}

static void a_neighbour_gets_no_connection(void **state)
{
	struct peer here = {0}, neighbour = {0};
	struct probing *probing;

	peer_start(&here, "127.0.0.1", 1, peer_hangs_up);
	assert_true(peer_start_on(&neighbour, "127.0.0.2", here.ports[0], peer_hangs_up));
	probing = probing_new(&here);
	probing_run(probing);
	assert_int_equal(probing->exit_status, 0);
	peer_stop(&here);
	peer_stop(&neighbour);
	assert_true(here.connections > 0);
	assert_int_equal(neighbour.connections, 0);
	done_with(&here, probing);
}

static void assert_refused_without_a_packet(struct peer *peer, struct probing *probing, int status, const char *reason)
{
	probing_run(probing);
	peer_stop(peer);
	assert_int_equal(probing->exit_status, status);
	assert_int_equal(peer->connections, 0);
	if (!strstr(probing->errors, reason))
		fail_msg("\"%s\" does not say \"%s\"", probing->errors, reason);
	assert_true(probing->errors[0] == '{' && strchr(probing->errors, '\n') == strrchr(probing->errors, '\n'));
	done_with(peer, probing);
}

static void outside_the_window_nothing_is_sent(void **state)
{
	struct peer early = {0}, late = {0};
	struct probing *probing;

	peer_start(&early, "127.0.0.1", 1, peer_hangs_up);
	probing = probing_new(&early);
	probing->opens_in_ms = 3600000;
	assert_refused_without_a_packet(&early, probing, 3, "has not begun");

	peer_start(&late, "127.0.0.1", 1, peer_hangs_up);
	probing = probing_new(&late);
	probing->window_ms = -500;
	assert_refused_without_a_packet(&late, probing, 3, "has ended");
}

static void after_withdrawal_nothing_is_sent(void **state)
{
	struct peer peer = {0};
	struct probing *probing;

	peer_start(&peer, "127.0.0.1", 1, peer_hangs_up);
	probing = probing_new(&peer);
	probing->is_revoked = true;
	assert_refused_without_a_packet(&peer, probing, 3, "is revoked");
}

static void for_a_purpose_that_is_not_permitted_or_has_ended_nothing_is_sent(void **state)
{
	struct peer ended = {0}, other = {0};
	struct probing *probing;

	peer_start(&ended, "127.0.0.1", 1, peer_hangs_up);
	probing = probing_new(&ended);
	probing->is_purpose_ended = true;
	assert_refused_without_a_packet(&ended, probing, 3, "was ended by the company");

	peer_start(&other, "127.0.0.1", 1, peer_hangs_up);
	probing = probing_new(&other);
	probing->purpose = AUTHORISATION_WATCH;
	assert_refused_without_a_packet(&other, probing, 3, "watch is not permitted");
}

static void a_wrong_authorisation_is_refused(void **state)
{
	static const char *const rows[][2] = {
		{"", "JSON"},
		{"nonsense\n", "JSON"},
		{"{}\n", "must be"},
		{"{\"id\":\"a\"", "JSON"},
		{"{\"id\":\"a\",\"revokd\":true}\n", "revokd"},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		struct peer peer = {0};
		struct probing *probing;

		peer_start(&peer, "127.0.0.1", 1, peer_hangs_up);
		probing = probing_new(&peer);
		probing->raw = rows[i][0];
		assert_refused_without_a_packet(&peer, probing, 2, rows[i][1]);
	}
}

static void a_kernel_without_landlock_is_refused_unless_told_so(void **state)
{
	struct peer refused = {0}, taken = {0};
	struct probing *probing;

	peer_start(&refused, "127.0.0.1", 1, peer_hangs_up);
	probing = probing_new(&refused);
	probing->has_old_kernel = true;
	assert_refused_without_a_packet(&refused, probing, 4, "--without-landlock");

	peer_start(&taken, "127.0.0.1", 1, peer_hangs_up);
	probing = probing_new(&taken);
	probing->has_old_kernel = probing->without_landlock = true;
	probing_run(probing);
	assert_int_equal(probing->exit_status, 0);
	assert_int_equal(probing_count(probing, "port.open"), 1);
	done_with(&taken, probing);
}

static void it_stops_in_the_middle_when_the_window_ends(void **state)
{
	struct peer peer = {0};
	struct probing *probing;

	peer_start(&peer, "127.0.0.1", 8, peer_is_silent);
	probing = probing_new(&peer);
	probing->session_ms = 10000;
	probing->window_ms = 2500;
	probing_run(probing);
	assert_int_equal(probing->exit_status, 5);
	assert_true(probing->took_ms < SOON_MS);
	assert_string_equal(probing_text(probing, "probe.end", 0, "reason"), "window ended");
	done_with(&peer, probing);
}

static void assert_stops_when_told(bool by_signal, const char *at)
{
	struct peer peer = {0};
	struct probing *probing;

	peer_start(&peer, "127.0.0.1", 8, peer_is_silent);
	probing = probing_new(&peer);
	probing->session_ms = 10000;
	probing->stop_at = at;
	probing->stop_by_signal = by_signal;
	probing_run(probing);
	assert_int_equal(probing->exit_status, 5);
	/* Eight silent ports take over a minute if nobody stops it. */
	assert_true(probing->took_ms < SOON_MS);
	assert_string_equal(probing_text(probing, "probe.end", 0, "reason"), "stopped");
	done_with(&peer, probing);
}

static void it_stops_when_it_is_told(void **state)
{
	assert_stops_when_told(false, "probe.begin");
	assert_stops_when_told(false, "port.open");
	assert_stops_when_told(true, "port.open");
}

static void a_name_that_leads_into_our_own_network_gets_no_packet(void **state)
{
	struct dns_peer dns = {.address = {127, 0, 0, 2}};
	struct peer inside = {0};
	struct probing *probing;

	peer_start(&inside, "127.0.0.2", 1, peer_hangs_up);
	dns_peer_start(&dns);
	probing = probing_new(&inside);
	probing->host = "evil.example";
	probing->name_server = dns.port;
	probing_run(probing);
	assert_int_equal(probing->exit_status, 3);
	peer_stop(&inside);
	assert_true(dns.questions > 0);
	assert_int_equal(inside.connections, 0);
	assert_string_equal(probing_text(probing, "probe.problem", 0, "what"), "scope");
	assert_string_equal(probing_find(probing, "probe.problem", 0, 0)->address, "127.0.0.2");
	assert_int_equal(value_get_int(probing_find(probing, "probe.end", 0, 0)->data, "connections", -1), 0);
	dns_peer_stop(&dns);
	done_with(&inside, probing);
}

static void a_name_may_lead_to_an_address_that_is_authorised_itself(void **state)
{
	struct dns_peer dns = {.address = {127, 0, 0, 1}};
	struct peer peer = {0};
	struct probing *probing;

	peer_start(&peer, "127.0.0.1", 1, peer_hangs_up);
	dns_peer_start(&dns);
	probing = probing_new(&peer);
	probing->host = "www.example";
	probing->second_host = "127.0.0.1";
	probing->name_server = dns.port;
	probing_run(probing);
	assert_int_equal(probing->exit_status, 0);
	assert_int_equal(probing_count(probing, "port.open"), 2);
	assert_string_equal(probing_find(probing, "port.open", 0, 0)->target, "www.example");
	assert_string_equal(probing_find(probing, "port.open", 0, 0)->address, "127.0.0.1");
	dns_peer_stop(&dns);
	done_with(&peer, probing);
}

static void a_name_server_that_answers_in_circles_is_a_problem_only(void **state)
{
	struct dns_peer dns = {.address = {127, 0, 0, 1}, .is_looping = true};
	struct peer peer = {0};
	struct probing *probing;

	peer_start(&peer, "127.0.0.1", 1, peer_hangs_up);
	dns_peer_start(&dns);
	probing = probing_new(&peer);
	probing->host = "loop.example";
	probing->name_server = dns.port;
	probing_run(probing);
	assert_int_equal(probing->exit_status, 0);
	assert_string_equal(probing_text(probing, "probe.problem", 0, "what"), "resolve");
	peer_stop(&peer);
	assert_int_equal(peer.connections, 0);
	dns_peer_stop(&dns);
	done_with(&peer, probing);
}

static void wrong_answers_without_end_keep_nobody_from_stopping(void **state)
{
	struct dns_peer dns = {.address = {127, 0, 0, 1}, .is_flooding = true};
	struct peer peer = {0};
	struct probing *probing;

	peer_start(&peer, "127.0.0.1", 1, peer_hangs_up);
	dns_peer_start(&dns);
	probing = probing_new(&peer);
	probing->host = "flood.example";
	probing->name_server = dns.port;
	probing->window_ms = 3000;
	probing_run(probing);
	assert_int_equal(probing->exit_status, 5);
	assert_string_equal(probing_text(probing, "probe.end", 0, "reason"), "window ended");
	dns_peer_stop(&dns);
	done_with(&peer, probing);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_neighbour_gets_no_connection),
		cmocka_unit_test(outside_the_window_nothing_is_sent),
		cmocka_unit_test(after_withdrawal_nothing_is_sent),
		cmocka_unit_test(for_a_purpose_that_is_not_permitted_or_has_ended_nothing_is_sent),
		cmocka_unit_test(a_wrong_authorisation_is_refused),
		cmocka_unit_test(a_kernel_without_landlock_is_refused_unless_told_so),
		cmocka_unit_test(it_stops_in_the_middle_when_the_window_ends),
		cmocka_unit_test(it_stops_when_it_is_told),
		cmocka_unit_test(a_name_that_leads_into_our_own_network_gets_no_packet),
		cmocka_unit_test(a_name_may_lead_to_an_address_that_is_authorised_itself),
		cmocka_unit_test(a_name_server_that_answers_in_circles_is_a_problem_only),
		cmocka_unit_test(wrong_answers_without_end_keep_nobody_from_stopping),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
