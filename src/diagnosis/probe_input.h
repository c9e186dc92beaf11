/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The probe's standard input: one JSON object, however it is broken into lines, then, while the probe runs, lines of
 * control of which "stop" is the only one.
 */
#ifndef TENKEN_DIAGNOSIS_PROBE_INPUT_H
#define TENKEN_DIAGNOSIS_PROBE_INPUT_H

#include "base/buf.h"

/* How many bytes the first JSON object takes, with the white space before it; 0 when it is not closed yet. Text that
 * does not begin like an object ends with its line, so that it can be refused at once. */
size_t probe_input_object_end(struct str bytes);

/* Reads until the object is closed or the input ends; what was read behind it stays in `into` from *ret_end on.
 * ERR_TOO_LARGE above the cap of the buffer, ERR_IO. */
MUST_USE enum err probe_input_read(int fd, struct buf *into, size_t *ret_end, struct fault *why);

#endif
