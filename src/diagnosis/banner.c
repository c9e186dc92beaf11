/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/banner.h"

#include <string.h>

#include "base/ascii.h"

#define TELNET_IAC       '\xff'
#define TELNET_START_TLS 46 /* the option START_TLS */

static bool has(struct str s, const char *word)
{
	size_t length = strlen(word);

	for (size_t i = 0; i + length <= s.n; i++)
		if (str_eq_ascii_case(str_of(s.p + i, length), str_of(word, length)))
			return true;
	return false;
}

/* Protocol version 10 of a MySQL or MariaDB handshake: 3 bytes of length, sequence 0, 10, a version of digits; or an
 * error 0xff. */
static bool is_mysql(struct str s)
{
	return s.n > 6 && s.p[2] == 0 && s.p[3] == 0 &&
	       ((s.p[4] == 10 && ascii_is_digit(s.p[5])) || (s.p[4] == '\xff' && has(s, "host")));
}

static const char *service_of_220(struct str banner, uint16_t port)
{
	if (has(banner, "ftp"))
		return "ftp";
	if (has(banner, "smtp") || has(banner, "mail"))
		return "smtp";
	if (port == 21 || port == 990)
		return "ftp";
	return port == 25 || port == 465 || port == 587 ? "smtp" : "unknown";
}

const char *banner_service(struct str banner, uint16_t port)
{
	static const struct {
		const char *prefix, *service;
	} rows[] = {{"SSH-", "ssh"},
		    {"+OK", "pop3"},
		    {"* OK", "imap"},
		    {"* PREAUTH", "imap"},
		    {"* BYE", "imap"},
		    {"RFB ", "vnc"},
		    {"@RSYNCD:", "rsync"},
		    {"HTTP/", "http"},
		    {"200 ", "nntp"},
		    {"201 ", "nntp"},
		    {"-ERR unknown command", "redis"},
		    {"-DENIED Redis", "redis"}};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (str_starts(banner, rows[i].prefix))
			return rows[i].service;
	if (str_starts(banner, "220"))
		return service_of_220(banner, port);
	if (str_starts(banner, "421") && (port == 21 || has(banner, "ftp")))
		return "ftp";
	if (str_starts(banner, "554") || str_starts(banner, "421"))
		return port == 25 || port == 587 || has(banner, "smtp") ? "smtp" : "unknown";
	if (is_mysql(banner))
		return "mysql";
	if ((banner.n >= 2 && banner.p[0] == TELNET_IAC && (unsigned char)banner.p[1] >= 0xfa) ||
	    (port == 23 && has(banner, "login:")))
		return "telnet";
	return "unknown";
}

bool banner_is_whole(struct str banner)
{
	if (banner.n == 0)
		return false;
	for (size_t i = 0; i < banner.n; i++) {
		unsigned char c = (unsigned char)banner.p[i];

		if ((c < ' ' && c != '\r' && c != '\n' && c != '\t') || c == 0xff)
			return true;
	}
	return banner.p[banner.n - 1] == '\n' || str_ends(str_trim(banner), ":"); /* "login:" */
}

const char *banner_question(const char *service)
{
	if (strcmp(service, "ftp") == 0)
		return "FEAT\r\n";
	if (strcmp(service, "smtp") == 0)
		return "EHLO tenken-probe.invalid\r\n";
	if (strcmp(service, "pop3") == 0)
		return "CAPA\r\n";
	if (strcmp(service, "imap") == 0)
		return "t1 CAPABILITY\r\n";
	return NULL;
}

const char *banner_farewell(const char *service)
{
	return strcmp(service, "imap") == 0 ? "t2 LOGOUT\r\n" : "QUIT\r\n";
}

/* The last whole line of an answer; empty when there is none yet. */
static struct str last_line(struct str answer)
{
	struct str line = {"", 0}, rest = answer;

	while (rest.n) {
		size_t end = str_index(rest, '\n');

		if (end == rest.n)
			break;
		line = str_head(rest, end);
		rest = str_skip(rest, end + 1);
	}
	return rest.n ? str_of("", 0) : line;
}

bool banner_is_answer_whole(const char *service, struct str answer)
{
	struct str line = last_line(answer);

	if (strcmp(service, "ftp") == 0 || strcmp(service, "smtp") == 0)
		return line.n >= 4 && line.p[0] >= '1' && line.p[0] <= '5' && line.p[3] == ' ';
	if (strcmp(service, "pop3") == 0)
		return str_is(str_trim(line), ".") || str_starts(line, "-ERR");
	if (strcmp(service, "imap") == 0)
		return str_starts(line, "t1 ");
	return banner_is_whole(answer);
}

/* A refusal, or "unknown command", is a no; "log in first" and silence tell nothing. */
enum tls_offer banner_offers_tls(const char *service, struct str answer)
{
	if (strcmp(service, "telnet") == 0) {
		for (size_t i = 0; i + 2 < answer.n; i++)
			if (answer.p[i] == TELNET_IAC && answer.p[i + 2] == TELNET_START_TLS)
				return TLS_OFFER_YES;
		return TLS_OFFER_NO;
	}
	if (!banner_is_answer_whole(service, answer))
		return TLS_OFFER_UNKNOWN;
	if (strcmp(service, "ftp") == 0) {
		if (str_starts(answer, "211"))
			return has(answer, "AUTH TLS") || has(answer, "AUTH SSL") ? TLS_OFFER_YES : TLS_OFFER_NO;
		return str_starts(answer, "500") || str_starts(answer, "502") ? TLS_OFFER_NO : TLS_OFFER_UNKNOWN;
	}
	if (strcmp(service, "smtp") == 0) {
		if (str_starts(answer, "250"))
			return has(answer, "STARTTLS") ? TLS_OFFER_YES : TLS_OFFER_NO;
		return str_starts(answer, "500") || str_starts(answer, "502") ? TLS_OFFER_NO : TLS_OFFER_UNKNOWN;
	}
	if (strcmp(service, "pop3") == 0)
		return has(answer, "\nSTLS") ? TLS_OFFER_YES : TLS_OFFER_NO;
	if (strcmp(service, "imap") == 0)
		return has(answer, "STARTTLS") ? TLS_OFFER_YES : TLS_OFFER_NO;
	return TLS_OFFER_UNKNOWN;
}
