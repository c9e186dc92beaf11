/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The pre-interview (事前問診) is sent: what its draft holds becomes the company's answers and confirms participation,
 * in one transaction, which judges it all again. Two that send at once send it once.
 */
#ifndef TENKEN_USECASES_APPLICATION_QUESTIONNAIRE_DEED_H
#define TENKEN_USECASES_APPLICATION_QUESTIONNAIRE_DEED_H

#include "usecases/case_deed.h"

/* By the company itself, or by the secretariat that types what the company told it: then input.document says how, as
 * one JSON object for the history. ERR_INVALID when something is missing or wrong; ERR_CONFLICT when the draft was
 * saved at another moment than input.read_ms, as another device does it: nobody confirms what he has not read. */
extern const struct case_deed questionnaire_deed_answer;

#endif
