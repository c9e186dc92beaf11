/* SPDX-License-Identifier: Apache-2.0 */
#include "web/home.h"

const char *home_of_role(enum role role)
{
	switch (role) {
	case ROLE_SECRETARIAT: return "/desk";
	case ROLE_TOKYO: return "/approve";
	case ROLE_EXPERT: return "/expert";
	case ROLE_DIAGNOSIS: return "/diagnosis";
	case ROLE_ADMINISTRATOR: return "/admin";
	case ROLE_COMPANY: return "/my";
	case ROLE_VISITOR: break;
	}
	return "/";
}
