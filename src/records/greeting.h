/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The first words of a service: which protocol speaks so, and where the words name the software. The probe asks it of
 * bytes as they came, the checks of the text that an observation keeps of them, where a byte that is no UTF-8 stands as
 * its character of Latin-1; both are read alike. Pure; what is given back are views of the greeting.
 */
#ifndef TENKEN_RECORDS_GREETING_H
#define TENKEN_RECORDS_GREETING_H

#include "base/str.h"

/* "ssh", "ftp", "smtp", "pop3", "imap", "telnet", "http", "mysql", "vnc", "rsync", "nntp", "redis" or "unknown".
 * "220 ..." may be FTP or SMTP: without a word that tells, the port decides (21, 990; 25, 465, 587), else "unknown". */
const char *greeting_service(struct str greeting, uint16_t port);

/* The line "SSH-2.0-OpenSSH_9.2p1" without its line end. A server may write other lines before it (RFC 4253, 4.2).
 * Empty when there is none. */
struct str greeting_ssh(struct str greeting);

/* The service that an observation names, but "ssh" for one that was not recognised because lines stand before the one
 * that tells. */
const char *greeting_service_told(const char *service, struct str greeting);

/* The part in which a service of that name tells its software, as recog's patterns expect it: what follows "SSH-2.0-",
 * "220 " or "220-" (RFC 5321, 959), "+OK" (RFC 1939), "* OK" (RFC 3501); the version of MySQL's first packet; Telnet's
 * words behind the options that it negotiates first (RFC 854). Empty when the greeting has no such form. */
struct str greeting_software(const char *service, struct str greeting);

/* What a MySQL or MariaDB server says to a host that it does not let in, "Host '192.0.2.1' is not allowed to connect to
 * this MariaDB server". Empty for any other greeting. */
struct str greeting_mysql_refusal(struct str greeting);

#endif
