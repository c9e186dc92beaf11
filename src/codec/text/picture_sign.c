/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/text/picture_sign.h"

#include <utf8proc.h>

#include "base/count.h"
#include "codec/utf8.h"

struct range {
	uint32_t first, last;
};

/* Blocks of the Unicode standard that hold pictures, also such as are counted among letters, digits or marks. */
static const struct range pictures[] = {
	{0x2300, 0x243f},   /* technical: watch, hourglass, key caps */
	{0x2600, 0x27bf},   /* miscellaneous signs, dingbats */
	{0x2800, 0x28ff},   /* braille patterns */
	{0x2b00, 0x2bff},   /* arrows and stars */
	{0xfe0e, 0xfe0f},   /* as text, as a picture; the sequences of ideographs use others */
	{0xfff9, 0xffff},   /* stands for what could not be read */
	{0x1d400, 0x1d7ff}, /* mathematical letters, with which names are decorated */
};

/* Of these blocks, what JIS X 0208 has. */
static const uint32_t usual[] = {0x2312, 0x2605, 0x2606, 0x2640, 0x2642, 0x266a, 0x266d, 0x266f};

static bool is_usual(uint32_t c)
{
	for (size_t i = 0; i < COUNT(usual); i++)
		if (usual[i] == c)
			return true;
	return false;
}

static bool is_picture(uint32_t c)
{
	for (size_t i = 0; i < COUNT(pictures); i++)
		if (c >= pictures[i].first && c <= pictures[i].last)
			return true;
	return false;
}

/* Planes 2 and 3 are kept for ideographs, and grow. */
static bool is_ideograph_plane(uint32_t c)
{
	return c >= 0x20000 && c <= 0x3ffff;
}

static bool is_refused(uint32_t c)
{
	if (is_ideograph_plane(c) || is_usual(c))
		return false;
	switch (utf8proc_category((utf8proc_int32_t)c)) {
	case UTF8PROC_CATEGORY_CO:
	case UTF8PROC_CATEGORY_CN:
	case UTF8PROC_CATEGORY_ME: return true; /* a frame around the sign before it */
	case UTF8PROC_CATEGORY_SO:
	case UTF8PROC_CATEGORY_SK:
	case UTF8PROC_CATEGORY_SM: return c > 0xffff || is_picture(c);
	default: return is_picture(c);
	}
}

bool picture_sign_stands_in(struct str text)
{
	while (text.n) {
		uint32_t c = 0;
		size_t length = utf8_decode(text, &c);

		if (!length || is_refused(c))
			return length != 0;
		text = str_skip(text, length);
	}
	return false;
}
