/* SPDX-License-Identifier: Apache-2.0 */
/* The functions by subject; nuclei_function.c has the table. */
#ifndef TENKEN_NUCLEI_NUCLEI_FUNCTION_PRIV_H
#define TENKEN_NUCLEI_NUCLEI_FUNCTION_PRIV_H

#include "nuclei/nuclei_function.h"

/* nuclei_function_ask.c: questions about texts */
nuclei_call nuclei_call_compare_versions, nuclei_call_contains, nuclei_call_contains_all, nuclei_call_contains_any,
	nuclei_call_ends_with, nuclei_call_equals_any, nuclei_call_len, nuclei_call_line_ends_with,
	nuclei_call_line_starts_with, nuclei_call_regex, nuclei_call_starts_with;

/* nuclei_function_text.c: texts made from texts */
nuclei_call nuclei_call_concat, nuclei_call_index, nuclei_call_join, nuclei_call_repeat, nuclei_call_replace,
	nuclei_call_replace_regex, nuclei_call_reverse, nuclei_call_split, nuclei_call_substr, nuclei_call_to_lower,
	nuclei_call_to_number, nuclei_call_to_string, nuclei_call_to_upper, nuclei_call_trim, nuclei_call_trim_left,
	nuclei_call_trim_prefix, nuclei_call_trim_right, nuclei_call_trim_space, nuclei_call_trim_suffix;

/* nuclei_function_code.c: encodings and digests */
nuclei_call nuclei_call_base64, nuclei_call_base64_decode, nuclei_call_base64_py, nuclei_call_dec_to_hex,
	nuclei_call_hex_decode, nuclei_call_hex_encode, nuclei_call_hex_to_dec, nuclei_call_html_escape,
	nuclei_call_html_unescape, nuclei_call_md5, nuclei_call_mmh3, nuclei_call_sha1, nuclei_call_sha256,
	nuclei_call_url_decode, nuclei_call_url_encode;

#endif
