/* SPDX-License-Identifier: Apache-2.0 */
#include <linux/landlock.h>
#include <stdbool.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "net/landlock_priv.h"

/* Newer than the headers that we build with: the kernel's ABI is stable, so they stand here as numbers. */
enum {
	ABI_TRUNCATE = 3,
	ABI_PORTS = 4,
	ABI_IOCTL = 5,
	ABI_SCOPES = 6,
	RULE_PORT = 2,
};
#define ALL_PORTS      65535
#define FILES_ABI_1    ((UINT64_C(1) << 13) - 1)
#define FILES_REFER    (UINT64_C(1) << 13)
#define FILES_TRUNCATE (UINT64_C(1) << 14)
#define FILES_IOCTL    (UINT64_C(1) << 15)
#define PORTS_BIND     (UINT64_C(1) << 0)
#define PORTS_CONNECT  (UINT64_C(1) << 1)
#define SCOPE_SOCKETS  (UINT64_C(1) << 0) /* abstract Unix sockets */
#define SCOPE_SIGNALS  (UINT64_C(1) << 1)

struct ruleset {
	uint64_t files;
	uint64_t ports;
	uint64_t scopes;
};

struct port_rule {
	uint64_t allowed;
	uint64_t port;
} __attribute__((packed));

static uint64_t all_files(long abi)
{
	return FILES_ABI_1 | (abi >= 2 ? FILES_REFER : 0) | (abi >= ABI_TRUNCATE ? FILES_TRUNCATE : 0) |
	       (abi >= ABI_IOCTL ? FILES_IOCTL : 0);
}

static bool add_ports(int fd, const uint16_t *ports, size_t count)
{
	bool is_good = true;

	for (size_t i = 0; i < count && is_good; i++) {
		struct port_rule rule = {PORTS_CONNECT, ports[i]};

		is_good = syscall(SYS_landlock_add_rule, fd, RULE_PORT, &rule, 0) == 0;
	}
	return is_good;
}

/* An older kernel refuses a rule set with members that it does not know. */
static size_t ruleset_size(long abi)
{
	return abi >= ABI_SCOPES  ? sizeof(struct ruleset)
	       : abi >= ABI_PORTS ? offsetof(struct ruleset, scopes)
				  : offsetof(struct ruleset, ports);
}

void landlock_enter(const uint16_t *ports, size_t count, struct landlock_result *ret_result)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	bool has_ports = abi >= ABI_PORTS;
	/* A wall in which every port has its hole is none, and takes a second to build. */
	bool is_any_port = count >= ALL_PORTS;
	struct ruleset ruleset = {all_files(abi), PORTS_BIND | (is_any_port ? 0 : PORTS_CONNECT),
				  SCOPE_SOCKETS | SCOPE_SIGNALS};
	bool is_good;
	int fd;

	*ret_result = (struct landlock_result){0};
	if (abi < 1)
		return;
	fd = (int)syscall(SYS_landlock_create_ruleset, &ruleset, ruleset_size(abi), 0);
	if (fd < 0)
		return;
	is_good = (!has_ports || is_any_port || add_ports(fd, ports, count)) &&
		  syscall(SYS_landlock_restrict_self, fd, 0) == 0;
	close(fd);
	if (is_good)
		*ret_result = (struct landlock_result){true, has_ports, abi >= ABI_SCOPES};
}
