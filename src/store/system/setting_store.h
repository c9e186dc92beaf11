/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Named texts that belong to the whole store: the edition's file, the secret, where mails go.
 */
#ifndef TENKEN_STORE_SYSTEM_SETTING_STORE_H
#define TENKEN_STORE_SYSTEM_SETTING_STORE_H

#include "store/db.h"

/* "" when it was never set. */
MUST_USE enum err setting_store_get(struct tx *tx, struct arena *arena, const char *name, const char **ret_value,
				    struct fault *why);
/* As a number; `otherwise` when it is none. */
MUST_USE enum err setting_store_get_int(struct tx *tx, const char *name, int64_t otherwise, int64_t *ret_value,
					struct fault *why);
MUST_USE enum err setting_store_set(struct tx *tx, const char *name, const char *value, struct fault *why);

#endif
