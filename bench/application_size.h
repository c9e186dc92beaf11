/* SPDX-License-Identifier: Apache-2.0 */
#ifndef TENKEN_BENCH_APPLICATION_SIZE_H
#define TENKEN_BENCH_APPLICATION_SIZE_H

/* Asks for the bytes that all applications have left in the tables, with the log that binds them; SQLite. */
extern const char application_size_sql[];

#endif
