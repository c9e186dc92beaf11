/* SPDX-License-Identifier: Apache-2.0 */
/*
 * All templates of src/web/templates, compiled once when the server starts. A template that does not
 * compile, or that names a partial which does not exist, stops the start: no reader ever meets it.
 */
#ifndef TENKEN_WEB_PAGES_PRIV_H
#define TENKEN_WEB_PAGES_PRIV_H

#include "codec/template.h"

struct page {
	struct str name; /* "apply_page" for src/web/templates/application/apply_page.html */
	const struct template *template;
	bool has_form; /* itself or one of its partials shows {{form_token}} */
};

struct pages {
	struct page *items; /* in the order of their files */
	size_t count;
};

/* ERR_INVALID with "file:line: ..." in the fault. Lives in the arena. */
MUST_USE enum err pages_compile(struct arena *arena, struct pages **ret_pages, struct fault *why);

/* NULL when there is none. */
const struct page *pages_find(const struct pages *pages, struct str name);

#endif
