/* SPDX-License-Identifier: Apache-2.0 */
/*
 * All templates of src/web/templates, compiled once when the server starts. A template that does not
 * compile, or that names a partial which does not exist, stops the start: no reader ever meets it.
 */
#ifndef TENKEN_WEB_PAGE_TEMPLATES_PRIV_H
#define TENKEN_WEB_PAGE_TEMPLATES_PRIV_H

#include "codec/template.h"

struct page_template {
	struct str name; /* "apply_page" for src/web/templates/application/apply_page.html */
	const struct template *template;
	bool has_form; /* itself or one of its partials shows {{form_token}} */
};

struct page_templates {
	struct page_template *items; /* in the order of their files */
	size_t count;
};

/* ERR_INVALID with "file:line: ..." in the fault. Lives in the arena. */
MUST_USE enum err page_templates_compile(struct arena *arena, struct page_templates **ret_templates, struct fault *why);

/* NULL when there is none. */
const struct page_template *page_templates_find(const struct page_templates *templates, struct str name);

#endif
