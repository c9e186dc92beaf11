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

static bool is_status_on_mail(int subject, int detail)
{
	switch (subject) {
	case 1: return detail != 7 && detail != 8;                /* addresses, but the sender's */
	case 2: return detail == 1 || detail == 3 || detail == 4; /* the mailbox, but one that is full */
	case 3: return detail == 4;                               /* the mail is too big for the system */
	case 6: return true;                                      /* the mail's content */
	default: return false;
	}
}

static bool has_word(const char *text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (strcasestr(text, words[i]))
			return true;
	return false;
}

bool smtp_reply_is_on_mail(const struct smtp_reply *reply)
{
	static const char *const on_us[] = {"helo", "ehlo", "sender", "spf", "reverse", "dns"};
	static const char *const unknown[] = {"unknown", "no such", "not exist", "not found", "invalid"};
	static const char *const not_on_mail[] = {"relay", "rcpthosts", "rate",    "polic", "block", "black",
						  "spam",  "denied",    "storage", "quota", "full",  "authenticat"};
	int subject, detail;

	if (read_status(str_skip(str_from(reply->text), 4), &subject, &detail))
		return is_status_on_mail(subject, detail);
	if (reply->code != 550 && reply->code != 551 && reply->code != 553)
		return false;
	if (has_word(reply->text, on_us, COUNT(on_us)))
		return false;
	return has_word(reply->text, unknown, COUNT(unknown)) ||
	       !has_word(reply->text, not_on_mail, COUNT(not_on_mail));
}
