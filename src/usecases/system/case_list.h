/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The cases of the store as plain facts, for the administrator of the machine and for those who check the office from
 * outside: no name of a company.
 */
#ifndef TENKEN_USECASES_SYSTEM_CASE_LIST_H
#define TENKEN_USECASES_SYSTEM_CASE_LIST_H

#include "codec/value.h"
#include "usecases/office.h"

/* Maps of number, receipt, edition, state, course, holds_place and arrived (RFC 3339), in the order of arrival in the
 * store. edition: its id, "" for all. */
MUST_USE enum err case_list(const struct office *office, struct arena *arena, const char *edition,
			    struct value **ret_list, struct fault *why);

/* One of them, by its receipt number, with "history": its entries in order, and "notes": when staff wrote one, and its
 * kind. ERR_NOT_FOUND. */
MUST_USE enum err case_list_one(const struct office *office, struct arena *arena, struct str receipt,
				struct value **ret_map, struct fault *why);

#endif
