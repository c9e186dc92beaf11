/* SPDX-License-Identifier: Apache-2.0 */
/* Servers that never end, never begin or say nonsense: the probe comes back in time, says what it saw and what it cut.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "peer.h"
#include "probing.h"
#include "test.h"

/* Generous: what takes four sessions of a second has half a minute. Without the caps it would take for ever. */
#define SOON_MS 30000

/* Probes one rude server; the caller releases both. */
static struct probing *probe_patiently(struct peer *peer, void (*serve)(struct peer *, int), int session_ms)
{
	struct probing *probing = calloc(1, sizeof(*probing));

	assert_non_null(probing);
	probing->session_ms = session_ms;
	peer_start(peer, "127.0.0.1", 1, serve);
	probing->ports = peer->ports;
	probing->port_count = 1;
	probing_run(probing);
	assert_int_equal(probing->exit_status, 0);
	assert_true(probing->took_ms < SOON_MS);
	assert_string_equal(probing_text(probing, "probe.end", 0, "reason"), "done");
	assert_non_null(probing_find(probing, "port.open", peer->ports[0], 0));
	return probing;
}

static struct probing *probe_one(struct peer *peer, void (*serve)(struct peer *, int))
{
	return probe_patiently(peer, serve, 1000);
}

static void done_with(struct peer *peer, struct probing *probing)
{
	peer_stop(peer);
	probing_release(probing);
	free(probing);
}

static void assert_cut(const struct probing *probing, const char *what, const char *reason)
{
	const struct observation *problem;
	size_t n = 0;

	while ((problem = probing_find(probing, "probe.problem", 0, n++)))
		if (strcmp(value_get_text(problem->data, "what"), what) == 0 &&
		    strstr(value_get_text(problem->data, "reason"), reason))
			return;
	fail_msg("no problem \"%s\" with \"%s\" among %zu", what, reason, n - 1);
}

static void endless_headers_are_cut(void **state)
{
	struct peer peer = {0};
	struct probing *probing = probe_one(&peer, peer_sends_endless_headers);
	const struct observation *seen = probing_find(probing, "http.response", peer.ports[0], 0);

	assert_non_null(seen);
	assert_int_equal(value_get_int(seen->data, "status", 0), 200);
	assert_int_equal(value_count(value_get(seen->data, "headers")), 64);
	assert_cut(probing, "conversation", "bytes used up");
	done_with(&peer, probing);
}

static void an_endless_body_is_cut(void **state)
{
	struct peer peer = {0};
	struct probing *probing = probe_one(&peer, peer_sends_endless_body);
	const struct observation *seen = probing_find(probing, "http.response", peer.ports[0], 0);

	assert_non_null(seen);
	assert_string_equal(value_get_text(seen->data, "title"), "endless");
	assert_in_range(value_get_int(seen->data, "body_bytes", 0), 60000, 65536);
	assert_cut(probing, "conversation", "bytes used up");
	done_with(&peer, probing);
}

static void one_who_drips_is_left_when_his_time_is_up(void **state)
{
	struct peer peer = {0};
	struct probing *probing = probe_one(&peer, peer_drips);

	assert_string_equal(probing_text(probing, "service.banner", peer.ports[0], "service"), "unknown");
	assert_non_null(strstr(probing_text(probing, "service.banner", peer.ports[0], "text"), "xx"));
	assert_cut(probing, "conversation", "time used up");
	done_with(&peer, probing);
}

static void an_endless_greeting_is_cut_and_known(void **state)
{
	struct peer peer = {0};
	struct probing *probing = probe_one(&peer, peer_greets_forever);

	assert_string_equal(probing_text(probing, "service.banner", peer.ports[0], "service"), "ftp");
	assert_int_equal(strlen(probing_text(probing, "service.banner", peer.ports[0], "text")), 2048);
	done_with(&peer, probing);
}

static void one_who_accepts_and_says_nothing_is_left(void **state)
{
	struct peer peer = {0};
	struct probing *probing = probe_one(&peer, peer_is_silent);

	assert_null(probing_find(probing, "service.banner", 0, 0));
	assert_null(probing_find(probing, "tls.version", 0, 0));
	assert_cut(probing, "conversation", "answered none of our questions");
	done_with(&peer, probing);
}

static void one_who_hangs_up_or_resets_is_asked_a_few_times_only(void **state)
{
	void (*const ways[])(struct peer *, int) = {peer_hangs_up, peer_resets};

	for (size_t i = 0; i < 2; i++) {
		struct peer peer = {0};
		struct probing *probing = probe_one(&peer, ways[i]);

		assert_null(probing_find(probing, "tls.version", 0, 0));
		peer_stop(&peer);
		assert_true(peer.connections <= 6);
		done_with(&peer, probing);
	}
}

static void plain_text_on_a_port_is_not_taken_for_tls(void **state)
{
	struct peer peer = {0};
	struct probing *probing = probe_one(&peer, peer_answers_in_plain_text);
	const struct observation *seen = probing_find(probing, "http.response", peer.ports[0], 0);

	assert_null(probing_find(probing, "tls.version", 0, 0));
	assert_non_null(seen);
	assert_int_equal(value_get_int(seen->data, "status", 0), 400);
	assert_false(value_get_bool(seen->data, "tls"));
	done_with(&peer, probing);
}

static void a_hello_that_never_ends_is_left(void **state)
{
	struct peer peer = {0};
	struct probing *probing = probe_one(&peer, peer_claims_a_huge_hello);

	assert_null(probing_find(probing, "tls.version", 0, 0));
	done_with(&peer, probing);
}

static void old_tls_and_its_expired_certificate_are_seen(void **state)
{
	static const struct {
		const char *version;
		bool accepted;
	} rows[] = {{"TLSv1.3", false}, {"TLSv1.2", false}, {"TLSv1.1", false}, {"TLSv1.0", true}, {"SSLv3", false}};
	struct peer peer = {.context = peer_old_tls_new()};
	struct probing *probing = probe_one(&peer, peer_speaks_old_tls);
	const struct observation *certificate = probing_find(probing, "tls.certificate", peer.ports[0], 0);
	const struct observation *page = probing_find(probing, "http.response", peer.ports[0], 0);

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct observation *seen = probing_find(probing, "tls.version", peer.ports[0], i);

		assert_non_null(seen);
		assert_string_equal(value_get_text(seen->data, "version"), rows[i].version);
		assert_int_equal(value_get_bool(seen->data, "accepted"), rows[i].accepted);
		assert_int_equal(value_get_text(seen->data, "cipher")[0] == 'T', rows[i].accepted);
	}
	assert_non_null(certificate);
	assert_string_equal(value_get_text(certificate->data, "subject"), "CN=old.example.jp");
	assert_string_equal(value_get_text(certificate->data, "key"), "RSA 2048");
	assert_string_equal(value_get_text(certificate->data, "signature"), "sha256WithRSAEncryption");
	assert_true(value_get_bool(certificate->data, "self_signed"));
	assert_true(value_get_int(certificate->data, "not_after_ms", INT64_MAX) < certificate->at_ms);
	assert_int_equal(strlen(value_get_text(certificate->data, "fingerprint_sha256")), 64);
	assert_non_null(page);
	assert_true(value_get_bool(page->data, "tls"));
	done_with(&peer, probing);
	peer_tls_free(peer.context);
}

static bool is_version_refused(const struct probing *probing)
{
	const struct observation *seen;

	for (size_t n = 0; (seen = probing_find(probing, "tls.version", 0, n)); n++)
		if (!value_get_bool(seen->data, "accepted"))
			return true;
	return false;
}

/* Neither a version nor a suite counts as refused by one who hangs up on everything. */
static void who_shuts_us_out_has_refused_no_version(void **state)
{
	struct peer peer = {.context = peer_new_tls_new()};
	struct probing *probing = probe_patiently(&peer, peer_shuts_out_after_two, 15000);

	assert_string_equal(probing_text(probing, "tls.version", peer.ports[0], "version"), "TLSv1.3");
	assert_true(peer.bytes > 2); /* it did hang up on hellos */
	assert_false(is_version_refused(probing));
	done_with(&peer, probing);
	peer_tls_free(peer.context);
}

static void who_shuts_us_out_has_refused_no_suite_of_a_recheck(void **state)
{
	struct peer peer = {.context = peer_new_tls_new()};
	struct probing *probing = calloc(1, sizeof(*probing));
	char document[400];

	assert_non_null(probing);
	peer_start(&peer, "127.0.0.1", 1, peer_shuts_out_after_one);
	snprintf(document, sizeof(document),
		 "{\"id\":\"a\",\"targets\":[{\"host\":\"127.0.0.1\"}],\"ports\":[%u],\"not_before_ms\":0,"
		 "\"not_after_ms\":4102444800000,\"authorised_by\":\"p\",\"authorised_ms\":0,\"stop_contact\":\"c\","
		 "\"recheck\":{\"check\":\"tls-weak-cipher\",\"port\":%u}}\n",
		 (unsigned)peer.ports[0], (unsigned)peer.ports[0]);
	probing->raw = document;
	probing->session_ms = 15000;
	probing_run(probing);
	assert_string_equal(probing_text(probing, "tls.version", peer.ports[0], "version"), "TLSv1.3");
	assert_true(peer.bytes > 2);
	assert_false(is_version_refused(probing));
	assert_null(probing_find(probing, "tls.choice", 0, 0));
	done_with(&peer, probing);
	peer_tls_free(peer.context);
}

static void tickets_without_end_are_cut(void **state)
{
	struct peer peer = {.context = peer_tickets_new()};
	struct probing *probing = probe_patiently(&peer, peer_sends_tickets_forever, 15000);

	assert_non_null(probing_find(probing, "tls.certificate", peer.ports[0], 0));
	assert_true(peer.bytes > 0);                    /* it did begin to flood */
	assert_cut(probing, "conversation", "used up"); /* its bytes, or on a slow machine its time */
	done_with(&peer, probing);
	peer_tls_free(peer.context);
}

static void requests_for_hellos_without_end_are_cut(void **state)
{
	struct peer peer = {0};
	struct probing *probing = probe_patiently(&peer, peer_asks_for_hellos_forever, 15000);

	assert_cut(probing, "tls", "bytes used up");
	done_with(&peer, probing);
}

static size_t place_of(const struct probing *probing, const char *kind, int port)
{
	const struct observation *seen = probing_find(probing, kind, port, 0);

	assert_non_null(seen);
	return (size_t)(seen - probing->seen);
}

/* They are spoken with at the same time; what was seen has one order all the same. */
static void who_answers_first_is_not_told_first(void **state)
{
	struct peer slow = {0}, quick = {0};
	struct probing *probing = calloc(1, sizeof(*probing));
	uint16_t ports[2];

	assert_non_null(probing);
	peer_start(&slow, "127.0.0.1", 1, peer_is_silent);
	peer_start(&quick, "127.0.0.1", 1, peer_offers_mail);
	ports[0] = slow.ports[0];
	ports[1] = quick.ports[0];
	probing->ports = ports;
	probing->port_count = 2;
	probing_run(probing);
	assert_int_equal(probing->exit_status, 0);
	assert_true(place_of(probing, "probe.problem", ports[0]) < place_of(probing, "smtp.capabilities", ports[1]));
	assert_true(probing_find(probing, "probe.problem", ports[0], 0)->at_ms >
		    probing_find(probing, "smtp.capabilities", ports[1], 0)->at_ms);
	peer_stop(&slow);
	done_with(&quick, probing);
}

static void a_device_that_answers_everywhere_is_known_for_it(void **state)
{
	struct peer peer = {.ports = {61009, 62003, 63079}}; /* which nobody uses */
	struct probing *probing = calloc(1, sizeof(*probing));

	assert_non_null(probing);
	peer_start(&peer, "127.0.0.1", PEER_PORTS_MAX, peer_hangs_up);
	probing->ports = peer.ports;
	probing->port_count = PEER_PORTS_MAX;
	probing_run(probing);
	assert_int_equal(probing->exit_status, 0);
	assert_int_equal(probing_count(probing, "port.open"),
			 20); /* those that are talked to; the others are counted */
	assert_int_equal(value_get_int(probing_find(probing, "port.summary", 0, 0)->data, "open", 0), PEER_PORTS_MAX);
	assert_cut(probing, "ports", "a device seems to answer for all of them");
	peer_stop(&peer);
	/* The scan once each, then at most five on each of 20 ports. */
	assert_true(peer.connections <= PEER_PORTS_MAX + 20 * 5);
	done_with(&peer, probing);
}

static void a_printer_prints_nothing(void **state)
{
	struct peer peer = {0};
	struct probing *probing = calloc(1, sizeof(*probing));
	uint16_t port = 9100;

	assert_non_null(probing);
	while (port <= 9107 && !peer_start_on(&peer, "127.0.0.1", port, peer_is_silent))
		port++;
	if (port > 9107) {
		free(probing);
		skip(); /* all eight ports are somebody else's here */
	}
	probing->ports = peer.ports;
	probing->port_count = 1;
	probing_run(probing);
	assert_int_equal(probing->exit_status, 0);
	assert_non_null(probing_find(probing, "port.open", port, 0));
	peer_stop(&peer);
	assert_int_equal(peer.connections, 1);
	assert_int_equal(peer.bytes, 0);
	done_with(&peer, probing);
}

/* Many of them make senders wait, and shut out those who cannot. */
static void a_mail_server_that_takes_its_time_is_not_spoken_to(void **state)
{
	struct peer peer = {0};
	struct probing *probing = calloc(1, sizeof(*probing));
	uint16_t port = 2525;

	assert_non_null(probing);
	if (!peer_start_on(&peer, "127.0.0.1", port, peer_is_silent)) {
		free(probing);
		skip(); /* the port is somebody else's here */
	}
	probing->ports = peer.ports;
	probing->port_count = 1;
	probing_run(probing);
	assert_int_equal(probing->exit_status, 0);
	assert_cut(probing, "conversation", "did not greet in time");
	peer_stop(&peer);
	assert_int_equal(peer.connections, 2); /* the port, then the greeting */
	assert_int_equal(peer.bytes, 0);
	done_with(&peer, probing);
}

static void what_a_mail_server_can_do_is_told(void **state)
{
	struct peer peer = {0};
	struct probing *probing = probe_one(&peer, peer_offers_mail);
	const struct observation *seen = probing_find(probing, "smtp.capabilities", peer.ports[0], 0);
	const struct value *extensions = value_get(seen ? seen->data : NULL, "extensions");

	assert_non_null(seen);
	assert_true(value_get_bool(seen->data, "answered"));
	assert_string_equal(value_get_text(seen->data, "name"), "mx.example.jp");
	assert_int_equal(value_count(extensions), 2);
	assert_true(str_is(value_at(extensions, 1)->text, "AUTH PLAIN LOGIN"));
	done_with(&peer, probing);
}

static void a_password_before_tls_is_told(void **state)
{
	struct peer peer = {0};
	struct probing *probing = probe_one(&peer, peer_offers_mailboxes);
	const struct observation *seen = probing_find(probing, "service.auth", peer.ports[0], 0);

	assert_non_null(seen);
	assert_true(value_get_bool(seen->data, "tls_offered"));
	assert_true(value_get_bool(seen->data, "password_offered"));
	done_with(&peer, probing);
}

static void the_ports_that_were_tried_are_told(void **state)
{
	struct peer peer = {0};
	struct probing *probing = probe_one(&peer, peer_is_silent);
	const struct observation *seen = probing_find(probing, "port.summary", 0, 0);
	const struct value *run = value_at(value_get(seen ? seen->data : NULL, "ports"), 0);

	assert_int_equal(value_count(run), 2);
	assert_int_equal(value_at(run, 0)->integer, peer.ports[0]);
	assert_int_equal(value_at(run, 1)->integer, peer.ports[0]);
	done_with(&peer, probing);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(endless_headers_are_cut),
		cmocka_unit_test(an_endless_body_is_cut),
		cmocka_unit_test(one_who_drips_is_left_when_his_time_is_up),
		cmocka_unit_test(an_endless_greeting_is_cut_and_known),
		cmocka_unit_test(one_who_accepts_and_says_nothing_is_left),
		cmocka_unit_test(one_who_hangs_up_or_resets_is_asked_a_few_times_only),
		cmocka_unit_test(plain_text_on_a_port_is_not_taken_for_tls),
		cmocka_unit_test(a_mail_server_that_takes_its_time_is_not_spoken_to),
		cmocka_unit_test(what_a_mail_server_can_do_is_told),
		cmocka_unit_test(a_password_before_tls_is_told),
		cmocka_unit_test(the_ports_that_were_tried_are_told),
		cmocka_unit_test(a_hello_that_never_ends_is_left),
		cmocka_unit_test(old_tls_and_its_expired_certificate_are_seen),
		cmocka_unit_test(who_shuts_us_out_has_refused_no_version),
		cmocka_unit_test(who_shuts_us_out_has_refused_no_suite_of_a_recheck),
		cmocka_unit_test(tickets_without_end_are_cut),
		cmocka_unit_test(requests_for_hellos_without_end_are_cut),
		cmocka_unit_test(who_answers_first_is_not_told_first),
		cmocka_unit_test(a_device_that_answers_everywhere_is_known_for_it),
		cmocka_unit_test(a_printer_prints_nothing),
	};

	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
