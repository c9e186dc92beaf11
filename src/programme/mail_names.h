/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What subject and body of an edition's mail may name. usecases/mail_context.h gives exactly these; the list stands,
 * with what each means, at the top of an edition's shared/mail_pieces.yaml too.
 */
#ifndef TENKEN_PROGRAMME_MAIL_NAMES_H
#define TENKEN_PROGRAMME_MAIL_NAMES_H

#include "codec/value_keys.h"

extern const struct value_key mail_names[];
extern const struct value_key mail_names_unseen[]; /* of a mail that goes out before anybody of the office has looked at
						    * the application: nothing that the applicant wrote freely */
extern const struct value_key mail_contact_names[]; /* those inside "contact" */

#endif
