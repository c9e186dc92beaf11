/* SPDX-License-Identifier: Apache-2.0 */
#include "store/application/case_word.h"

#include "base/ascii.h"
#include "base/buf.h"
#include "codec/utf8.h"
#include "store/word_range.h"

#define ROWS 31 /* in one statement: with the case's id all the parameters that there are */

static const char insert[] = "INSERT INTO case_word (case_id, key) VALUES "
			     "($1, $2), ($1, $3), ($1, $4), ($1, $5), ($1, $6), ($1, $7), ($1, $8), ($1, $9), "
			     "($1, $10), ($1, $11), ($1, $12), ($1, $13), ($1, $14), ($1, $15), ($1, $16), ($1, $17), "
			     "($1, $18), ($1, $19), ($1, $20), ($1, $21), ($1, $22), ($1, $23), ($1, $24), ($1, $25), "
			     "($1, $26), ($1, $27), ($1, $28), ($1, $29), ($1, $30), ($1, $31), ($1, $32) "
			     "ON CONFLICT (key, case_id) DO NOTHING";

struct filling {
	struct tx *tx;
	struct param params[ROWS + 1]; /* the case, then the keys */
	size_t count;                  /* of keys */
};

/* The last key stands for those that are not filled. */
static enum err flush(struct filling *filling, struct fault *why)
{
	if (!filling->count)
		return ERR_OK;
	for (size_t i = filling->count + 1; i <= ROWS; i++)
		filling->params[i] = filling->params[filling->count];
	filling->count = 0;
	return tx_execute(filling->tx, insert, filling->params, ROWS + 1, NULL, why);
}

static enum err add(struct filling *filling, struct str key, struct fault *why)
{
	filling->params[++filling->count] = P_BLOB(key);
	return filling->count == ROWS ? flush(filling, why) : ERR_OK;
}

static bool is_sign(char c)
{
	return (unsigned char)c < 0x80 && !ascii_is_letter_or_digit(c);
}

static enum err add_word(struct filling *filling, const struct case_word *word, struct fault *why)
{
	struct str rest = str_from(word->key);
	bool is_start = true;
	enum err err = ERR_OK;

	while (!err && rest.n) {
		uint32_t c;
		size_t length = utf8_decode(rest, &c);
		if (is_start || !word->is_whole)
			err = add(filling, word_range_cut(rest), why);
		is_start = is_sign(rest.p[0]);
		rest = str_skip(rest, length ? length : 1);
	}
	return err;
}

enum err case_word_replace(struct tx *tx, int64_t case_id, const struct case_word *words, size_t count,
			   struct fault *why)
{
	struct filling filling = {.tx = tx, .params = {P_INT(case_id)}};
	enum err err = tx_execute(tx, "DELETE FROM case_word WHERE case_id = $1", PARAMS(P_INT(case_id)), NULL, why);

	for (size_t i = 0; !err && i < count; i++)
		err = add_word(&filling, &words[i], why);
	return err ? err : flush(&filling, why);
}

enum err case_word_newest(struct tx *tx, int64_t *ret_case_id, struct fault *why)
{
	struct rows *rows;
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = tx_query(tx, &arena, "SELECT COALESCE(MAX(case_id), 0) FROM case_word", NULL, 0, &rows, why);
	if (!err)
		*ret_case_id = rows_int(rows, 0, 0);
	return err;
}
