/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "diagnosis/place.h"
#include "diagnosis/port_hint.h"
#include "test.h"

struct seen {
	struct buf lines; /* kind, port and data of each observation */
};

static void take(void *context, const struct observation *observation)
{
	struct seen *seen = context;

	buf_printf(&seen->lines, "%s %d", observation->kind, observation->port);
	if (strcmp(observation->kind, "probe.problem") == 0)
		buf_printf(&seen->lines, " %s", value_get_text(observation->data, "reason"));
	if (value_get(observation->data, "ports"))
		for (size_t i = 0; i < value_count(value_get(observation->data, "ports")); i++) {
			const struct value *run = value_at(value_get(observation->data, "ports"), i);

			buf_printf(&seen->lines, " %d-%d", (int)value_at(run, 0)->integer,
				   (int)value_at(run, 1)->integer);
		}
	buf_add_byte(&seen->lines, '\n');
}

static void seen_init(struct seen *seen)
{
	buf_init(&seen->lines, 65536);
}

static void tell(struct seen *seen, const struct place *place, const struct authorisation *authorisation)
{
	const struct sink sink = {.take = take, .context = seen};

	place_tell(place, authorisation, &sink);
}

static void what_was_tried_is_told_in_runs(void **state)
{
	uint16_t ports[] = {443, 22, 21, 20, 80};
	uint8_t states[] = {PORT_STATE_OPEN, PORT_STATE_CLOSED, PORT_STATE_SILENT, PORT_STATE_CLOSED,
			    PORT_STATE_NOT_TRIED};
	const struct authorisation authorisation = {.ports = ports, .port_count = COUNT(ports)};
	const struct place place = {.target = "t", .addr = {.family = AF_INET}, .states = states};
	struct seen seen;

	seen_init(&seen);
	tell(&seen, &place, &authorisation);
	assert_string_equal(buf_text(&seen.lines), "port.summary 0 20-22 443-443\nport.open 443\n");
	buf_release(&seen.lines);
}

/* 24 of 24 authorised ports may well be open: they were chosen because they are. */
static void many_open_ports_alone_show_no_liar(void **state)
{
	uint16_t ports[24], talks[PLACE_TALKS_MAX];
	uint8_t states[24];
	const struct authorisation authorisation = {.ports = ports, .port_count = 24};
	const struct place place = {.target = "t", .addr = {.family = AF_INET}, .states = states};
	struct seen seen;

	for (int i = 0; i < 24; i++) {
		ports[i] = (uint16_t)(1000 + i);
		states[i] = PORT_STATE_OPEN;
	}
	seen_init(&seen);
	tell(&seen, &place, &authorisation);
	assert_null(strstr(buf_text(&seen.lines), "probe.problem"));
	assert_int_equal(place_talks(&place, &authorisation, talks), 24);
	buf_release(&seen.lines);
}

static size_t count_of(const struct seen *seen, const char *kind)
{
	size_t count = 0;

	for (const char *at = buf_text(&seen->lines); (at = strstr(at, kind)); at++)
		count++;
	return count;
}

static void who_accepts_on_ports_that_nobody_uses_is_a_liar(void **state)
{
	static const uint16_t unused[] = {4, 61009, 65413};
	uint16_t ports[33], talks[PLACE_TALKS_MAX];
	uint8_t states[33];
	const struct authorisation authorisation = {.ports = ports, .port_count = 33};
	const struct place place = {.target = "t", .addr = {.family = AF_INET}, .states = states};
	struct seen seen;

	for (int i = 0; i < 33; i++) {
		ports[i] = i < 30 ? (uint16_t)(1000 + i) : unused[i - 30];
		states[i] = PORT_STATE_OPEN;
	}
	seen_init(&seen);
	tell(&seen, &place, &authorisation);
	assert_non_null(strstr(buf_text(&seen.lines), "a device seems to answer for all of them"));
	assert_int_equal(count_of(&seen, "port.open"), PLACE_TALKS_LIAR); /* two of them would fill a run with lines */
	assert_non_null(strstr(buf_text(&seen.lines), "port.summary 0\n")); /* so that nothing is taken for closed */
	assert_int_equal(place_talks(&place, &authorisation, talks), PLACE_TALKS_LIAR);
	states[31] = PORT_STATE_CLOSED; /* so it does tell them apart */
	assert_int_equal(place_talks(&place, &authorisation, talks), 32);
	buf_release(&seen.lines);
}

static void printers_are_never_talked_to(void **state)
{
	uint16_t ports[] = {35, 80, 170, 515, 9100, 9101, 9109, 9110}, talks[PLACE_TALKS_MAX];
	uint8_t states[COUNT(ports)];
	const struct authorisation authorisation = {.ports = ports, .port_count = COUNT(ports)};
	const struct place place = {.target = "t", .states = states};

	memset(states, PORT_STATE_OPEN, sizeof(states));
	assert_int_equal(place_talks(&place, &authorisation, talks), 2);
	assert_int_equal(talks[0], 80);
	assert_int_equal(talks[1], 9110);
}

static void what_is_left_out_is_said(void **state)
{
	uint16_t ports[100], talks[PLACE_TALKS_MAX];
	uint8_t states[100];
	const struct authorisation authorisation = {.ports = ports, .port_count = 100};
	struct place place = {.target = "t", .addr = {.family = AF_INET}, .states = states};
	struct seen seen;

	for (int i = 0; i < 100; i++) {
		ports[i] = (uint16_t)(1000 + i);
		states[i] = PORT_STATE_OPEN;
	}
	place.err = fault_set(&place.why, ERR_TIMEOUT, "the line seems to suffer");
	seen_init(&seen);
	tell(&seen, &place, &authorisation);
	assert_non_null(strstr(buf_text(&seen.lines), "the line seems to suffer"));
	assert_non_null(strstr(buf_text(&seen.lines), "100 ports are open; talking to the first 64 only"));
	assert_int_equal(place_talks(&place, &authorisation, talks), PLACE_TALKS_MAX);
	buf_release(&seen.lines);
}

int test_place(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_tried_is_told_in_runs),
		cmocka_unit_test(many_open_ports_alone_show_no_liar),
		cmocka_unit_test(who_accepts_on_ports_that_nobody_uses_is_a_liar),
		cmocka_unit_test(printers_are_never_talked_to),
		cmocka_unit_test(what_is_left_out_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
