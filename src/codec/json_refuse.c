/* SPDX-License-Identifier: Apache-2.0 */
#include <stdarg.h>
#include <stdio.h>

#include "codec/json_reader_priv.h"

void json_reader_refuse(struct json_reader *reader, const char *format, ...)
{
	char text[sizeof(reader->refusal.text)];
	va_list args;

	if (reader->is_refused || reader->fault.code)
		return;
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	reader->is_refused = true;
	fault_set(&reader->refusal, ERR_INVALID, "%s", text);
}

bool json_reader_is_refused(const struct json_reader *reader)
{
	return reader->is_refused;
}

enum err json_reader_take_refusal(struct json_reader *reader, struct fault *why)
{
	if (!reader->is_refused || json_reader_fault(reader, NULL))
		return ERR_OK;
	reader->is_refused = false;
	return fault_set(why, ERR_INVALID, "%s", reader->refusal.text);
}

enum err json_reader_fault(const struct json_reader *reader, struct fault *why)
{
	return reader->fault.code ? fault_set(why, reader->fault.code, "%s", reader->fault.text) : ERR_OK;
}
