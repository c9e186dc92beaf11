/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tries each way out of the probe's sandbox, in a process of its own each, first as its broker, which makes
 * connections, then as a talker, which reads what strangers send; says of each whether it is held (and by what) or
 * open. Exit status 0 when exactly those are open that the table says. Run it by hand to see what a kernel holds;
 * nothing leaves this machine: connections go to loopback, datagrams to nobody.
 */
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/count.h"
#include "net/sandbox.h"
#include "ways_out.h"

enum {
	EXIT_HELD = 100,
	EXIT_OPEN = 101,
	EXIT_NO_SANDBOX = 102,
};

static pid_t bystander; /* a process of the same user outside the sandbox */

/* Files. */
static bool opens_a_file(void)
{
	return open("/etc/hostname", O_RDONLY | O_CLOEXEC) >= 0;
}

static bool makes_a_file(void)
{
	return open("/tmp", O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600) >= 0;
}

static bool asks_whether_a_file_is_there(void)
{
	struct stat found;

	return stat("/etc/hostname", &found) == 0 || access("/etc/hostname", F_OK) == 0;
}

static bool makes_a_file_in_memory(void)
{
	return syscall(SYS_memfd_create, "x", 0) >= 0;
}

/* Programs and processes. */
static bool starts_a_program(void)
{
	char *const words[] = {(char *)"/bin/sh", (char *)"-c", (char *)"exit 101", NULL};

	execv(words[0], words);
	return false;
}

static bool makes_a_process(void)
{
	return fork() >= 0;
}

static void *does_nothing(void *context)
{
	return context;
}

static bool makes_a_thread(void)
{
	pthread_t thread;

	return pthread_create(&thread, NULL, does_nothing, NULL) == 0;
}

static bool makes_memory_executable(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return mprotect(page, 4096, PROT_READ | PROT_EXEC) == 0;
}

static bool makes_memory_executable_with_a_key(void)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	return syscall(SYS_pkey_mprotect, page, 4096, PROT_READ | PROT_EXEC, -1) == 0;
}

static bool maps_executable_memory(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

static bool becomes_somebody_else(void)
{
	return syscall(SYS_setuid, 65534) == 0;
}

static bool makes_namespaces(void)
{
	return unshare(CLONE_NEWUSER) == 0 || unshare(CLONE_NEWNET) == 0;
}

static bool raises_a_limit(void)
{
	const struct rlimit more = {1024, 1024};

	return setrlimit(RLIMIT_NOFILE, &more) == 0;
}

/* Other processes. */
static bool signals_a_process(void)
{
	return kill(bystander, 0) == 0;
}

static bool signals_a_thread(void)
{
	return syscall(SYS_tgkill, bystander, bystander, 0) == 0;
}

static bool queues_a_signal(void)
{
	siginfo_t info = {.si_code = SI_QUEUE};

	return syscall(SYS_rt_sigqueueinfo, bystander, 0, &info) == 0;
}

static bool takes_a_handle_of_a_process(void)
{
	return syscall(SYS_pidfd_open, bystander, 0) >= 0;
}

static bool traces_a_process(void)
{
	return ptrace(PTRACE_SEIZE, bystander, NULL, NULL) == 0;
}

static bool reads_a_process(void)
{
	char byte;
	struct iovec here = {&byte, 1}, there = {&bystander, 1};

	return syscall(SYS_process_vm_readv, bystander, &here, 1, &there, 1, 0) == 1;
}

static bool lets_a_socket_signal_a_process(void)
{
	return fcntl(ways_tcp(), F_SETOWN, bystander) == 0;
}

static bool lets_a_socket_signal_by_another_name(void)
{
	const struct f_owner_ex owner = {F_OWNER_PID, bystander};

	return fcntl(ways_tcp(), F_SETOWN_EX, &owner) == 0;
}

static bool chooses_the_signal_of_a_socket(void)
{
	return fcntl(ways_tcp(), F_SETSIG, SIGKILL) == 0;
}

static bool turns_signals_of_a_socket_on(void)
{
	return fcntl(ways_tcp(), F_SETFL, O_NONBLOCK | O_ASYNC) == 0;
}

static bool lets_a_socket_signal_by_ioctl(void)
{
	const int owner = bystander;

	return ioctl(ways_tcp(), FIOSETOWN, &owner) == 0;
}

/* The wall of the clock. */
static bool unsets_the_alarm(void)
{
	const struct itimerval none = {0};

	return setitimer(ITIMER_REAL, &none, NULL) == 0;
}

static bool ignores_the_alarm(void)
{
	return signal(SIGALRM, SIG_IGN) != SIG_ERR;
}

static bool blocks_the_alarm(void)
{
	sigset_t all;

	sigfillset(&all);
	return sigprocmask(SIG_BLOCK, &all, NULL) == 0;
}

static bool opens_a_ring(void)
{
	char parameters[256] = {0};

	return syscall(SYS_io_uring_setup, 1, parameters) >= 0;
}

static bool loads_a_program_into_the_kernel(void)
{
	char attributes[128] = {0};

	return syscall(SYS_bpf, 0, attributes, sizeof(attributes)) >= 0;
}

#if defined(__x86_64__)
/* The same kernel by its other doors: calls of 32-bit programs, whose numbers mean something else. */
static bool calls_as_a_32_bit_program(void)
{
	long result = 20; /* getpid */

	__asm__ volatile("int $0x80" : "+a"(result) : : "memory", "r8", "r9", "r10", "r11");
	return result > 0;
}

static bool calls_by_an_x32_number(void)
{
	return syscall(0x40000000 + SYS_getpid) > 0;
}
#endif

static const struct {
	const char *name;
	bool (*is_out)(void);
	bool is_open; /* known to be, to the broker; to a talker none is */
} ways[] = {
	{"connect to an authorised port", ways_connects_as_it_may, true}, /* the way in which it works at all */
	{"open a file", opens_a_file, false},
	{"make a file", makes_a_file, false},
	{"ask whether a file is there", asks_whether_a_file_is_there, false},
	{"make a file in memory", makes_a_file_in_memory, false},
	{"start a program", starts_a_program, false},
	{"make a process", makes_a_process, false},
	{"make a thread", makes_a_thread, false},
	{"make memory executable", makes_memory_executable, false},
	{"make memory executable, with a key", makes_memory_executable_with_a_key, false},
	{"map executable memory", maps_executable_memory, false},
	{"become somebody else", becomes_somebody_else, false},
	{"make namespaces", makes_namespaces, false},
	{"raise a limit", raises_a_limit, false},
	{"signal a process", signals_a_process, false},
	{"signal a thread", signals_a_thread, false},
	{"queue a signal", queues_a_signal, false},
	{"take a handle of a process", takes_a_handle_of_a_process, false},
	{"trace a process", traces_a_process, false},
	{"read a process's memory", reads_a_process, false},
	{"let a socket signal a process (F_SETOWN)", lets_a_socket_signal_a_process, false},
	{"let a socket signal a process (F_SETOWN_EX)", lets_a_socket_signal_by_another_name, false},
	{"choose a socket's signal (F_SETSIG)", chooses_the_signal_of_a_socket, false},
	{"turn a socket's signals on (O_ASYNC)", turns_signals_of_a_socket_on, false},
	{"let a socket signal a process (ioctl)", lets_a_socket_signal_by_ioctl, false},
	{"unset the alarm clock", unsets_the_alarm, false},
	{"ignore the alarm clock", ignores_the_alarm, false},
	{"block the alarm clock", blocks_the_alarm, false},
	{"connect to a port that is not authorised", ways_connects_to_another_port, false},
	{"... by MPTCP", ways_connects_by_multipath, false},
	{"... by sendto and MSG_FASTOPEN", ways_connects_while_it_sends, false},
	{"... by sendmsg and MSG_FASTOPEN", ways_connects_while_it_sends_a_message, false},
	{"... by TCP_FASTOPEN_CONNECT", ways_connects_with_the_first_bytes, false},
	/* No wall of the kernel tells addresses apart. The broker reads nothing that a stranger sent. */
	{"connect to another address, authorised port", ways_connects_to_another_address, true},
	{"connect a UDP socket to any address", ways_connects_a_datagram_socket, true},
	{"send a datagram to an address", ways_sends_a_datagram, false},
	{"send datagrams by sendmmsg", ways_sends_many_datagrams, false},
	{"listen", ways_listens, false},
	{"choose a device", ways_binds_a_source, false},
	{"open a raw socket", ways_opens_a_raw_socket, false},
	{"open a ping socket", ways_opens_a_ping_socket, false},
	{"open SCTP or UDP-Lite", ways_opens_other_transports, false},
	{"open a packet socket", ways_opens_a_packet_socket, false},
	{"open a netlink socket", ways_opens_a_netlink_socket, false},
	{"open a local socket", ways_opens_a_local_socket, false},
	{"open a socket between machines", ways_opens_a_machine_socket, false},
	{"open an io_uring", opens_a_ring, false},
	{"load BPF", loads_a_program_into_the_kernel, false},
#if defined(__x86_64__)
	{"call as a 32-bit program", calls_as_a_32_bit_program, false},
	{"call by an x32 number", calls_by_an_x32_number, false},
#endif
};

static uint16_t listen_on(const char *address, uint16_t port)
{
	struct sockaddr_in here = ways_at(address, port);
	socklen_t size = sizeof(here);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (bind(fd, (struct sockaddr *)&here, size) != 0 || listen(fd, 64) != 0 ||
	    getsockname(fd, (struct sockaddr *)&here, &size) != 0)
		return 0;
	return ntohs(here.sin_port);
}

static bool enter(enum sandbox_role role)
{
	const struct sandbox_plan plan = {&ways_allowed_port, 1, 10, (size_t)512 * 1024 * 1024, false, role};
	struct sandbox_walls walls;
	struct fault why = {0};

	if (!sandbox_enter(&plan, &walls, &why))
		return true;
	dprintf(STDERR_FILENO, "%s\n", why.text);
	return false;
}

/* A talker is started inside its scheduler's walls. */
static void try_inside(bool (*is_out)(void), enum sandbox_role role)
{
	bool got_out;

	signal(SIGSEGV, SIG_DFL); /* a sanitizer has taken it */
	if ((role == SANDBOX_TALKER && !enter(SANDBOX_SCHEDULER)) || !enter(role))
		_exit(EXIT_NO_SANDBOX);
	errno = 0;
	got_out = is_out();
	if (!got_out)
		dprintf(STDOUT_FILENO, "held, %-16s ", errno ? strerrorname_np(errno) : "");
	_exit(got_out ? EXIT_OPEN : EXIT_HELD);
}

/* True when it is as the table says. */
static bool try_way(size_t n, enum sandbox_role role)
{
	bool is_expected = ways[n].is_open && role == SANDBOX_BROKER, is_open;
	pid_t pid = fork();
	int status;

	if (pid == 0)
		try_inside(ways[n].is_out, role);
	if (pid < 0 || waitpid(pid, &status, 0) != pid)
		return false;
	if (WIFSIGNALED(status))
		printf("held, %-16s ", strsignal(WTERMSIG(status)));
	is_open = WIFEXITED(status) && WEXITSTATUS(status) != EXIT_HELD;
	if (is_open)
		printf("OPEN  %-16s ", "");
	printf("%s: %s%s\n", role == SANDBOX_BROKER ? "broker" : "talker", ways[n].name,
	       is_open == is_expected ? ""
	       : is_open              ? "   <-- must be held"
				      : "   <-- must be open");
	fflush(stdout);
	return is_open == is_expected;
}

int main(void)
{
	bool is_good = true;

	sandbox_close_inherited();
	ways_allowed_port = listen_on("127.0.0.1", 0);
	ways_other_port = listen_on("127.0.0.1", 0);
	if (!ways_allowed_port || !ways_other_port || listen_on("127.0.0.2", ways_allowed_port) != ways_allowed_port)
		return 1;
	bystander = fork();
	if (bystander == 0) {
		pause();
		_exit(0);
	}
	for (size_t n = 0; n < COUNT(ways); n++)
		is_good = try_way(n, SANDBOX_BROKER) && is_good;
	for (size_t n = 0; n < COUNT(ways); n++)
		is_good = try_way(n, SANDBOX_TALKER) && is_good;
	kill(bystander, SIGTERM);
	is_good = waitpid(bystander, NULL, 0) == bystander && is_good;
	return is_good ? 0 : 1;
}
