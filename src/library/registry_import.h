/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Takes the files of a register into DATA/knowledge: corporate numbers as the National Tax Agency publishes them,
 * postal codes as Japan Post does, an office's lists of companies that the predecessor programme checked or that were
 * supported before; CSV in UTF-8 or Shift_JIS, also packed by gzip or xz. All files of one import together are the
 * register.
 */
#ifndef TENKEN_LIBRARY_REGISTRY_IMPORT_H
#define TENKEN_LIBRARY_REGISTRY_IMPORT_H

#include "base/arena.h"
#include "base/fault.h"
#include "registry/registry_table.h"

struct registry_import_watch {
	void (*on_wrong)(void *context, const char *path, uint64_t line, const char *text); /* a row passed over */
	void (*on_progress)(void *context, uint64_t done, uint64_t total);                  /* bytes */
	void *context;
};

struct registry_import {
	uint64_t taken, passed, wrong; /* rows */
};

/* "corporate", "postal", "predecessor", "past"; false for anything else. */
bool registry_import_parse(struct str name, enum registry_kind *ret_kind);

/*
 * A wrong row is told and passed over. Nothing is changed, and the old register stands, when the file ends to make
 * sense (an open quote, a second encoding), when more than one row in a hundred is wrong, or when it is less than half
 * of what is there (ERR_INVALID: it is another file, or a part). is_dry: it is only read, and wrong rows are told.
 * ERR_BUSY while another import runs, ERR_NOT_FOUND, ERR_IO.
 */
MUST_USE enum err registry_import(const char *data, enum registry_kind kind, const char *const *paths, size_t count,
				  bool is_dry, const struct registry_import_watch *watch,
				  struct registry_import *ret_import, struct fault *why);

#endif
