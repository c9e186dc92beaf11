/* SPDX-License-Identifier: Apache-2.0 */
#include "net/handover.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Room for what the kernel may put into a space for one descriptor, which alignment makes larger. */
union control {
	struct cmsghdr head;
	char bytes[CMSG_SPACE(sizeof(int))];
};

enum err handover_channel(int ret_ends[2], struct fault *why)
{
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ret_ends) == 0)
		return ERR_OK;
	return fault_set(why, errno == EMFILE || errno == ENFILE ? ERR_BUSY : ERR_IO, "a channel: %s", strerror(errno));
}

bool handover_send(int channel, struct str message, int fd)
{
	union control control = {0};
	struct iovec bytes = {(void *)(uintptr_t)message.p, message.n};
	struct msghdr head = {.msg_iov = &bytes, .msg_iovlen = 1};
	ssize_t sent;

	if (fd >= 0) {
		head.msg_control = control.bytes;
		head.msg_controllen = sizeof(control.bytes);
		control.head.cmsg_level = SOL_SOCKET;
		control.head.cmsg_type = SCM_RIGHTS;
		control.head.cmsg_len = CMSG_LEN(sizeof(fd));
		memcpy(CMSG_DATA(&control.head), &fd, sizeof(fd));
	}
	do
		sent = sendmsg(channel, &head, MSG_NOSIGNAL | MSG_DONTWAIT);
	while (sent < 0 && errno == EINTR);
	return sent == (ssize_t)message.n;
}

bool handover_say(int channel, struct str message)
{
	ssize_t sent;

	do
		sent = send(channel, message.p, message.n, MSG_NOSIGNAL);
	while (sent < 0 && errno == EINTR);
	return sent == (ssize_t)message.n;
}

/* The first descriptor; others are closed. */
static int take_descriptor(struct msghdr *head)
{
	int kept = -1;

	for (struct cmsghdr *part = CMSG_FIRSTHDR(head); part; part = CMSG_NXTHDR(head, part)) {
		size_t count = (part->cmsg_len - CMSG_LEN(0)) / sizeof(int);

		if (part->cmsg_level != SOL_SOCKET || part->cmsg_type != SCM_RIGHTS)
			continue;
		for (size_t i = 0; i < count; i++) {
			int fd;

			memcpy(&fd, CMSG_DATA(part) + i * sizeof(fd), sizeof(fd));
			if (kept < 0)
				kept = fd;
			else
				close(fd);
		}
	}
	return kept;
}

enum handover_event handover_receive(int channel, void *into, size_t room, size_t *ret_size, int *ret_fd)
{
	union control control = {0};
	struct iovec bytes = {into, room};
	struct msghdr head = {.msg_iov = &bytes, .msg_iovlen = 1};
	ssize_t size;

	if (ret_fd) {
		head.msg_control = control.bytes;
		head.msg_controllen = sizeof(control.bytes);
	}
	size = recvmsg(channel, &head, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
	if (size < 0 && (errno == EAGAIN || errno == EINTR))
		return HANDOVER_NOTHING;
	if (size <= 0)
		return HANDOVER_CLOSED;
	if (ret_fd)
		*ret_fd = take_descriptor(&head);
	*ret_size = (size_t)size;
	return HANDOVER_MESSAGE;
}
