/* SPDX-License-Identifier: Apache-2.0 */
/* The broker's connections, step by step in this process. */
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "diagnosis/broker_priv.h"
#include "net/handover.h"
#include "net/talk.h"
#include "test.h"

#define WAIT_MS 5000

static struct addr at(const char *text)
{
	struct addr addr;

	assert_true(addr_parse(str_from(text), &addr));
	return addr;
}

static struct talk_connection hear_connection(int talker, int *ret_fd)
{
	struct talk_connection connection = {.err = ERR_IO};
	struct pollfd one = {.fd = talker, .events = POLLIN};
	size_t size;

	assert_int_equal(poll(&one, 1, WAIT_MS), 1);
	assert_int_equal(handover_receive(talker, &connection, sizeof(connection), &size, ret_fd), HANDOVER_MESSAGE);
	return connection;
}

/* Nothing of it is in use. */
static struct broker *broker_of(const struct broker_plan *plan)
{
	struct broker *b = calloc(1, sizeof(*b));

	b->plan = plan;
	for (size_t i = 0; i < BROKER_FLOWS_MAX; i++)
		b->flows[i].fd = -1;
	for (size_t i = 0; i < BROKER_TALKERS_MAX; i++)
		b->talkers[i].channel = -1;
	return b;
}

static void whatever_ends_a_scan_early_is_said(void **state)
{
	static const struct {
		int failures; /* of the line's canary */
		int64_t deadline_ms;
		bool is_paused, is_over;
		enum err err;
		const char *why;
	} rows[] = {
		{LINE_CANARY_FAILURES, 1000, false, true, ERR_TIMEOUT, "the line seems to suffer"},
		{0, 99, false, true, ERR_TIMEOUT, "5 hours"},
		{0, 99, true, false, ERR_DENIED, "told to stop"}, /* a pause does not count */
		{0, 1000, false, false, ERR_DENIED, "told to stop"},
	};
	const struct authorisation authorisation = {.port_count = 2};
	const struct broker_plan plan = {.authorisation = &authorisation};
	struct broker *b = broker_of(&plan);

	for (size_t i = 0; i < COUNT(rows); i++) {
		uint8_t states[2] = {PORT_STATE_SILENT, PORT_STATE_CLOSED};
		struct line line = {.failures = rows[i].failures};
		struct broker_scan scan = {.is_used = true,
					   .line = &line,
					   .states = states,
					   .next = 2,
					   .phase = SCAN_SECOND_PASS,
					   .deadline_ms = rows[i].deadline_ms};

		b->is_paused = rows[i].is_paused;
		assert_int_equal(broker_scan_is_over(b, &scan, 100), rows[i].is_over);
		broker_scan_conclude(b, &scan, 100);
		assert_int_equal(scan.err, rows[i].err);
		assert_non_null(strstr(scan.why.text, rows[i].why));
		assert_non_null(strstr(scan.why.text, "nothing is known of 1 silent ports"));
		assert_int_equal(states[0], PORT_STATE_NOT_TRIED);
		assert_int_equal(states[1], PORT_STATE_CLOSED);
	}
	free(b);
}

static void a_full_table_lets_all_wait(void **state)
{
	const struct authorisation authorisation = {.port_count = 2};
	const struct broker_plan plan = {.authorisation = &authorisation};
	struct broker *b = broker_of(&plan);
	struct line lines[2] = {{.failures = 0}};

	for (size_t i = 0; i < 2; i++) {
		pace_init_lab(&lines[i].pace);
		b->scans[i] = (struct broker_scan){.is_used = true, .line = &lines[i], .deadline_ms = 1000000};
	}
	b->talkers[0] = (struct broker_talker){.channel = 0, .line = &lines[0], .wishes = true};
	b->flow_count = BROKER_FLOWS_MAX;
	for (int64_t now_ms = 0; now_ms < 1000; now_ms++)
		broker_flow_open(b, now_ms);
	assert_true(b->talkers[0].wishes);
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(b->scans[i].err, ERR_OK);
		assert_int_equal(lines[i].pace.in_flight, 0);
	}
	assert_true(2 * b->line_flows_max <= BROKER_FLOWS_MAX - BROKER_TALKERS_MAX); /* each line has its share */
	free(b);
}

static void a_lost_line_gets_no_more_connections(void **state)
{
	const struct authorisation authorisation = {.port_count = 2};
	const struct broker_plan plan = {.authorisation = &authorisation};
	struct broker *b = broker_of(&plan);
	struct line line = {.failures = LINE_CANARY_FAILURES};
	int ends[2], fd;

	assert_int_equal(handover_channel(ends, NULL), ERR_OK);
	pace_init_lab(&line.pace);
	b->talkers[0] = (struct broker_talker){.channel = ends[0], .line = &line, .wishes = true};
	broker_flow_open(b, 0);
	assert_int_equal(hear_connection(ends[1], &fd).err, ERR_DENIED);
	assert_int_equal(line.pace.in_flight, 0);
	assert_false(b->talkers[0].wishes);
	close(ends[0]);
	close(ends[1]);
	free(b);
}

/* Nothing is known of the answer to a datagram: it must not stay under way for the line, nor for its router. */
static void talks_of_datagrams_leave_the_pace_as_it_was(void **state)
{
	const struct authorisation authorisation = {.port_count = 0};
	struct stop stop = {.signal_fd = -1, .control_fd = -1};
	struct door *door = calloc(1, sizeof(*door));
	const struct broker_plan plan = {.authorisation = &authorisation, .door = door};
	struct broker *b = broker_of(&plan);
	struct addr addr = at("127.0.0.1");
	struct line_router router;
	struct line line;
	int ends[2], fd;

	door_init(door, &stop);
	line_router_init(&router, &addr, false, 0, 0);
	line_init(&line, &addr, &router, false, 0, 0);
	assert_int_equal(handover_channel(ends, NULL), ERR_OK);
	b->talkers[0] =
		(struct broker_talker){.channel = ends[0], .addr = addr, .port = 53, .is_udp = true, .line = &line};
	for (int i = 1; i <= 100; i++) {
		b->talkers[0].wishes = true;
		broker_flow_open(b, i * 1000);
		assert_false(b->talkers[0].wishes);
		assert_int_equal(hear_connection(ends[1], &fd).err, ERR_DENIED);
		assert_int_equal(line.pace.in_flight, 0);
		assert_int_equal(router.pace.in_flight, 0);
	}
	close(ends[0]);
	close(ends[1]);
	free(b);
	free(door);
}

/* A service gets one conversation at a time, and the canary is one. */
static void the_canary_waits_while_its_service_is_talked_to(void **state)
{
	const struct authorisation authorisation = {.port_count = 0};
	struct stop stop = {.signal_fd = -1, .control_fd = -1};
	struct door *door = calloc(1, sizeof(*door));
	const struct broker_plan plan = {.authorisation = &authorisation, .door = door};
	struct broker *b = broker_of(&plan);
	struct addr addr = at("127.0.0.1");
	struct line_router router;
	struct line line;

	door_init(door, &stop);
	line_router_init(&router, &addr, false, 0, 0);
	line_init(&line, &addr, &router, false, 0, 0);
	line_seen_open(&line, &addr, 443, 0);
	b->lines = &line;
	b->scans[0] = (struct broker_scan){.is_used = true, .line = &line, .err = ERR_IO};
	b->talkers[0] = (struct broker_talker){.channel = 0, .addr = addr, .port = 443, .line = &line};
	broker_flow_open(b, LINE_CANARY_MS);
	assert_int_equal(line.canary_ms, LINE_CANARY_MS);
	b->talkers[0].port = 80;
	broker_flow_open(b, LINE_CANARY_MS);
	assert_int_equal(line.canary_ms, 2 * LINE_CANARY_MS); /* it was tried; this door lets nothing out */
	free(b);
	free(door);
}

static void a_pause_shifts_the_deadline(void **state)
{
	struct broker *b = calloc(1, sizeof(*b));

	b->scans[0].deadline_ms = 1000;
	broker_rest(b, 900);
	broker_rest(b, 5000); /* asked twice: it rests since the first time */
	broker_go_on(b, 7900);
	assert_int_equal(b->scans[0].deadline_ms, 8000);
	free(b);
}

int test_broker_flow(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whatever_ends_a_scan_early_is_said),
		cmocka_unit_test(a_full_table_lets_all_wait),
		cmocka_unit_test(a_lost_line_gets_no_more_connections),
		cmocka_unit_test(talks_of_datagrams_leave_the_pace_as_it_was),
		cmocka_unit_test(the_canary_waits_while_its_service_is_talked_to),
		cmocka_unit_test(a_pause_shifts_the_deadline),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
