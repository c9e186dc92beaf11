/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Brings the knowledge of a programme's folder up to date (library/knowledge_update.h), unless it is a rehearsal:
 * nothing leaves a rehearsal.
 */
#ifndef TENKEN_USECASES_SYSTEM_UPDATE_KNOWLEDGE_H
#define TENKEN_USECASES_SYSTEM_UPDATE_KNOWLEDGE_H

#include "library/knowledge_update.h"

/* ERR_DENIED in a rehearsal's folder; else as knowledge_update. */
MUST_USE enum err update_knowledge(const struct knowledge_update *update, const struct knowledge_update_watch *watch,
				   size_t *ret_failed, struct fault *why);

#endif
