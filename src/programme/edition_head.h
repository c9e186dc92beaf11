/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads edition.yaml: dates, contact, courses, classes, statements, parts of the public page, ports.
 */
#ifndef TENKEN_PROGRAMME_EDITION_HEAD_H
#define TENKEN_PROGRAMME_EDITION_HEAD_H

struct edition_reading;
struct reader;
struct value;

void edition_head_read(struct reader *reader, const struct value *root, struct edition_reading *reading);

#endif
