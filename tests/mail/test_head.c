/* SPDX-License-Identifier: Apache-2.0 */
/* The signed head of the log goes to each address of the setting once a day. */
#include <stdio.h>
#include <string.h>

#include "codec/digest.h"
#include "fixture.h"
#include "store/seal/log_store.h"
#include "test.h"
#include "usecases/office_open.h"
#include "usecases/seal/mail_head.h"

#define NOON_MS INT64_C(1748833200000) /* 2025-06-02T12:00:00+09:00 */

static enum err write_head(struct tx *tx, void *context, struct fault *why)
{
	struct merkle_edge edge = {0};
	const struct log_entry entry = {.edition = ""};
	enum err err = log_store_append(tx, &edge, &entry, STR("an entry"), why);

	return err ? err : log_store_save_edge(tx, &edge, "check.example.jp/log\n1\nroot\n\nsignature\n", why);
}

static void begin(struct fixture *fixture, const char *recipients, const char *behaviour)
{
	struct fault why = {ERR_OK, ""};

	fixture_start_peer(fixture, behaviour);
	fixture_open_office(fixture);
	fixture->office.clock.fixed_ms = NOON_MS;
	if (db_write(fixture->office.db, write_head, NULL, &why) ||
	    office_set(&fixture->office, OFFICE_HEAD_RECIPIENTS, recipients, &why))
		fail_msg("%s", why.text);
}

static enum err run(struct fixture *fixture)
{
	struct fault why;

	return mail_head_run(&fixture->office, &(struct job){.id = 1}, &why);
}

static void each_address_gets_it_once_a_day(void **state)
{
	struct fixture *fixture = *state;

	begin(fixture, "tokyo@example.jp, audit@example.jp", "polite");
	assert_int_equal(run(fixture), ERR_OK);
	assert_int_equal(run(fixture), ERR_OK);
	assert_int_equal(fixture_accepted(fixture, "head."), 2);
	fixture->office.clock.fixed_ms += 86400000;
	assert_int_equal(run(fixture), ERR_OK);
	assert_int_equal(fixture_accepted(fixture, "head."), 4);
}

static void what_was_broken_off_goes_on_where_it_stopped(void **state)
{
	struct fixture *fixture = *state;

	begin(fixture, "tokyo@example.jp,audit@example.jp", "polite");
	fixture_stop_peer(fixture);
	assert_int_equal(run(fixture), ERR_BUSY);
	assert_int_equal(fixture_accepted(fixture, "head."), 0);
	fixture_start_peer(fixture, "polite");
	assert_int_equal(run(fixture), ERR_OK);
	assert_int_equal(fixture_accepted(fixture, "head."), 2);
}

static void without_addresses_nothing_is_sent(void **state)
{
	struct fixture *fixture = *state;

	begin(fixture, "", "polite");
	assert_int_equal(run(fixture), ERR_OK);
	assert_int_equal(fixture_accepted(fixture, ""), 0);
}

static void an_address_that_is_none_is_refused_when_it_is_set(void **state)
{
	struct fixture *fixture = *state;
	struct fault why;

	begin(fixture, "tokyo@example.jp", "polite");
	assert_int_equal(office_set(&fixture->office, OFFICE_HEAD_RECIPIENTS, "tokyo@example.jp, nobody", &why),
			 ERR_INVALID);
	assert_int_equal(office_set(&fixture->office, OFFICE_WITNESS_KEYS, "no key", &why), ERR_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(each_address_gets_it_once_a_day, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(what_was_broken_off_goes_on_where_it_stopped, fixture_setup,
						fixture_teardown),
		cmocka_unit_test_setup_teardown(without_addresses_nothing_is_sent, fixture_setup, fixture_teardown),
		cmocka_unit_test_setup_teardown(an_address_that_is_none_is_refused_when_it_is_set, fixture_setup,
						fixture_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
