/* SPDX-License-Identifier: Apache-2.0 */
#include "nuclei/nuclei_function.h"

#include <stdlib.h>
#include <string.h>

#include "nuclei/nuclei_function_priv.h"

#define MANY NUCLEI_ARGUMENTS_MAX

/* Sorted by name. */
static const struct nuclei_function functions[] = {
	{"base64", 1, 1, nuclei_function_base64},
	{"base64_decode", 1, 1, nuclei_function_base64_decode},
	{"base64_py", 1, 1, nuclei_function_base64_py},
	{"compare_versions", 2, MANY, nuclei_function_compare_versions},
	{"concat", 1, MANY, nuclei_function_concat},
	{"contains", 2, 2, nuclei_function_contains},
	{"contains_all", 2, MANY, nuclei_function_contains_all},
	{"contains_any", 2, MANY, nuclei_function_contains_any},
	{"dec_to_hex", 1, 1, nuclei_function_dec_to_hex},
	{"ends_with", 2, MANY, nuclei_function_ends_with},
	{"endswith", 2, MANY, nuclei_function_ends_with},
	{"equals_any", 2, MANY, nuclei_function_equals_any},
	{"hex_decode", 1, 1, nuclei_function_hex_decode},
	{"hex_encode", 1, 1, nuclei_function_hex_encode},
	{"hex_to_dec", 1, 1, nuclei_function_hex_to_dec},
	{"html_escape", 1, 1, nuclei_function_html_escape},
	{"html_unescape", 1, 1, nuclei_function_html_unescape},
	{"index", 2, 2, nuclei_function_index},
	{"join", 2, MANY, nuclei_function_join},
	{"len", 1, 1, nuclei_function_len},
	{"line_ends_with", 2, MANY, nuclei_function_line_ends_with},
	{"line_starts_with", 2, MANY, nuclei_function_line_starts_with},
	{"md5", 1, 1, nuclei_function_md5},
	{"mmh3", 1, 1, nuclei_function_mmh3},
	{"regex", 2, 2, nuclei_function_regex},
	{"repeat", 2, 2, nuclei_function_repeat},
	{"replace", 3, 3, nuclei_function_replace},
	{"replace_regex", 3, 3, nuclei_function_replace_regex},
	{"reverse", 1, 1, nuclei_function_reverse},
	{"sha1", 1, 1, nuclei_function_sha1},
	{"sha256", 1, 1, nuclei_function_sha256},
	{"split", 2, 3, nuclei_function_split},
	{"starts_with", 2, MANY, nuclei_function_starts_with},
	{"startswith", 2, MANY, nuclei_function_starts_with},
	{"substr", 2, 3, nuclei_function_substr},
	{"to_lower", 1, 1, nuclei_function_to_lower},
	{"to_number", 1, 1, nuclei_function_to_number},
	{"to_string", 1, 1, nuclei_function_to_string},
	{"to_upper", 1, 1, nuclei_function_to_upper},
	{"tolower", 1, 1, nuclei_function_to_lower},
	{"tostring", 1, 1, nuclei_function_to_string},
	{"toupper", 1, 1, nuclei_function_to_upper},
	{"trim", 2, 2, nuclei_function_trim},
	{"trim_left", 2, 2, nuclei_function_trim_left},
	{"trim_prefix", 2, 2, nuclei_function_trim_prefix},
	{"trim_right", 2, 2, nuclei_function_trim_right},
	{"trim_space", 1, 1, nuclei_function_trim_space},
	{"trim_suffix", 2, 2, nuclei_function_trim_suffix},
	{"url_decode", 1, 1, nuclei_function_url_decode},
	{"url_encode", 1, 1, nuclei_function_url_encode},
	{"urldecode", 1, 1, nuclei_function_url_decode},
	{"urlencode", 1, 1, nuclei_function_url_encode},
};

static int compare(const void *name, const void *function)
{
	const struct str wanted = *(const struct str *)name;
	const char *known = ((const struct nuclei_function *)function)->name;
	const int order = strncmp(wanted.p, known, wanted.n);

	return order ? order : -(known[wanted.n] != '\0');
}

const struct nuclei_function *nuclei_function_find(struct str name)
{
	if (!name.n)
		return NULL;
	return bsearch(&name, functions, COUNT(functions), sizeof(functions[0]), compare);
}
