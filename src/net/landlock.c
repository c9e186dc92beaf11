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
	RULE_PORT = 2,
};
#define FILES_ABI_1    ((UINT64_C(1) << 13) - 1)
#define FILES_REFER    (UINT64_C(1) << 13)
#define FILES_TRUNCATE (UINT64_C(1) << 14)
#define FILES_IOCTL    (UINT64_C(1) << 15)
#define PORTS_BIND     (UINT64_C(1) << 0)
#define PORTS_CONNECT  (UINT64_C(1) << 1)

struct ruleset {
	uint64_t files;
	uint64_t ports;
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

void landlock_enter(const uint16_t *ports, size_t count, struct landlock_result *ret_result)
{
	long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	bool has_ports = abi >= ABI_PORTS;
	struct ruleset ruleset = {all_files(abi), PORTS_BIND | PORTS_CONNECT};
	bool is_good;
	int fd;

	*ret_result = (struct landlock_result){"without landlock for files", "without landlock for ports"};
	if (abi < 1)
		return;
	fd = (int)syscall(SYS_landlock_create_ruleset, &ruleset, has_ports ? sizeof(ruleset) : sizeof(ruleset.files),
			  0);
	if (fd < 0)
		return;
	is_good = (!has_ports || add_ports(fd, ports, count)) && syscall(SYS_landlock_restrict_self, fd, 0) == 0;
	close(fd);
	if (is_good)
		*ret_result = (struct landlock_result){"landlock for files",
						       has_ports ? "landlock for ports" : "without landlock for ports"};
}
