/* SPDX-License-Identifier: Apache-2.0 */
/* The functions by subject; nuclei_function.c has the table. */
#ifndef TENKEN_NUCLEI_NUCLEI_FUNCTION_PRIV_H
#define TENKEN_NUCLEI_NUCLEI_FUNCTION_PRIV_H

#include "nuclei/nuclei_argument.h"
#include "nuclei/nuclei_function.h"

/* nuclei_function_ask.c: questions about texts */
nuclei_call nuclei_function_compare_versions, nuclei_function_contains, nuclei_function_contains_all,
	nuclei_function_contains_any, nuclei_function_ends_with, nuclei_function_equals_any, nuclei_function_len,
	nuclei_function_line_ends_with, nuclei_function_line_starts_with, nuclei_function_regex,
	nuclei_function_starts_with;

/* nuclei_function_text.c: texts made from texts */
nuclei_call nuclei_function_concat, nuclei_function_index, nuclei_function_join, nuclei_function_repeat,
	nuclei_function_replace, nuclei_function_replace_regex, nuclei_function_reverse, nuclei_function_split,
	nuclei_function_substr, nuclei_function_to_lower, nuclei_function_to_number, nuclei_function_to_string,
	nuclei_function_to_upper, nuclei_function_trim, nuclei_function_trim_left, nuclei_function_trim_prefix,
	nuclei_function_trim_right, nuclei_function_trim_space, nuclei_function_trim_suffix;

/* nuclei_function_code.c: encodings and digests */
nuclei_call nuclei_function_base64, nuclei_function_base64_decode, nuclei_function_base64_py,
	nuclei_function_dec_to_hex, nuclei_function_hex_decode, nuclei_function_hex_encode, nuclei_function_hex_to_dec,
	nuclei_function_html_escape, nuclei_function_html_unescape, nuclei_function_md5, nuclei_function_mmh3,
	nuclei_function_sha1, nuclei_function_sha256, nuclei_function_url_decode, nuclei_function_url_encode;

#endif
