/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/banner.h"

#include <string.h>

#include "base/ascii.h"
#include "base/count.h"
#include "codec/text/host_name.h"

#define TELNET_IAC       '\xff'
#define TELNET_START_TLS 46 /* the option START_TLS */
#define NO_HOST          "//tenken-probe.invalid"

static bool has(struct str s, const char *word)
{
	size_t length = strlen(word);

	for (size_t i = 0; i + length <= s.n; i++)
		if (str_eq_ascii_case(str_of(s.p + i, length), str_of(word, length)))
			return true;
	return false;
}

/* The line that stands last, whole or not. */
static struct str end_of(struct str banner)
{
	struct str rest = str_ends(banner, "\n") ? str_head(banner, banner.n - 1) : banner;
	size_t start = rest.n;

	while (start && rest.p[start - 1] != '\n')
		start--;
	return str_skip(rest, start);
}

static bool begins_with_code(struct str line)
{
	return line.n >= 4 && ascii_is_digit(line.p[0]) && ascii_is_digit(line.p[1]) && ascii_is_digit(line.p[2]);
}

/* "220-" says that more lines follow (RFC 959, 4.2; RFC 5321, 4.2.1), and so does a line without a code between them
 * (RFC 959 alone); "120 " that the server is ready later (RFC 959, 5.4). Whoever speaks into it is taken for a sender
 * of spam. */
static bool promises_more(struct str banner)
{
	struct str line = end_of(banner);

	if (begins_with_code(line))
		return line.p[3] == '-' || str_starts(line, "120 ");
	return begins_with_code(banner) && banner.p[3] == '-';
}

bool banner_is_whole(struct str banner)
{
	if (banner.n == 0 || promises_more(banner))
		return false;
	for (size_t i = 0; i < banner.n; i++) {
		unsigned char c = (unsigned char)banner.p[i];

		if ((c < ' ' && c != '\r' && c != '\n' && c != '\t') || c == 0xff)
			return true;
	}
	return banner.p[banner.n - 1] == '\n' || str_ends(str_trim(banner), ":"); /* "login:" */
}

bool banner_is_final(struct str banner)
{
	static const char *const beginnings[] = {"SSH-", "+OK", "* OK", "* PREAUTH", "@RSYNCD:", "RFB "};
	struct str line = end_of(banner);

	if (!str_ends(banner, "\n") || promises_more(banner))
		return false;
	for (size_t i = 0; i < COUNT(beginnings); i++)
		if (str_starts(line, beginnings[i]))
			return true;
	return begins_with_code(line) && line.p[3] == ' ';
}

/* "https://check.example.jp:443/" -> "check.example.jp". */
struct str banner_host(const char *url)
{
	struct str host = str_from(url ? url : NO_HOST);

	host = str_skip(host, str_find(host, "//") + 2);
	host = str_head(host, str_index(host, '/'));
	return str_head(host, str_index(host, ':'));
}

/* Which stands in brackets where a host greets (RFC 5321, 4.1.3). */
static bool is_ipv4(struct str host)
{
	unsigned char bytes[4];

	return host_name_read_ipv4(host, bytes);
}

void banner_question(const char *service, const char *about_url, struct buf *out)
{
	struct str host = banner_host(about_url);

	if (strcmp(service, "ftp") == 0)
		buf_add_text(out, "FEAT\r\n");
	else if (strcmp(service, "smtp") == 0)
		buf_printf(out, "EHLO %s%.*s%s\r\n", is_ipv4(host) ? "[" : "", (int)host.n, host.p,
			   is_ipv4(host) ? "]" : "");
	else if (strcmp(service, "pop3") == 0)
		buf_add_text(out, "CAPA\r\n");
	else if (strcmp(service, "imap") == 0)
		buf_add_text(out, "t1 CAPABILITY\r\n");
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
