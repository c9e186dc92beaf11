/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Erases one class of content of a case, as a retention rule or a request asks for it. The log keeps that it was done,
 * by which rule, and where the case stood; of what was erased it keeps hashes that nobody can check any more, because
 * their random bytes go too.
 *
 * Whose contact is erased while its case is still open has withdrawn by that, and its place is offered to the next one.
 *
 * On SQLite the text is afterwards nowhere in the file or its WAL. On PostgreSQL it is gone from the tables' files
 * after VACUUM FULL; backups and archived WAL keep it until they are removed themselves (docs/man/tenken.1).
 */
#ifndef TENKEN_USECASES_PRIVACY_ERASE_CONTENT_H
#define TENKEN_USECASES_PRIVACY_ERASE_CONTENT_H

#include "store/privacy/erase_store.h"
#include "usecases/office.h"

/* rule: a word that says why, such as "retention_5y" or "request" (docs/log-format.md). The secretariat and the program
 * itself may. ERR_NOT_FOUND, ERR_DENIED, ERR_INVALID for a rule that is no word, ERR_CONFLICT while mails of the case
 * wait or a diagnosis runs. ERR_BUSY: it is erased, but readers kept the file from being cleaned: do it again. */
MUST_USE enum err erase_content(const struct office *office, const struct actor *actor, int64_t case_id,
				enum erase_class class, const char *rule, struct fault *why);

#endif
