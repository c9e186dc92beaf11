/* SPDX-License-Identifier: Apache-2.0 */
#include "base/fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum err fault_set(struct fault *why, enum err code, const char *format, ...)
{
	va_list args;

	if (!why)
		return code;
	why->code = code;
	va_start(args, format);
	vsnprintf(why->text, sizeof(why->text), format, args);
	va_end(args);
	return code;
}

enum err fault_prefix(struct fault *why, enum err code, const char *format, ...)
{
	char before[sizeof(why->text)];
	va_list args;
	size_t used;

	if (!why)
		return code;
	memcpy(before, why->text, sizeof(before));
	before[sizeof(before) - 1] = '\0';
	why->code = code;
	va_start(args, format);
	vsnprintf(why->text, sizeof(why->text), format, args);
	va_end(args);
	used = strlen(why->text);
	snprintf(why->text + used, sizeof(why->text) - used, ": %s", before);
	return code;
}
