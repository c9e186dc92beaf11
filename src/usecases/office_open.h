/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Makes an office from its store, and a store from an edition. Everything a process needs stands in the store, so
 * that several hosts need only its address: the edition's files, the secret, where mails go, the rehearsal's
 * clock. Whoever can read the store can act for everybody in it: a backup is as confidential as the store.
 */
#ifndef TENKEN_USECASES_OFFICE_OPEN_H
#define TENKEN_USECASES_OFFICE_OPEN_H

#include "usecases/office.h"

struct check;

/* The public keys of the witnesses whose signatures are kept, one a line. */
#define OFFICE_WITNESS_KEYS "witness_keys"

/* Addresses, separated by ",", that get the signed head of the log each day, and the job that mails it
 * (seal/mail_head.h), which setting them queues. */
#define OFFICE_HEAD_RECIPIENTS   "head_recipients"
#define OFFICE_MAIL_HEAD_JOB     "mail_head"
#define OFFICE_MAIL_HEAD_SUBJECT 1

/* Above how many a day the mails of a further application wait (application/hold_mails.h): applications from one
 * address, mails to one. */
#define OFFICE_APPLICATIONS_A_DAY "applications_a_day"
#define OFFICE_MAILS_A_DAY        "mails_a_day"

/* How many requests for a new personal link an hour are heard from one address (account/link_request.h). */
#define OFFICE_LINKS_AN_HOUR "links_an_hour"

/* Settings of the store that an administrator may change (tenken setting). */
#define OFFICE_SETTINGS                                                                                                \
	"base_url", "smtp_url", "smtp_ca_file", "mail_from", "mail_bounce_domain", OFFICE_WITNESS_KEYS,                \
		OFFICE_HEAD_RECIPIENTS, OFFICE_APPLICATIONS_A_DAY, OFFICE_MAILS_A_DAY, OFFICE_LINKS_AN_HOUR

struct office_init {
	const char *address;      /* of the store (store/db.h) */
	const char *edition_path; /* the folder of an edition (usecases/edition_folder.h) */
	const char *base_url;     /* "https://check.example.jp"; NULL takes http://127.0.0.1:8080 */
	const char *smtp_url;     /* NULL: mails are captured */
	const char *mail_from;    /* NULL takes the edition's contact */
	const char *log_key;      /* the file of the key that signs the log (log_key.h); made unless it is there */
	bool rehearsal;
	int64_t clock_ms; /* where the rehearsal's clock begins; 0 for a moment inside the reception window */
	bool is_over;     /* of a rehearsal: the call is over when the clock begins; the store was created before it */
};

/* Creates the store. ERR_CONFLICT when it holds an edition already, ERR_INVALID for a wrong edition. */
MUST_USE enum err office_init(const struct office_init *init, struct fault *why);

struct office_open {
	const char *address;
	struct probe_program probe; /* a path that is NULL takes probe_path_find() */
	const struct check *checks; /* main/check_table.h */
	const char *knowledge;      /* as in struct office */
	const char *log_key;        /* the file of the key that signs the log; needed to write */
	const char *mailbox;        /* as in struct office_mail; a rehearsal has none */
	bool read_only;             /* beside a running server: nothing can be written */
};

/* ERR_NOT_FOUND when the store holds no edition, ERR_INVALID when the key is not the one of its log, errors of
 * log_key.h. The office owns everything it points to. */
MUST_USE enum err office_open(const struct office_open *open, struct office **ret_office, struct fault *why);
void office_close(struct office *office); /* NULL is fine */

/* Changes one of OFFICE_SETTINGS; running processes see it when they start again, at the latest. ERR_NOT_FOUND for
 * another name, ERR_INVALID for a value that cannot be used. */
MUST_USE enum err office_set(const struct office *office, const char *name, const char *value, struct fault *why);

#endif
