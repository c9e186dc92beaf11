/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/template_priv.h"

/* --- compiling --- */

struct compiling {
	struct arena *arena;
	struct template *template;
	struct str source;
	size_t at;                       /* what stands before it is compiled */
	size_t tag_at;                   /* where the present tag begins */
	size_t open[TEMPLATE_STACK_MAX]; /* sections that are not closed yet */
	size_t open_count;
	struct fault *why;
};

size_t template_line(const struct template *template, size_t at)
{
	size_t line = 1;

	for (size_t i = 0; i < at && i < template->source.n; i++)
		line += template->source.p[i] == '\n';
	return line;
}

enum err template_refuse(const struct template *template, size_t at, const char *problem, struct str what,
			 struct fault *why)
{
	size_t line = template_line(template, at);

	if (!*template->name)
		return fault_set(why, ERR_INVALID, "line %zu: %s \"%.*s\"", line, problem, (int)what.n, what.p);
	return fault_set(why, ERR_INVALID, "%s:%zu: %s \"%.*s\"", template->name, line, problem, (int)what.n, what.p);
}

static enum err fail(struct compiling *c, size_t at, const char *problem, struct str what)
{
	return template_refuse(c->template, at, problem, what, c->why);
}

static struct node *add_node(struct compiling *c, enum node_kind kind, struct str text)
{
	struct template *t = c->template;
	struct node *node;

	t->nodes = arena_grow(c->arena, t->nodes, t->count, &t->cap, sizeof(*t->nodes));
	node = &t->nodes[t->count++];
	*node = (struct node){.kind = kind, .text = text, .at = c->tag_at};
	return node;
}

static bool is_name(struct str name)
{
	for (size_t i = 0; i < name.n; i++) {
		char c = name.p[i];
		bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
		if (!is_letter && c != '_' && c != '-' && c != '.' && c != '/')
			return false;
	}
	return name.n > 0;
}

static enum err close_section(struct compiling *c, size_t at, struct str name)
{
	struct node *section;

	if (c->open_count == 0)
		return fail(c, at, "this closes a section that is not open:", name);
	section = &c->template->nodes[c->open[--c->open_count]];
	if (!str_eq(section->text, name))
		return fail(c, at, "another section is open here than", name);
	section->end = c->template->count;
	return ERR_OK;
}

static enum err open_section(struct compiling *c, size_t at, enum node_kind kind, struct str name)
{
	if (c->open_count == TEMPLATE_STACK_MAX)
		return fail(c, at, "sections are nested too deep at", name);
	add_node(c, kind, name);
	c->open[c->open_count++] = c->template->count - 1;
	return ERR_OK;
}

/* "t:key" or "t:key.{{name}}": what stands in the tag, with the inner braces. */
static enum err add_words(struct compiling *c, size_t at, struct str tag)
{
	size_t inner = str_find(tag, "{{");
	struct str part = {NULL, 0};
	struct str key = str_head(tag, inner);

	if (inner < tag.n)
		part = str_trim(str_head(str_skip(tag, inner + 2), tag.n - inner - 4));
	if (inner < tag.n && (!str_ends(tag, "}}") || !is_name(part)))
		return fail(c, at, "bad key of a text:", tag);
	if (!is_name(key))
		return fail(c, at, "bad key of a text:", tag);
	add_node(c, NODE_WORDS, key)->key_part = part;
	return ERR_OK;
}

static enum err compile_tag(struct compiling *c, size_t at, struct str tag)
{
	struct str name = tag.n ? str_trim(str_skip(tag, 1)) : tag;
	char sigil = tag.n ? tag.p[0] : '\0';

	if (sigil == '!')
		return ERR_OK;
	if (str_starts(tag, "t:"))
		return add_words(c, at, str_trim(str_skip(tag, 2)));
	if (sigil != '#' && sigil != '^' && sigil != '/' && sigil != '>')
		name = tag;
	if (!is_name(name))
		return fail(c, at, "this is no name:", tag);
	switch (sigil) {
	case '#': return open_section(c, at, NODE_SECTION, name);
	case '^': return open_section(c, at, NODE_INVERTED, name);
	case '/': return close_section(c, at, name);
	case '>': add_node(c, NODE_PARTIAL, name); return ERR_OK;
	default: add_node(c, NODE_VALUE, name); return ERR_OK;
	}
}

/* Index behind the "}}" that ends the tag whose inside starts at `from`; 0 when there is none. A text's key
 * may hold one pair of braces. */
static size_t tag_end(struct str source, size_t from)
{
	size_t depth = 1;

	for (size_t i = from; i + 1 < source.n; i++) {
		struct str here = str_skip(source, i);
		if (str_starts(here, "{{")) {
			depth++;
			i++;
		} else if (str_starts(here, "}}")) {
			i++;
			if (--depth == 0)
				return i + 1;
		}
	}
	return 0;
}

/* A section, comment or partial alone on its line takes the line with it. Returns where the text before the
 * tag ends and moves *next behind the line's end. */
static size_t trim_own_line(struct str source, size_t start, size_t *next)
{
	size_t before = start, after = *next;

	while (before > 0 && (source.p[before - 1] == ' ' || source.p[before - 1] == '\t'))
		before--;
	while (after < source.n && (source.p[after] == ' ' || source.p[after] == '\t'))
		after++;
	if (before > 0 && source.p[before - 1] != '\n')
		return start;
	if (after < source.n && source.p[after] != '\n')
		return start;
	*next = after < source.n ? after + 1 : after;
	return before;
}

static bool may_stand_alone(struct str tag)
{
	return tag.n && (tag.p[0] == '#' || tag.p[0] == '^' || tag.p[0] == '/' || tag.p[0] == '!' || tag.p[0] == '>');
}

static enum err compile_all(struct compiling *c)
{
	while (c->at < c->source.n) {
		size_t start = c->at + str_find(str_skip(c->source, c->at), "{{");
		size_t next, text_end = start;
		struct str tag;
		enum err err;

		next = start < c->source.n ? tag_end(c->source, start + 2) : c->source.n;
		if (next == 0)
			return fail(c, start, "this tag is not closed:", str_head(str_skip(c->source, start), 20));
		tag = start < c->source.n ? str_trim(str_of(c->source.p + start + 2, next - start - 4)) : STR("!");
		if (start < c->source.n && may_stand_alone(tag))
			text_end = trim_own_line(c->source, start, &next);
		if (text_end > c->at)
			add_node(c, NODE_TEXT, str_of(c->source.p + c->at, text_end - c->at));
		c->tag_at = start;
		err = compile_tag(c, start, tag);
		if (err)
			return err;
		c->at = next;
	}
	if (c->open_count)
		return fail(c, c->source.n, "this section is not closed:", c->template->nodes[c->open[0]].text);
	return ERR_OK;
}

enum err template_compile(struct arena *arena, const char *name, struct str source, struct template **ret_template,
			  struct fault *why)
{
	struct template *template = arena_alloc(arena, sizeof(*template));
	struct compiling c = {.arena = arena, .template = template, .why = why};
	enum err err;

	template->name = arena_strdup(arena, name);
	template->source = c.source = str_of(str_dup(arena, source), source.n);
	err = compile_all(&c);
	if (!err)
		*ret_template = template;
	return err;
}

/* --- rendering --- */

struct rendering {
	const struct template_source *source;
	enum template_syntax syntax;
	enum lang lang;
	struct buf *out;
	struct fault *why;
	const struct value *stack[TEMPLATE_STACK_MAX];
	size_t stack_count;
	unsigned depth;
};

/* "a.b.c": a is looked for from the innermost context outwards, the rest inside it. */
static const struct value *look_up(const struct rendering *r, struct str name)
{
	struct str rest = name, first;
	const struct value *found = NULL;

	if (str_is(name, "."))
		return r->stack_count ? r->stack[r->stack_count - 1] : NULL;
	first = str_cut(&rest, '.');
	for (size_t i = r->stack_count; !found && i-- > 0;)
		found = value_get_str(r->stack[i], first);
	while (found && rest.p)
		found = value_get_str(found, str_cut(&rest, '.'));
	return found;
}

static const char *const html_escapes[256] = {
	['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;",
};

/* Most bytes need no escape, so they are copied in whole runs: rendering a page spends its time here. */
static void add_html(struct buf *out, struct str text)
{
	size_t from = 0;

	for (size_t i = 0; i < text.n; i++) {
		const char *escape = html_escapes[(unsigned char)text.p[i]];
		if (!escape)
			continue;
		buf_add(out, str_of(text.p + from, i - from));
		buf_add_text(out, escape);
		from = i + 1;
	}
	buf_add(out, str_of(text.p + from, text.n - from));
}

/* A name that nobody gave is written as it stands, to be seen. */
static void write_value(struct rendering *r, struct str name)
{
	const struct value *value = look_up(r, name);

	if (!value) {
		buf_printf(r->out, "{{%.*s}}", (int)name.n, name.p);
		return;
	}
	switch (value->kind) {
	case VALUE_INT: buf_printf(r->out, "%lld", (long long)value->integer); break;
	case VALUE_REAL: buf_printf(r->out, "%g", value->real); break;
	case VALUE_BOOL: buf_add_text(r->out, value->boolean ? "true" : "false"); break;
	case VALUE_TEXT:
		if (r->syntax == TEMPLATE_HTML)
			add_html(r->out, value->text);
		else
			buf_add(r->out, value->text);
		break;
	case VALUE_NULL:
	case VALUE_LIST:
	case VALUE_MAP: break;
	}
}

static enum err render_nodes(struct rendering *r, const struct template *template, size_t from, size_t to);

static enum err render_within(struct rendering *r, const struct template *template, const struct value *context,
			      size_t from, size_t to)
{
	enum err err;

	if (r->stack_count == TEMPLATE_STACK_MAX)
		return fault_set(r->why, ERR_TOO_LARGE, "%s: contexts are nested too deep", template->name);
	r->stack[r->stack_count++] = context;
	err = render_nodes(r, template, from, to);
	r->stack_count--;
	return err;
}

static enum err render_section(struct rendering *r, const struct template *template, size_t at)
{
	const struct node *node = &template->nodes[at];
	const struct value *value = look_up(r, node->text);
	enum err err = ERR_OK;

	if (node->kind == NODE_INVERTED)
		return value_is_truthy(value) ? ERR_OK : render_nodes(r, template, at + 1, node->end);
	if (!value_is_truthy(value))
		return ERR_OK;
	if (value->kind != VALUE_LIST)
		return render_within(r, template, value, at + 1, node->end);
	for (size_t i = 0; !err && i < value->count; i++)
		err = render_within(r, template, value->items[i], at + 1, node->end);
	return err;
}

static enum err render_other(struct rendering *r, const struct template *other, const char *kind, struct str name)
{
	enum err err;

	if (!other)
		return fault_set(r->why, ERR_NOT_FOUND, "there is no %s \"%.*s\"", kind, (int)name.n, name.p);
	if (r->depth == TEMPLATE_DEPTH_MAX)
		return fault_set(r->why, ERR_TOO_LARGE, "%s \"%.*s\" is nested too deep", kind, (int)name.n, name.p);
	r->depth++;
	err = render_nodes(r, other, 0, other->count);
	r->depth--;
	return err;
}

static enum err render_words(struct rendering *r, const struct node *node)
{
	const struct value *part = node->key_part.n ? look_up(r, node->key_part) : NULL;
	const struct template *text = NULL;
	struct str key = node->text;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (part && part->kind == VALUE_TEXT)
		key = str_from(arena_printf(&arena, "%.*s%s", (int)key.n, key.p, part->text.p));
	else if (part && part->kind == VALUE_INT)
		key = str_from(arena_printf(&arena, "%.*s%lld", (int)key.n, key.p, (long long)part->integer));
	if (r->source && r->source->text)
		text = r->source->text(r->source->context, r->lang, key);
	return render_other(r, text, "text", key);
}

static enum err render_nodes(struct rendering *r, const struct template *template, size_t from, size_t to)
{
	enum err err = ERR_OK;

	for (size_t i = from; !err && i < to; i++) {
		const struct node *node = &template->nodes[i];
		const struct template *partial = NULL;

		switch (node->kind) {
		case NODE_TEXT: buf_add(r->out, node->text); break;
		case NODE_VALUE: write_value(r, node->text); break;
		case NODE_WORDS: err = render_words(r, node); break;
		case NODE_PARTIAL:
			if (r->source && r->source->partial)
				partial = r->source->partial(r->source->context, node->text);
			err = render_other(r, partial, "template", node->text);
			break;
		case NODE_SECTION:
		case NODE_INVERTED:
			err = render_section(r, template, i);
			i = node->end - 1;
			break;
		}
	}
	return err;
}

enum err template_render(const struct template *template, const struct template_source *source,
			 enum template_syntax syntax, enum lang lang, const struct value *context, struct buf *out,
			 struct fault *why)
{
	struct rendering r = {.source = source, .syntax = syntax, .lang = lang, .out = out, .why = why};
	enum err err;

	if (context)
		r.stack[r.stack_count++] = context;
	err = render_nodes(&r, template, 0, template->count);
	return err ? err : buf_finish(out, template->name, why);
}
