/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A question of a form, as the edition describes it: the application's pages, the
 * pre-interview and the survey are lists of these. One description renders,
 * validates and shows a form again (usecases/form_value.h and web/form.h show it, question_judge validates).
 */
#ifndef TENKEN_PROGRAMME_QUESTION_H
#define TENKEN_PROGRAMME_QUESTION_H

#include "base/lang.h"
#include "codec/value.h"

#define QUESTION_HOSTS_MAX           16
#define QUESTION_HOST_NAME_CHARS_MAX 40

enum question_kind {
	QUESTION_TEXT,             /* one line: the name of somebody or something, without a link or a picture */
	QUESTION_LONG_TEXT,        /* several lines */
	QUESTION_KANA,             /* full-width katakana; hiragana and half-width are converted */
	QUESTION_NUMBER,           /* whole, not negative, as people write it (programme/numeral.h) */
	QUESTION_CHOICE,           /* one option, radio buttons */
	QUESTION_SELECT,           /* one option of many, a select box */
	QUESTION_CHOICES,          /* any options, check boxes */
	QUESTION_AGREE,            /* one check box that says yes to a text (pledge, consent) */
	QUESTION_MAIL,             /* a mail address (docs/domain.md) */
	QUESTION_PHONE,            /* Japanese number, 10 or 11 digits, or the same behind +81 */
	QUESTION_POSTAL_CODE,      /* NNN-NNNN */
	QUESTION_CORPORATE_NUMBER, /* 13 digits with a check digit (docs/domain.md) */
	QUESTION_URL,              /* http or https, or a bare host name */
	QUESTION_HOSTS, /* host names or addresses, one a line or between commas, each with a plain name behind
			 * it or without; the answer is a list of the hosts */
};
#define QUESTION_KIND_COUNT (QUESTION_HOSTS + 1)

struct question_option {
	const char *id;
	struct lang_text label;
	int score; /* points of the self-check; 0 elsewhere */
};

/* Shown and asked only while another answer of the same form has one of these values. */
struct question_condition {
	const char *question; /* NULL: always asked */
	const char **values;
	size_t value_count;
};

/* A number that people count in another unit than the one it is stored in: capital in 万円, stored in yen. */
struct question_asked_in {
	int64_t times;         /* stored units in one of these; 0: asked as it is stored */
	struct lang_text unit; /* "万円" */
};

struct question {
	const char *id; /* [a-z][a-z0-9_]*, unique in the edition's form */
	enum question_kind kind;
	struct lang_text label;
	struct lang_text help; /* both NULL when there is none */
	bool required;
	size_t chars_max;               /* in code points; texts only */
	int64_t number_min, number_max; /* QUESTION_NUMBER only, inclusive */
	const char *autocomplete;       /* HTML autofill token, or NULL */
	struct lang_text unit;          /* behind a stored number ("円", "人"); both NULL when none */
	struct question_asked_in asked_in;
	struct lang_text missing; /* what is said where no answer was given; both NULL: what the label makes
				     (form.problem.missing) */
	const char *example;      /* a good answer that the words of a refusal show, or NULL */
	struct question_option *options;
	size_t option_count;
	struct question_condition condition;
	int topic;         /* IPA self-check topic 1..25, 0 for none */
	const char *group; /* of a QUESTION_AGREE that one tick gives with the others of its group; or NULL */
	struct lang_text group_label; /* of that tick; both NULL without */
};

/* What may be wrong with an answer; the words are in the texts "form.problem.NAME". */
enum question_problem {
	QUESTION_PROBLEM_NONE,
	QUESTION_PROBLEM_MISSING,
	QUESTION_PROBLEM_TOO_LONG,
	QUESTION_PROBLEM_NOT_UTF8,  /* or holds a control character */
	QUESTION_PROBLEM_HAS_LINES, /* where one line is asked */
	QUESTION_PROBLEM_HAS_LINK,  /* in a name, which mails repeat (codec/text/link_like.h) */
	QUESTION_PROBLEM_HAS_SIGN,  /* in a name, an emoji or the like (codec/text/picture_sign.h) */
	QUESTION_PROBLEM_NOT_KANA,
	QUESTION_PROBLEM_NOT_NUMBER,
	QUESTION_PROBLEM_NUMBER_SIGNED,
	QUESTION_PROBLEM_TWO_NUMBERS, /* or a range */
	QUESTION_PROBLEM_NUMBER_COMMAS,
	QUESTION_PROBLEM_NUMBER_FRACTION,
	QUESTION_PROBLEM_OUT_OF_RANGE,
	QUESTION_PROBLEM_NOT_AN_OPTION,
	QUESTION_PROBLEM_NOT_MAIL,
	QUESTION_PROBLEM_MAIL_DASH, /* first, codec/text/mail_address.h */
	QUESTION_PROBLEM_MAIL_DOMAIN,
	QUESTION_PROBLEM_NOT_PHONE,
	QUESTION_PROBLEM_NOT_POSTAL_CODE,
	QUESTION_PROBLEM_NOT_CORPORATE_NUMBER,
	QUESTION_PROBLEM_NOT_URL,
	QUESTION_PROBLEM_NOT_HOSTS,
};
#define QUESTION_PROBLEM_COUNT (QUESTION_PROBLEM_NOT_HOSTS + 1)

const char *question_problem_name(enum question_problem problem); /* "missing", "too_long" ... */
const char *question_kind_name(enum question_kind kind);
bool question_kind_parse(struct str name, enum question_kind *ret_kind);

/* Judges what a person typed. typed is a text (or for QUESTION_CHOICES a list of texts; a
 * missing field is NULL). On QUESTION_PROBLEM_NONE *ret_answer is what to store: a text as
 * typed without what nobody sees (codec/text/visible.h), in half width unless it is prose or kana, an integer for
 * numbers, a list for choices, true for agree, null for an optional question left empty. Kana, phone, postal and
 * corporate numbers are stored in their usual written form; scheme, path and port of a host are cut off. */
enum question_problem question_judge(struct arena *arena, const struct question *question, const struct value *typed,
				     struct value **ret_answer);

/* Parts a line of hosts, in half width: the host and, behind a blank, what people call it, which may be empty. */
struct str question_host_name(struct arena *arena, struct str line, struct str *ret_host);

/* The code points of a typed text as chars_max bounds them: without its ends, without what nobody sees, a line break
 * as one. */
size_t question_chars(struct arena *arena, const struct question *question, struct str typed);

/* How many of the unit that people are asked for make the number stored: 10,000 for capital in 万円, else 1. */
int64_t question_times(const struct question *question);

/* True when the question's condition holds for these answers (a map of question id to answer). */
bool question_is_asked(const struct question *question, const struct value *answers);

#endif
