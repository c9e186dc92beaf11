/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/encoded_word_priv.h"

#include <glib.h>

/* A line is 76 at most where a word stands in it: "Subject: " takes 9, "=?UTF-8?B?" and "?=" 12, which leaves
 * 52 of base64. */
#define WORD_BYTES  39
#define PLAIN_BYTES 66

static bool is_plain(struct str text)
{
	if (text.n > PLAIN_BYTES || str_find(text, "=?") < text.n || str_trim(text).n != text.n)
		return false;
	for (size_t i = 0; i < text.n; i++)
		if (text.p[i] < ' ' || text.p[i] > '~')
			return false;
	return true;
}

static bool is_plain_name(struct str name)
{
	for (size_t i = 0; i < name.n; i++)
		if (!g_ascii_isalnum(name.p[i]) && name.p[i] != ' ')
			return false;
	return is_plain(name);
}

/* The most whole characters that fit a word. */
static struct str next_word(struct str text)
{
	size_t size = text.n < WORD_BYTES ? text.n : WORD_BYTES;

	while (size < text.n && size > 0 && ((unsigned char)text.p[size] & 0xC0) == 0x80)
		size--;
	return str_head(text, size);
}

static void write_words(struct buf *out, struct str text)
{
	const char *between = "";

	while (text.n) {
		struct str word = next_word(text);
		char *base64 = g_base64_encode((const unsigned char *)word.p, word.n);

		buf_printf(out, "%s=?UTF-8?B?%s?=", between, base64);
		g_free(base64);
		text = str_skip(text, word.n);
		between = "\n ";
	}
}

void encoded_word_write(struct buf *out, struct str text)
{
	if (is_plain(text))
		buf_add(out, text);
	else
		write_words(out, text);
}

void encoded_word_write_name(struct buf *out, struct str name)
{
	if (is_plain_name(name))
		buf_add(out, name);
	else
		write_words(out, name);
}
