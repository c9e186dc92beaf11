/* SPDX-License-Identifier: Apache-2.0 */
#include "net/sandbox.h"

#include <cap-ng.h>
#include <errno.h>
#include <seccomp.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "net/landlock_priv.h"

#if SANDBOX_IS_SANITIZED
#define UNKNOWN_CALL SCMP_ACT_ERRNO(EPERM)
#else
#define UNKNOWN_CALL SCMP_ACT_KILL_PROCESS
#endif

#define DESCRIPTORS_MAX  160 /* flows of a scan, a talk, a resolver, streams */
#define OUTPUT_BYTES_MAX ((rlim_t)256 * 1024 * 1024)

void sandbox_close_inherited(void)
{
	(void)close_range(STDERR_FILENO + 1, ~0U, 0);
}

static bool limit(int resource, rlim_t most)
{
	const struct rlimit both = {most, most};

	return setrlimit(resource, &both) == 0;
}

static enum err set_limits(const struct sandbox_plan *plan, struct fault *why)
{
	if (!limit(RLIMIT_NOFILE, DESCRIPTORS_MAX) || !limit(RLIMIT_CORE, 0) || !limit(RLIMIT_CPU, plan->cpu_seconds) ||
	    !limit(RLIMIT_FSIZE, OUTPUT_BYTES_MAX) || !limit(RLIMIT_MEMLOCK, 0) ||
	    (!SANDBOX_IS_SANITIZED && !limit(RLIMIT_AS, plan->memory_bytes)))
		return fault_set(why, ERR_UNSUPPORTED, "sandbox, limits: %s", strerror(errno));
	return ERR_OK;
}

static enum err drop_capabilities(struct fault *why)
{
	/* Emptying the bounding set needs CAP_SETPCAP, which root has; for others failing is harmless. */
	capng_clear(CAPNG_SELECT_BOTH);
	if (capng_apply(CAPNG_SELECT_BOUNDS) != 0 && geteuid() == 0)
		return fault_set(why, ERR_UNSUPPORTED, "sandbox, capabilities: the bounding set stays");
	if (capng_apply(CAPNG_SELECT_CAPS) != 0)
		return fault_set(why, ERR_UNSUPPORTED, "sandbox, capabilities: they stay");
	return ERR_OK;
}

/* System calls that are allowed with any arguments. */
static const int allowed_calls[] = {
	SCMP_SYS(read),          SCMP_SYS(write),        SCMP_SYS(writev),
	SCMP_SYS(close),         SCMP_SYS(poll),         SCMP_SYS(ppoll),
	SCMP_SYS(epoll_create1), SCMP_SYS(epoll_ctl),    SCMP_SYS(epoll_wait),
	SCMP_SYS(epoll_pwait),   SCMP_SYS(connect),      SCMP_SYS(sendto),
	SCMP_SYS(recvfrom),      SCMP_SYS(sendmsg),      SCMP_SYS(recvmsg),
	SCMP_SYS(getsockopt),    SCMP_SYS(setsockopt),   SCMP_SYS(getsockname),
	SCMP_SYS(getpeername),   SCMP_SYS(shutdown),     SCMP_SYS(fcntl),
	SCMP_SYS(brk),           SCMP_SYS(munmap),       SCMP_SYS(mremap),
	SCMP_SYS(madvise),       SCMP_SYS(futex),        SCMP_SYS(getrandom),
	SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday), SCMP_SYS(clock_nanosleep),
	SCMP_SYS(nanosleep),     SCMP_SYS(getpid),       SCMP_SYS(gettid),
	SCMP_SYS(getuid),        SCMP_SYS(geteuid),      SCMP_SYS(getgid),
	SCMP_SYS(getegid),       SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn),  SCMP_SYS(sigaltstack),  SCMP_SYS(restart_syscall),
	SCMP_SYS(exit),          SCMP_SYS(exit_group),   SCMP_SYS(sched_yield),
	SCMP_SYS(lseek),         SCMP_SYS(fstat),        SCMP_SYS(newfstatat),
	SCMP_SYS(rseq),          SCMP_SYS(time),
};

/* Libraries try these calls and work without them. */
static const int refused_calls[] = {
	SCMP_SYS(open),  SCMP_SYS(openat),  SCMP_SYS(access),   SCMP_SYS(faccessat),
	SCMP_SYS(stat),  SCMP_SYS(lstat),   SCMP_SYS(readlink), SCMP_SYS(ioctl),
	SCMP_SYS(prctl), SCMP_SYS(sysinfo), SCMP_SYS(uname),    SCMP_SYS(prlimit64),
};

static bool allow_sockets(scmp_filter_ctx filter)
{
	static const int families[] = {AF_INET, AF_INET6};
	static const int types[] = {SOCK_STREAM, SOCK_DGRAM};
	bool is_good = true;

	for (size_t f = 0; f < 2; f++)
		for (size_t t = 0; t < 2; t++)
			is_good = is_good &&
				  seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(socket), 2,
						   SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)families[f], 0),
						   SCMP_A1(SCMP_CMP_MASKED_EQ, 0xf, (scmp_datum_t)types[t])) == 0;
	/* Memory may be mapped, but not executable memory. */
	return is_good &&
	       seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, 4, 0)) == 0 &&
	       seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, 4, 0)) == 0;
}

static enum err filter_calls(struct fault *why)
{
	scmp_filter_ctx filter = seccomp_init(UNKNOWN_CALL);
	bool is_good = filter && allow_sockets(filter);

	for (size_t i = 0; is_good && i < COUNT(allowed_calls); i++)
		is_good = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed_calls[i], 0) == 0;
	for (size_t i = 0; is_good && !SANDBOX_IS_SANITIZED && i < COUNT(refused_calls); i++)
		is_good = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), refused_calls[i], 0) == 0;
	is_good = is_good && seccomp_load(filter) == 0;
	seccomp_release(filter);
	return is_good ? ERR_OK : fault_set(why, ERR_UNSUPPORTED, "sandbox, seccomp: this kernel refuses the filter");
}

static void add(struct sandbox_walls *walls, const char *name)
{
	if (name && walls->count < SANDBOX_WALLS_MAX)
		walls->names[walls->count++] = name;
}

enum err sandbox_enter(const struct sandbox_plan *plan, struct sandbox_walls *ret_walls, struct fault *why)
{
	struct sandbox_walls walls = {0};
	struct landlock_result landlock;
	enum err err;

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
		return fault_set(why, ERR_UNSUPPORTED, "sandbox, prctl: %s", strerror(errno));
	add(&walls, "no-new-privileges");
	err = set_limits(plan, why);
	if (err)
		return err;
	add(&walls, SANDBOX_IS_SANITIZED ? "limits without address space" : "limits");
	err = drop_capabilities(why);
	if (err)
		return err;
	add(&walls, "no-capabilities");
	landlock_enter(plan->ports, plan->port_count, &landlock);
	add(&walls, landlock.files);
	add(&walls, landlock.ports);
	err = filter_calls(why);
	if (err)
		return err;
	add(&walls, "seccomp");
	*ret_walls = walls;
	return ERR_OK;
}
