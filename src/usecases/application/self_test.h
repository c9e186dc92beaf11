/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Two questions by which a company tries whether it is small enough to take part, before it applies: its industry and
 * its employees, as the edition's own form asks them, judged by programme/eligibility.h. Nothing is stored, nobody is
 * bound: who applies is judged anew.
 */
#ifndef TENKEN_USECASES_APPLICATION_SELF_TEST_H
#define TENKEN_USECASES_APPLICATION_SELF_TEST_H

#include "codec/value_keys.h"
#include "programme/edition.h"

extern const struct value_key self_test_keys[];

/* typed: a map of texts, or NULL when nobody tries; then, and while an answer has a problem, there is no verdict. */
struct value *self_test(struct arena *arena, const struct edition *edition, enum lang lang, const struct value *typed);

#endif
