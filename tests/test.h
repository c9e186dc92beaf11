/* SPDX-License-Identifier: Apache-2.0 */
/* cmocka, and what its header wants included before it. */
#ifndef TENKEN_TESTS_TEST_H
#define TENKEN_TESTS_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#endif
