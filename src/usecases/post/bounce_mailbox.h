/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Where mails that came back arrive: a file of the operator's, because a password belongs neither into the store nor on
 * a command line. It is YAML with the texts url, user and password (mail/imap.h), and ca_file where the server's
 * certificate is not signed by one of the system's authorities.
 */
#ifndef TENKEN_USECASES_POST_BOUNCE_MAILBOX_H
#define TENKEN_USECASES_POST_BOUNCE_MAILBOX_H

#include "mail/imap.h"

/* ERR_DENIED when others may read the file, ERR_INVALID, errors of disk/read_file.h. What the server's texts point to
 * is the arena's; bounce_mailbox_forget wipes the password. */
MUST_USE enum err bounce_mailbox_read(struct arena *arena, const char *path, struct imap_server *ret_server,
				      struct fault *why);
void bounce_mailbox_forget(struct imap_server *server);

#endif
