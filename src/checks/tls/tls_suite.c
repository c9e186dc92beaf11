/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/tls/tls_suite.h"

struct parts {
	struct str agreement; /* empty for TLS 1.3 */
	struct str cipher;
};

/* False when it is no name of a suite. */
static bool split(struct str name, struct parts *ret_parts)
{
	size_t with = str_find(name, "_WITH_");

	if (!str_starts(name, "TLS_") || with < 4 || str_ends(name, "_SCSV"))
		return false;
	name = str_skip(name, 4);
	if (with == name.n + 4)
		*ret_parts = (struct parts){{"", 0}, name};
	else
		*ret_parts = (struct parts){str_head(name, with - 4), str_skip(name, with + 2)};
	return true;
}

/* Whether one of the words between the underscores is this one. */
static bool has_word(struct str part, const char *word)
{
	while (part.n)
		if (str_is(str_cut(&part, '_'), word))
			return true;
	return false;
}

static bool has_word_of(struct str part, const char *const *words)
{
	for (; *words; words++)
		if (has_word(part, *words))
			return true;
	return false;
}

enum tls_suite_class tls_suite_class(struct str name)
{
	static const char *const export_words[] = {"EXPORT", "EXPORT1024", NULL};
	static const char *const broken[] = {"RC4", "RC2", "DES", "DES40", NULL};
	static const char *const small_block[] = {"3DES", "IDEA", NULL};
	struct parts parts;

	if (!split(name, &parts))
		return TLS_SUITE_UNKNOWN;
	if (has_word_of(parts.agreement, export_words))
		return TLS_SUITE_EXPORT;
	/* RFC 9150's "TLS_SHA256_SHA256" signs and encrypts nothing. */
	if (has_word(parts.cipher, "NULL") || has_word(parts.agreement, "anon") || str_starts(parts.cipher, "SHA"))
		return TLS_SUITE_OPEN;
	if (has_word_of(parts.cipher, broken))
		return TLS_SUITE_BROKEN;
	return has_word_of(parts.cipher, small_block) ? TLS_SUITE_SMALL_BLOCK : TLS_SUITE_SOUND;
}

bool tls_suite_has_forward_secrecy(struct str name)
{
	static const char *const ephemeral[] = {"DHE", "ECDHE", "SRP", "ECCPWD", "anon", NULL};
	struct parts parts;

	if (!split(name, &parts))
		return false;
	return !parts.agreement.n || has_word_of(parts.agreement, ephemeral);
}
