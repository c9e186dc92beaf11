/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/edition_find.h"

#include <string.h>

#include "programme/jsic.h"

const struct edition_course *edition_find_course(const struct edition *edition, struct str id)
{
	for (size_t i = 0; i < edition->course_count; i++)
		if (str_is(id, edition->courses[i].id))
			return &edition->courses[i];
	return NULL;
}

const struct edition_class *edition_find_class(const struct edition *edition, struct str industry)
{
	for (size_t i = 0; i < edition->class_count; i++)
		for (size_t k = 0; k < edition->classes[i].industry_count; k++)
			if (str_is(industry, edition->classes[i].industries[k].id))
				return &edition->classes[i];
	return NULL;
}

const char *edition_find_industry(const struct edition *edition, struct str code)
{
	for (size_t i = 0; i < edition->class_count; i++)
		for (size_t k = 0; k < edition->classes[i].industry_count; k++)
			if (jsic_covers(str_from(edition->classes[i].industries[k].jsic), code))
				return edition->classes[i].industries[k].id;
	return NULL;
}

const struct edition_message *edition_find_message(const struct edition *edition, const char *id)
{
	for (size_t i = 0; i < edition->message_count; i++)
		if (strcmp(edition->messages[i].id, id) == 0)
			return &edition->messages[i];
	return NULL;
}

const struct question *edition_find_question(const struct edition *edition, const char *id)
{
	for (size_t i = 0; i < edition->application_count; i++)
		for (size_t k = 0; k < edition->application[i].question_count; k++)
			if (strcmp(edition->application[i].questions[k].id, id) == 0)
				return &edition->application[i].questions[k];
	return NULL;
}
