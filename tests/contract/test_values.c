/* SPDX-License-Identifier: Apache-2.0 */
/* Values and statements: what goes in comes out, and what is wrong is refused, alike on each engine. */
#include "lib/test_store.h"

static enum err make_table(struct tx *tx, void *context, struct fault *why)
{
	return tx_execute(tx,
			  "CREATE TABLE item (id BIGINT PRIMARY KEY, number BIGINT, body TEXT, bytes BYTEA, "
			  "parent BIGINT REFERENCES item (id))",
			  NULL, 0, NULL, why);
}

static struct db *open_with_table(void **state)
{
	struct test_store *store = *state;
	struct fault why = {ERR_OK, ""};

	assert_ok(db_write(store->db, make_table, NULL, &why), &why);
	return store->db;
}

static enum err insert(struct tx *tx, int64_t id, struct fault *why)
{
	return tx_execute(tx, "INSERT INTO item (id) VALUES ($1)", PARAMS(P_INT(id)), NULL, why);
}

struct round_trip {
	struct param params[5];
	struct arena *arena;
	struct rows *rows;
};

static enum err go_round(struct tx *tx, void *context, struct fault *why)
{
	struct round_trip *trip = context;
	enum err err = tx_execute(tx, "INSERT INTO item (id, number, body, bytes, parent) VALUES ($1, $2, $3, $4, $5)",
				  trip->params, 5, NULL, why);

	return err ? err
		   : tx_query(tx, trip->arena, "SELECT id, number, body, bytes, parent FROM item WHERE id = $1",
			      trip->params, 1, &trip->rows, why);
}

static void values_come_back_as_they_went(void **state)
{
	struct db *db = open_with_table(state);
	struct fault why = {ERR_OK, ""};
	char all[256];
	ARENA_SCOPED arena = {0};
	struct round_trip trip = {.arena = &arena};

	for (int i = 0; i < 256; i++)
		all[i] = (char)i;
	trip.params[0] = P_INT(INT64_MIN);
	trip.params[1] = P_INT(INT64_MAX);
	trip.params[2] = P_TEXT("株式会社 髙﨑 𠮷野家 '$1' \\ \" % ₿");
	trip.params[3] = P_BLOB(str_of(all, sizeof(all)));
	trip.params[4] = P_NULL;
	assert_ok(db_write(db, go_round, &trip, &why), &why);
	assert_int_equal(rows_count(trip.rows), 1);
	assert_true(rows_int(trip.rows, 0, 0) == INT64_MIN);
	assert_true(rows_int(trip.rows, 0, 1) == INT64_MAX);
	assert_string_equal(rows_text(trip.rows, 0, 1), "9223372036854775807");
	assert_string_equal(rows_text(trip.rows, 0, 2), trip.params[2].bytes.p);
	assert_true(str_eq(rows_blob(trip.rows, 0, 3), str_of(all, sizeof(all))));
	assert_true(rows_is_null(trip.rows, 0, 4));
	assert_int_equal(rows_int(trip.rows, 0, 4), 0);
	assert_string_equal(rows_text(trip.rows, 0, 4), "");
}

static void empty_is_not_null(void **state)
{
	struct db *db = open_with_table(state);
	struct fault why = {ERR_OK, ""};
	ARENA_SCOPED arena = {0};
	struct round_trip trip = {.arena = &arena};

	trip.params[0] = P_INT(1);
	trip.params[1] = P_NULL;
	trip.params[2] = P_TEXT(NULL);
	trip.params[3] = P_BLOB(((struct str){NULL, 0}));
	trip.params[4] = P_INT(1);
	assert_ok(db_write(db, go_round, &trip, &why), &why);
	assert_true(rows_is_null(trip.rows, 0, 1));
	assert_false(rows_is_null(trip.rows, 0, 2));
	assert_false(rows_is_null(trip.rows, 0, 3));
	assert_int_equal(rows_blob(trip.rows, 0, 3).n, 0);
}

static enum err select_ten(struct tx *tx, void *context, struct fault *why)
{
	struct round_trip *trip = context;
	struct param ten[10];

	for (int i = 0; i < 10; i++)
		ten[i] = P_INT(100 + i);
	return tx_query(tx, trip->arena, "SELECT $10, $1, $2 + $9, '$1', $3, $4, $5, $6, $7, $8 -- $1", ten, COUNT(ten),
			&trip->rows, why);
}

static void placeholders_are_told_apart_by_number(void **state)
{
	struct test_store *store = *state;
	struct fault why = {ERR_OK, ""};
	ARENA_SCOPED arena = {0};
	struct round_trip trip = {.arena = &arena};

	assert_ok(db_read(store->db, select_ten, &trip, &why), &why);
	assert_int_equal(rows_int(trip.rows, 0, 0), 109);
	assert_int_equal(rows_int(trip.rows, 0, 1), 100);
	assert_int_equal(rows_int(trip.rows, 0, 2), 101 + 108);
	assert_string_equal(rows_text(trip.rows, 0, 3), "$1");
}

/* Both engines must refuse the same, and go on within the same transaction. */
static enum err make_mistakes(struct tx *tx, void *context, struct fault *why)
{
	struct param nul = P_BLOB(STR("a\0b"));
	struct param not_utf8 = P_TEXT("\x8a\x94"); /* CP932 */
	struct param many[33] = {P_NULL};

	nul.kind = PARAM_TEXT;
	assert_int_equal(tx_execute(tx, "INSERT INTO item (id, body) VALUES (1, $1)", PARAMS(nul), NULL, why),
			 ERR_INVALID);
	assert_int_equal(tx_execute(tx, "INSERT INTO item (id, body) VALUES (1, $1)", PARAMS(not_utf8), NULL, why),
			 ERR_INVALID);
	assert_int_equal(tx_execute(tx, "SELECT 1", many, COUNT(many), NULL, why), ERR_INVALID);
	assert_int_equal(tx_execute(tx, "INSERT INTO item (id) VALUES ($1)", NULL, 0, NULL, why), ERR_INVALID);
	assert_int_equal(tx_execute(tx, "INSERT INTO nothing (id) VALUES (1)", NULL, 0, NULL, why), ERR_INVALID);
	assert_int_equal(tx_execute(tx, "INSRT", NULL, 0, NULL, why), ERR_INVALID);
	assert_int_equal(tx_execute(tx, "INSERT INTO item (id) VALUES (1); DELETE FROM item", NULL, 0, NULL, why),
			 ERR_INVALID);
	assert_int_equal(tx_execute(tx, "INSERT INTO item (id, parent) VALUES (1, 2)", NULL, 0, NULL, why),
			 ERR_INVALID);
	assert_int_equal(why->code, ERR_INVALID);
	return insert(tx, 3, why);
}

static enum err find_three(struct tx *tx, void *context, struct fault *why)
{
	ARENA_SCOPED arena = {0};
	struct rows *rows;
	enum err err = tx_query(tx, &arena, "SELECT id FROM item", NULL, 0, &rows, why);

	if (!err && (rows_count(rows) != 1 || rows_int(rows, 0, 0) != 3))
		err = fault_set(why, ERR_CORRUPT, "other rows than the last one were stored");
	return err;
}

static void mistakes_are_invalid_and_leave_the_transaction_usable(void **state)
{
	struct db *db = open_with_table(state);
	struct fault why = {ERR_OK, ""};

	assert_ok(db_write(db, make_mistakes, NULL, &why), &why);
	assert_ok(db_read(db, find_three, NULL, &why), &why);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_ON_STORE(values_come_back_as_they_went),
		TEST_ON_STORE(empty_is_not_null),
		TEST_ON_STORE(placeholders_are_told_apart_by_number),
		TEST_ON_STORE(mistakes_are_invalid_and_leave_the_transaction_usable),
	};
	return test_store_run("values", tests, COUNT(tests));
}
