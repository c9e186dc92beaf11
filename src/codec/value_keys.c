/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/value_keys.h"

const struct value_key *value_keys_find(const struct value_key *keys, struct str name)
{
	const struct value_key *found = NULL;

	for (; keys && !found && (keys->name || keys->inside); keys++) {
		if (!keys->name)
			found = value_keys_find(keys->inside, name);
		else if (str_is(name, keys->name))
			found = keys;
	}
	return found;
}
