/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The folder of the following call from the folder of this one (usecases/system/edition_next.h): all its files, copied,
 * and edition.yaml with the next year's dates. It is a draft for people: "tenken edition check" judges it, "tenken
 * edition add" takes it.
 */
#ifndef TENKEN_USECASES_SYSTEM_EDITION_NEW_H
#define TENKEN_USECASES_SYSTEM_EDITION_NEW_H

#include "usecases/system/edition_next.h"

/* from: a folder, or the name of one in programmes/. The new folder stands beside it, named by its id ("tokyo-r8").
 * *ret_folder: its path. ERR_CONFLICT when it is there already; ERR_NOT_FOUND and ERR_INVALID for the folder; errors of
 * edition_next; ERR_IO. */
MUST_USE enum err edition_new(struct arena *arena, const char *from, const char **ret_folder,
			      struct edition_next *ret_next, struct fault *why);

#endif
