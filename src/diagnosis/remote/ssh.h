/* SPDX-License-Identifier: Apache-2.0 */
/*
 * SSH in one connection, since some servers punish those who come often: the algorithms of SSH_MSG_KEXINIT (RFC 4253,
 * 7.1), one host key (8), and behind the key exchange the methods that the method "none" is answered with (RFC
 * 4252, 5.2) for a name that exists nowhere. No password, no key of ours.
 */
#ifndef TENKEN_DIAGNOSIS_REMOTE_SSH_H
#define TENKEN_DIAGNOSIS_REMOTE_SSH_H

#include "diagnosis/dialogue/dialogue.h"

#define SSH_PACKET_MAX 35000 /* RFC 4253, 6.1 */

extern const struct dialogue ssh_dialogue;

/* Pure, of a packet that is not enciphered: its payload. */
enum dialogue_reading ssh_read_packet(struct str bytes, struct str *ret_payload, size_t *ret_size);

/* Pure. The lists of the server's SSH_MSG_KEXINIT as members of ssh.algorithms; false when it is none. */
bool ssh_read_algorithms(struct arena *arena, struct str payload, struct value *data);

#endif
