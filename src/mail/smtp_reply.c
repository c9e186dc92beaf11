/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/smtp_reply_priv.h"

#include <stdio.h>
#include <string.h>

#include "base/count.h"

#define CODE_GOODBYE 221

/* The code of "250 text", "250-text" or "250"; 0 for anything else. */
static int code_of(struct str line)
{
	int code = 0;

	if (line.n < 3 || (line.n > 3 && line.p[3] != ' ' && line.p[3] != '-'))
		return 0;
	for (size_t i = 0; i < 3; i++) {
		if (line.p[i] < '0' || line.p[i] > '9')
			return 0;
		code = code * 10 + (line.p[i] - '0');
	}
	return code >= 200 && code <= 599 ? code : 0;
}

static void append(struct smtp_reply *reply, struct str bytes)
{
	size_t used = strlen(reply->text);

	for (size_t i = 0; i < bytes.n && used + 1 < sizeof(reply->text); i++)
		reply->text[used++] = bytes.p[i] >= ' ' && bytes.p[i] <= '~' ? bytes.p[i] : '?';
	reply->text[used] = '\0';
}

bool smtp_reply_add(struct smtp_reply *reply, struct str line)
{
	int code;

	reply->total += line.n;
	line = str_trim(line);
	code = code_of(line);
	if (code == 0 || code == CODE_GOODBYE)
		return reply->total <= SMTP_REPLY_BYTES_MAX;
	if (reply->is_open && code == reply->code) {
		append(reply, STR(" "));
		append(reply, str_trim(str_skip(line, 4)));
	} else {
		reply->text[0] = '\0';
		append(reply, line);
	}
	reply->code = code;
	reply->is_open = line.n > 3 && line.p[3] == '-';
	reply->count += !reply->is_open;
	return reply->total <= SMTP_REPLY_BYTES_MAX;
}

/* The digits of "5.1.1" behind the code of the reply; false without them, and for 5.0.0, which says nothing. */
static bool read_status(struct str text, int *ret_subject, int *ret_detail)
{
	int class, subject, detail;

	if (sscanf(text.p, "%1d.%3d.%3d", &class, &subject, &detail) != 3 || class != 5 || (!subject && !detail))
		return false;
	*ret_subject = subject;
	*ret_detail = detail;
	return true;
}

static bool has_word(const char *text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcasestr(text, words[i]))
			return true;
	return false;
}

#define HAS_WORD(text, ...)                                                                                            \
	has_word(text, (const char *const[]){__VA_ARGS__}, COUNT(((const char *const[]){__VA_ARGS__})))

/* What servers say of us, of our network or of our name. */
static bool speaks_of_us(const char *text)
{
	return HAS_WORD(text, "helo", "ehlo", "sender", "spf", "dkim", "dmarc", "reverse", "dns", "ptr", "unknown host",
			"unknown client", "client host");
}

static bool is_status_on_mail(int subject, int detail, const char *text)
{
	switch (subject) {
	case 1: return detail != 7 && detail != 8 && (detail || !speaks_of_us(text)); /* addresses, but the sender's */
	case 2: return detail == 1 || detail == 3 || detail == 4; /* the mailbox, but one that is full */
	case 3:
		return detail == 4; /* the mail is too big for the system */
	/* Exchange Online's words for an address that it does not have; Outlook.com's for the same. */
	case 4: return detail == 1 && HAS_WORD(text, "recipient address rejected: access denied");
	case 5: return HAS_WORD(text, "mailbox unavailable");
	case 6: return true; /* the mail's content */
	default: return false;
	}
}

/* Without what stands in angle brackets: an address may hold any word. */
static void copy_words(const char *text, char *ret_words)
{
	bool is_inside = false;

	for (; *text; text++) {
		is_inside = *text == '<' || (is_inside && *text != '>');
		if (!is_inside)
			*ret_words++ = *text;
	}
	*ret_words = '\0';
}

/* Of a reply without a status code. */
static bool is_text_on_mail(int code, const char *text)
{
	if (speaks_of_us(text))
		return false;
	if (code != 550 && code != 551 && code != 553)
		return HAS_WORD(text, "no such user", "user unknown", "unknown user", "no mailbox", "does not exist",
				"doesn't have");
	return HAS_WORD(text, "unknown", "no such", "not exist", "not found", "invalid") ||
	       !HAS_WORD(text, "relay", "rcpthosts", "rate", "polic", "block", "black", "spam", "denied", "storage",
			 "quota", "full", "authenticat", "frequen", "limit", "too many", "again", "temporar",
			 "prohibit", "junk", "unsolicited", "bulk", "rbl", "reputation", "banned", "tls", "encrypt",
			 "internal", "verif", "suspect", "exceed", "grey", "gray", "busy");
}

bool smtp_reply_is_on_mail(const struct smtp_reply *reply)
{
	const char *behind = strstr(reply->text, "(#"); /* qmail's place for a status */
	char words[sizeof(reply->text)];
	int subject, detail;

	copy_words(reply->text, words);
	if (read_status(str_skip(str_from(reply->text), 4), &subject, &detail) ||
	    (behind && read_status(str_from(behind + 2), &subject, &detail)))
		return is_status_on_mail(subject, detail, words);
	return is_text_on_mail(reply->code, words);
}
