/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How many elements an array has. An array only: for a pointer the answer is nonsense, and the compiler
 * refuses it (-Wsizeof-pointer-div).
 */
#ifndef TENKEN_BASE_COUNT_H
#define TENKEN_BASE_COUNT_H

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#endif
