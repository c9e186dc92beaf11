/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One JSON line an event on standard error: {"time":...,"level":...,"text":...}.
 * Never log a token, a password, a mail address or what a person wrote.
 */
#ifndef TENKEN_BASE_LOG_H
#define TENKEN_BASE_LOG_H

enum log_level { LOG_LEVEL_ERROR, LOG_LEVEL_WARNING, LOG_LEVEL_INFO, LOG_LEVEL_DEBUG };

/* The only mutable global of the house; default is LOG_LEVEL_INFO. */
void log_set_level(enum log_level level);

void log_error(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_warning(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_info(const char *format, ...) __attribute__((format(printf, 1, 2)));
void log_debug(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
