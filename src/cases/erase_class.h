/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The classes of content of a case that are erased each as a whole, because one rule says how long they are kept.
 */
#ifndef TENKEN_CASES_ERASE_CLASS_H
#define TENKEN_CASES_ERASE_CLASS_H

#include "base/str.h"

enum erase_class {
	ERASE_ANSWERS,   /* what the company answered in forms */
	ERASE_CONTACT,   /* its name, contact and address, also where the history names it, and reasons given */
	ERASE_MAILS,     /* recipient, subject and text of its mails */
	ERASE_DIAGNOSIS, /* authorised targets, observations and findings */
};
#define ERASE_CLASSES (ERASE_DIAGNOSIS + 1)

const char *erase_class_name(enum erase_class class); /* "answers" */
bool erase_class_parse(struct str name, enum erase_class *ret_class);

#endif
