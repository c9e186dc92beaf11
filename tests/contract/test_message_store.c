/* SPDX-License-Identifier: Apache-2.0 */
/* The outbox as rows, on both engines. */
#include "lib/test_store.h"

#include "store/application/case_store.h"
#include "store/post/message_store.h"
#include "store/system/edition_store.h"

static const struct message_row ordinary = {
	.state = MESSAGE_STATE_QUEUED,
	.id = 7,
	.case_id = 1,
	.template_id = "receipt",
	.occasion = "",
	.recipient = "hanako@example.co.jp",
	.lang = LANG_EN,
	.subject = "受付のお知らせ",
	.body = "1\n2\n",
	.message_id = "m.7@t.jp",
	.queued_ms = 1000,
};

/* One test's work runs in one transaction. */
struct work {
	struct arena *arena;
	void (*run)(struct tx *tx, struct arena *arena);
};

static enum err run_work(struct tx *tx, void *context, struct fault *why)
{
	const struct work *work = context;
	const struct case_row row = {
		.id = 1,
		.edition = "a",
		.number = 1,
		.edition_version = 1,
		.state = CASE_STATE_RECEIVED,
		.course = "one",
		.company_name = "",
		.search_key = "",
		.address_key = "",
		.corporate_number = "",
		.contact_name = "",
		.mail = "",
		.lang = "ja",
	};
	const struct edition_row edition = {"a", "A-", EDITION_STATE_PUBLISHED, 1, 0, 0};
	enum err err = edition_store_insert(tx, &edition, why);

	if (!err)
		err = case_store_insert(tx, &row, why);
	if (!err)
		work->run(tx, work->arena);
	return err;
}

static void in_a_transaction(struct test_store *store, void (*run)(struct tx *tx, struct arena *arena))
{
	struct fault why = {ERR_OK, ""};
	ARENA_SCOPED arena;

	arena_init(&arena);
	assert_ok(db_write(store->db, run_work, &(struct work){&arena, run}, &why), &why);
}

static bool insert(struct tx *tx, const struct message_row *row)
{
	struct fault why = {ERR_OK, ""};
	bool is_new = false;

	assert_ok(message_store_insert(tx, row, &is_new, &why), &why);
	return is_new;
}

static void save_and_load(struct tx *tx, struct arena *arena)
{
	struct message_row row = ordinary;
	struct fault why = {ERR_OK, ""};

	assert_true(insert(tx, &row));
	assert_ok(message_store_load(tx, arena, 7, &row, &why), &why);
	assert_int_equal(row.state, MESSAGE_STATE_QUEUED);
	assert_int_equal(row.lang, LANG_EN);
	assert_string_equal(row.subject, "受付のお知らせ");
	assert_string_equal(row.body, "1\n2\n");
	assert_string_equal(row.message_id, "m.7@t.jp");
	assert_int_equal(row.done_ms, 0);
	row.state = MESSAGE_STATE_SENT;
	row.attempts = 3;
	row.done_ms = 2000;
	row.last_reply = "250 ok";
	assert_ok(message_store_save(tx, &row, &why), &why);
	assert_ok(message_store_load(tx, arena, 7, &row, &why), &why);
	assert_int_equal(row.state, MESSAGE_STATE_SENT);
	assert_int_equal(row.attempts, 3);
	assert_int_equal(row.done_ms, 2000);
	assert_string_equal(row.last_reply, "250 ok");
	assert_int_equal(message_store_load(tx, arena, 8, &row, NULL), ERR_NOT_FOUND);
}

static void a_mail_is_saved_and_loaded(void **state)
{
	in_a_transaction(*state, save_and_load);
}

static void insert_twice(struct tx *tx, struct arena *arena)
{
	struct message_row row = ordinary;
	struct message_row *rows;
	size_t count = 0;

	assert_true(insert(tx, &row));
	row.id = 8;
	assert_false(insert(tx, &row));
	row.occasion = "2";
	assert_true(insert(tx, &row));
	assert_int_equal(message_store_list_case(tx, arena, 1, &rows, &count, NULL), ERR_OK);
	assert_int_equal(count, 2);
	assert_int_equal(message_store_list_case(tx, arena, 2, &rows, &count, NULL), ERR_OK);
	assert_int_equal(count, 0);
}

static void one_occasion_of_a_case_has_one_mail(void **state)
{
	in_a_transaction(*state, insert_twice);
}

/* Five mails, three of them of one millisecond, in pages of two. */
static void read_pages(struct tx *tx, struct arena *arena)
{
	static const int64_t expected[] = {5, 4, 3, 2, 1};
	struct message_filter page = {.state = "", .template_id = "", .recipient = "", .search_key = "", .limit = 2};
	struct message_row *rows;
	size_t seen = 0, count = 1;
	int64_t queued = 0;

	for (int i = 1; i <= 5; i++) {
		struct message_row row = ordinary;

		row.id = i;
		row.occasion = arena_printf(arena, "%d", i);
		row.queued_ms = i == 1 ? 1000 : i == 5 ? 3000 : 2000;
		assert_true(insert(tx, &row));
	}
	while (count > 0) {
		assert_int_equal(message_store_list(tx, arena, &page, &rows, &count, NULL), ERR_OK);
		assert_true(count <= 2);
		for (size_t i = 0; i < count; i++) {
			assert_true(seen < 5);
			assert_int_equal(rows[i].id, expected[seen++]);
			assert_string_equal(rows[i].body, "");
		}
		page.offset += (int64_t)count;
	}
	assert_int_equal(seen, 5);
	assert_int_equal(message_store_count(tx, MESSAGE_STATE_QUEUED, &queued, NULL), ERR_OK);
	assert_int_equal(queued, 5);
	assert_int_equal(message_store_count(tx, MESSAGE_STATE_SENT, &queued, NULL), ERR_OK);
	assert_int_equal(queued, 0);
}

static void the_outbox_is_read_in_pages_newest_first(void **state)
{
	in_a_transaction(*state, read_pages);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_ON_STORE(a_mail_is_saved_and_loaded),
		TEST_ON_STORE(one_occasion_of_a_case_has_one_mail),
		TEST_ON_STORE(the_outbox_is_read_in_pages_newest_first),
	};
	return test_store_run("message_store", tests, COUNT(tests));
}
