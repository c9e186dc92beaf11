/* SPDX-License-Identifier: Apache-2.0 */
/* A visit as a calendar entry, read back by libical (through visit_calendar) and by python3-icalendar. */
#include "visits/visit_invite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "calendar/day.h"
#include "test.h"
#include "visits/visit_calendar.h"

/* Prints method, uid, sequence, status, beginning, end, summary, location and description of each event, one a line. */
#define READER                                                                                                         \
	"import sys,icalendar\n"                                                                                       \
	"c=icalendar.Calendar.from_ical(open(sys.argv[1],'rb').read())\n"                                              \
	"for e in c.walk('VEVENT'):\n"                                                                                 \
	"  for x in (c['METHOD'],e['UID'],e['SEQUENCE'],e['STATUS'],e['DTSTART'].dt.isoformat(),"                      \
	"e['DTEND'].dt.isoformat(),e['SUMMARY'],e.get('LOCATION'),e.get('DESCRIPTION')):\n"                            \
	"    print(str(x).replace(chr(10),'/'))\n"

static struct visit_invite invite(void)
{
	int64_t from_ms = 0;

	day_parse_instant(STR("2025-07-01T10:00:00+09:00"), &from_ms);
	return (struct visit_invite){
		.uid = "visit-17@tenken.example",
		.sequence = 2,
		.from_ms = from_ms,
		.until_ms = from_ms + 90 * 60 * 1000,
		.stamp_ms = from_ms - 5 * DAY_MS,
		.summary = "専門家の訪問（1回目）; 株式会社あおぞら, 本社",
		.location = "東京都千代田区丸の内1-1-1 あおぞらビルディング本館 3階 "
			    "総務部の受付で運営事務局の訪問とお伝えください",
		.description = "日時の変更は、3日前までにお願いします。\nC:\\temp は使いません。",
		.organizer = "desk@tenken.example",
		.attendee = "soumu+tenken@aozora.example",
	};
}

static void format(struct buf *out, const struct visit_invite *of)
{
	buf_init(out, VISIT_INVITE_MAX);
	assert_int_equal(visit_invite_format(of, out, NULL), ERR_OK);
}

static void no_line_is_longer_than_75_octets_and_none_breaks_a_character(void **state)
{
	struct visit_invite of = invite();
	BUF_SCOPED out;
	struct str rest;

	format(&out, &of);
	for (rest = buf_str(&out); rest.n > 0;) {
		struct str line = str_cut(&rest, '\n');
		assert_true(line.n <= 76 && line.n > 0 && line.p[line.n - 1] == '\r');
		if (line.p[0] == ' ')
			assert_int_not_equal((unsigned char)line.p[1] & 0xc0, 0x80);
	}
}

static void another_parser_reads_what_was_written(void **state)
{
	struct visit_invite of = invite();
	char path[] = "/tmp/tenken-invite-XXXXXX", command[2000], read[2000] = "";
	BUF_SCOPED out;
	FILE *file = fdopen(mkstemp(path), "w");
	size_t size;

	if (system("/usr/bin/python3 -c 'import icalendar' 2>/dev/null") != 0) {
		unlink(path);
		skip();
	}
	format(&out, &of);
	assert_int_equal(fwrite(buf_text(&out), 1, out.size, file), out.size);
	fclose(file);
	snprintf(command, sizeof(command), "/usr/bin/python3 -c \"%s\" %s", READER, path);
	file = popen(command, "r");
	size = fread(read, 1, sizeof(read) - 1, file);
	assert_int_equal(pclose(file), 0);
	unlink(path);
	read[size] = '\0';
	assert_string_equal(read, "REQUEST\nvisit-17@tenken.example\n2\nCONFIRMED\n2025-07-01T10:00:00+09:00\n"
				  "2025-07-01T11:30:00+09:00\n専門家の訪問（1回目）; 株式会社あおぞら, 本社\n"
				  "東京都千代田区丸の内1-1-1 あおぞらビルディング本館 3階 "
				  "総務部の受付で運営事務局の訪問とお伝えください\n"
				  "日時の変更は、3日前までにお願いします。/C:\\temp は使いません。\n");
}

static size_t busy_times(struct arena *arena, const struct visit_invite *of, struct visit_window **ret_busy)
{
	struct visit_window period = {of->from_ms - 30 * DAY_MS, of->from_ms + 30 * DAY_MS};
	BUF_SCOPED out;
	size_t count = 99;

	format(&out, of);
	assert_int_equal(visit_calendar_read(arena, buf_str(&out), period, ret_busy, &count, NULL), ERR_OK);
	return count;
}

static void a_visit_makes_busy_and_its_cancellation_does_not(void **state)
{
	ARENA_SCOPED arena = {0};
	struct visit_invite of = invite();
	struct visit_window *busy;

	assert_int_equal(busy_times(&arena, &of, &busy), 1);
	assert_int_equal(busy[0].from_ms, of.from_ms);
	assert_int_equal(busy[0].until_ms, of.until_ms);
	of.is_cancelled = true;
	of.sequence = 3;
	assert_int_equal(busy_times(&arena, &of, &busy), 0);
	assert_string_equal(visit_invite_method(&of), "CANCEL");
}

static void what_would_end_a_line_or_a_parameter_is_refused_or_harmless(void **state)
{
	struct visit_invite of = invite();
	BUF_SCOPED out;

	of.summary = "a\r\nATTENDEE:mailto:other@example.jp";
	format(&out, &of);
	assert_null(strstr(buf_text(&out), "\nATTENDEE:"));
	of = invite();
	of.attendee = "a@example.jp\r\nX:1";
	assert_int_equal(visit_invite_format(&of, &out, NULL), ERR_INVALID);
	of = invite();
	of.summary = "\xff";
	assert_int_equal(visit_invite_format(&of, &out, NULL), ERR_INVALID);
	of = invite();
	of.until_ms = of.from_ms;
	assert_int_equal(visit_invite_format(&of, &out, NULL), ERR_INVALID);
}

int test_visit_invite(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_line_is_longer_than_75_octets_and_none_breaks_a_character),
		cmocka_unit_test(another_parser_reads_what_was_written),
		cmocka_unit_test(a_visit_makes_busy_and_its_cancellation_does_not),
		cmocka_unit_test(what_would_end_a_line_or_a_parameter_is_refused_or_harmless),
	};

	return cmocka_run_group_tests_name("visit_invite", tests, NULL, NULL);
}
