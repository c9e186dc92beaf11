/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/service_list.h"
#include "test.h"

/* What the list says of observations without data of their own fault: kind, port, data as JSON. */
static const struct value *row_of(struct arena *arena, const char *const lines[], size_t count)
{
	struct observation *seen = arena_array(arena, count, sizeof(*seen));
	struct check_input input = {.observations = seen, .count = count};

	for (size_t i = 0; i < count; i++)
		assert_int_equal(observation_parse(arena, str_from(lines[i]), &seen[i], NULL), ERR_OK);
	check_prepare(&input, arena);
	return value_at(service_list_value(arena, &input), 0);
}

#define OPEN                                                                                                           \
	"{\"at_ms\":1,\"kind\":\"port.open\",\"target\":\"a\",\"address\":\"192.0.2.1\",\"port\":8022,\"data\":{"      \
	"\"transport\":\"tcp\"}}"
#define SEEN(kind, data)                                                                                               \
	"{\"at_ms\":1,\"kind\":\"" kind "\",\"target\":\"a\",\"address\":\"192.0.2.1\",\"port\":8022,\"data\":" data "}"

static void a_port_is_called_by_what_it_says(void **state)
{
	static const struct {
		const char *lines[3];
		size_t count;
		const char *service;
		bool tls;
	} rows[] = {
		{{OPEN}, 1, "unknown", false},
		{{OPEN, SEEN("service.banner", "{\"service\":\"ssh\",\"text\":\"SSH-2.0-x\"}")}, 2, "ssh", false},
		{{OPEN, SEEN("service.banner", "{\"service\":\"unknown\",\"text\":\"hm\"}"),
		  SEEN("http.response", "{\"status\":200,\"headers\":[]}")},
		 3,
		 "http",
		 false},
		{{OPEN, SEEN("tls.version", "{\"version\":\"TLSv1.3\",\"accepted\":true}"),
		  SEEN("http.response", "{\"status\":200,\"headers\":[]}")},
		 3,
		 "http",
		 true},
		{{OPEN, SEEN("tls.version", "{\"version\":\"SSLv3\",\"accepted\":false}")}, 2, "unknown", false},
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		const struct value *row;
		ARENA_SCOPED arena;

		arena_init(&arena);
		row = row_of(&arena, rows[i].lines, rows[i].count);
		assert_int_equal(value_get_int(row, "port", 0), 8022);
		assert_string_equal(value_get_text(row, "address"), "192.0.2.1");
		assert_string_equal(value_get_text(row, "service"), rows[i].service);
		assert_int_equal(value_get_bool(row, "tls"), rows[i].tls);
		assert_string_equal(value_get_text(row, "product"), "");
	}
}

static void what_is_not_open_is_not_listed(void **state)
{
	static const char *const lines[] = {SEEN("probe.problem", "{\"what\":\"conversation\",\"reason\":\"late\"}")};
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_null(row_of(&arena, lines, 1));
}

int test_service_list(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_port_is_called_by_what_it_says),
		cmocka_unit_test(what_is_not_open_is_not_listed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
