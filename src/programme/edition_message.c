/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/edition_message.h"

#include <stddef.h>
#include <string.h>

#include "codec/template_check.h"
#include "programme/edition_priv.h"
#include "programme/mail_longest.h"
#include "programme/mail_names.h"

static const struct template *any_piece(const void *context, struct str name)
{
	return context;
}

/* A mail that cannot be filled, or that names what nothing fills, must be found when the edition is checked, not when
 * it is sent. Whether a piece exists is asked where it is put in. */
static void check_text(struct reader *r, const struct value *at, const char *language, const char *text,
		       const struct value_key *given, bool may_have_pieces)
{
	struct template *compiled, *nothing;
	struct template_source pieces = {.partial = any_piece};
	struct str tag = STR("");
	struct template_names names = {
		.source = may_have_pieces ? &pieces : NULL, .scopes = &given, .scope_count = 1, .ret_tag = &tag};
	struct fault why;
	enum err err;

	err = template_compile(r->arena, "", str_from(text), &compiled, &why);
	if (!err)
		err = template_compile(r->arena, "a piece", STR(""), &nothing, &why);
	if (!err) {
		pieces.context = nothing;
		err = template_check(compiled, &names, &why);
	}
	if (err)
		reader_fail_within(r, at, tag, "the %s text, %s", language, why.text);
}

static void check_pair(struct reader *r, const struct value *pair_map, struct lang_text pair,
		       const struct value_key *given, bool may_have_pieces)
{
	check_text(r, value_get(pair_map, "ja"), "Japanese", pair.ja, given, may_have_pieces);
	check_text(r, value_get(pair_map, "en"), "English", pair.en, given, may_have_pieces);
}

void edition_message_read_pieces(struct reader *r, const struct value *root, struct edition_reading *reading)
{
	size_t count = value_count(root);

	if (root && root->kind != VALUE_MAP)
		reader_fail(r, root, "found %s, expected pieces of mails by name", value_kind_name(root->kind));
	if (r->has_failed)
		return;
	reading->pieces = arena_array(r->arena, count, sizeof(*reading->pieces));
	for (size_t i = 0; i < count; i++) {
		struct edition_piece *piece = &reading->pieces[reading->piece_count++];
		piece->id = root->keys[i].p;
		piece->text = reader_pair_of(r, root->items[i]);
		check_pair(r, root->items[i], piece->text, mail_names, false);
		if (!str_ends(str_from(piece->text.ja), "\n") || !str_ends(str_from(piece->text.en), "\n"))
			reader_fail(r, root->items[i], "a piece has whole lines; write it behind a |");
	}
}

static const struct edition_piece *find_piece(const struct edition_reading *reading, struct str id)
{
	for (size_t i = 0; i < reading->piece_count; i++)
		if (str_is(id, reading->pieces[i].id))
			return &reading->pieces[i];
	return NULL;
}

/* The id of the piece that this line puts in; empty when it puts in none. */
static struct str piece_of_line(struct str line)
{
	if (!str_starts(line, "{{>") || !str_ends(line, "}}"))
		return STR("");
	return str_trim(str_head(str_skip(line, 3), line.n - 5));
}

/* Adds a line, which keeps its end, or the piece that stands for it. */
static void add_line(struct reader *r, const struct value *at, const struct edition_reading *reading, enum lang lang,
		     struct str line, struct buf *out)
{
	struct str bare = str_trim(line), id = piece_of_line(bare);
	const struct edition_piece *piece = find_piece(reading, id);

	if (id.n && !piece && !reading->is_broken[EDITION_FILE_PIECES])
		reader_fail_within(r, at, bare, "there is no piece \"%.*s\" in shared/mail_pieces.yaml", (int)id.n,
				   id.p);
	if (!id.n && str_find(line, "{{>") < line.n)
		reader_fail_within(r, at, bare, "a piece stands on a line of its own: {{>NAME}}");
	buf_add(out, piece ? str_from(lang_pick(piece->text, lang)) : line);
}

/* The text with its pieces put in. */
static const char *put_in(struct reader *r, const struct value *at, const struct edition_reading *reading,
			  enum lang lang, const char *text)
{
	struct str rest = str_from(text);
	BUF_SCOPED out;

	buf_init(&out, EDITION_BODY_MAX);
	while (rest.n) {
		struct str line = str_head(rest, str_index(rest, '\n') + 1);
		add_line(r, at, reading, lang, line, &out);
		rest = str_skip(rest, line.n);
	}
	if (out.full)
		reader_fail(r, at, "this text has more than %zu bytes", EDITION_BODY_MAX);
	return arena_strdup(r->arena, buf_text(&out));
}

static struct lang_text put_in_both(struct reader *r, const struct value *pair_map,
				    const struct edition_reading *reading, struct lang_text pair)
{
	return (struct lang_text){
		.ja = put_in(r, value_get(pair_map, "ja"), reading, LANG_JA, pair.ja),
		.en = put_in(r, value_get(pair_map, "en"), reading, LANG_EN, pair.en),
	};
}

/* Bytes of a text that is filled with the longest answers. */
static size_t longest(const struct edition *edition, const char *text, enum lang lang)
{
	struct template *compiled;
	ARENA_SCOPED arena;
	BUF_SCOPED out;

	arena_init(&arena);
	buf_init(&out, 2 * EDITION_BODY_MAX);
	if (template_compile(&arena, "the text", str_from(text), &compiled, NULL) ||
	    template_render(compiled, NULL, TEMPLATE_PLAIN, lang, mail_longest(&arena, edition, lang), &out, NULL))
		return out.cap;
	return out.size;
}

/* What a store holds was measured before it came there; measuring takes half of the time of reading. */
static void check_longest(struct reader *r, const struct value *map, const char *key,
			  const struct edition_reading *reading, struct lang_text pair, size_t max)
{
	const bool *broken = reading->is_broken;

	if (reading->is_stored || r->has_failed || broken[EDITION_FILE_HEAD] || broken[EDITION_FILE_APPLICATION] ||
	    broken[EDITION_FILE_PIECES])
		return;
	for (int lang = LANG_JA; lang <= LANG_EN; lang++) {
		size_t size = longest(reading->edition, lang_pick(pair, (enum lang)lang), (enum lang)lang);
		if (size > max)
			reader_fail(r, value_get(value_get(map, key), lang_code((enum lang)lang)),
				    "\"%s\" may have %zu bytes when it is filled, expected at most %zu", key, size,
				    max);
	}
}

/* What the mail of this id may name. */
static const struct value_key *names_of(const char *id)
{
	static const char *const unseen[] = {EDITION_MESSAGES_UNSEEN};

	for (size_t i = 0; i < COUNT(unseen); i++)
		if (strcmp(id, unseen[i]) == 0)
			return mail_names_unseen;
	return mail_names;
}

void edition_message_read(struct reader *r, const struct value *root, const struct edition_reading *reading,
			  struct edition_message *message)
{
	static const struct reader_key keys[] = {
		{"subject", READER_PAIR, offsetof(struct edition_message, subject), 1, 0, false},
		{"body", READER_PAIR, offsetof(struct edition_message, body), 1, 0, false},
		{0},
	};

	const struct value_key *given = names_of(message->id);

	reader_map_into(r, root, keys, message);
	check_pair(r, value_get(root, "subject"), message->subject, given, false);
	check_pair(r, value_get(root, "body"), message->body, mail_names, true);
	message->body = put_in_both(r, value_get(root, "body"), reading, message->body);
	/* With its pieces, which are written for other mails too. */
	if (!r->has_failed && given != mail_names && !reading->is_broken[EDITION_FILE_PIECES])
		check_pair(r, value_get(root, "body"), message->body, given, false);
	if (strchr(message->subject.ja, '\n') || strchr(message->subject.en, '\n'))
		reader_fail(r, value_get(root, "subject"), "a subject has one line");
	check_longest(r, root, "subject", reading, message->subject, EDITION_SUBJECT_MAX);
	check_longest(r, root, "body", reading, message->body, EDITION_BODY_MAX);
}
