/* SPDX-License-Identifier: Apache-2.0 */
#include "base/lang.h"

#include <stdlib.h>
#include <string.h>

#include "base/count.h"

enum lang lang_of_environment(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	for (size_t i = 0; i < COUNT(names); i++) {
		const char *value = getenv(names[i]);
		if (value && value[0])
			return strncmp(value, "ja", 2) == 0 ? LANG_JA : LANG_EN;
	}
	return LANG_EN;
}
