/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A letter of one page to be printed and posted, whose words are given: the address where a window envelope of the size
 * Nagagata 3 shows it, sender and date, a heading, paragraphs. Knows no finding and no invitation.
 */
#ifndef TENKEN_REPORT_PLAIN_LETTER_H
#define TENKEN_REPORT_PLAIN_LETTER_H

#include "report/outline.h"

struct plain_letter {
	enum lang lang;
	int64_t made_ms;
	const char *author;   /* for the file's description */
	const char *postcode; /* "" where it is not known, as the address and the person */
	const char *address, *company, *person;
	const char *organiser, *programme, *operator_name;
	const char *title;
	const char *body;   /* paragraphs between empty lines */
	const char *notice; /* the paragraph that holds it must not be overlooked; "" for none */
};

/* The outline and its texts live in the arena and point into the letter. */
struct outline *plain_letter_outline(struct arena *arena, const struct texts *texts, const struct plain_letter *letter);

#endif
