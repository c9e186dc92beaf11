/* SPDX-License-Identifier: Apache-2.0 */
#include "nuclei/nuclei_view.h"

#include <string.h>

#include "nuclei/nuclei_view_priv.h"

#define BANNER_RECORDED 2048 /* bytes, docs/observation.schema.json */

static const struct observation *find_banner(const struct nuclei_seen *seen)
{
	for (size_t i = 0; i < seen->count; i++)
		if (strcmp(seen->items[i]->kind, "service.banner") == 0)
			return seen->items[i];
	return NULL;
}

void nuclei_view_init(struct nuclei_view *view, struct arena *arena, const struct nuclei_seen *seen,
		      const struct nuclei_block *block, size_t request)
{
	*view = (struct nuclei_view){.arena = arena, .seen = seen, .block = block, .request = request};
	switch (block->protocol) {
	case NUCLEI_HTTP: view->answer = nuclei_view_http_find(seen, block, request); break;
	case NUCLEI_DNS: view->answer = nuclei_view_dns_find(view); break;
	case NUCLEI_TCP: view->answer = find_banner(seen); break;
	case NUCLEI_SSL: view->answer = nuclei_view_ssl_find(seen); break;
	}
}

/* What the service said. A template that speaks first may have heard more than was recorded. */
static struct nuclei_value banner_of(const struct nuclei_view *view)
{
	struct nuclei_value banner;

	if (!view->answer)
		return nuclei_value_unknown();
	banner = nuclei_value_text(str_from(value_get_text(view->answer->data, "text")));
	if (view->block->has_input)
		banner.extent = NUCLEI_PIECE;
	else if (banner.text.n >= BANNER_RECORDED)
		banner.extent = NUCLEI_HEAD;
	return banner;
}

/* "body_2" is the body of the second request. */
static struct nuclei_value http_value(const struct nuclei_view *view, const char *name)
{
	const char *last = strrchr(name, '_');
	uint64_t number;

	if (view->block->is_numbered && last && str_to_u64(str_from(last + 1), &number)) {
		if (number < 1 || number > view->block->request_count)
			return nuclei_value_unknown();
		return nuclei_view_http(view, nuclei_view_http_find(view->seen, view->block, (size_t)number - 1),
					arena_strndup(view->arena, name, (size_t)(last - name)));
	}
	return nuclei_view_http(view, view->answer, name);
}

static struct nuclei_value protocol_value(const struct nuclei_view *view, const char *name)
{
	switch (view->block->protocol) {
	case NUCLEI_HTTP: return http_value(view, name);
	case NUCLEI_DNS: return nuclei_view_dns(view, name);
	case NUCLEI_SSL: return nuclei_view_ssl(view, name);
	case NUCLEI_TCP: break;
	}
	return strcmp(name, "data") == 0 || strcmp(name, "raw") == 0 || strcmp(name, "body") == 0
		       ? banner_of(view)
		       : nuclei_value_unknown();
}

struct nuclei_value nuclei_view_lookup(const void *context, const char *name)
{
	const struct nuclei_view *view = context;

	for (size_t i = 0; i < view->taken_count; i++)
		if (strcmp(view->taken[i].name, name) == 0)
			return view->taken[i].value;
	/* What an extractor should have taken and did not: its part may not be known. */
	for (size_t i = 0; i < view->block->extractor_count; i++)
		if (view->block->extractors[i].is_internal && strcmp(view->block->extractors[i].name, name) == 0)
			return nuclei_value_unknown();
	if ((strcmp(name, "Host") == 0 || strcmp(name, "host") == 0) && view->answer)
		return nuclei_value_text(str_from(view->answer->target));
	return protocol_value(view, name);
}
