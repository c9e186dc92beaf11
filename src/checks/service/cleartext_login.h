/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Is there a service at which people sign in without encryption: telnet, rexec, rlogin and rsh, FTP, POP3, IMAP? Read
 * from what the service says, never by signing in.
 *
 * Priorities. Telnet (RFC 854) gives a whole machine to whoever reads one password on the way, and is the door
 * that automatic attacks on routers, cameras and recorders try first: active, open, automatable, high: P1. FTP (RFC
 * 959, the files of the home page), POP3 and IMAP (RFC 8314 calls them obsolete without TLS; the mail of the company)
 * that offer no encryption: their passwords are stolen on the way: active, controlled, not automatable, high: P2.
 * rexec, rlogin and rsh trust an address and do not speak first, so that only their ports (512 to 514) tell: likely,
 * open, not automatable, high: P2, possible. FTP that offers encryption (RFC 4217) may still let people sign in without
 * it, which only a sign-in would show: none, controlled, not automatable, medium: P4, possible. Mail that offers it
 * while it takes a password without it too (IMAP without LOGINDISABLED, RFC 3501; POP3 with USER) leaves it to the mail
 * program, as in smtp_auth_before_tls.h: none, controlled, automatable, medium: P3. Else mail that offers it is good.
 *
 * A port that is open at 21, 23, 110 or 143 and says nothing that can be read is untestable.
 */
#ifndef TENKEN_CHECKS_SERVICE_CLEARTEXT_LOGIN_H
#define TENKEN_CHECKS_SERVICE_CLEARTEXT_LOGIN_H

#include "checks/check.h"

/* Variants: "telnet", "remote", "ftp", "ftp_optional", "pop3", "imap", "optional" (bad); "offered" (good, of a port),
 * "none" (good, of a target at which 21, 23, 110 and 143 were tried and no such service was seen); "silent", "unasked"
 * (untestable). Details: service, its name for people, "FTP"; of "none": tried, the number of ports. */
void cleartext_login_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

#endif
