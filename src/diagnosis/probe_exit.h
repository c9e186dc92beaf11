/* SPDX-License-Identifier: Apache-2.0 */
/*
 * How tenken-probe ends, for the program itself and for the program that starts it.
 */
#ifndef TENKEN_DIAGNOSIS_PROBE_EXIT_H
#define TENKEN_DIAGNOSIS_PROBE_EXIT_H

enum probe_exit {
	PROBE_EXIT_DONE = 0,
	PROBE_EXIT_BAD_INPUT = 2, /* the authorisation or the command line is wrong; nothing was sent */
	PROBE_EXIT_REFUSED =
		3, /* outside the window, revoked, or no target that may be probed; nothing was sent to a target */
	PROBE_EXIT_FAILED = 4, /* the sandbox could not be built, or something failed inside */
	PROBE_EXIT_STOPPED =
		5, /* before its end: SIGTERM, SIGINT, a line "stop", or the window's end; probe.end tells which */
};

#endif
