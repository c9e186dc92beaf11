/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Messages between the processes of one program and, with a message, one open descriptor (SCM_RIGHTS of unix(7)): how
 * a process that can make no socket gets an open connection. A channel keeps the bounds of messages. Knows nothing of
 * what a message says.
 */
#ifndef TENKEN_NET_HANDOVER_H
#define TENKEN_NET_HANDOVER_H

#include "base/fault.h"
#include "base/str.h"

/* Two ends of a new channel, each closed by whoever has it. ERR_BUSY when there are no descriptors left, ERR_IO. */
MUST_USE enum err handover_channel(int ret_ends[2], struct fault *why);

/* fd -1: none; it stays the sender's too. Does not wait, so that who does not read keeps nobody: false when the other
 * end has too much to read already, or is gone. */
bool handover_send(int channel, struct str message, int fd);

/* Without a descriptor, for a process that may not send any, and to one that is trusted to read: waits while it has
 * much to read. False when it is gone. */
bool handover_say(int channel, struct str message);

enum handover_event { HANDOVER_MESSAGE, HANDOVER_NOTHING, HANDOVER_CLOSED };

/* Does not wait. A message larger than the room is cut. *ret_fd is -1 when none came; ret_fd NULL: none is taken,
 * whatever was sent. */
enum handover_event handover_receive(int channel, void *into, size_t room, size_t *ret_size, int *ret_fd);

#endif
