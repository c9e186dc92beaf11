/* SPDX-License-Identifier: Apache-2.0 */
#include "base/asset.h"

const struct asset *asset_find(struct str name)
{
	for (size_t i = 0; i < asset_count; i++)
		if (str_is(name, asset_table[i].name))
			return &asset_table[i];
	return NULL;
}
