/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/bounce.h"

#include <stdio.h>
#include <string.h>

#include <gmime/gmime.h>

#include "codec/mail_address.h"
#include "mail/gmime_priv.h"

#define VERP_PREFIX "bounce+"
#define PARTS_MAX   32
#define LINES_MAX   1000

bool bounce_address_format(int64_t id, const char *domain, char ret_address[BOUNCE_ADDRESS_SIZE])
{
	char address[BOUNCE_ADDRESS_SIZE];
	int size = snprintf(address, sizeof(address), VERP_PREFIX "%lld@%s", (long long)id, domain);

	if (id <= 0 || size < 0 || (size_t)size >= sizeof(address) || !mail_address_is_sendable(str_from(address)))
		return false;
	memcpy(ret_address, address, sizeof(address));
	return true;
}

bool bounce_address_parse(struct str address, int64_t *ret_id)
{
	struct str digits = str_head(address, str_index(address, '@'));
	int64_t id;

	if (digits.n == address.n || !str_eq_ascii_case(str_head(digits, strlen(VERP_PREFIX)), STR(VERP_PREFIX)))
		return false;
	if (!str_to_i64(str_skip(digits, strlen(VERP_PREFIX)), &id) || id <= 0)
		return false;
	*ret_id = id;
	return true;
}

static void find_verp(GMimeMessage *mail, struct bounce *bounce)
{
	InternetAddressList *to = g_mime_message_get_addresses(mail, GMIME_ADDRESS_TYPE_TO);
	int count = internet_address_list_length(to);

	for (int i = 0; i < count && i < PARTS_MAX && bounce->id == 0; i++) {
		InternetAddress *one = internet_address_list_get_address(to, i);

		if (INTERNET_ADDRESS_IS_MAILBOX(one))
			bounce_address_parse(str_from(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one))),
					     &bounce->id);
	}
}

/* "5.1.1": class 2, 4 or 5, two numbers of up to three digits (RFC 3463 section 2). */
static bool is_status(struct str s)
{
	struct str class = str_cut(&s, '.');
	struct str subject = str_cut(&s, '.');
	uint64_t number;

	if (class.n != 1 || !strchr("245", class.p[0]) || subject.n > 3 || s.n > 3)
		return false;
	return str_to_u64(subject, &number) && str_to_u64(s, &number);
}

/* The fields of the notification, all its groups in one: a mail of ours has one recipient. */
static bool read_status(struct str text, struct bounce *bounce)
{
	bool failed = false, delayed = false;

	for (int lines = 0; text.p && lines < LINES_MAX; lines++) {
		struct str value = str_trim(str_cut(&text, '\n'));
		struct str name = str_trim(str_cut(&value, ':'));

		value = str_trim(value);
		if (str_eq_ascii_case(name, STR("Action"))) {
			failed = failed || str_eq_ascii_case(value, STR("failed"));
			delayed = delayed || str_eq_ascii_case(value, STR("delayed"));
		} else if (str_eq_ascii_case(name, STR("Status"))) {
			/* A comment may follow: "5.1.1 (user unknown)". */
			struct str status = str_head(value, str_index(value, ' '));

			if (is_status(status))
				snprintf(bounce->status, sizeof(bounce->status), "%.*s", (int)status.n, status.p);
		}
	}
	bounce->is_permanent = failed && bounce->status[0] == '5';
	return bounce->status[0] != '\0' && (failed || delayed);
}

static GByteArray *content_of(GMimeObject *part)
{
	GMimeStream *stream = g_mime_stream_mem_new();
	GMimeDataWrapper *content = g_mime_part_get_content(GMIME_PART(part));
	GByteArray *bytes;

	if (content)
		g_mime_data_wrapper_write_to_stream(content, stream);
	g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
	bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	g_object_unref(stream);
	return bytes;
}

static void set_message_id(struct bounce *bounce, const char *id)
{
	if (id && strlen(id) < sizeof(bounce->message_id))
		snprintf(bounce->message_id, sizeof(bounce->message_id), "%s", id);
}

/* The copy of our mail: whole, or its headers only, as a text. */
static void read_original(GMimeObject *part, struct bounce *bounce)
{
	if (GMIME_IS_MESSAGE_PART(part)) {
		GMimeMessage *ours = g_mime_message_part_get_message(GMIME_MESSAGE_PART(part));

		set_message_id(bounce, ours ? g_mime_message_get_message_id(ours) : NULL);
		return;
	}
	if (GMIME_IS_PART(part)) {
		GByteArray *bytes = content_of(part);
		struct str text = str_of(bytes->data, bytes->len);

		for (int lines = 0; text.p && lines < LINES_MAX && bounce->message_id[0] == '\0'; lines++) {
			struct str value = str_trim(str_cut(&text, '\n'));

			if (str_eq_ascii_case(str_trim(str_cut(&value, ':')), STR("Message-ID"))) {
				char *id = g_strndup(value.p ? value.p : "", value.n);
				char *decoded = g_mime_utils_decode_message_id(id);

				set_message_id(bounce, decoded);
				g_free(decoded);
				g_free(id);
			}
		}
		g_byte_array_free(bytes, TRUE);
	}
}

static bool is_type(GMimeObject *part, const char *type, const char *subtype)
{
	GMimeContentType *found = g_mime_object_get_content_type(part);

	return found && g_mime_content_type_is_type(found, type, subtype);
}

static bool read_report(GMimeMultipart *report, struct bounce *bounce)
{
	int count = g_mime_multipart_get_count(report);
	bool is_notification = false;

	for (int i = 0; i < count && i < PARTS_MAX; i++) {
		GMimeObject *part = g_mime_multipart_get_part(report, i);

		if (is_type(part, "message", "delivery-status") && GMIME_IS_PART(part)) {
			GByteArray *bytes = content_of(part);

			is_notification = read_status(str_of(bytes->data, bytes->len), bounce) || is_notification;
			g_byte_array_free(bytes, TRUE);
		} else if (is_type(part, "message", "rfc822") || is_type(part, "text", "rfc822-headers")) {
			read_original(part, bounce);
		}
	}
	return is_notification;
}

static GMimeMessage *read_mail(struct str mail)
{
	GMimeStream *stream = g_mime_stream_mem_new_with_buffer(mail.p, mail.n);
	GMimeParser *parser = g_mime_parser_new_with_stream(stream);
	GMimeMessage *read = g_mime_parser_construct_message(parser, NULL);

	g_object_unref(parser);
	g_object_unref(stream);
	return read;
}

bool bounce_parse(struct str mail, struct bounce *ret_bounce)
{
	struct bounce bounce = {0};
	bool is_bounce = false;
	GMimeMessage *read;
	GMimeObject *part;

	if (mail.n == 0)
		return false;
	gmime_start();
	read = read_mail(str_head(mail, BOUNCE_BYTES_MAX));
	if (!read)
		return false;
	part = g_mime_message_get_mime_part(read);
	find_verp(read, &bounce);
	if (part && is_type(part, "multipart", "report") && GMIME_IS_MULTIPART(part))
		is_bounce = read_report(GMIME_MULTIPART(part), &bounce);
	g_object_unref(read);
	if (!is_bounce || (bounce.id == 0 && bounce.message_id[0] == '\0'))
		return false;
	*ret_bounce = bounce;
	return true;
}
