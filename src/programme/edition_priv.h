/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is known while an edition's files are read, one after the other. A file may name what an earlier one holds;
 * when that one was broken, its content is not asked for again, so that one mistake is told once.
 */
#ifndef TENKEN_PROGRAMME_EDITION_PRIV_H
#define TENKEN_PROGRAMME_EDITION_PRIV_H

#include "programme/edition.h"
#include "programme/reader.h"

#define EDITION_QUESTIONS_MAX 100 /* of one form */
#define EDITION_ITEMS_MAX     200 /* of any other list */

/* A list of shared/options.yaml, or one that the head makes: courses, industries. */
struct edition_options {
	const char *id;
	struct question_option *options;
	size_t count;
};

/* A piece of shared/mail_pieces.yaml; each text ends with a line's end. */
struct edition_piece {
	const char *id;
	struct lang_text text;
};

/* The files that every edition may have, each behind those that it names something of. */
enum edition_file {
	EDITION_FILE_HEAD,
	EDITION_FILE_OPTIONS,
	EDITION_FILE_APPLICATION,
	EDITION_FILE_QUESTIONNAIRE,
	EDITION_FILE_AUTHORISATION,
	EDITION_FILE_PIECES,
	EDITION_FILE_ADVICE_ORDER,
	EDITION_FILE_ADVICE_HELP,
	EDITION_FILE_ADVICE_MEASURES, /* all other files of advice/ */
	EDITION_FILE_ADVICE_QUESTIONS,
	EDITION_FILE_ADVICE_CONTRADICTIONS,
};
#define EDITION_FILE_COUNT (EDITION_FILE_ADVICE_CONTRADICTIONS + 1)

struct edition_reading {
	struct edition *edition;
	bool is_stored; /* a store took it already, perhaps before the program sent all these mails */
	bool is_broken[EDITION_FILE_COUNT];
	struct edition_options *lists;
	size_t list_count;
	struct edition_piece *pieces;
	size_t piece_count;
};

#endif
