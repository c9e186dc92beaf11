/* SPDX-License-Identifier: Apache-2.0 */
#include "data/real_data.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

bool real_data_is_there(void)
{
	if (!access("../shared/data", R_OK | X_OK))
		return true;
	puts("skipped: ../shared/data is not there");
	return false;
}

bool real_data_each_line(const char *name, real_data_line *each, void *context)
{
	char path[256], command[320], *line = NULL;
	size_t room = 0;
	ssize_t size;
	FILE *pipe;

	snprintf(path, sizeof(path), "../shared/data/%s", name);
	snprintf(command, sizeof(command), "xz -dc '%s'", path);
	if (access(path, R_OK) || !(pipe = popen(command, "r"))) {
		fprintf(stderr, "skipped: %s is not there\n", path);
		return false;
	}
	while ((size = getline(&line, &room, pipe)) > 0)
		each(context, str_trim(str_of(line, (size_t)size)));
	free(line);
	return pclose(pipe) == 0;
}

struct str real_data_text(struct str line, const char *quoted_key)
{
	size_t at = str_find(line, quoted_key);
	struct str rest = str_skip(line, at);

	str_cut(&rest, ':');
	str_cut(&rest, '"');
	return at < line.n && rest.p ? str_cut(&rest, '"') : STR("");
}
