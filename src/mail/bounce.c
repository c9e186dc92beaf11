/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/bounce.h"

#include <stdio.h>
#include <string.h>

#include <gmime/gmime.h>

#include "base/count.h"
#include "codec/text/mail_address.h"
#include "mail/delivery_status_priv.h"
#include "mail/gmime_priv.h"

#define VERP_PREFIX   "bounce+"
#define PARTS_MAX     32
#define LINES_MAX     1000
#define REPORT_LEVELS 3

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
	static const char *const delivered[] = {"Delivered-To", "X-Original-To"};
	InternetAddressList *to = g_mime_message_get_addresses(mail, GMIME_ADDRESS_TYPE_TO);
	int count = internet_address_list_length(to);

	for (int i = 0; i < count && i < PARTS_MAX && bounce->id == 0; i++) {
		InternetAddress *one = internet_address_list_get_address(to, i);

		if (INTERNET_ADDRESS_IS_MAILBOX(one))
			bounce_address_parse(str_from(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(one))),
					     &bounce->id);
	}
	for (size_t i = 0; i < COUNT(delivered) && bounce->id == 0; i++)
		bounce_address_parse(str_trim(str_from(g_mime_object_get_header(GMIME_OBJECT(mail), delivered[i]))),
				     &bounce->id);
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
		ARENA_SCOPED arena;
		struct str text;

		arena_init(&arena);
		text = delivery_status_unfold(&arena, str_of(bytes->data, bytes->len));
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

static bool is_status_part(GMimeObject *part)
{
	return GMIME_IS_PART(part) &&
	       (is_type(part, "message", "delivery-status") || is_type(part, "message", "global-delivery-status"));
}

static bool is_original(GMimeObject *part)
{
	return is_type(part, "message", "rfc822") || is_type(part, "text", "rfc822-headers") ||
	       is_type(part, "message", "global") || is_type(part, "message", "global-headers");
}

static void read_report(GMimeMultipart *report, struct arena *arena, struct bounce *bounce)
{
	int count = g_mime_multipart_get_count(report);

	for (int i = 0; i < count && i < PARTS_MAX; i++) {
		GMimeObject *part = g_mime_multipart_get_part(report, i);

		if (is_status_part(part)) {
			GByteArray *bytes = content_of(part);

			delivery_status_read(arena, str_of(bytes->data, bytes->len), bounce);
			g_byte_array_free(bytes, TRUE);
		} else if (is_original(part)) {
			read_original(part, bounce);
		}
	}
}

static bool has_status_part(GMimeMultipart *multipart)
{
	int count = g_mime_multipart_get_count(multipart);

	for (int i = 0; i < count && i < PARTS_MAX; i++)
		if (is_status_part(g_mime_multipart_get_part(multipart, i)))
			return true;
	return false;
}

/* The first report at most so many levels down: gateways put one into a multipart/mixed of theirs, or call it that. A
 * report in a mail that somebody forwards is none. */
static GMimeMultipart *find_report(GMimeObject *part, int levels)
{
	GMimeMultipart *found = NULL;
	int count;

	if (!part || !GMIME_IS_MULTIPART(part))
		return NULL;
	if (is_type(part, "multipart", "report") || has_status_part(GMIME_MULTIPART(part)))
		return GMIME_MULTIPART(part);
	count = levels > 0 ? g_mime_multipart_get_count(GMIME_MULTIPART(part)) : 0;
	for (int i = 0; i < count && i < PARTS_MAX && !found; i++)
		found = find_report(g_mime_multipart_get_part(GMIME_MULTIPART(part), i), levels - 1);
	return found;
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

bool bounce_read(struct arena *arena, struct str mail, struct bounce *ret_bounce)
{
	struct bounce bounce = {0};
	GMimeMultipart *report;
	GMimeMessage *read;

	if (mail.n == 0)
		return false;
	gmime_start();
	read = read_mail(str_head(mail, BOUNCE_BYTES_MAX));
	if (!read)
		return false;
	find_verp(read, &bounce);
	report = find_report(g_mime_message_get_mime_part(read), REPORT_LEVELS);
	if (report)
		read_report(report, arena, &bounce);
	g_object_unref(read);
	if (bounce.recipient_count == 0)
		return false;
	*ret_bounce = bounce;
	return true;
}

/* The worst that a recipient met: a mail of ours has one, but a server may report to whom it passed it on. */
static const struct bounce_recipient *worst(const struct bounce *bounce)
{
	const struct bounce_recipient *found = NULL;

	for (size_t i = 0; i < bounce->recipient_count; i++) {
		const struct bounce_recipient *one = &bounce->recipients[i];

		if (one->action > BOUNCE_ACTION_DELAYED || one->status[0] == '\0')
			continue;
		if (!found || one->action < found->action || (one->is_permanent && !found->is_permanent))
			found = one;
	}
	return found;
}

bool bounce_parse(struct str mail, struct bounce *ret_bounce)
{
	const struct bounce_recipient *one;
	struct bounce bounce;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (!bounce_read(&arena, mail, &bounce) || (bounce.id == 0 && bounce.message_id[0] == '\0'))
		return false;
	one = worst(&bounce);
	if (!one)
		return false;
	bounce.action = one->action;
	memcpy(bounce.status, one->status, sizeof(bounce.status));
	bounce.is_permanent = one->is_permanent;
	bounce.recipients = NULL;
	bounce.recipient_count = 0;
	*ret_bounce = bounce;
	return true;
}

const char *bounce_action_name(enum bounce_action action)
{
	return delivery_status_action_name(action);
}
