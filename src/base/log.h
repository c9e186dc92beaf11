/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One JSON line an event on standard error: {"time":...,"level":...,"text":...}.
 * Never log a token, a password, a mail address or what a person wrote.
 */
#ifndef TENKEN_BASE_LOG_H
#define TENKEN_BASE_LOG_H

void log_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_warning(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_info(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
