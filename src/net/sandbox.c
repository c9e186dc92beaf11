/* SPDX-License-Identifier: Apache-2.0 */
#include "net/sandbox.h"

#include <cap-ng.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <seccomp.h>
#include <string.h>
#include <sys/mman.h>
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

/* System calls that are allowed with any arguments. Those about signals are not among them: how a signal is taken is
 * settled by now, and the alarm clock of stop.h must stay set. */
static const int allowed_calls[] = {
	SCMP_SYS(read),
	SCMP_SYS(write),
	SCMP_SYS(writev),
	SCMP_SYS(close),
	SCMP_SYS(poll),
	SCMP_SYS(ppoll),
	SCMP_SYS(epoll_create1),
	SCMP_SYS(epoll_ctl),
	SCMP_SYS(epoll_wait),
	SCMP_SYS(epoll_pwait),
	SCMP_SYS(connect),
	SCMP_SYS(recvfrom),
	SCMP_SYS(getsockopt),
	SCMP_SYS(getsockname),
	SCMP_SYS(getpeername),
	SCMP_SYS(shutdown),
	SCMP_SYS(brk),
	SCMP_SYS(munmap),
	SCMP_SYS(mremap),
	SCMP_SYS(madvise),
	SCMP_SYS(futex),
	SCMP_SYS(getrandom),
	SCMP_SYS(clock_gettime),
	SCMP_SYS(gettimeofday),
	SCMP_SYS(clock_nanosleep),
	SCMP_SYS(nanosleep),
	SCMP_SYS(getpid),
	SCMP_SYS(gettid),
	SCMP_SYS(getuid),
	SCMP_SYS(geteuid),
	SCMP_SYS(getgid),
	SCMP_SYS(getegid),
	SCMP_SYS(restart_syscall),
	SCMP_SYS(exit),
	SCMP_SYS(exit_group),
	SCMP_SYS(sched_yield),
	SCMP_SYS(lseek),
	SCMP_SYS(fstat),
	SCMP_SYS(rseq),
	SCMP_SYS(time),
	SCMP_SYS(sigaltstack), /* AddressSanitizer at the end */
};

/* Those that are allowed with these arguments only. Each comparison is of 64 bits, so what a stranger puts into the
 * upper half of a shorter argument makes it another one. */
#define SOCKET_FLAGS ((scmp_datum_t)(SOCK_NONBLOCK | SOCK_CLOEXEC))
#define IS(n, value)                                                                                                   \
	{                                                                                                              \
		(n), SCMP_CMP_EQ, (scmp_datum_t)(value), 0                                                             \
	}
#define LACKS(n, bits)                                                                                                 \
	{                                                                                                              \
		(n), SCMP_CMP_MASKED_EQ, (scmp_datum_t)(bits), 0                                                       \
	}
#define SOCKET(family, type)                                                                                           \
	{                                                                                                              \
		SCMP_SYS(socket), 3,                                                                                   \
		{                                                                                                      \
			IS(0, family), {1, SCMP_CMP_MASKED_EQ, ~SOCKET_FLAGS, (type)}, IS(2, 0)                        \
		}                                                                                                      \
	}
static const struct {
	int call;
	unsigned count;
	struct scmp_arg_cmp arguments[3];
} narrow_calls[] = {
	/* The protocol is the family's own: TCP or UDP, never MPTCP, which passes Landlock's wall of ports. */
	SOCKET(AF_INET, SOCK_STREAM),
	SOCKET(AF_INET, SOCK_DGRAM),
	SOCKET(AF_INET6, SOCK_STREAM),
	SOCKET(AF_INET6, SOCK_DGRAM),
	/* send(2): no address, and no connecting by the way (MSG_FASTOPEN). */
	{SCMP_SYS(sendto), 2, {LACKS(3, MSG_FASTOPEN), IS(4, 0)}},
	{SCMP_SYS(setsockopt), 2, {IS(1, IPPROTO_TCP), IS(2, TCP_SYNCNT)}},
	{SCMP_SYS(setsockopt), 2, {IS(1, IPPROTO_TCP), IS(2, TCP_NODELAY)}},
	/* No owner and no signal of a descriptor: a socket could be made to kill another process of this user. */
	{SCMP_SYS(fcntl), 1, {IS(1, F_GETFL)}},
	{SCMP_SYS(fcntl), 2, {IS(1, F_SETFL), LACKS(2, O_ASYNC)}},
	{SCMP_SYS(fcntl), 1, {IS(1, F_GETFD)}},
	{SCMP_SYS(fcntl), 1, {IS(1, F_SETFD)}},
	/* Memory may be mapped, but not executable memory. */
	{SCMP_SYS(mmap), 1, {LACKS(2, PROT_EXEC)}},
	{SCMP_SYS(mprotect), 1, {LACKS(2, PROT_EXEC)}},
};

/* Libraries try these calls and work without them. */
static const int refused_calls[] = {
	SCMP_SYS(open),  SCMP_SYS(openat),    SCMP_SYS(access),     SCMP_SYS(faccessat), SCMP_SYS(stat),
	SCMP_SYS(lstat), SCMP_SYS(readlink),  SCMP_SYS(ioctl),      SCMP_SYS(prctl),     SCMP_SYS(sysinfo),
	SCMP_SYS(uname), SCMP_SYS(prlimit64), SCMP_SYS(newfstatat),
};

static enum err filter_calls(struct fault *why)
{
	scmp_filter_ctx filter = seccomp_init(UNKNOWN_CALL);
	bool is_good = filter != NULL;

	for (size_t i = 0; is_good && i < COUNT(narrow_calls); i++)
		is_good = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, narrow_calls[i].call, narrow_calls[i].count,
						 narrow_calls[i].arguments) == 0;
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
	if (walls->count < SANDBOX_WALLS_MAX)
		walls->names[walls->count++] = name;
}

static enum err enter_landlock(const struct sandbox_plan *plan, struct sandbox_walls *walls, struct fault *why)
{
	struct landlock_result landlock;

	landlock_enter(plan->ports, plan->port_count, &landlock);
	if (!plan->may_lack_landlock && !(landlock.files && landlock.ports))
		return fault_set(why, ERR_UNSUPPORTED,
				 "sandbox: this kernel has no Landlock for %s; --without-landlock does without",
				 landlock.files ? "ports" : "files and ports");
	add(walls, landlock.files ? "landlock for files" : "without landlock for files");
	add(walls, landlock.ports ? "landlock for ports" : "without landlock for ports");
	add(walls, landlock.signals ? "landlock for signals" : "without landlock for signals");
	return ERR_OK;
}

enum err sandbox_enter(const struct sandbox_plan *plan, struct sandbox_walls *ret_walls, struct fault *why)
{
	struct sandbox_walls walls = {0};
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
	err = enter_landlock(plan, &walls, why);
	if (!err)
		err = filter_calls(why);
	if (err)
		return err;
	add(&walls, "seccomp");
	*ret_walls = walls;
	return ERR_OK;
}
