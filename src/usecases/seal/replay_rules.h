/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the versions of the store's calls say of their places, for a replay in one transaction. Versions are read here;
 * that they are the ones which the log binds, verifying shows.
 */
#ifndef TENKEN_USECASES_SEAL_REPLAY_RULES_H
#define TENKEN_USECASES_SEAL_REPLAY_RULES_H

#include "store/db.h"
#include "usecases/seal/replay.h"

struct edition_shelf;

struct replay_rules_source {
	struct tx *tx;
	struct edition_shelf *shelf;
};

/* The source must live as long as the rules are used; then replay_rules_end. */
struct replay_rules replay_rules_begin(struct replay_rules_source *source, struct tx *tx);
void replay_rules_end(struct replay_rules_source *source);

#endif
