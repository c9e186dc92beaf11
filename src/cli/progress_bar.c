/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/progress_bar.h"

#include <stdio.h>
#include <unistd.h>

enum { WIDTH = 40 }; /* columns */

void progress_bar_init(struct progress_bar *bar)
{
	*bar = (struct progress_bar){.is_terminal = isatty(STDERR_FILENO) == 1};
}

void progress_bar_show(struct progress_bar *bar, uint64_t done, uint64_t total)
{
	uint64_t percent = total ? done * 100 / total : 0;
	int full;

	if (percent > 100)
		percent = 100;
	if (!bar->is_terminal || (bar->is_shown && percent == bar->percent))
		return;
	full = (int)(percent * WIDTH / 100);
	fprintf(stderr, "\r[%.*s%*s] %3u %%", full, "########################################", WIDTH - full, "",
		(unsigned)percent);
	bar->is_shown = true;
	bar->percent = percent;
}

void progress_bar_clear(struct progress_bar *bar)
{
	if (bar->is_shown)
		fprintf(stderr, "\r%*s\r", WIDTH + 8, "");
	bar->is_shown = false;
}
