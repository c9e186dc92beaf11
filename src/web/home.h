/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The first page of each role: where signing in leads, and the mark at the head of every page.
 */
#ifndef TENKEN_WEB_HOME_H
#define TENKEN_WEB_HOME_H

#include "people/role.h"

/* A path of ours. */
const char *home_of_role(enum role role);

#endif
