/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Can strangers fetch files that were never meant for them: the history of the source (.git, .svn), settings with
 * passwords (.env), copies of the site or its database, the server's own status, lists of a folder's files? Judged by
 * what came back, not by the status alone: many sites answer 200 with a page of their own for everything. Evidence
 * holds the path, never the content.
 *
 * Priorities. Settings hold the passwords of database and mail, and bots ask every site for them: active, open,
 * automatable, high: P1; a copy of the database likewise, found by guessing its name: likely: P2. The source tells how
 * the site can be attacked, and often holds passwords: likely, open, automatable, high: P2. Status pages tell who
 * visits and how the server is built: likely, open, not automatable, medium: P3. A list of files tells names: none,
 * open, not automatable, medium: P3.
 */
#ifndef TENKEN_CHECKS_WEB_EXPOSED_FILE_H
#define TENKEN_CHECKS_WEB_EXPOSED_FILE_H

#include "checks/check.h"

/* Variants: "" (bad, good, untestable); of the status page "status" and "phpinfo" (bad). Details: path. Remedy:
 * "web-files". */
void exposed_file_judge(const struct check *check, const struct check_input *input, struct finding_list *findings);

/* The rules of its checks. */
struct exposed_file;
extern const struct exposed_file exposed_file_repository;
extern const struct exposed_file exposed_file_environment;
extern const struct exposed_file exposed_file_backup;
extern const struct exposed_file exposed_file_server_status;
extern const struct exposed_file exposed_file_listing;

#endif
