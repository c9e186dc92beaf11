/* SPDX-License-Identifier: Apache-2.0 */
#include "net/sandbox.h"

#include <cap-ng.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
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

/* Open at a time: the flows of a scan, the conversations of all talkers, a conversation. */
static const rlim_t descriptors_most[] = {
	[SANDBOX_BROKER] = 1024, [SANDBOX_RESOLVER] = 160, [SANDBOX_SCHEDULER] = 160, [SANDBOX_TALKER] = 16};

static enum err set_limits(const struct sandbox_plan *plan, struct fault *why)
{
	if (!limit(RLIMIT_NOFILE, descriptors_most[plan->role]) || !limit(RLIMIT_CORE, 0) ||
	    !limit(RLIMIT_CPU, plan->cpu_seconds) || !limit(RLIMIT_FSIZE, OUTPUT_BYTES_MAX) ||
	    !limit(RLIMIT_MEMLOCK, 0) || (!SANDBOX_IS_SANITIZED && !limit(RLIMIT_AS, plan->memory_bytes)))
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

/* Whose calls: a row counts for each role whose letter it names. What a talker does, its scheduler may do too: the
 * walls of both hold it. */
#define B   (1u << SANDBOX_BROKER)
#define R   (1u << SANDBOX_RESOLVER)
#define S   (1u << SANDBOX_SCHEDULER)
#define T   (1u << SANDBOX_TALKER)
#define ALL (B | R | S | T)

/* System calls that are allowed with any arguments. Those about signals are not among them: how a signal is taken is
 * settled by now, and the alarm clock of stop.h must stay set. */
static const struct {
	int call;
	unsigned roles;
} allowed_calls[] = {
	{SCMP_SYS(read), ALL},
	{SCMP_SYS(write), ALL},
	{SCMP_SYS(writev), ALL},
	{SCMP_SYS(close), ALL},
	{SCMP_SYS(poll), ALL},
	{SCMP_SYS(ppoll), ALL},
	{SCMP_SYS(epoll_create1), B},
	{SCMP_SYS(epoll_ctl), B},
	{SCMP_SYS(epoll_wait), B},
	{SCMP_SYS(epoll_pwait), B},
	{SCMP_SYS(connect), B},
	{SCMP_SYS(recvmsg), ALL},
	{SCMP_SYS(recvfrom), R | S | T},
	{SCMP_SYS(getsockopt), ALL},
	{SCMP_SYS(getsockname), ALL},
	{SCMP_SYS(getpeername), ALL},
	{SCMP_SYS(dup), R}, /* puts what it was handed where its library expects it */
	{SCMP_SYS(dup2), R | S},
	{SCMP_SYS(dup3), R | S},
	{SCMP_SYS(close_range), S}, /* from here: to start a talker, and to build its wall */
	{SCMP_SYS(wait4), S},
	{SCMP_SYS(set_robust_list), S},
	{SCMP_SYS(getppid), S},
	{SCMP_SYS(prlimit64), S},
	{SCMP_SYS(setrlimit), S},
	{SCMP_SYS(seccomp), S},
	{SCMP_SYS(brk), ALL},
	{SCMP_SYS(munmap), ALL},
	{SCMP_SYS(mremap), ALL},
	{SCMP_SYS(madvise), ALL},
	{SCMP_SYS(futex), ALL},
	{SCMP_SYS(getrandom), ALL},
	{SCMP_SYS(clock_gettime), ALL},
	{SCMP_SYS(gettimeofday), ALL},
	{SCMP_SYS(clock_nanosleep), ALL},
	{SCMP_SYS(nanosleep), ALL},
	{SCMP_SYS(getpid), ALL},
	{SCMP_SYS(gettid), ALL},
	{SCMP_SYS(getuid), ALL},
	{SCMP_SYS(geteuid), ALL},
	{SCMP_SYS(getgid), ALL},
	{SCMP_SYS(getegid), ALL},
	{SCMP_SYS(restart_syscall), ALL},
	{SCMP_SYS(exit), ALL},
	{SCMP_SYS(exit_group), ALL},
	{SCMP_SYS(sched_yield), ALL},
	{SCMP_SYS(lseek), ALL},
	{SCMP_SYS(fstat), ALL},
	{SCMP_SYS(rseq), ALL},
	{SCMP_SYS(time), ALL},
	{SCMP_SYS(sigaltstack), ALL}, /* AddressSanitizer at the end */
};

/* Those that are allowed with these arguments only. Each comparison is of 64 bits, so what a stranger puts into the
 * upper half of a shorter argument makes it another one. */
#define SOCKET_FLAGS ((scmp_datum_t)(SOCK_NONBLOCK | SOCK_CLOEXEC))
#define NAMESPACES                                                                                                     \
	(CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET)
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
		SCMP_SYS(socket), B, 3,                                                                                \
		{                                                                                                      \
			IS(0, family), {1, SCMP_CMP_MASKED_EQ, ~SOCKET_FLAGS, (type)}, IS(2, 0)                        \
		}                                                                                                      \
	}
static const struct {
	int call;
	unsigned roles, count;
	struct scmp_arg_cmp arguments[3];
} narrow_calls[] = {
	/* The protocol is the family's own: TCP or UDP, never MPTCP, which passes Landlock's wall of ports. */
	SOCKET(AF_INET, SOCK_STREAM),
	SOCKET(AF_INET, SOCK_DGRAM),
	SOCKET(AF_INET6, SOCK_STREAM),
	SOCKET(AF_INET6, SOCK_DGRAM),
	{SCMP_SYS(socketpair), S, 2, {IS(0, AF_UNIX), IS(1, SOCK_SEQPACKET | SOCK_CLOEXEC)}},
	/* What is handed over goes with sendmsg(2); no connecting by the way. */
	{SCMP_SYS(sendmsg), B | S, 1, {LACKS(2, MSG_FASTOPEN)}},
	/* send(2): no address, and no connecting by the way (MSG_FASTOPEN). */
	{SCMP_SYS(sendto), ALL, 2, {LACKS(3, MSG_FASTOPEN), IS(4, 0)}},
	{SCMP_SYS(setsockopt), ALL, 2, {IS(1, IPPROTO_TCP), IS(2, TCP_NODELAY)}},
	/* No owner and no signal of a descriptor: a socket could be made to kill another process of this user. */
	{SCMP_SYS(fcntl), ALL, 1, {IS(1, F_GETFL)}},
	{SCMP_SYS(fcntl), ALL, 2, {IS(1, F_SETFL), LACKS(2, O_ASYNC)}},
	{SCMP_SYS(fcntl), ALL, 1, {IS(1, F_GETFD)}},
	{SCMP_SYS(fcntl), ALL, 1, {IS(1, F_SETFD)}},
	/* Memory may be mapped, but not executable memory. */
	{SCMP_SYS(mmap), ALL, 1, {LACKS(2, PROT_EXEC)}},
	{SCMP_SYS(mprotect), ALL, 1, {LACKS(2, PROT_EXEC)}},
	/* A talker is started in no namespace of its own, dies with the scheduler, and is killed when its time is up.
	 */
	{SCMP_SYS(clone), S, 1, {LACKS(0, NAMESPACES)}},
	{SCMP_SYS(kill), S, 1, {IS(1, SIGKILL)}},
	{SCMP_SYS(prctl), S, 2, {IS(0, PR_SET_PDEATHSIG), IS(1, SIGKILL)}},
	{SCMP_SYS(prctl), S, 2, {IS(0, PR_SET_NO_NEW_PRIVS), IS(1, 1)}},
};

/* Libraries try these calls and work without them. */
static const struct {
	int call;
	unsigned roles;
} refused_calls[] = {
	{SCMP_SYS(open), ALL},        {SCMP_SYS(openat), ALL},          {SCMP_SYS(access), ALL},
	{SCMP_SYS(stat), ALL},        {SCMP_SYS(faccessat), ALL},       {SCMP_SYS(lstat), ALL},
	{SCMP_SYS(readlink), ALL},    {SCMP_SYS(ioctl), ALL},           {SCMP_SYS(sysinfo), ALL},
	{SCMP_SYS(uname), ALL},       {SCMP_SYS(prlimit64), B | R | T}, {SCMP_SYS(newfstatat), ALL},
	{SCMP_SYS(prctl), B | R | T},
};

static enum err filter_calls(enum sandbox_role role, struct fault *why)
{
	scmp_filter_ctx filter = seccomp_init(UNKNOWN_CALL);
	unsigned mine = 1u << role;
	bool is_good = filter != NULL;

	for (size_t i = 0; is_good && i < COUNT(narrow_calls); i++)
		if (narrow_calls[i].roles & mine)
			is_good = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, narrow_calls[i].call,
							 narrow_calls[i].count, narrow_calls[i].arguments) == 0;
	for (size_t i = 0; is_good && i < COUNT(allowed_calls); i++)
		if (allowed_calls[i].roles & mine)
			is_good = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed_calls[i].call, 0) == 0;
	for (size_t i = 0; is_good && !SANDBOX_IS_SANITIZED && i < COUNT(refused_calls); i++)
		if (refused_calls[i].roles & mine)
			is_good = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), refused_calls[i].call, 0) == 0;
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

static enum err enter_talker(const struct sandbox_plan *plan, struct fault *why)
{
	if (!limit(RLIMIT_NOFILE, descriptors_most[plan->role]) || !limit(RLIMIT_CPU, plan->cpu_seconds))
		return fault_set(why, ERR_UNSUPPORTED, "sandbox, limits: %s", strerror(errno));
	return filter_calls(plan->role, why);
}

enum err sandbox_enter(const struct sandbox_plan *plan, struct sandbox_walls *ret_walls, struct fault *why)
{
	struct sandbox_walls walls = {0};
	enum err err;

	if (plan->role == SANDBOX_TALKER)
		return enter_talker(plan, why);
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
		err = filter_calls(plan->role, why);
	if (err)
		return err;
	add(&walls, "seccomp");
	*ret_walls = walls;
	return ERR_OK;
}
