/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How far a long deed is, as a bar on standard error; nothing at all where that is no terminal.
 */
#ifndef TENKEN_CLI_PROGRESS_BAR_H
#define TENKEN_CLI_PROGRESS_BAR_H

#include <stdbool.h>
#include <stdint.h>

struct progress_bar {
	bool is_terminal, is_shown;
	uint64_t percent; /* that is shown */
};

void progress_bar_init(struct progress_bar *bar);

/* Draws when the percentage is another than before. */
void progress_bar_show(struct progress_bar *bar, uint64_t done, uint64_t total);

/* Takes the bar away, before something else is printed. */
void progress_bar_clear(struct progress_bar *bar);

#endif
