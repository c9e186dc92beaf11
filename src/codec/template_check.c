/* SPDX-License-Identifier: Apache-2.0 */
#include "codec/template_check.h"

#include "codec/template_priv.h"

struct check {
	const struct template_names *names;
	const struct template *top;
	const struct value_key *scopes[TEMPLATE_STACK_MAX]; /* NULL: an item that is no map, named {{.}} */
	size_t scope_count;
	unsigned depth;
	struct fault *why;
};

/* As look_up() of the rendering does it. */
static const struct value_key *find(const struct check *c, struct str name)
{
	static const struct value_key item = {".", VALUE_TEXT, NULL};
	struct str rest = name, first = str_cut(&rest, '.');
	const struct value_key *found = NULL;

	if (str_is(name, "."))
		return c->scope_count && !c->scopes[c->scope_count - 1] ? &item : NULL;
	for (size_t i = c->scope_count; !found && i-- > 0;)
		found = value_keys_find(c->scopes[i], first);
	while (found && rest.p)
		found = found->kind == VALUE_MAP ? value_keys_find(found->inside, str_cut(&rest, '.')) : NULL;
	return found;
}

static enum err refuse(struct check *c, const struct template *template, const struct node *node, const char *problem,
		       struct str what)
{
	struct str tag = template == c->top ? str_skip(template->source, node->at) : STR("");

	if (c->names->ret_tag)
		*c->names->ret_tag = str_head(tag, str_find(tag, "}}") + 2);
	return template_refuse(template, node->at, problem, what, c->why);
}

static enum err check_nodes(struct check *c, const struct template *template, size_t from, size_t to);

static enum err check_value(struct check *c, const struct template *template, const struct node *node, struct str name)
{
	const struct value_key *key = find(c, name);

	if (!key)
		return refuse(c, template, node, "nothing here has the name", name);
	if (key->kind == VALUE_LIST || key->kind == VALUE_MAP)
		return refuse(c, template, node, "this is no single value:", name);
	return ERR_OK;
}

static enum err check_section(struct check *c, const struct template *template, size_t at)
{
	const struct node *node = &template->nodes[at];
	const struct value_key *key = find(c, node->text);
	enum err err;

	if (!key)
		return refuse(c, template, node, "nothing here has the name", node->text);
	if (node->kind == NODE_INVERTED)
		return check_nodes(c, template, at + 1, node->end);
	if (c->scope_count == TEMPLATE_STACK_MAX)
		return refuse(c, template, node, "sections are nested too deep at", node->text);
	c->scopes[c->scope_count++] = key->inside;
	err = check_nodes(c, template, at + 1, node->end);
	c->scope_count--;
	return err;
}

static enum err check_other(struct check *c, const struct template *template, const struct node *node,
			    const struct template *other, struct str name)
{
	enum err err;

	if (!other)
		return refuse(c, template, node, "there is no text or partial", name);
	if (c->depth == TEMPLATE_DEPTH_MAX)
		return refuse(c, template, node, "nested too deep:", name);
	c->depth++;
	err = check_nodes(c, other, 0, other->count);
	c->depth--;
	return err ? fault_prefix(c->why, err, "%s:%zu", template->name, template_line(template, node->at)) : ERR_OK;
}

static enum err check_text(struct check *c, const struct template *template, const struct node *node, struct str key)
{
	const struct template_source *source = c->names->source;
	enum err err = ERR_OK;

	for (int lang = LANG_JA; !err && lang <= LANG_EN; lang++) {
		const struct template *text =
			source && source->text ? source->text(source->context, (enum lang)lang, key) : NULL;
		err = check_other(c, template, node, text, key);
	}
	return err;
}

/* All texts that begin with the key, when a value ends it. */
static enum err check_words(struct check *c, const struct template *template, const struct node *node)
{
	const struct template_names *names = c->names;
	enum err err;
	size_t i = 0;

	if (!node->key_part.n)
		return check_text(c, template, node, node->text);
	err = check_value(c, template, node, node->key_part);
	for (; !err && names->text_key; i++) {
		struct str key = names->text_key(names->source->context, node->text, i);
		if (!key.p)
			break;
		err = check_text(c, template, node, key);
	}
	return !err && i == 0 ? refuse(c, template, node, "no text begins with", node->text) : err;
}

static enum err check_nodes(struct check *c, const struct template *template, size_t from, size_t to)
{
	const struct template_source *source = c->names->source;
	enum err err = ERR_OK;

	for (size_t i = from; !err && i < to; i++) {
		const struct node *node = &template->nodes[i];
		const struct template *partial = NULL;

		switch (node->kind) {
		case NODE_TEXT: break;
		case NODE_VALUE: err = check_value(c, template, node, node->text); break;
		case NODE_WORDS: err = check_words(c, template, node); break;
		case NODE_PARTIAL:
			if (source && source->partial)
				partial = source->partial(source->context, node->text);
			err = check_other(c, template, node, partial, node->text);
			break;
		case NODE_SECTION:
		case NODE_INVERTED:
			err = check_section(c, template, i);
			i = node->end - 1;
			break;
		}
	}
	return err;
}

enum err template_check(const struct template *template, const struct template_names *names, struct fault *why)
{
	struct check c = {.names = names, .top = template, .scope_count = names->scope_count, .why = why};

	if (names->scope_count > TEMPLATE_STACK_MAX)
		return fault_set(why, ERR_TOO_LARGE, "%s: too many scopes", template->name);
	for (size_t i = 0; i < names->scope_count; i++)
		c.scopes[i] = names->scopes[i];
	return check_nodes(&c, template, 0, template->count);
}
