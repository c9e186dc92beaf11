/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads one question of an edition's forms, and the lists of options that several share (shared/options.yaml), which
 * come before the forms.
 */
#ifndef TENKEN_PROGRAMME_EDITION_QUESTION_H
#define TENKEN_PROGRAMME_EDITION_QUESTION_H

struct edition_reading;
struct question;
struct reader;
struct value;

void edition_question_read_lists(struct reader *reader, const struct value *root, struct edition_reading *reading);

/* map: of a form's "questions". What stands beside it in its form is looked at by edition_form.c. */
void edition_question_read(struct reader *reader, const struct value *map, const struct edition_reading *reading,
			   struct question *question);

#endif
