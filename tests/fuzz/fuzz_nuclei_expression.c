/* SPDX-License-Identifier: Apache-2.0 */
/* An expression and the body that it asks about, parted by the first NUL. A bad one must say where; a good one must
 * give the same twice, and with less known of the body it may only become "cannot be told", never the opposite. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "nuclei/nuclei_expression.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct nuclei_value lookup(const void *context, const char *name)
{
	if (strcmp(name, "body") == 0)
		return *(const struct nuclei_value *)context;
	if (strcmp(name, "status_code") == 0)
		return nuclei_value_number(200);
	return strcmp(name, "unseen") == 0 ? nuclei_value_unknown() : nuclei_value_absent();
}

static enum nuclei_answer run(struct arena *arena, const struct nuclei_expression *expression,
			      struct nuclei_patterns *patterns, struct nuclei_value body)
{
	struct nuclei_scope scope = {.arena = arena, .patterns = patterns, .lookup = lookup, .context = &body};

	return nuclei_value_is_true(nuclei_expression_run(expression, &scope));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str rest = str_of(data, size), text = str_cut(&rest, '\0');
	struct nuclei_value body = nuclei_value_text(rest), head = nuclei_value_text(str_head(rest, rest.n / 2));
	const struct nuclei_expression *expression = NULL;
	enum nuclei_answer whole, part;
	struct nuclei_patterns *patterns;
	const char *what = NULL;
	struct fault why = {0};
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (nuclei_expression_parse(&arena, text, &expression, &what, &why)) {
		if (expression || strncmp(why.text, "expression", 10) != 0 ||
		    (why.code == ERR_UNSUPPORTED) != (what != NULL))
			abort();
		return 0;
	}
	head.extent = NUCLEI_HEAD;
	patterns = nuclei_pattern_store_new();
	whole = run(&arena, expression, patterns, body);
	if (whole != run(&arena, expression, patterns, body))
		abort();
	part = run(&arena, expression, patterns, head);
	if (part != NUCLEI_CANNOT_TELL && whole != NUCLEI_CANNOT_TELL && part != whole)
		abort();
	nuclei_pattern_store_free(patterns);
	return 0;
}
