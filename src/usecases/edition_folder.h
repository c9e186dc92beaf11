/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An edition from the folder that holds its files (programme/edition_parts.h): edition.yaml, and what stands in
 * forms/, mails/ and shared/. Other files beside them, such as rehearsal.yaml, are no part of it.
 */
#ifndef TENKEN_USECASES_EDITION_FOLDER_H
#define TENKEN_USECASES_EDITION_FOLDER_H

#include "programme/edition.h"

/* Reads the files into empty parts; names and bytes live in the arena. ERR_NOT_FOUND, ERR_INVALID when the path is no
 * folder, ERR_TOO_LARGE, ERR_IO. */
MUST_USE enum err edition_folder_read(struct arena *arena, const char *path, struct edition_parts *parts,
				      struct fault *why);

/* Reads and checks it whole, as edition_parse does. */
MUST_USE enum err edition_folder_load(const char *path, struct buf *problems, struct edition **ret_edition,
				      struct fault *why);

#endif
