/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The invitations on paper. Printing takes the next companies without a letter, notes them as printed in one
 * transaction, and hands out one PDF; the same letters can be printed once more, so that a jam of paper loses none and
 * sends none twice.
 */
#ifndef TENKEN_USECASES_INVITATION_INVITATION_LETTERS_H
#define TENKEN_USECASES_INVITATION_INVITATION_LETTERS_H

#include "base/buf.h"
#include "people/actor.h"
#include "usecases/office.h"

#define INVITATION_LETTERS_MAX 100 /* of one printing */

/* *ret_at_ms names the letters that were taken; 0 when no company is without one. ERR_CONFLICT when the
 * reception is over, ERR_DENIED for who may not invite. */
MUST_USE enum err invitation_letters_take(const struct office *office, const struct actor *actor, const char *edition,
					  int64_t *ret_at_ms, struct fault *why);

/* Appends the PDF of the letters that were taken together. ERR_NOT_FOUND when none were. */
MUST_USE enum err invitation_letters_print(const struct office *office, struct arena *arena, const struct actor *actor,
					   const char *edition, int64_t at_ms, struct buf *out, struct fault *why);

#endif
