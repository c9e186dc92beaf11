/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A feed's file as a stream of unpacked bytes. A thread of its own reads and unpacks ahead, so that unpacking and
 * parsing take a core each; what it is ahead by is bounded.
 */
#ifndef TENKEN_LIBRARY_FEED_FILE_H
#define TENKEN_LIBRARY_FEED_FILE_H

#include "codec/byte_source.h"

#define FEED_FILE_MAX ((uint64_t)16 << 30) /* unpacked bytes; all of NVD has less than 3 GiB */

struct feed_file;

/* ERR_NOT_FOUND, ERR_IO. Starts the thread. */
MUST_USE enum err feed_file_open(const char *path, struct feed_file **ret_file, struct fault *why);

/* Ends the thread, wherever it is. */
void feed_file_close(struct feed_file *file);

/* The unpacked bytes: faults of reading and unpacking come out here; ERR_TOO_LARGE beyond FEED_FILE_MAX. */
struct byte_source feed_file_source(struct feed_file *file);

/* How many bytes of the file were read so far, and how many it has. */
uint64_t feed_file_done(const struct feed_file *file);

#endif
