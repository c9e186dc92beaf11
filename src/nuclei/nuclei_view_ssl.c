/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "nuclei/nuclei_view_priv.h"

/* The server's own certificate. */
const struct observation *nuclei_view_ssl_find(const struct nuclei_seen *seen)
{
	for (size_t i = 0; i < seen->count; i++)
		if (strcmp(seen->items[i]->kind, "tls.certificate") == 0 &&
		    value_get_int(seen->items[i]->data, "position", 0) == 0)
			return seen->items[i];
	return NULL;
}

/* "tls10" as observations write it. */
static const char *version_name(const char *name)
{
	static const char *const names[][2] = {{"ssl30", "SSLv3"},
					       {"tls10", "TLSv1.0"},
					       {"tls11", "TLSv1.1"},
					       {"tls12", "TLSv1.2"},
					       {"tls13", "TLSv1.3"}};

	for (size_t i = 0; i < COUNT(names); i++)
		if (strcmp(names[i][0], name) == 0)
			return names[i][1];
	return "";
}

/* What came of the only version that the block offers; without such a limit nobody knows what would be agreed on. */
static struct nuclei_value cipher_of(const struct nuclei_view *view)
{
	const struct nuclei_block *block = view->block;

	for (size_t i = 0; i < view->seen->count && strcmp(block->version_min, block->version_max) == 0; i++) {
		const struct observation *seen = view->seen->items[i];
		if (strcmp(seen->kind, "tls.version") != 0 ||
		    strcmp(value_get_text(seen->data, "version"), version_name(block->version_min)) != 0)
			continue;
		return value_get_bool(seen->data, "accepted")
			       ? nuclei_value_text(str_from(value_get_text(seen->data, "cipher")))
			       : nuclei_value_absent();
	}
	return nuclei_value_unknown();
}

/* CN of "CN=a, O=b". */
static struct nuclei_value common_name(const struct observation *seen, const char *member)
{
	struct str rest = str_from(value_get_text(seen->data, member));

	while (rest.p) {
		struct str part = str_trim(str_cut(&rest, ','));
		if (str_starts(part, "CN=") || str_starts(part, "CN ="))
			return nuclei_value_text(str_trim(str_skip(part, str_index(part, '=') + 1)));
	}
	return nuclei_value_absent();
}

static struct nuclei_value is_wildcard(const struct observation *seen)
{
	const struct value *names = value_get(seen->data, "names");

	for (size_t i = 0; i < value_count(names); i++) {
		const struct value *one = value_at(names, i);
		if (one && one->kind == VALUE_TEXT && str_starts(one->text, "*."))
			return nuclei_value_bool(true);
	}
	return nuclei_value_bool(false);
}

struct nuclei_value nuclei_view_ssl(const struct nuclei_view *view, const char *name)
{
	const struct observation *seen = view->answer;

	if (strcmp(name, "cipher") == 0)
		return cipher_of(view);
	if (!seen)
		return nuclei_value_unknown();
	if (strcmp(name, "subject_dn") == 0 || strcmp(name, "issuer_dn") == 0)
		return nuclei_value_text(str_from(value_get_text(seen->data, name[0] == 's' ? "subject" : "issuer")));
	if (strcmp(name, "subject_cn") == 0 || strcmp(name, "issuer_cn") == 0)
		return common_name(seen, name[0] == 's' ? "subject" : "issuer");
	if (strcmp(name, "expired") == 0)
		return nuclei_value_bool(value_get_int(seen->data, "not_after_ms", 0) < view->seen->now_ms);
	if (strcmp(name, "self_signed") == 0)
		return nuclei_value_bool(value_get_bool(seen->data, "self_signed"));
	if (strcmp(name, "wildcard_certificate") == 0)
		return is_wildcard(seen);
	return nuclei_value_unknown();
}
