/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/text/mail_address.h"

#include <string.h>

#include "base/ascii.h"

#define LOCAL_LENGTH_MAX 64 /* RFC 5321 section 4.5.3.1.1 */

/* atext of RFC 5322 and the dot. */
static bool is_local_byte(char c)
{
	return ascii_is_letter_or_digit(c) || (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~.", c));
}

static bool is_domain_byte(char c)
{
	return ascii_is_letter_or_digit(c) || c == '-' || c == '.';
}

static bool is_domain(struct str domain)
{
	if (domain.n == 0 || domain.p[0] == '.' || domain.p[0] == '-' || str_ends(domain, ".") ||
	    str_find(domain, "..") < domain.n)
		return false;
	for (size_t i = 0; i < domain.n; i++)
		if (!is_domain_byte(domain.p[i]))
			return false;
	return true;
}

struct str mail_address_domain(struct str address)
{
	size_t at = address.n;

	while (at > 0 && address.p[at - 1] != '@')
		at--;
	return at ? str_skip(address, at) : (struct str){NULL, 0};
}

bool mail_address_is_sendable(struct str address)
{
	struct str local = str_head(address, str_index(address, '@'));

	if (address.n > MAIL_ADDRESS_LENGTH_MAX || local.n == 0 || local.n > LOCAL_LENGTH_MAX || local.n == address.n)
		return false;
	/* A '-' in front could be read as an option by a program that the mail passes. */
	if (local.p[0] == '-')
		return false;
	for (size_t i = 0; i < local.n; i++)
		if (!is_local_byte(local.p[i]))
			return false;
	return is_domain(str_skip(address, local.n + 1));
}
