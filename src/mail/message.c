/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/message.h"

#include <string.h>

#include <gmime/gmime.h>

#include "codec/text/mail_address.h"
#include "mail/encoded_word_priv.h"
#include "mail/gmime_priv.h"

#define JAPAN_SECONDS_EAST (9 * 3600)
#define HEADER_BYTES_MAX   4096
#define ID_MAX_BYTES       200
#define URL_MAX_BYTES      900 /* RFC 5322 section 2.1.1: a line of 998 with its name */

/* Valid UTF-8, no control character, at most max bytes. */
static enum err check_line(const char *text, const char *what, size_t max, struct fault *why)
{
	size_t size = strlen(text);

	if (size > max)
		return fault_set(why, ERR_TOO_LARGE, "%s has %zu bytes; at most %zu", what, size, max);
	if (!g_utf8_validate(text, (gssize)size, NULL))
		return fault_set(why, ERR_INVALID, "%s is not valid UTF-8", what);
	for (const char *p = text; *p; p = g_utf8_next_char(p))
		if (g_unichar_iscntrl(g_utf8_get_char(p)))
			return fault_set(why, ERR_INVALID, "%s holds a control character", what);
	return ERR_OK;
}

/* Visible ASCII without the brackets that end it. */
static enum err check_token(const char *text, const char *what, size_t max, struct fault *why)
{
	size_t size = strlen(text);

	if (size == 0 || size > max)
		return fault_set(why, ERR_INVALID, "%s has %zu bytes; 1 to %zu are possible", what, size, max);
	for (const char *p = text; *p; p++)
		if (*p <= ' ' || *p >= 0x7f || *p == '<' || *p == '>')
			return fault_set(why, ERR_INVALID, "%s holds a character that it may not", what);
	return ERR_OK;
}

static enum err check_address(const char *address, const char *what, struct fault *why)
{
	if (!mail_address_is_sendable(str_from(address)))
		return fault_set(why, ERR_INVALID, "%s is not an address that mail can be sent to", what);
	return ERR_OK;
}

static enum err check_body(const char *body, struct fault *why)
{
	size_t size = strlen(body);

	if (size > MESSAGE_BODY_MAX)
		return fault_set(why, ERR_TOO_LARGE, "the body has %zu bytes; at most %d", size, MESSAGE_BODY_MAX);
	if (!g_utf8_validate(body, (gssize)size, NULL))
		return fault_set(why, ERR_INVALID, "the body is not valid UTF-8");
	return ERR_OK;
}

static enum err check(const struct message *message, struct fault *why)
{
	enum err err = check_address(message->from, "the sender", why);

	if (!err)
		err = check_address(message->to, "the recipient", why);
	if (!err && message->reply_to)
		err = check_address(message->reply_to, "the reply address", why);
	if (!err && message->from_name)
		err = check_line(message->from_name, "the sender's name", MESSAGE_NAME_MAX, why);
	if (!err)
		err = check_line(message->subject, "the subject", MESSAGE_SUBJECT_MAX, why);
	if (!err)
		err = check_token(message->message_id, "the Message-ID", ID_MAX_BYTES, why);
	if (!err && message->list_unsubscribe)
		err = check_token(message->list_unsubscribe, "List-Unsubscribe", URL_MAX_BYTES, why);
	return err ? err : check_body(message->body, why);
}

static bool is_ascii(const char *text)
{
	while (*text && (unsigned char)*text < 0x80)
		text++;
	return *text == '\0';
}

/* Adds a header with its value as it is: GMime would encode and break a long address, and cut a long subject inside a
 * character. */
static void set_raw(GMimeMessage *mime, const char *name, const char *value)
{
	GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(mime));
	char *raw = g_strdup_printf(" %s\n", value);

	g_mime_header_list_set(headers, name, "", "utf-8");
	g_mime_header_set_raw_value(g_mime_header_list_get_header(headers, name), raw);
	g_free(raw);
}

static void set_subject(GMimeMessage *mime, const char *subject)
{
	BUF_SCOPED value;

	buf_init(&value, HEADER_BYTES_MAX);
	encoded_word_write(&value, str_from(subject));
	set_raw(mime, "Subject", buf_text(&value));
}

static void set_from(GMimeMessage *mime, const char *name, const char *address)
{
	BUF_SCOPED value;

	buf_init(&value, HEADER_BYTES_MAX);
	if (name && name[0]) {
		encoded_word_write_name(&value, str_from(name));
		buf_add_text(&value, "\n ");
	}
	buf_printf(&value, "<%s>", address);
	set_raw(mime, "From", buf_text(&value));
}

static void set_date(GMimeMessage *mime, int64_t date_ms)
{
	GTimeZone *japan = g_time_zone_new_offset(JAPAN_SECONDS_EAST);
	GDateTime *utc = g_date_time_new_from_unix_utc(date_ms / 1000);
	GDateTime *local = utc ? g_date_time_to_timezone(utc, japan) : NULL;

	if (local) {
		g_mime_message_set_date(mime, local);
		g_date_time_unref(local);
	}
	if (utc)
		g_date_time_unref(utc);
	g_time_zone_unref(japan);
}

static void set_headers(GMimeMessage *mime, const struct message *message)
{
	set_date(mime, message->date_ms);
	set_from(mime, message->from_name, message->from);
	g_mime_message_add_mailbox(mime, GMIME_ADDRESS_TYPE_TO, NULL, message->to);
	if (message->reply_to)
		g_mime_message_add_mailbox(mime, GMIME_ADDRESS_TYPE_REPLY_TO, NULL, message->reply_to);
	set_subject(mime, message->subject);
	g_mime_message_set_message_id(mime, message->message_id);
	/* RFC 3834: so that no machine answers a machine. */
	set_raw(mime, "Auto-Submitted", "auto-generated");
	if (message->list_unsubscribe) {
		char *bracketed = g_strdup_printf("<%s>", message->list_unsubscribe);

		set_raw(mime, "List-Unsubscribe", bracketed);
		g_free(bracketed);
	}
}

/* The body with one kind of line end. Base64 carries the canonical CRLF (RFC 2049 section 4); quoted-printable
 * gets LF here, since GMime writes its line ends itself. */
static GString *body_with_line_ends(const char *body, const char *end)
{
	GString *text = g_string_new(NULL);

	for (const char *p = body; *p; p++) {
		if (*p == '\r' && p[1] == '\n')
			continue;
		if (*p == '\n' || *p == '\r')
			g_string_append(text, end);
		else
			g_string_append_c(text, *p);
	}
	return text;
}

static void set_body(GMimeMessage *mime, const char *body)
{
	bool plain = is_ascii(body);
	GString *text = body_with_line_ends(body, plain ? "\n" : "\r\n");
	GMimePart *part = g_mime_part_new_with_type("text", "plain");
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(text->str, text->len);
	GMimeDataWrapper *content = g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);

	g_mime_object_set_content_type_parameter(GMIME_OBJECT(part), "charset", "utf-8");
	g_mime_part_set_content_encoding(part, plain ? GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE
						     : GMIME_CONTENT_ENCODING_BASE64);
	g_mime_part_set_content(part, content);
	g_mime_message_set_mime_part(mime, GMIME_OBJECT(part));
	g_object_unref(content);
	g_object_unref(stream);
	g_object_unref(part);
	g_string_free(text, TRUE);
}

enum err message_format(const struct message *message, struct buf *out, struct fault *why)
{
	enum err err = check(message, why);
	GMimeFormatOptions *options;
	GMimeMessage *mime;
	char *bytes;

	if (err)
		return err;
	gmime_start();
	mime = g_mime_message_new(FALSE);
	set_headers(mime, message);
	set_body(mime, message->body);
	options = g_mime_format_options_new();
	g_mime_format_options_set_newline_format(options, GMIME_NEWLINE_FORMAT_DOS);
	bytes = g_mime_object_to_string(GMIME_OBJECT(mime), options);
	buf_add_text(out, bytes);
	if (!str_ends(buf_str(out), "\r\n"))
		buf_add_text(out, "\r\n");
	g_free(bytes);
	g_mime_format_options_free(options);
	g_object_unref(mime);
	return buf_finish(out, "the mail", why);
}
