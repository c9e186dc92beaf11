/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/edition.h"

#include <stdlib.h>
#include <string.h>

#include "calendar/day.h"
#include "codec/yaml.h"
#include "programme/edition_advice.h"
#include "programme/edition_find.h"
#include "programme/edition_form.h"
#include "programme/edition_head.h"
#include "programme/edition_message.h"
#include "programme/edition_priv.h"
#include "programme/edition_question.h"

#define YAML_END ".yaml"

struct parsing {
	struct edition_reading reading;
	const struct edition_parts *parts;
	struct buf *problems; /* may be NULL */
	struct fault first;   /* code ERR_OK until something is wrong */
};

/* Keeps what a reader found wrong; true when it found something. */
static bool keep_problem(struct parsing *p, const struct reader *reader)
{
	if (!reader->has_failed)
		return false;
	if (!p->first.code)
		p->first = reader->fault;
	if (p->problems)
		buf_printf(p->problems, "%s\n", reader->fault.text);
	return true;
}

static struct reader reader_of(const struct parsing *p, const char *name)
{
	struct arena *arena = &p->reading.edition->arena;

	return (struct reader){.arena = arena, .name = arena_printf(arena, "%s/%s", p->parts->folder, name)};
}

/* A problem that is a whole file: it is absent, or should be. */
static void refuse_file(struct parsing *p, const char *name, const char *problem)
{
	struct reader reader = reader_of(p, name);

	reader_fail(&reader, NULL, "%s", problem);
	keep_problem(p, &reader);
}

/* The root of a file, or NULL; *reader is ready to read on. */
static const struct value *open_part(struct parsing *p, const struct edition_part *part, struct reader *reader)
{
	struct value *root = NULL;

	*reader = reader_of(p, part->name);
	reader->source = part->bytes;
	reader->has_failed = yaml_decode(reader->arena, part->bytes, reader->name, &root, &reader->fault);
	return reader->has_failed ? NULL : root;
}

static bool has_lines(struct lang_text text)
{
	return strpbrk(text.ja, "\r\n") || strpbrk(text.en, "\r\n");
}

/* Subjects, signatures and lines of a letter repeat them. */
static void check_lines(struct reader *r, const struct value *root, const struct edition *e)
{
	const struct {
		const char *key;
		struct lang_text text;
	} names[] = {{"name", e->name},
		     {"short_name", e->short_name},
		     {"organiser", e->organiser},
		     {"operator_name", e->operator_name}};
	const struct value *contact = value_get(root, "contact");

	for (size_t i = 0; i < COUNT(names); i++)
		if (has_lines(names[i].text))
			reader_fail(r, value_get(root, names[i].key), "\"%s\" is a name of one line", names[i].key);
	if (has_lines(e->contact.name))
		reader_fail(r, value_get(contact, "name"), "the sender of mails has a name of one line");
	if (strpbrk(e->contact.phone, "\r\n"))
		reader_fail(r, value_get(contact, "phone"), "\"phone\" is one line");
}

static void check_days(struct reader *r, const struct value *root, const struct edition *e)
{
	if (e->support_ends && day_start_ms(e->support_ends + 1) < e->closes_ms)
		reader_fail(r, value_get(root, "support_ends"), "the support ends before the reception closes");
	if (e->invitations_end && day_start_ms(e->invitations_end + 1) < e->closes_ms)
		reader_fail(r, value_get(root, "invitations_end"),
			    "who was invited is forgotten before the reception closes");
	if (e->remind_days && e->remind_call_days && e->remind_call_days < e->remind_days)
		reader_fail(r, value_get(root, "remind_call_days"),
			    "the office rings before the mail that reminds has gone out");
}

/* Each of its values is right by itself; then what must hold between them. */
static void read_head(struct reader *r, const struct value *root, struct edition_reading *reading)
{
	edition_head_read(r, root, reading);
	if (r->has_failed)
		return;
	check_lines(r, root, reading->edition);
	check_days(r, root, reading->edition);
}

static const struct {
	const char *name;
	bool is_optional;
	void (*read)(struct reader *reader, const struct value *root, struct edition_reading *reading);
} files[EDITION_FILE_COUNT] = {
	[EDITION_FILE_HEAD] = {EDITION_HEAD_FILE, false, read_head},
	[EDITION_FILE_OPTIONS] = {"shared/options.yaml", true, edition_question_read_lists},
	[EDITION_FILE_APPLICATION] = {"forms/application.yaml", false, edition_form_read_application},
	[EDITION_FILE_QUESTIONNAIRE] = {"forms/questionnaire.yaml", false, edition_form_read_questionnaire},
	[EDITION_FILE_AUTHORISATION] = {"forms/authorisation.yaml", false, edition_form_read_authorisation},
	[EDITION_FILE_PIECES] = {"shared/mail_pieces.yaml", true, edition_message_read_pieces},
	[EDITION_FILE_ADVICE_ORDER] = {EDITION_ADVICE "order.yaml", true, edition_advice_read_order},
	[EDITION_FILE_ADVICE_HELP] = {EDITION_ADVICE "help.yaml", true, edition_advice_read_help},
	[EDITION_FILE_ADVICE_MEASURES] = {NULL, true, edition_advice_read_measures},
	[EDITION_FILE_ADVICE_QUESTIONS] = {EDITION_ADVICE "questions.yaml", true, edition_advice_read_questions},
	[EDITION_FILE_ADVICE_CONTRADICTIONS] = {EDITION_ADVICE "contradictions.yaml", true,
						edition_advice_read_contradictions},
};

/* Whether the file has a reader of its own. */
static bool has_row(const char *name)
{
	for (size_t i = 0; i < EDITION_FILE_COUNT; i++)
		if (files[i].name && strcmp(files[i].name, name) == 0)
			return true;
	return false;
}

/* A file of the catalogue of measures, which may be cut into any. */
static bool holds_measures(const char *name)
{
	struct str rest = str_from(name);

	return str_starts(rest, EDITION_ADVICE) && str_ends(rest, YAML_END) && !has_row(name);
}

static void read_measures(struct parsing *p)
{
	for (size_t i = 0; i < p->parts->count; i++) {
		const struct edition_part *part = &p->parts->items[i];
		struct reader reader;
		const struct value *root;
		if (!holds_measures(part->name))
			continue;
		root = open_part(p, part, &reader);
		edition_advice_read_measures(&reader, root, &p->reading);
		if (keep_problem(p, &reader))
			p->reading.is_broken[EDITION_FILE_ADVICE_MEASURES] = true;
	}
}

static void read_files(struct parsing *p)
{
	for (size_t i = 0; i < EDITION_FILE_COUNT; i++) {
		const char *name = files[i].name;
		const struct edition_part *part = name ? edition_parts_find(p->parts, name) : NULL;
		struct reader reader = reader_of(p, name ? name : EDITION_ADVICE);
		const struct value *root = part ? open_part(p, part, &reader) : NULL;
		if (!name) {
			read_measures(p);
			continue;
		}
		if (!part && !files[i].is_optional)
			reader_fail(&reader, NULL, "this file is missing, which every edition has");
		files[i].read(&reader, root, &p->reading);
		p->reading.is_broken[i] = keep_problem(p, &reader);
	}
}

/* "receipt" for "mails/receipt.yaml"; empty for what is no mail. */
static struct str mail_id(const char *name)
{
	struct str rest = str_from(name);

	if (!str_starts(rest, EDITION_MAILS) || !str_ends(rest, YAML_END))
		return STR("");
	rest = str_skip(rest, strlen(EDITION_MAILS));
	return str_head(rest, rest.n - strlen(YAML_END));
}

static void read_mails(struct parsing *p)
{
	struct edition *e = p->reading.edition;

	e->messages = arena_array(&e->arena, p->parts->count, sizeof(*e->messages));
	for (size_t i = 0; i < p->parts->count; i++) {
		const struct edition_part *part = &p->parts->items[i];
		struct str id = mail_id(part->name);
		struct edition_message *message = &e->messages[e->message_count];
		struct reader reader;
		if (!id.n)
			continue;
		message->id = str_dup(&e->arena, id);
		edition_message_read(&reader, open_part(p, part, &reader), &p->reading, message);
		keep_problem(p, &reader);
		e->message_count++;
	}
}

static bool is_known(const char *name)
{
	return has_row(name) || holds_measures(name) || mail_id(name).n > 0;
}

/* A file that nobody reads is a mistake in its name; a mail that the program sends must be there. */
static void check_names(struct parsing *p)
{
	static const char *const needed[] = {EDITION_MESSAGES};

	for (size_t i = 0; i < p->parts->count; i++)
		if (!is_known(p->parts->items[i].name))
			refuse_file(p, p->parts->items[i].name, "no file of an edition has this name");
	for (size_t i = 0; !p->reading.is_stored && i < COUNT(needed); i++)
		if (!edition_find_message(p->reading.edition, needed[i]))
			refuse_file(p, arena_printf(&p->reading.edition->arena, EDITION_MAILS "%s" YAML_END, needed[i]),
				    "this file is missing: the program sends this mail");
}

static enum err parse(const struct edition_parts *parts, struct buf *problems, bool is_stored,
		      struct edition **ret_edition, struct fault *why)
{
	struct edition *edition = calloc(1, sizeof(*edition));
	struct parsing p = {
		.reading = {.edition = edition, .is_stored = is_stored}, .parts = parts, .problems = problems};

	if (!edition)
		abort(); /* the rule of arena.h */
	arena_init(&edition->arena);
	edition->prefecture = "";
	read_files(&p);
	read_mails(&p);
	check_names(&p);
	if (p.first.code) {
		edition_free(edition);
		return fault_set(why, p.first.code, "%s", p.first.text);
	}
	edition_parts_hash(parts, edition->hash);
	*ret_edition = edition;
	return ERR_OK;
}

enum err edition_parse(const struct edition_parts *parts, struct buf *problems, struct edition **ret_edition,
		       struct fault *why)
{
	return parse(parts, problems, false, ret_edition, why);
}

enum err edition_parse_stored(const struct edition_parts *parts, struct edition **ret_edition, struct fault *why)
{
	return parse(parts, NULL, true, ret_edition, why);
}

void edition_free(struct edition *edition)
{
	if (!edition)
		return;
	arena_release(&edition->arena);
	free(edition);
}
