/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ONC RPC (RFC 5531) over TCP: what the portmapper lists (RFC 1833), NFS's empty question, and the exports of mountd
 * (RFC 1813, 5.2.5) where it lives on its fixed port. Nothing is mounted.
 */
#ifndef TENKEN_DIAGNOSIS_DATA_RPC_H
#define TENKEN_DIAGNOSIS_DATA_RPC_H

#include "diagnosis/dialogue/dialogue.h"

extern const struct dialogue rpc_portmapper_dialogue;
extern const struct dialogue rpc_nfs_dialogue;
extern const struct dialogue rpc_mount_dialogue;

#endif
