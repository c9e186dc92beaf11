/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/lang.h"
#include "cli/command.h"
#include "cli/say.h"
#include "disk/new_file.h"
#include "usecases/alone/anonymise_table.h"

static bool read_k(const char *text, size_t *ret_k)
{
	uint64_t k;

	if (!str_to_u64(str_from(text), &k) || k < 2 || k > ANONYMISE_K_MAX)
		return false;
	*ret_k = (size_t)k;
	return true;
}

static enum err write_out(struct command_call *call, const struct anonymise_table_result *result, struct fault *why)
{
	const char *path = command_value(call, "dictionary");
	struct str bytes = buf_str(result->dictionary);
	enum err err = path ? new_file_write(path, 0644, &bytes, 1, why) : ERR_OK;

	if (err)
		return err;
	fwrite(buf_text(result->csv), 1, buf_str(result->csv).n, stdout);
	command_end_output(call);
	say_note(result->is_counts ? "cli.anonymise.table" : "cli.anonymise.data", result->summary);
	return ERR_OK;
}

enum err cmd_anonymise(struct command_call *call, struct fault *why)
{
	struct anonymise_table order = {
		.path = "-",
		.quasi = command_text(call, "quasi"),
		.keep = command_text(call, "keep"),
		.published = command_value(call, "published"),
		.lang = lang_of_environment(),
	};
	struct anonymise_table_result result = {0};
	enum err err;
	BUF_SCOPED csv;
	BUF_SCOPED dictionary;

	buf_init(&csv, ANONYMISE_OUT_MAX);
	buf_init(&dictionary, ANONYMISE_OUT_MAX);
	if (!read_k(command_text(call, "k"), &order.k))
		return command_refuse(call, "cli.anonymise", "k", command_text(call, "k"));
	result.csv = &csv;
	result.dictionary = &dictionary;
	err = anonymise_table(call->arena, &order, &result, why);
	return err ? err : write_out(call, &result, why);
}
