/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Turns the no of a permission rule (people/permission.h) into a refusal that names the role and the deed.
 */
#ifndef TENKEN_USECASES_PERMISSION_DEMAND_H
#define TENKEN_USECASES_PERMISSION_DEMAND_H

#include "base/fault.h"
#include "people/permission.h"

/* ERR_DENIED, unless allowed. what: "check an application". */
MUST_USE enum err permission_demand(bool is_allowed, const struct actor *actor, const char *what, struct fault *why);

#endif
