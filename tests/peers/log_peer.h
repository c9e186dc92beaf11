/* SPDX-License-Identifier: Apache-2.0 */
/*
 * An office that shows its log to a witness (docs/log-format.md), and lies about it as the test wants. It has two logs:
 * the honest one and another that is the same up to LOG_PEER_FORK and then goes on with other entries.
 */
#ifndef TENKEN_TESTS_PEERS_LOG_PEER_H
#define TENKEN_TESTS_PEERS_LOG_PEER_H

#include "https_peer.h"
#include "seal/growth.h"

#define LOG_PEER_ENTRIES 40
#define LOG_PEER_FORK    10
#define LOG_PEER_NAME    "check.example.jp/log"

struct log_peer {
	struct https_peer https;
	char url[64];
	char key_path[TEMP_DIR_PATH + 16]; /* the log's public key */
	struct note_signer signer;

	/* What it does; a test changes that between two runs. */
	bool is_forked;    /* shows the other log */
	uint64_t size;     /* of the head that it shows */
	uint64_t known;    /* entries that it can still prove something of */
	struct str head;   /* in place of its own */
	const char *proof; /* in place of its own */
	int head_status;   /* 0: 200 */
	int consistency_status;
	int cosignature_status; /* 0: 204 */
	bool is_stalling;       /* says half of an answer and falls silent */

	/* What it was given. */
	int cosignatures;
	struct str cosigned; /* the last note, unescaped */
	struct arena arena;
};

void log_peer_start(struct log_peer *peer);
void log_peer_stop(struct log_peer *peer);

/* The head that it shows now, in the peer's arena. */
struct str log_peer_head(struct log_peer *peer);

#endif
