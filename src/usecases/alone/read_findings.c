/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/alone/read_findings.h"

#include "disk/read_file.h"

enum err read_findings(struct arena *arena, const char *path, struct finding_list *ret_list, struct fault *why)
{
	struct finding_list list = {.arena = arena};
	struct str rest;
	enum err err = read_file(arena, path, FINDINGS_FILE_MAX, &rest, why);

	for (size_t number = 1; !err && rest.n; number++) {
		struct str line = str_trim(str_cut(&rest, '\n'));
		struct finding finding;
		if (!line.n)
			continue;
		err = finding_parse(arena, line, &finding, why);
		if (err)
			return fault_prefix(why, ERR_INVALID, "%s:%zu", path, number);
		finding_list_add(&list, &finding);
	}
	if (!err)
		*ret_list = list;
	return err;
}
