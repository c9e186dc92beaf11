/* SPDX-License-Identifier: Apache-2.0 */
#include "records/greeting.h"

#include <string.h>

#include "base/ascii.h"

#define TELNET_IAC   0xff /* RFC 854: a command follows */
#define TELNET_SE    0xf0 /* the first of the commands */
#define TELNET_WILL  0xfb /* WILL, WONT, DO, DONT: an option follows */
#define MYSQL_HELLO  10   /* version of the protocol in the first byte of its handshake */
#define MYSQL_REFUSE 0xff /* first byte of an error packet */
#define NO_BYTE      (-1)

/* Cuts the next byte off, which an observation's text keeps as a character of Latin-1 when it is not UTF-8. */
static int next_byte(struct str *rest)
{
	unsigned char first, second;

	if (!rest->n)
		return NO_BYTE;
	first = (unsigned char)rest->p[0];
	second = rest->n > 1 ? (unsigned char)rest->p[1] : 0;
	if ((first == 0xc2 || first == 0xc3) && (second & 0xc0) == 0x80) {
		*rest = str_skip(*rest, 2);
		return (first & 3) << 6 | (second & 0x3f);
	}
	*rest = str_skip(*rest, 1);
	return first;
}

static bool has(struct str s, const char *word)
{
	size_t length = strlen(word);

	for (size_t i = 0; i + length <= s.n; i++)
		if (str_eq_ascii_case(str_of(s.p + i, length), str_of(word, length)))
			return true;
	return false;
}

/* ---- what a greeting of one protocol holds ---- */

struct str greeting_ssh(struct str greeting)
{
	while (greeting.n) {
		struct str line = str_cut(&greeting, '\n');

		if (str_starts(line, "SSH-"))
			return str_trim(line);
	}
	return STR("");
}

const char *greeting_service_told(const char *service, struct str greeting)
{
	return !strcmp(service, "unknown") && greeting_ssh(greeting).n ? "ssh" : service;
}

/* A MySQL packet (Protocol::Packet in the manual of MySQL's source): 3 bytes of length, the lowest first, and a
 * sequence number, which is 0 at first. A greeting is shorter than 64 KiB. Returns the payload, empty when this is no
 * such packet.
 */
static struct str mysql_payload(struct str packet)
{
	next_byte(&packet);
	next_byte(&packet);
	return next_byte(&packet) == 0 && next_byte(&packet) == 0 ? packet : STR("");
}

/* Protocol::HandshakeV10: its version, then the server's as digits and words up to a NUL. */
static struct str mysql_version(struct str packet)
{
	struct str payload = mysql_payload(packet);

	if (next_byte(&payload) != MYSQL_HELLO || !payload.n || !ascii_is_digit(payload.p[0]))
		return STR("");
	return str_head(payload, str_index(payload, '\0'));
}

/* Protocol::ERR_Packet: a code of two bytes, then words; before the handshake no SQL state stands between them. */
struct str greeting_mysql_refusal(struct str greeting)
{
	struct str payload = mysql_payload(greeting);

	if (next_byte(&payload) != MYSQL_REFUSE || next_byte(&payload) == NO_BYTE || next_byte(&payload) == NO_BYTE)
		return STR("");
	return has(payload, "host") ? payload : STR("");
}

static bool is_telnet_command(struct str text)
{
	return next_byte(&text) == TELNET_IAC && next_byte(&text) >= TELNET_SE;
}

static struct str telnet_words(struct str text)
{
	struct str rest = text;

	while (next_byte(&rest) == TELNET_IAC && next_byte(&rest) >= TELNET_WILL && next_byte(&rest) != NO_BYTE)
		text = rest;
	return text;
}

/* ---- which protocol ---- */

static const char *service_of_220(struct str greeting, uint16_t port)
{
	if (has(greeting, "ftp"))
		return "ftp";
	if (has(greeting, "smtp") || has(greeting, "mail"))
		return "smtp";
	if (port == 21 || port == 990)
		return "ftp";
	return port == 25 || port == 465 || port == 587 ? "smtp" : "unknown";
}

/* FTP and SMTP greet by a reply code: 220, or 421 and 554 when they serve nobody now. NULL without one. */
static const char *service_of_code(struct str greeting, uint16_t port)
{
	if (str_starts(greeting, "220"))
		return service_of_220(greeting, port);
	if (str_starts(greeting, "421") && (port == 21 || has(greeting, "ftp")))
		return "ftp";
	if (str_starts(greeting, "554") || str_starts(greeting, "421"))
		return port == 25 || port == 587 || has(greeting, "smtp") ? "smtp" : "unknown";
	return NULL;
}

static const char *service_of_prefix(struct str greeting)
{
	static const struct {
		const char *prefix, *service;
	} rows[] = {
		{"SSH-", "ssh"},   {"+OK", "pop3"},  {"* OK", "imap"},           {"* PREAUTH", "imap"},
		{"* BYE", "imap"}, {"RFB ", "vnc"},  {"@RSYNCD:", "rsync"},      {"HTTP/", "http"},
		{"200 ", "nntp"},  {"201 ", "nntp"}, {"-DENIED Redis", "redis"}, {"-ERR unknown command", "redis"},
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (str_starts(greeting, rows[i].prefix))
			return rows[i].service;
	return NULL;
}

const char *greeting_service(struct str greeting, uint16_t port)
{
	const char *service = service_of_prefix(greeting);

	if (!service)
		service = service_of_code(greeting, port);
	if (service)
		return service;
	if (mysql_version(greeting).n || greeting_mysql_refusal(greeting).n)
		return "mysql";
	if (is_telnet_command(greeting) || (port == 23 && has(greeting, "login:")))
		return "telnet";
	return greeting_ssh(greeting).n ? "ssh" : "unknown";
}

/* ---- where the software stands ---- */

static struct str behind_ssh(struct str greeting)
{
	struct str line = str_skip(greeting_ssh(greeting), 4);

	return str_skip(line, str_index(line, '-') + 1);
}

static struct str behind_code(struct str text)
{
	bool has_code = text.n > 4 && text.p[0] >= '1' && text.p[0] <= '5' && (text.p[3] == ' ' || text.p[3] == '-');

	return has_code ? str_skip(text, 4) : STR("");
}

static struct str behind_pop3(struct str text)
{
	return str_starts(text, "+OK") ? str_skip(text, 3) : STR("");
}

static struct str behind_imap(struct str text)
{
	return str_starts(text, "* OK") ? str_skip(text, 4) : STR("");
}

struct str greeting_software(const char *service, struct str greeting)
{
	static const struct {
		const char *service;
		struct str (*cut)(struct str greeting);
	} rows[] = {
		{"ssh", behind_ssh},   {"ftp", behind_code},  {"smtp", behind_code},    {"nntp", behind_code},
		{"pop3", behind_pop3}, {"imap", behind_imap}, {"mysql", mysql_version}, {"telnet", telnet_words},
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		if (!strcmp(service, rows[i].service))
			return rows[i].cut(greeting);
	return STR("");
}
