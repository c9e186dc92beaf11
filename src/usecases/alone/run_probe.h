/* SPDX-License-Identifier: Apache-2.0 */
/*
 * One run of tenken-probe for one authorisation. Used by the job of a case and by "tenken diagnose", which has no store
 * at all.
 */
#ifndef TENKEN_USECASES_ALONE_RUN_PROBE_H
#define TENKEN_USECASES_ALONE_RUN_PROBE_H

#include "findings/authorisation.h"
#include "findings/observation.h"
#include "usecases/probe_path.h"

struct probe_progress {
	int64_t done, total;  /* steps */
	const char *phase;    /* "ports", "services", "paused"; as long as the call lasts */
	int flows_per_second; /* 0: not bounded, or not told */
};

struct probe_watch {
	/* Each observation but probe.progress, as the line it came as. An error ends the run. May be NULL. */
	enum err (*take)(void *context, struct str line, const struct observation *observation, struct fault *why);
	/* At most a few times a second. May be NULL. */
	void (*progress)(void *context, const struct probe_progress *progress);
	/* false asks the probe to stop. May be NULL. */
	bool (*is_wanted)(void *context);
	void *context;
};

enum probe_outcome { PROBE_DONE, PROBE_STOPPED, PROBE_REFUSED, PROBE_FAILED };

struct probe_result {
	enum probe_outcome outcome;
	const char *problem; /* what the probe said of a refusal or failure; "" otherwise */
};

/* A probe that has not stopped by itself at the window's end is killed then, and PROBE_STOPPED. ERR_NOT_FOUND without
 * the program, ERR_CORRUPT for a line that is no observation. */
MUST_USE enum err run_probe(struct arena *arena, const struct probe_program *probe,
			    const struct authorisation *authorisation, const struct probe_watch *watch,
			    struct probe_result *ret_result, struct fault *why);

#endif
