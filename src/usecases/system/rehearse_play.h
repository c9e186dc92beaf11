/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What an invented company does in a rehearsal, through the same use cases as a real one.
 */
#ifndef TENKEN_USECASES_SYSTEM_REHEARSE_PLAY_H
#define TENKEN_USECASES_SYSTEM_REHEARSE_PLAY_H

#include "programme/reader.h"
#include "usecases/call.h"

struct rehearse_play {
	const struct office *office;
	struct call call; /* that companies apply to */
	struct arena *arena;
	const struct value *shared; /* the file with what all companies answer */
	struct actor secretariat, tokyo;
	struct reader reader; /* of the file that is read */
};

/* rehearsal.yaml of the folder; the reader speaks of it from then on. */
MUST_USE enum err rehearse_play_read(struct rehearse_play *p, const char *folder, const struct value **ret_file,
				     struct fault *why);

/* Applies, and says that the receipt arrived. company: an item of the file's "companies". ERR_INVALID when its
 * application is not taken. */
MUST_USE enum err rehearse_play_apply(struct rehearse_play *p, const struct value *company, int64_t *ret_case_id,
				      struct fault *why);

/* Answers the pre-interview; authorises a diagnosis. */
MUST_USE enum err rehearse_play_answer(struct rehearse_play *p, const struct actor *company, struct fault *why);
MUST_USE enum err rehearse_play_authorise(struct rehearse_play *p, const struct actor *company, struct fault *why);

#endif
