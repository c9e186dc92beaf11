/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/crew.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "net/sandbox.h"

#define FIRST_CHANNEL (STDERR_FILENO + 1)

/* Nothing to read and nobody to write to, and no socket of this process gets one of these numbers. A sanitizer keeps
 * standard error for its report. */
static bool lead_nowhere(int nowhere)
{
	return dup2(nowhere, STDIN_FILENO) >= 0 && dup2(nowhere, STDOUT_FILENO) >= 0 &&
	       (SANDBOX_IS_SANITIZED || dup2(nowhere, STDERR_FILENO) >= 0);
}

static bool keep_only(int nowhere, int channels[CREW_CHANNELS_MAX])
{
	size_t first = channels[1] >= 0 && channels[1] < channels[0] ? 1 : 0;
	int next = FIRST_CHANNEL;
	bool is_good = lead_nowhere(nowhere);

	/* The lower one moves first, so that none is overwritten before it has moved. */
	for (size_t i = 0; is_good && i < CREW_CHANNELS_MAX; i++) {
		int *channel = &channels[i ^ first];

		if (*channel < 0)
			continue;
		is_good = *channel == next || dup2(*channel, next) == next;
		*channel = next++;
	}
	return is_good && close_range((unsigned)next, ~0U, 0) == 0;
}

static void live(const struct crew_plan *plan, pid_t parent)
{
	int channels[CREW_CHANNELS_MAX];

	memcpy(channels, plan->channels, sizeof(channels));
	if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0 || getppid() != parent ||
	    !keep_only(plan->nowhere, channels))
		_exit(1);
	plan->live(plan->context, channels);
	_exit(0);
}

enum err crew_start(const struct crew_plan *plan, pid_t *ret_pid, struct fault *why)
{
	pid_t parent = getpid(), pid = fork();

	if (pid < 0)
		return fault_set(why, ERR_BUSY, "no process can be started: %s", strerror(errno));
	if (pid == 0)
		live(plan, parent);
	*ret_pid = pid;
	return ERR_OK;
}

static int status_of(int status)
{
	return WIFEXITED(status) ? WEXITSTATUS(status) != 0 : WTERMSIG(status);
}

int crew_end(pid_t pid)
{
	int status = 0;

	if (crew_has_ended(pid, &status))
		return status;
	kill(pid, SIGKILL);
	if (waitpid(pid, &status, 0) != pid)
		return 1;
	return status_of(status);
}

bool crew_has_ended(pid_t pid, int *ret_status)
{
	int status = 0;
	pid_t ended = waitpid(pid, &status, WNOHANG);

	if (ended == 0)
		return false;
	*ret_status = ended == pid ? status_of(status) : 1;
	return true;
}
