/* SPDX-License-Identifier: Apache-2.0 */
/* Every command of tenken, ended by a NULL name. */
#ifndef TENKEN_MAIN_COMMAND_TABLE_H
#define TENKEN_MAIN_COMMAND_TABLE_H

#include "cli/command.h"

extern const struct command command_table[];

#endif
