/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A company wants another course before its application is checked: the secretariat moves it. It gets a place there
 * when one is free and nobody waits; else it waits there, by when it applied where the edition keeps the order
 * (change_keeps_order), and behind those who wait already where it does not. The place that it held is offered to the
 * next one.
 */
#ifndef TENKEN_USECASES_SCREENING_CHANGE_COURSE_H
#define TENKEN_USECASES_SCREENING_CHANGE_COURSE_H

#include "usecases/case_deed.h"

/* input.course: the id of another course of the edition, else ERR_INVALID; the reason stays in the office. */
extern const struct case_deed change_course_deed;

#endif
