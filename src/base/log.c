/* SPDX-License-Identifier: Apache-2.0 */
#include "base/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>

#include "base/buf.h"

/* Control characters and quotes would break the line or the JSON. */
static void add_escaped(struct buf *line, const char *text)
{
	for (const unsigned char *p = (const unsigned char *)text; *p; p++) {
		if (*p == '"' || *p == '\\')
			buf_printf(line, "\\%c", *p);
		else if (*p < 0x20 || *p == 0x7f)
			buf_printf(line, "\\u%04x", *p);
		else
			buf_add_byte(line, (char)*p);
	}
}

static void write_line(const char *level, const char *format, va_list args)
{
	char text[2048];
	struct timespec now;
	struct tm utc;
	BUF_SCOPED line;

	vsnprintf(text, sizeof(text), format, args);
	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &utc);
	buf_init(&line, 8 * sizeof(text));
	buf_printf(&line, "{\"time\":\"%04d-%02d-%02dT%02d:%02d:%02d.%03ldZ\",\"level\":\"%s\",\"text\":\"",
		   utc.tm_year + 1900, utc.tm_mon + 1, utc.tm_mday, utc.tm_hour, utc.tm_min, utc.tm_sec,
		   now.tv_nsec / 1000000, level);
	add_escaped(&line, text);
	buf_add_text(&line, "\"}\n");
	fwrite(buf_text(&line), 1, buf_str(&line).n, stderr); /* one write keeps lines whole */
}

#define DEFINE_LOG(function, level)                                                                                    \
	void function(const char *format, ...)                                                                         \
	{                                                                                                              \
		va_list args;                                                                                          \
		va_start(args, format);                                                                                \
		write_line(level, format, args);                                                                       \
		va_end(args);                                                                                          \
	}

DEFINE_LOG(log_error, "error")
DEFINE_LOG(log_warning, "warning")
DEFINE_LOG(log_info, "info")
