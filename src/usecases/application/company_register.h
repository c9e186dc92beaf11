/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What the registers that were imported (library/registry_file.h) know of an applicant. It saves typing and tells a
 * checker where to look; an application never depends on it, so a register that is missing or damaged is like an empty
 * one, and the program's log tells of a damaged one.
 */
#ifndef TENKEN_USECASES_APPLICATION_COMPANY_REGISTER_H
#define TENKEN_USECASES_APPLICATION_COMPANY_REGISTER_H

#include "programme/eligibility.h"
#include "usecases/office.h"

/* Answers to questions of the application that follow from the corporate number, the postal code and the business among
 * what was typed: a map of question id to text, empty when nothing does. What was typed itself is not in it. */
struct value *company_register_suggest(const struct office *office, struct arena *arena, const struct edition *edition,
				       const struct value *typed);

/* answers: judged ones. For a checker only: an applicant is never told what an office's list says of a company. */
struct eligibility_facts company_register_ask(const struct office *office, struct arena *arena,
					      const struct value *answers);

#endif
