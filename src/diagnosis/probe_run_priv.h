/* SPDX-License-Identifier: Apache-2.0 */
/* What the scheduler's files share: the run from begin to end (probe_run.c), its processes (probe_run_crew.c), and who
 * does what when (probe_run_work.c). */
#ifndef TENKEN_DIAGNOSIS_PROBE_RUN_PRIV_H
#define TENKEN_DIAGNOSIS_PROBE_RUN_PRIV_H

#include <sys/types.h>

#include "diagnosis/place.h"
#include "diagnosis/probe_run.h"
#include "diagnosis/talker.h"

struct probe_talk {
	size_t place;
	enum { TALK_WAITS, TALK_GOES_ON, TALK_IS_OVER } state;
	struct talker_plan plan;
	struct talker talker;
};

struct probe_place {
	struct place place;
	size_t same;               /* the first place of this address, whose scan it shares; its own index: none */
	struct probe_talk **talks; /* when it is known */
	size_t talk_count, talks_told;
	bool is_told;
};

struct probe_work {
	const struct probe_run *run;
	struct arena arena;
	struct sandbox_walls walls;

	/* Channels and processes; -1 and 0: none. */
	int broker, resolver;
	int nowhere;    /* for the crew */
	uint32_t asked; /* questions, which number them */
	pid_t broker_pid, resolver_pid;
	bool has_broker_ended;
	int64_t connections;

	struct probe_place *places;
	size_t place_count, place_cap;
	size_t admitted, refused; /* addresses that may be probed, also those of before; that may not */
	size_t told;              /* places that were told whole */
	size_t held_bytes;        /* of what talkers said and is not told */
	size_t tried_at_once;
	struct probe_talk *going_on[PROBE_RUN_TALKERS];
	size_t going_on_count;
	int failed_starts;
	bool is_paused;
	int rate, canary_ms; /* of the line that was last heard of */
	int64_t progress_ms; /* when the last progress was told */
};

/* Starts the broker and the resolver and locks all in. ERR_UNSUPPORTED without a sandbox, ERR_BUSY, ERR_IO. */
MUST_USE enum err probe_run_start_crew(struct probe_work *w, struct fault *why);

/* The next word of the broker. False when there is none: nothing within the time, a reason to stop, or it is gone. */
bool probe_run_next_word(struct probe_work *w, int64_t wait_ms, struct broker_word *ret_word, uint8_t **ret_states);

/* Tells the broker to come to an end: then it says what is known of the ports, and BROKER_ENDED. */
void probe_run_ask_to_end(struct probe_work *w);
/* Ends all at once. */
void probe_run_end_crew(struct probe_work *w);

/* Tries and talks until all is told or there is a reason to stop. */
void probe_run_work(struct probe_work *w);
void probe_run_take_word(struct probe_work *w, const struct broker_word *word, const uint8_t *states);
/* Tells what is known in the order of places and ports. is_last: also behind what is not known, which never will be. */
void probe_run_tell(struct probe_work *w, bool is_last);

#endif
