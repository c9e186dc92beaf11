/* SPDX-License-Identifier: Apache-2.0 */
#include "records/sign_in_offer.h"

#include <string.h>

/* The next word of a line; empty at its end. Brackets of a response code end a word too. */
static struct str next_word(struct str *line)
{
	struct str word;
	size_t n = 0;

	while (line->n && strchr(" []\r\t", line->p[0]))
		*line = str_skip(*line, 1);
	while (n < line->n && !strchr(" []\r\t", line->p[n]))
		n++;
	word = str_head(*line, n);
	*line = str_skip(*line, n);
	return word;
}

static bool has_word(struct str text, const char *word)
{
	while (text.n) {
		struct str line = str_cut(&text, '\n'), one;
		while ((one = next_word(&line)).n)
			if (str_eq_ascii_case(one, str_from(word)))
				return true;
	}
	return false;
}

/* A line whose first word is the keyword, with one of the words behind it where a word is given. */
static bool has_line(struct str text, const char *keyword, const char *word)
{
	while (text.n) {
		struct str line = str_cut(&text, '\n');
		if (str_eq_ascii_case(next_word(&line), str_from(keyword)) && (!word || has_word(line, word)))
			return true;
	}
	return false;
}

bool sign_in_offer_is_told(const char *service, struct str answer)
{
	if (!strcmp(service, "imap"))
		return has_word(answer, "CAPABILITY");
	return !strcmp(service, "pop3") && str_starts(answer, "+OK") && has_line(answer, ".", NULL);
}

bool sign_in_offer_takes_password(const char *service, struct str answer)
{
	if (!sign_in_offer_is_told(service, answer))
		return false;
	if (!strcmp(service, "imap"))
		return !has_word(answer, "LOGINDISABLED");
	return has_line(answer, "USER", NULL) || has_line(answer, "SASL", "PLAIN") || has_line(answer, "SASL", "LOGIN");
}
