/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How one kind of service is spoken with: who speaks first, what is asked, and what its answer means. A row of
 * service/dialogue_table.c is all that the frame (service/service.h) knows of it. A question changes nothing, names
 * nobody and brings no password, but where a protocol documents anonymous access.
 */
#ifndef TENKEN_DIAGNOSIS_DIALOGUE_DIALOGUE_H
#define TENKEN_DIAGNOSIS_DIALOGUE_DIALOGUE_H

#include "diagnosis/visit.h"

#define DIALOGUE_PORTS_MAX   8
#define DIALOGUE_NAMES_MAX   64  /* of service.answer's names ... */
#define DIALOGUE_NAME_BYTES  128 /* ... and of each, and of its version */
#define DIALOGUE_PIECES_MAX  256 /* after so many an answer that is not whole is given up */
#define DIALOGUE_ASKED_BYTES ((size_t)2048)

/* Of a literal, for tables. */
#define DIALOGUE_BYTES(literal)                                                                                        \
	{                                                                                                              \
		(literal), sizeof(literal) - 1                                                                         \
	}

/* What the bytes that came so far are. */
enum dialogue_reading {
	DIALOGUE_MORE,   /* the beginning of an answer */
	DIALOGUE_ENOUGH, /* an answer of this service, to which more may come in a moment */
	DIALOGUE_ANSWER, /* a whole one, of this service */
	DIALOGUE_OTHER,  /* no service of this kind speaks so */
};

/* Pure. Sets members of a service.answer (docs/observation.schema.json) but service, transport and answered; what it
 * set counts when it says DIALOGUE_ENOUGH or DIALOGUE_ANSWER. data is empty. */
typedef enum dialogue_reading dialogue_reader(struct arena *arena, struct str bytes, struct value *data);

/* A conversation that is under way. */
struct dialogue_turn {
	const struct visit *visit;
	uint16_t port;
	struct talk *talk;
	struct str heard; /* the greeting, or the answer */
	struct arena *arena;
	struct value
		*data; /* of service.answer, which is told behind it; of one that greets only when it is not empty */
};

struct dialogue {
	const char *service; /* its name in service.answer and service.banner */
	enum { DIALOGUE_GREETS, DIALOGUE_ASKED, DIALOGUE_HTTP } manner; /* HTTP: it is asked for the page "/" first */
	uint16_t ports[DIALOGUE_PORTS_MAX + 1];                         /* where it lives by custom; 0 ends them */
	struct str question;                                            /* the first words; or what writes them: */
	void (*ask)(const struct visit *visit, uint16_t port, struct buf *out);
	dialogue_reader *read;                           /* of one that is asked first */
	void (*go_on)(const struct dialogue_turn *turn); /* behind a greeting or a whole answer; or NULL */
	struct str farewell;                             /* said at last; may be empty */
};

/* Sends the question and reads until the answer is whole or another's, nothing comes in time, or the talk ends; an
 * answer is DIALOGUE_ANSWER then. What was read stands in into. ret_event: how the talk stood then. */
enum dialogue_reading dialogue_ask(struct talk *talk, struct str question, dialogue_reader *read, struct arena *arena,
				   struct value **ret_data, struct buf *into, enum talk_event *ret_event);

/* The same on a connection of its own, which is closed behind it; DIALOGUE_MORE too when none could be had. */
enum dialogue_reading dialogue_ask_apart(const struct visit *visit, struct str question, dialogue_reader *read,
					 struct arena *arena, struct value **ret_data);

/* Observes service.answer; data as the reader left it. */
void dialogue_tell(const struct visit *visit, uint16_t port, const char *service, struct arena *arena,
		   struct value *data);

/* The same for a service that did not answer: "timeout", "closed", "other". */
void dialogue_tell_unanswered(const struct visit *visit, uint16_t port, const char *service, const char *reason);

/* Observes service.auth. */
void dialogue_tell_tls(const struct visit *visit, uint16_t port, const char *service, bool is_offered);

/* For readers: the bytes begin with the word, or may do so when more have come. */
bool dialogue_may_begin(struct str bytes, const char *word);

/* For readers: members of service.answer from a stranger's bytes, cut and made UTF-8. */
void dialogue_set_version(struct arena *arena, struct value *data, struct str version);
void dialogue_set_text(struct arena *arena, struct value *data, struct str text);
void dialogue_set_access(struct arena *arena, struct value *data, bool is_open);
void dialogue_add_name(struct arena *arena, struct value *data, struct str name);

#endif
