/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The registers of DATA/knowledge: registry-corporate, registry-postal, registry-predecessor and registry-past, each a
 * table (registry/registry_table.h) that an import replaces whole. Opened for one question: a file of millions of rows
 * is mapped, not read.
 */
#ifndef TENKEN_LIBRARY_REGISTRY_FILE_H
#define TENKEN_LIBRARY_REGISTRY_FILE_H

#include "registry/company_list_row.h"
#include "registry/corporate_row.h"
#include "registry/postal_row.h"
#include "registry/registry_table.h"

struct registry_file {
	struct str bytes;
	struct registry_table table; /* empty when nothing was imported */
	bool is_there;
};

/* "corporate", "postal", "predecessor", "past" */
const char *registry_file_name(enum registry_kind kind);

/* DATA/knowledge/registry-NAME */
char *registry_file_path(struct arena *arena, const char *data, enum registry_kind kind);

/* data may be NULL, and a register that was never imported is no error: it is empty. ERR_CORRUPT names the file and
 * says what to do, ERR_IO. */
MUST_USE enum err registry_file_open(const char *data, enum registry_kind kind, struct registry_file *ret_file,
				     struct fault *why);
void registry_file_close(struct registry_file *file);

/* Under knowledge_lock_take(): puts these parts in the file's place; they must open as such a table. */
MUST_USE enum err registry_file_replace(const char *data, enum registry_kind kind, const struct str *parts,
					size_t count, struct fault *why);

#endif
