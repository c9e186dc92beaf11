/* SPDX-License-Identifier: Apache-2.0 */
#include "net/starttls.h"

#include <string.h>

#include "base/ascii.h"
#include "base/count.h"

typedef enum starttls_event reader(const char *wanted, struct str heard);

/* Waits for what it wants (nothing, when there is no reader), then says its words; READY behind the last step. */
struct starttls_step {
	reader *read;
	const char *wanted;
	struct str words;
	void (*write)(const struct starttls *starttls, struct buf *say); /* in place of words */
};

static unsigned byte_at(struct str s, size_t i)
{
	return (unsigned char)s.p[i];
}

/* A reply of three digits, "220-" on all lines but the last (RFC 5321, 4.2.1; RFC 959, 4.2). */
static enum starttls_event read_code(const char *wanted, struct str heard)
{
	if (!str_ends(heard, "\n"))
		return STARTTLS_MORE;
	while (heard.n) {
		struct str line = str_cut(&heard, '\n');

		if (line.n < 4 || (line.p[3] != ' ' && line.p[3] != '\r'))
			continue;
		for (size_t i = 0; i < 3; i++)
			if (!ascii_is_digit(line.p[i]))
				return STARTTLS_OTHER;
		return str_starts(line, wanted) ? STARTTLS_READY : STARTTLS_REFUSED;
	}
	return STARTTLS_MORE;
}

/* A line that begins with what is wanted; of IMAP, lines with "*" before it tell other things. */
static enum starttls_event read_line(const char *wanted, struct str heard)
{
	if (!str_ends(heard, "\n"))
		return STARTTLS_MORE;
	while (heard.n) {
		struct str line = str_cut(&heard, '\n');

		if (str_starts(line, wanted))
			return STARTTLS_READY;
		if (!str_starts(line, "* ") || str_starts(str_from(wanted), "* "))
			return str_starts(line, "-ERR") || str_starts(line, "t ") || str_starts(line, "* ")
				       ? STARTTLS_REFUSED
				       : STARTTLS_OTHER;
	}
	return STARTTLS_MORE;
}

static enum starttls_event read_letter(const char *wanted, struct str heard)
{
	if (!heard.n)
		return STARTTLS_MORE;
	if (heard.p[0] == *wanted)
		return STARTTLS_READY;
	return heard.p[0] == 'N' || heard.p[0] == 'E' ? STARTTLS_REFUSED : STARTTLS_OTHER;
}

/* Length of a BER element with its head; 0: not told yet; of a length of more than two bytes: too much. */
static size_t ber_size(struct str bytes)
{
	if (bytes.n < 2)
		return 0;
	if (byte_at(bytes, 1) < 0x80)
		return 2 + byte_at(bytes, 1);
	if (byte_at(bytes, 1) == 0x81)
		return bytes.n < 3 ? 0 : 3 + byte_at(bytes, 2);
	if (byte_at(bytes, 1) == 0x82)
		return bytes.n < 4 ? 0 : 4 + (byte_at(bytes, 2) << 8 | byte_at(bytes, 3));
	return STARTTLS_HEARD_MAX + 1;
}

static struct str ber_body(struct str bytes)
{
	size_t head = byte_at(bytes, 1) < 0x80 ? 2 : 2 + (byte_at(bytes, 1) & 0x7f);

	return str_skip(bytes, head);
}

/* LDAPMessage { messageID, ExtendedResponse [APPLICATION 24] { resultCode ENUMERATED ... } } */
static enum starttls_event read_ldap(const char *wanted, struct str heard)
{
	size_t size = ber_size(heard);

	if (heard.n && byte_at(heard, 0) != 0x30)
		return STARTTLS_OTHER;
	if (size > STARTTLS_HEARD_MAX)
		return STARTTLS_OTHER;
	if (!size || heard.n < size)
		return STARTTLS_MORE;
	heard = ber_body(str_head(heard, size));
	size = ber_size(heard);
	if (!size || size > heard.n || byte_at(heard, 0) != 2) /* messageID */
		return STARTTLS_OTHER;
	heard = str_skip(heard, size);
	size = ber_size(heard);
	if (!size || size > heard.n || byte_at(heard, 0) != 0x78)
		return STARTTLS_OTHER;
	heard = ber_body(heard);
	if (heard.n < 3 || byte_at(heard, 0) != 0x0a || byte_at(heard, 1) != 1)
		return STARTTLS_OTHER;
	return byte_at(heard, 2) == 0 ? STARTTLS_READY : STARTTLS_REFUSED;
}

/* Protocol::HandshakeV10: head of 4 bytes, 10, version ending with 0, thread of 4, salt of 8, 0, capabilities of 2. */
static enum starttls_event read_mysql(const char *wanted, struct str heard)
{
	size_t size, version;

	if (heard.n < 5)
		return STARTTLS_MORE;
	size = byte_at(heard, 0) | byte_at(heard, 1) << 8 | byte_at(heard, 2) << 16;
	if (byte_at(heard, 4) == 0xff)
		return STARTTLS_REFUSED; /* an error packet: this host may not connect */
	if (byte_at(heard, 4) != 10 || size < 20 || size > STARTTLS_HEARD_MAX - 4)
		return STARTTLS_OTHER;
	if (heard.n < 4 + size)
		return STARTTLS_MORE;
	heard = str_head(str_skip(heard, 5), size - 1);
	version = str_index(heard, '\0');
	if (heard.n < version + 1 + 4 + 8 + 1 + 2)
		return STARTTLS_OTHER;
	return byte_at(heard, version + 1 + 4 + 8 + 1 + 1) & 0x08 ? STARTTLS_READY : STARTTLS_REFUSED; /* CLIENT_SSL */
}

/* TPKT, then X.224 Connection Confirm with a negotiation response (2), a failure (3), or without either. */
static enum starttls_event read_rdp(const char *wanted, struct str heard)
{
	size_t size;

	if (heard.n && byte_at(heard, 0) != 3)
		return STARTTLS_OTHER;
	if (heard.n < 4)
		return STARTTLS_MORE;
	size = byte_at(heard, 2) << 8 | byte_at(heard, 3);
	if (size < 11 || size > STARTTLS_HEARD_MAX)
		return STARTTLS_OTHER;
	if (heard.n < size)
		return STARTTLS_MORE;
	if (byte_at(heard, 5) != 0xd0)
		return STARTTLS_OTHER;
	/* Security by TLS, CredSSP, or CredSSP with early user authorisation. */
	return size >= 19 && byte_at(heard, 11) == 2 && (byte_at(heard, 15) & 0x0b) ? STARTTLS_READY : STARTTLS_REFUSED;
}

/* The opening of the stream and its features, or the answer to <starttls/>. */
static enum starttls_event read_xmpp(const char *wanted, struct str heard)
{
	if (str_find(heard, wanted) < heard.n)
		return STARTTLS_READY;
	if (str_find(heard, "</stream:features>") < heard.n || str_find(heard, "<stream:error") < heard.n ||
	    str_find(heard, "<failure") < heard.n)
		return STARTTLS_REFUSED;
	return heard.n && heard.p[0] != '<' ? STARTTLS_OTHER : STARTTLS_MORE;
}

static void write_ehlo(const struct starttls *starttls, struct buf *say)
{
	buf_add(say, starttls->ehlo);
}

static void write_stream(const struct starttls *starttls, struct buf *say)
{
	buf_add_text(say, "<?xml version='1.0'?><stream:stream to='");
	for (const char *c = starttls->host; *c; c++)
		if (ascii_is_letter_or_digit(*c) || *c == '.' || *c == '-')
			buf_add_byte(say, *c);
	buf_add_text(say, "' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams' version='1.0'>");
}

#define NOTHING                                                                                                        \
	{                                                                                                              \
		NULL, 0                                                                                                \
	}
#define WORDS(literal)                                                                                                 \
	{                                                                                                              \
		literal, sizeof(literal) - 1                                                                           \
	}

/* The last step waits and says nothing. */
static const struct starttls_step smtp[] = {{read_code, "220", NOTHING, write_ehlo},
					    {read_code, "250", WORDS("STARTTLS\r\n"), NULL},
					    {read_code, "220", NOTHING, NULL}};
static const struct starttls_step imap[] = {{read_line, "* OK", WORDS("t STARTTLS\r\n"), NULL},
					    {read_line, "t OK", NOTHING, NULL}};
static const struct starttls_step pop3[] = {{read_line, "+OK", WORDS("STLS\r\n"), NULL},
					    {read_line, "+OK", NOTHING, NULL}};
static const struct starttls_step ftp[] = {{read_code, "220", WORDS("AUTH TLS\r\n"), NULL},
					   {read_code, "234", NOTHING, NULL}};
/* ExtendedRequest of 1.3.6.1.4.1.1466.20037. */
static const struct starttls_step ldap[] = {{NULL, "",
					     WORDS("\x30\x1d\x02\x01\x01\x77\x18\x80\x16"
						   "1.3.6.1.4.1.1466.20037"),
					     NULL},
					    {read_ldap, "", NOTHING, NULL}};
/* Length 8, code 80877103. */
static const struct starttls_step postgresql[] = {{NULL, "", WORDS("\x00\x00\x00\x08\x04\xd2\x16\x2f"), NULL},
						  {read_letter, "S", NOTHING, NULL}};
/* 32 bytes, the second packet: protocol 4.1, SSL, secure connection; 16 MiB; utf8; 23 zeros. */
static const struct starttls_step mysql[] = {
	{read_mysql, "",
	 WORDS("\x20\x00\x00\x01\x00\x8a\x00\x00\x00\x00\x00\x01\x21\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"),
	 NULL},
	{NULL, "", NOTHING, NULL}};
static const struct starttls_step xmpp[] = {
	{NULL, "", NOTHING, write_stream},
	{read_xmpp, "<starttls", WORDS("<starttls xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"), NULL},
	{read_xmpp, "<proceed", NOTHING, NULL}};
/* Connection Request with a negotiation request for TLS and CredSSP. */
static const struct starttls_step rdp[] = {
	{NULL, "", WORDS("\x03\x00\x00\x13\x0e\xe0\x00\x00\x00\x00\x00\x01\x00\x08\x00\x03\x00\x00\x00"), NULL},
	{read_rdp, "", NOTHING, NULL}};

static const struct {
	const char *service;
	const struct starttls_step *steps;
} services[] = {
	{"smtp", smtp},   {"imap", imap}, {"pop3", pop3}, {"ftp", ftp}, {"ldap", ldap}, {"postgresql", postgresql},
	{"mysql", mysql}, {"xmpp", xmpp}, {"rdp", rdp},
};

bool starttls_begin(struct starttls *starttls, const char *service, const char *host, struct str ehlo)
{
	for (size_t i = 0; i < COUNT(services); i++) {
		if (strcmp(services[i].service, service) != 0)
			continue;
		*starttls = (struct starttls){services[i].steps, 0, host, ehlo};
		return true;
	}
	return false;
}

enum starttls_event starttls_next(struct starttls *starttls, struct str heard, struct buf *say)
{
	const struct starttls_step *step = &starttls->steps[starttls->at];
	enum starttls_event event = step->read ? step->read(step->wanted, heard) : STARTTLS_READY;

	if (event == STARTTLS_MORE && heard.n >= STARTTLS_HEARD_MAX)
		return STARTTLS_OTHER;
	if (event != STARTTLS_READY || (!step->write && !step->words.n))
		return event;
	if (step->write)
		step->write(starttls, say);
	else
		buf_add(say, step->words);
	starttls->at++;
	return STARTTLS_SAY;
}
