/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/erase_class.h"

static const char *const names[ERASE_CLASSES] = {"answers", "contact", "mails", "diagnosis"};

const char *erase_class_name(enum erase_class class)
{
	return names[class];
}

bool erase_class_parse(struct str name, enum erase_class *ret_class)
{
	for (size_t i = 0; i < ERASE_CLASSES; i++)
		if (str_is(name, names[i])) {
			*ret_class = (enum erase_class)i;
			return true;
		}
	return false;
}
