/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/permission_demand.h"

enum err permission_demand(bool is_allowed, const struct actor *actor, const char *what, struct fault *why)
{
	if (is_allowed)
		return ERR_OK;
	if (!actor->role)
		return fault_set(why, ERR_DENIED, "the program itself may not %s", what);
	return fault_set(why, ERR_DENIED, "a person in the role %s may not %s here", role_name(actor->role), what);
}
