/* SPDX-License-Identifier: Apache-2.0 */
#include "report/step_list.h"
#include "test.h"

#define assert_steps(lang, text, steps)                                                                                \
	do {                                                                                                           \
		ARENA_SCOPED arena;                                                                                    \
		arena_init(&arena);                                                                                    \
		assert_string_equal(step_list_number(&arena, lang, text), steps);                                      \
	} while (0)

static void each_request_is_a_step(void **state)
{
	assert_steps(LANG_JA, "まず、控えを取ってください。次に、更新してください。",
		     "1. まず、控えを取ってください。\n2. 次に、更新してください。");
	assert_steps(LANG_EN, "Make a copy. Then update.", "1. Make a copy.\n2. Then update.");
}

static void a_remark_stays_with_the_step_before_it(void **state)
{
	assert_steps(LANG_JA, "更新してください。直っているのは1.2以降です。再起動してください。",
		     "1. 更新してください。直っているのは1.2以降です。\n2. 再起動してください。");
	assert_steps(LANG_EN, "Update. It takes a day. Restart.", "1. Update. It takes a day.\n2. Restart.");
}

static void a_remark_at_the_beginning_opens_the_first_step(void **state)
{
	assert_steps(LANG_JA, "部品です。頼んでください。確認してください。",
		     "1. 部品です。頼んでください。\n2. 確認してください。");
}

static void what_is_quoted_is_not_cut(void **state)
{
	assert_steps(LANG_JA, "次のように伝えてください。「直してください。止めてください。」",
		     "次のように伝えてください。「直してください。止めてください。」");
	assert_steps(LANG_JA, "変えてください(必ず控えてください。失うと戻せません)。閉じてください。",
		     "1. 変えてください(必ず控えてください。失うと戻せません)。\n2. 閉じてください。");
}

static void one_step_needs_no_number(void **state)
{
	assert_steps(LANG_JA, "頼んでください。", "頼んでください。");
	assert_steps(LANG_EN, "Use 1.2.3. of it", "Use 1.2.3. of it");
	assert_steps(LANG_JA, "", "");
}

static void many_sentences_stay_whole(void **state)
{
	assert_steps(LANG_EN, "A. B. C. D. E. F. G. H. I. J. K. L. M. N.",
		     "1. A.\n2. B.\n3. C.\n4. D.\n5. E.\n6. F.\n7. G.\n8. H.\n9. I.\n10. J.\n11. K.\n12. L. M. N.");
}

int test_step_list(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_request_is_a_step),
		cmocka_unit_test(a_remark_stays_with_the_step_before_it),
		cmocka_unit_test(a_remark_at_the_beginning_opens_the_first_step),
		cmocka_unit_test(what_is_quoted_is_not_cut),
		cmocka_unit_test(one_step_needs_no_number),
		cmocka_unit_test(many_sentences_stay_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
