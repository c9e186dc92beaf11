/* SPDX-License-Identifier: Apache-2.0 */
#include "visits/visit_invite.h"

#include <string.h>

#include "calendar/day.h"
#include "codec/utf8.h"

#define LINE_OCTETS 75 /* RFC 5545 section 3.1: without the line's end */
#define LINE_MAX    (16 * 1024)
#define JAPAN_MS    (9 * (int64_t)60 * 60 * 1000)

/* One content line, folded between characters. */
static void add_line(struct buf *out, struct str line)
{
	size_t room = LINE_OCTETS;

	while (line.n > room) {
		size_t cut = room;
		while (cut > 0 && ((unsigned char)line.p[cut] & 0xc0) == 0x80)
			cut--;
		buf_add(out, str_head(line, cut));
		buf_add_text(out, "\r\n ");
		line = str_skip(line, cut);
		room = LINE_OCTETS - 1; /* the space counts */
	}
	buf_add(out, line);
	buf_add_text(out, "\r\n");
}

/* A value of type TEXT (section 3.3.11). */
static void add_text(struct buf *out, const char *name, const char *text)
{
	BUF_SCOPED line;

	if (text[0] == '\0')
		return;
	buf_init(&line, LINE_MAX);
	buf_printf(&line, "%s:", name);
	for (const char *p = text; *p; p++) {
		if (*p == '\n')
			buf_add_text(&line, "\\n");
		else if (*p == '\\' || *p == ';' || *p == ',')
			buf_printf(&line, "\\%c", *p);
		else
			buf_add_byte(&line, (unsigned char)*p < ' ' || *p == 0x7f ? ' ' : *p);
	}
	if (line.full)
		out->full = true;
	add_line(out, buf_str(&line));
}

static void add_time(struct buf *out, const char *name, int64_t instant_ms, const char *end)
{
	int64_t day = instant_ms / DAY_MS, second = instant_ms % DAY_MS / 1000;
	struct civil civil = day_to_civil(day);

	buf_printf(out, "%s:%04d%02d%02dT%02d%02d%02d%s\r\n", name, civil.year, civil.month, civil.day,
		   (int)(second / 3600), (int)(second / 60 % 60), (int)(second % 60), end);
}

static enum err check_token(const char *token, const char *what, struct fault *why)
{
	size_t size = strlen(token);

	if (size == 0 || size > 250)
		return fault_set(why, ERR_INVALID, "%s has %zu bytes; 1 to 250 are possible", what, size);
	for (const char *p = token; *p; p++)
		if (*p <= ' ' || *p >= 0x7f || strchr("\",;:\\<>", *p))
			return fault_set(why, ERR_INVALID, "%s holds a character that it may not", what);
	return ERR_OK;
}

static enum err check(const struct visit_invite *invite, struct fault *why)
{
	const char *const texts[] = {invite->summary, invite->location, invite->description};
	enum err err = check_token(invite->uid, "the uid", why);

	if (!err)
		err = check_token(invite->organizer, "the organizer's address", why);
	if (!err)
		err = check_token(invite->attendee, "the attendee's address", why);
	for (size_t i = 0; !err && i < COUNT(texts); i++)
		if (!utf8_is_valid(str_from(texts[i])))
			err = fault_set(why, ERR_INVALID, "a text of the visit is not UTF-8");
	if (!err && (invite->until_ms <= invite->from_ms || invite->from_ms < 0 || invite->sequence < 0))
		err = fault_set(why, ERR_INVALID, "the visit ends before it begins, or was never made");
	return err;
}

const char *visit_invite_method(const struct visit_invite *invite)
{
	return invite->is_cancelled ? "CANCEL" : "REQUEST";
}

enum err visit_invite_format(const struct visit_invite *invite, struct buf *out, struct fault *why)
{
	enum err err = check(invite, why);
	BUF_SCOPED attendee;

	if (err)
		return err;
	buf_init(&attendee, LINE_MAX);
	buf_printf(out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Tenken//Tenken//JA\r\nMETHOD:%s\r\n",
		   visit_invite_method(invite));
	/* Japan has had one offset since 1952. */
	buf_add_text(out, "BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
			  "TZOFFSETFROM:+0900\r\nTZOFFSETTO:+0900\r\nTZNAME:JST\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n");
	buf_add_text(out, "BEGIN:VEVENT\r\n");
	add_text(out, "UID", invite->uid);
	buf_printf(out, "SEQUENCE:%d\r\nSTATUS:%s\r\n", invite->sequence,
		   invite->is_cancelled ? "CANCELLED" : "CONFIRMED");
	add_time(out, "DTSTAMP", invite->stamp_ms, "Z");
	add_time(out, "DTSTART;TZID=Asia/Tokyo", invite->from_ms + JAPAN_MS, "");
	add_time(out, "DTEND;TZID=Asia/Tokyo", invite->until_ms + JAPAN_MS, "");
	add_text(out, "SUMMARY", invite->summary);
	add_text(out, "LOCATION", invite->location);
	add_text(out, "DESCRIPTION", invite->description);
	buf_printf(&attendee, "ORGANIZER:mailto:%s", invite->organizer);
	add_line(out, buf_str(&attendee));
	buf_clear(&attendee);
	buf_printf(&attendee, "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:%s", invite->attendee);
	add_line(out, buf_str(&attendee));
	buf_add_text(out, "END:VEVENT\r\nEND:VCALENDAR\r\n");
	return buf_finish(out, "the calendar of a visit", why);
}
