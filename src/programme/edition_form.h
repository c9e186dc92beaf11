/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Reads an edition's forms (forms/NAME.yaml) and the lists of options that their questions share
 * (shared/options.yaml). The head and the lists come before the forms.
 */
#ifndef TENKEN_PROGRAMME_EDITION_FORM_H
#define TENKEN_PROGRAMME_EDITION_FORM_H

struct edition_reading;
struct reader;
struct value;

void edition_form_read_lists(struct reader *reader, const struct value *root, struct edition_reading *reading);

/* Pages of the application; statements of the head become questions where a page names them. */
void edition_form_read_application(struct reader *reader, const struct value *root, struct edition_reading *reading);
void edition_form_read_questionnaire(struct reader *reader, const struct value *root, struct edition_reading *reading);
void edition_form_read_authorisation(struct reader *reader, const struct value *root, struct edition_reading *reading);

#endif
