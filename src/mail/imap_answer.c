/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/imap_answer_priv.h"

#include <stdio.h>
#include <string.h>

static enum err refill(struct imap_input *input, struct fault *why)
{
	size_t size = 0;
	enum err err;

	if (input->begin < input->end)
		return ERR_OK;
	err = input->fill(input->context, input->bytes, sizeof(input->bytes), &size, why);
	if (err)
		return err;
	input->begin = 0;
	input->end = size;
	return ERR_OK;
}

/* Adds to input->line up to the end of the line, which is left out. */
static enum err read_line(struct imap_input *input, size_t *size, struct fault *why)
{
	char byte = '\0';

	while (byte != '\n') {
		enum err err = refill(input, why);

		if (err)
			return err;
		byte = input->bytes[input->begin++];
		if (*size == sizeof(input->line))
			return fault_set(why, ERR_TOO_LARGE, "the mailbox's server sent a line of more than %d bytes",
					 IMAP_LINE_MAX);
		input->line[(*size)++] = byte;
	}
	*size -= *size > 1 && input->line[*size - 2] == '\r' ? 2 : 1;
	return ERR_OK;
}

static enum err read_literal(struct imap_input *input, uint64_t size, struct buf *literal, struct fault *why)
{
	buf_clear(literal);
	while (literal->size < size) {
		struct str piece;
		enum err err = refill(input, why);

		if (err)
			return err;
		piece = str_of(input->bytes + input->begin, input->end - input->begin);
		piece = str_head(piece, size - literal->size);
		buf_add(literal, piece);
		input->begin += piece.n;
	}
	return ERR_OK;
}

/* "... {2048}" */
static bool announces(struct str line, uint64_t *ret_size)
{
	size_t begin = line.n;

	if (!line.n || line.p[line.n - 1] != '}')
		return false;
	while (begin > 0 && line.p[begin - 1] != '{')
		begin--;
	return begin > 0 && str_to_u64(str_of(line.p + begin, line.n - begin - 1), ret_size);
}

/* Where a word stands, whatever its case; line.n when nowhere. */
static size_t find_word(struct str line, const char *word)
{
	struct str wanted = str_from(word);

	for (size_t i = 0; i + wanted.n <= line.n; i++)
		if (str_eq_ascii_case(str_head(str_skip(line, i), wanted.n), wanted))
			return i;
	return line.n;
}

static struct str digits_of(struct str s)
{
	size_t count = 0;

	while (count < s.n && s.p[count] >= '0' && s.p[count] <= '9')
		count++;
	return str_head(s, count);
}

static enum imap_answer_kind kind_of(struct str line, unsigned tag)
{
	char begin[16];

	snprintf(begin, sizeof(begin), "t%u ", tag);
	if (!str_starts(line, begin))
		return IMAP_ANSWER_UNTAGGED;
	return find_word(str_head(str_skip(line, strlen(begin)), 3), "OK ") == 0 ? IMAP_ANSWER_DONE
										 : IMAP_ANSWER_REFUSED;
}

enum err imap_answer_read(struct imap_input *input, unsigned tag, struct buf *literal, size_t literal_max,
			  struct imap_answer *ret_answer, struct fault *why)
{
	struct imap_answer answer = {.kind = IMAP_ANSWER_UNTAGGED};
	uint64_t announced = 0;
	size_t size = 0;
	enum err err = read_line(input, &size, why);

	while (!err && announces(str_of(input->line, size), &announced)) {
		if (announced > literal_max)
			return fault_set(why, ERR_TOO_LARGE, "the mailbox's server sent more than was asked for");
		err = read_literal(input, announced, literal, why);
		answer.literal = buf_str(literal);
		if (!err)
			err = read_line(input, &size, why);
	}
	if (err)
		return err;
	answer.line = str_of(input->line, size);
	answer.kind = kind_of(answer.line, tag);
	*ret_answer = answer;
	return ERR_OK;
}

int64_t imap_answer_uid(struct str line)
{
	struct str rest = str_skip(line, 2);
	struct str number = digits_of(rest);
	int64_t uid = 0;

	rest = str_skip(rest, number.n);
	if (!str_starts(line, "* ") || !number.n || find_word(str_head(rest, strlen(" FETCH (")), " FETCH (") != 0)
		return 0;
	rest = str_skip(rest, strlen(" FETCH"));
	for (size_t i = 0; i + 1 < rest.n; i++)
		if ((rest.p[i] == '(' || rest.p[i] == ' ') &&
		    find_word(str_head(str_skip(rest, i + 1), 4), "UID ") == 0)
			return str_to_i64(digits_of(str_skip(rest, i + 1 + 4)), &uid) ? uid : 0;
	return 0;
}

void imap_answer_code(struct str line, const char *code, int64_t *ret_number)
{
	size_t at = find_word(line, code);
	int64_t number;

	if (find_word(str_head(line, 5), "* OK ") == 0 && at < line.n &&
	    str_to_i64(digits_of(str_skip(line, at + strlen(code))), &number))
		*ret_number = number;
}
