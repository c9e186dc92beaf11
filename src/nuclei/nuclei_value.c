/* SPDX-License-Identifier: Apache-2.0 */
#include "nuclei/nuclei_value.h"

#include <math.h>
#include <string.h>

struct nuclei_value nuclei_value_unknown(void)
{
	return (struct nuclei_value){.kind = NUCLEI_UNKNOWN};
}

struct nuclei_value nuclei_value_absent(void)
{
	return (struct nuclei_value){.kind = NUCLEI_ABSENT};
}

struct nuclei_value nuclei_value_bool(bool boolean)
{
	return (struct nuclei_value){.kind = NUCLEI_BOOL, .boolean = boolean};
}

struct nuclei_value nuclei_value_number(double number)
{
	return (struct nuclei_value){.kind = NUCLEI_NUMBER, .number = number};
}

struct nuclei_value nuclei_value_text(struct str text)
{
	return (struct nuclei_value){.kind = NUCLEI_TEXT, .text = text.p ? text : STR("")};
}

struct nuclei_value nuclei_value_answer(enum nuclei_answer answer)
{
	return answer == NUCLEI_CANNOT_TELL ? nuclei_value_unknown() : nuclei_value_bool(answer == NUCLEI_YES);
}

enum nuclei_answer nuclei_value_is_true(struct nuclei_value value)
{
	if (value.kind == NUCLEI_BOOL)
		return value.boolean ? NUCLEI_YES : NUCLEI_NO;
	return value.kind == NUCLEI_ABSENT ? NUCLEI_NO : NUCLEI_CANNOT_TELL;
}

bool nuclei_value_as_text(struct arena *arena, struct nuclei_value value, struct str *ret_text)
{
	switch (value.kind) {
	case NUCLEI_TEXT: *ret_text = value.text; return true;
	case NUCLEI_BOOL: *ret_text = value.boolean ? STR("true") : STR("false"); return true;
	case NUCLEI_NUMBER:
		if (fabs(value.number) < 1e15 && value.number == floor(value.number))
			*ret_text = str_from(arena_printf(arena, "%.0f", value.number));
		else
			*ret_text = str_from(arena_printf(arena, "%.17g", value.number));
		return true;
	case NUCLEI_UNKNOWN:
	case NUCLEI_ABSENT:
	case NUCLEI_LIST: break;
	}
	return false;
}

enum nuclei_answer nuclei_value_contains(struct nuclei_value text, struct str part)
{
	if (text.kind != NUCLEI_TEXT)
		return text.kind == NUCLEI_ABSENT ? NUCLEI_NO : NUCLEI_CANNOT_TELL;
	if (part.n == 0 || (text.text.n && memmem(text.text.p, text.text.n, part.p, part.n)))
		return NUCLEI_YES;
	return text.extent == NUCLEI_WHOLE ? NUCLEI_NO : NUCLEI_CANNOT_TELL;
}
