/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads an edition's forms (forms/NAME.yaml): what stands beside what, and what the program needs. The head and the
 * lists of options come before the forms; edition_question.h reads the questions.
 */
#ifndef TENKEN_PROGRAMME_EDITION_FORM_H
#define TENKEN_PROGRAMME_EDITION_FORM_H

struct edition_reading;
struct reader;
struct value;

/* Pages of the application; statements of the head become questions where a page names them. */
void edition_form_read_application(struct reader *reader, const struct value *root, struct edition_reading *reading);
void edition_form_read_questionnaire(struct reader *reader, const struct value *root, struct edition_reading *reading);
void edition_form_read_authorisation(struct reader *reader, const struct value *root, struct edition_reading *reading);

#endif
