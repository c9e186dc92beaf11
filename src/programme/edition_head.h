/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads edition.yaml: dates, contact, courses, classes, statements, parts of the public page, ports.
 */
#ifndef TENKEN_PROGRAMME_EDITION_HEAD_H
#define TENKEN_PROGRAMME_EDITION_HEAD_H

#include <stdbool.h>

struct arena;
struct edition_reading;
struct reader;
struct value;

/* Whether it is the address of a page: "https://" alone is none, nor is one that would end the attribute that it stands
 * in. */
bool edition_head_is_page(struct arena *arena, const char *url);

void edition_head_read(struct reader *reader, const struct value *root, struct edition_reading *reading);

#endif
