/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/smtp_reply_priv.h"

#include <string.h>

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
