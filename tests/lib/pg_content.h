/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The rows of a PostgreSQL database, kept in memory and put back later: a test gets them as they were in a hundredth of
 * the time in which the server copies a database. Tables themselves are not kept: whoever makes or changes one needs a
 * database of its own.
 */
#ifndef TENKEN_TESTS_LIB_PG_CONTENT_H
#define TENKEN_TESTS_LIB_PG_CONTENT_H

struct pg_content;

/* Reads the rows of all tables at the address, and stays connected; NULL after a message on stderr. */
struct pg_content *pg_content_keep(const char *address);
void pg_content_free(struct pg_content *content); /* NULL is nothing */

/* Makes the rows those that were kept. 0, or -1 after a message on stderr, as when another
 * connection is still in a transaction. */
int pg_content_put_back(struct pg_content *content);

#endif
