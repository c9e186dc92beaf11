/* SPDX-License-Identifier: Apache-2.0 */
#include "people/role.h"

static const struct {
	enum role role;
	const char *name;
} roles[] = {
	{ROLE_VISITOR, "visitor"},
	{ROLE_COMPANY, "company"},
	{ROLE_SECRETARIAT, "secretariat"},
	{ROLE_TOKYO, "tokyo"},
	{ROLE_EXPERT, "expert"},
	{ROLE_DIAGNOSIS, "diagnosis"},
	{ROLE_ADMINISTRATOR, "administrator"},
};

const char *role_name(enum role role)
{
	for (size_t i = 0; i < COUNT(roles); i++)
		if (roles[i].role == role)
			return roles[i].name;
	return "unknown";
}

bool role_parse(struct str name, enum role *ret_role)
{
	for (size_t i = 0; i < COUNT(roles); i++) {
		if (str_is(name, roles[i].name)) {
			*ret_role = roles[i].role;
			return true;
		}
	}
	return false;
}
