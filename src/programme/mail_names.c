/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/mail_names.h"

const struct value_key mail_contact_names[] = {
	{"name", VALUE_TEXT, NULL},
	{"hours", VALUE_TEXT, NULL},
	{"phone", VALUE_TEXT, NULL},
	{"mail", VALUE_TEXT, NULL},
	{"url", VALUE_TEXT, NULL},
	{"postal_address", VALUE_TEXT, NULL},
	{0},
};

const struct value_key mail_names_unseen[] = {
	{"short_name", VALUE_TEXT, NULL},
	{"edition_name", VALUE_TEXT, NULL},
	{"receipt", VALUE_TEXT, NULL},
	{"course", VALUE_TEXT, NULL},
	{"visits", VALUE_INT, NULL},
	{"link", VALUE_TEXT, NULL},
	{"confirm_link", VALUE_TEXT, NULL},
	{"confirm_days", VALUE_INT, NULL},
	{"by_post", VALUE_BOOL, NULL}, /* the company has no mail address: the words are posted as a letter */
	{"code", VALUE_TEXT, NULL},    /* in "authorisation_code" and "call_letter" alone */
	{"due", VALUE_TEXT, NULL},     /* empty before approval */
	{"position", VALUE_INT, NULL}, /* in the waiting list; 0 for who does not wait */
	{"today", VALUE_TEXT, NULL},
	{"closes", VALUE_TEXT, NULL},    /* last day of the reception */
	{"call_page", VALUE_TEXT, NULL}, /* address of the call's page */
	{"contact", VALUE_MAP, mail_contact_names},
	{0},
};

const struct value_key mail_names[] = {
	{NULL, VALUE_MAP, mail_names_unseen},
	{"company", VALUE_TEXT, NULL},
	{"contact_name", VALUE_TEXT, NULL},
	{"reason", VALUE_TEXT, NULL}, /* what was written to this company; may be empty */
	/* Of the permission, in "diagnosis_begins" and "authorisation_recorded" alone; empty elsewhere. */
	{"targets", VALUE_LIST, NULL},
	{"until", VALUE_TEXT, NULL},
	{"has_sources", VALUE_BOOL, NULL},
	{"sources", VALUE_LIST, NULL}, /* addresses from which the edition is diagnosed; may be empty */
	{0},
};
