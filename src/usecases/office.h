/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What every use case works with: the store, the editions, the texts, the clock and the
 * configuration of one running programme. Made once by main/ and read-only after that, so it is
 * shared by all threads.
 *
 * A use case is one function = one transaction: it checks who acts, calls the pure rules, writes
 * through db_write and returns. A read model ("view") returns a value tree that a template shows as it is.
 */
#ifndef TENKEN_USECASES_OFFICE_H
#define TENKEN_USECASES_OFFICE_H

#include "base/clock.h"
#include "codec/texts.h"
#include "people/actor.h"
#include "programme/edition.h"
#include "store/db.h"
#include "usecases/probe_path.h"

struct check;
struct edition_shelf;

struct office_mail {
	const char *smtp_url;     /* "smtp://host:port"; NULL captures mails (rehearsal) */
	const char *smtp_ca_file; /* NULL uses the system's */
	const char *from_address;
	const char *bounce_domain; /* VERP: bounce+ID@domain; NULL uses from_address */
	const char *mailbox; /* a file (usecases/post/bounce_mailbox.h): where they come back; NULL: nobody reads */
};

struct office {
	struct db *db;
	struct edition_shelf *editions;
	const struct texts *texts;
	struct clock clock;
	struct office_mail mail;
	unsigned char secret[32]; /* keys CSRF tokens and personal links; kept in the store */
	const char *base_url;     /* for links in mails, without a slash at the end */
	struct probe_program probe;
	const struct check *checks; /* main/check_table.h: what findings are made by */
	const char *knowledge;      /* the folder DATA of DATA/knowledge; NULL: what ships alone */
	bool rehearsal;
};

/* A form's token, used once (web/csrf.h makes it). A deed claims it in its own transaction: the same deed sent again is
 * done already, another deed with it is refused. */
struct once {
	struct str nonce;
};

#endif
