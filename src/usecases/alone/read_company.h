/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Whom a report without a store is about and who sends it: a file of YAML that a person writes. Each member may be
 * missing; an unknown one is a fault, so that a slip of the pen is seen (docs/man/tenken.1, "report").
 */
#ifndef TENKEN_USECASES_ALONE_READ_COMPANY_H
#define TENKEN_USECASES_ALONE_READ_COMPANY_H

#include "base/arena.h"
#include "base/fault.h"

#define COMPANY_FILE_MAX ((size_t)64 * 1024)

struct company_file {
	const char *name, *person; /* "株式会社きぼう精機", "代表取締役 希望 太郎" */
	const char *postcode;      /* "163-8001" */
	const char *address;       /* one or more lines */
	const char *number;        /* the receipt number */
	const char *programme;     /* the name of the call */
	const char *organiser;     /* the public body */
	const char *operator_name; /* "operator": who runs the programme for it */
	const char *contact;       /* of the operator, one line */
	const char *emergency;     /* whom to call when something is strange now */
	const char *remarks;       /* of the expert, for the president */
};

/* A NULL path gives a file of empty texts. ERR_INVALID as "FILE:LINE:COLUMN: reason"; the others as read_file.h says.
 */
MUST_USE enum err read_company(struct arena *arena, const char *path, struct company_file *ret_company,
			       struct fault *why);

#endif
