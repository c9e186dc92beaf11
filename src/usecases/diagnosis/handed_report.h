/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The diagnosis company hands over what another tool saw at a company's targets. Only what was seen at authorised hosts
 * is kept: it stands behind the probe's observations, and the diagnosis is judged again, as with new knowledge
 * (rejudge.h). Which file it was, when and by whom is recorded and sealed.
 */
#ifndef TENKEN_USECASES_DIAGNOSIS_HANDED_REPORT_H
#define TENKEN_USECASES_DIAGNOSIS_HANDED_REPORT_H

#include "codec/value_keys.h"
#include "store/diagnosis/handed_report_store.h"
#include "usecases/office.h"

#define HANDED_REPORT_OBSERVATIONS_MAX 20000 /* of one file */
#define HANDED_REPORT_NAME_MAX         200   /* bytes of its name that are kept */

/* A file as it was sent. */
struct handed_report_file {
	struct str name; /* without a path */
	struct str bytes;
};

enum handed_report_outcome {
	HANDED_REPORT_TAKEN,
	HANDED_REPORT_KNOWN,   /* the same file was handed over before: nothing was stored */
	HANDED_REPORT_NO_FILE, /* none was chosen, or an empty one */
	HANDED_REPORT_UNREAD,  /* nobody's report, or it cannot be read as a whole: the fault says file, line and reason
				*/
	HANDED_REPORT_FOREIGN, /* nothing in it is of an authorised host */
	HANDED_REPORT_LARGE,   /* more observations than are taken of one file */
	HANDED_REPORT_OUTCOMES
};

/* "taken", "known" ...: the name of its words for people. */
const char *handed_report_outcome_name(enum handed_report_outcome outcome);

/* For the newest diagnosis of the case. Nothing is stored unless the outcome is HANDED_REPORT_TAKEN; `why` is set with
 * HANDED_REPORT_UNREAD too. ERR_DENIED for who may run no diagnosis, ERR_CONFLICT unless the diagnosis is finished and
 * its authorisation was not taken back. The same form sent again is done already. */
MUST_USE enum err handed_report_take(const struct office *office, const struct actor *actor, const struct once *once,
				     int64_t case_id, const struct handed_report_file *file,
				     enum handed_report_outcome *ret_outcome, struct fault *why);

/* One of those that were handed over, for a page; by is who did it. */
extern const struct value_key handed_report_keys[];
struct value *handed_report_value(struct arena *arena, enum lang lang, const struct handed_report_row *row,
				  const char *by);

#endif
