/* SPDX-License-Identifier: Apache-2.0 */
#include "base/ascii.h"
#include "web/reply_priv.h"

#include <time.h>

/* Referrer-Policy is same-origin: a personal link must not leave by a Referer, and with no-referrer browsers send
 * "Origin: null" with our own forms, which could then not be told from a foreign page's. */
static const char security_headers[] =
	"style-src 'self'; img-src 'self' data:; font-src 'self'; "
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'\r\n"
	"X-Content-Type-Options: nosniff\r\n"
	"X-Frame-Options: DENY\r\n"
	"Referrer-Policy: same-origin\r\n"
	"Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\r\n"
	"Cross-Origin-Opener-Policy: same-origin\r\n"
	"Cross-Origin-Resource-Policy: same-origin\r\n";

static const struct {
	int status;
	const char *words;
} phrases[] = {
	{200, "OK"},
	{303, "See Other"},
	{304, "Not Modified"},
	{400, "Bad Request"},
	{403, "Forbidden"},
	{404, "Not Found"},
	{405, "Method Not Allowed"},
	{408, "Request Timeout"},
	{409, "Conflict"},
	{410, "Gone"},
	{411, "Length Required"},
	{413, "Content Too Large"},
	{414, "URI Too Long"},
	{415, "Unsupported Media Type"},
	{417, "Expectation Failed"},
	{422, "Unprocessable Content"},
	{429, "Too Many Requests"},
	{431, "Request Header Fields Too Large"},
	{500, "Internal Server Error"},
	{501, "Not Implemented"},
	{503, "Service Unavailable"},
	{505, "HTTP Version Not Supported"},
};

static const char *phrase(int status)
{
	for (size_t i = 0; i < COUNT(phrases); i++)
		if (phrases[i].status == status)
			return phrases[i].words;
	return "Status";
}

/* The date in the only form that is still generated (RFC 9110 section 5.6.7), in no locale. */
static void write_date(struct buf *out)
{
	static const char days[][4] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
	static const char months[][4] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
					 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	time_t now = time(NULL);
	struct tm tm;

	gmtime_r(&now, &tm);
	buf_printf(out, "Date: %s, %02d %s %d %02d:%02d:%02d GMT\r\n", days[tm.tm_wday], tm.tm_mday, months[tm.tm_mon],
		   tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

/* A name for the reader's disk (RFC 6266): ASCII as it is, all else escaped in the second form. */
static void write_download_name(const char *name, struct buf *out)
{
	buf_add_text(out, "Content-Disposition: attachment; filename*=UTF-8''");
	for (const char *c = name; *c; c++) {
		bool is_plain = ascii_is_letter_or_digit(*c) || *c == '-' || *c == '.' || *c == '_';

		if (is_plain)
			buf_add_byte(out, *c);
		else
			buf_printf(out, "%%%02X", (unsigned char)*c);
	}
	buf_add_text(out, "\r\n");
}

static void write_if(struct buf *out, const char *name, const char *value)
{
	if (value)
		buf_printf(out, "%s: %s\r\n", name, value);
}

void reply_write_head(const struct reply *reply, const struct reply_wire *wire, struct buf *out)
{
	buf_printf(out, "HTTP/1.1 %d %s\r\n", reply->status, phrase(reply->status));
	write_date(out);
	if (reply->status != 304)
		buf_printf(out, "Content-Length: %zu\r\n", reply->body.size);
	write_if(out, "Content-Type", reply->content_type);
	write_if(out, "Location", reply->location);
	write_if(out, "Allow", wire->allow);
	write_if(out, "ETag", wire->etag);
	write_if(out, "Cache-Control", reply->cache_control ? reply->cache_control : "no-store");
	if (reply->download_name)
		write_download_name(reply->download_name, out);
	for (size_t i = 0; i < reply->cookie_count; i++)
		write_if(out, "Set-Cookie", reply->cookies[i]);
	if (wire->retry_after_s)
		buf_printf(out, "Retry-After: %d\r\n", wire->retry_after_s);
	if (wire->tls_front)
		buf_add_text(out, "Strict-Transport-Security: max-age=31536000\r\n");
	if (wire->closes)
		buf_add_text(out, "Connection: close\r\n");
	buf_add_text(out, "Content-Security-Policy: default-src 'none'; ");
	if (reply->has_script)
		buf_add_text(out, "script-src 'self'; ");
	buf_add_text(out, security_headers);
	buf_add_text(out, "\r\n");
}
