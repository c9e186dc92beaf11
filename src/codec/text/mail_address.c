/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/text/mail_address.h"

#include <string.h>

#include "base/ascii.h"

#define LOCAL_LENGTH_MAX 64 /* RFC 5321 section 4.5.3.1.1 */
#define LABEL_LENGTH_MAX 63 /* RFC 1035 section 2.3.4 */

/* atext of RFC 5322 and the dot. */
static bool is_local_byte(char c)
{
	return ascii_is_letter_or_digit(c) || (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~.", c));
}

static bool is_label(struct str label)
{
	if (label.n == 0 || label.n > LABEL_LENGTH_MAX || label.p[0] == '-' || label.p[label.n - 1] == '-')
		return false;
	for (size_t i = 0; i < label.n; i++)
		if (!ascii_is_letter_or_digit(label.p[i]) && label.p[i] != '-')
			return false;
	return true;
}

static bool has_letter(struct str label)
{
	for (size_t i = 0; i < label.n; i++)
		if (!ascii_is_digit(label.p[i]))
			return true;
	return false;
}

/* "1.2.3.4" is the address of a machine, which would stand in brackets. */
static bool is_domain(struct str domain)
{
	for (;;) {
		struct str label = str_head(domain, str_index(domain, '.'));
		if (!is_label(label))
			return false;
		if (label.n == domain.n)
			return has_letter(label);
		domain = str_skip(domain, label.n + 1);
	}
}

struct str mail_address_domain(struct str address)
{
	size_t at = address.n;

	while (at > 0 && address.p[at - 1] != '@')
		at--;
	return at ? str_skip(address, at) : (struct str){NULL, 0};
}

enum mail_address_fault mail_address_judge(struct str address)
{
	struct str local = str_head(address, str_index(address, '@')), domain = mail_address_domain(address);

	if (address.n > MAIL_ADDRESS_LENGTH_MAX || local.n == 0 || local.n > LOCAL_LENGTH_MAX ||
	    local.n + 1 + domain.n != address.n)
		return MAIL_ADDRESS_NO_ADDRESS; /* no @ among them, or two */
	for (size_t i = 0; i < local.n; i++)
		if (!is_local_byte(local.p[i]))
			return MAIL_ADDRESS_NO_ADDRESS;
	if (local.p[0] == '-')
		return MAIL_ADDRESS_DASH_FIRST;
	return is_domain(domain) ? MAIL_ADDRESS_FINE : MAIL_ADDRESS_DOMAIN;
}

bool mail_address_is_sendable(struct str address)
{
	return mail_address_judge(address) == MAIL_ADDRESS_FINE;
}
