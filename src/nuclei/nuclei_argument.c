/* SPDX-License-Identifier: Apache-2.0 */
#include "nuclei/nuclei_argument.h"

char *nuclei_argument_room(struct nuclei_scope *scope, size_t size)
{
	if (scope->work > NUCLEI_EXPRESSION_WORK || size > NUCLEI_EXPRESSION_WORK - scope->work)
		return NULL;
	scope->work += size;
	return arena_alloc(scope->arena, size + 1);
}

bool nuclei_argument_whole(struct nuclei_scope *scope, struct nuclei_value argument, struct str *ret_text)
{
	if (argument.kind == NUCLEI_TEXT && argument.extent != NUCLEI_WHOLE)
		return false;
	return nuclei_value_as_text(scope->arena, argument, ret_text);
}
