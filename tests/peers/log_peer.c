/* SPDX-License-Identifier: Apache-2.0 */
#include "log_peer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "codec/value.h"
#include "test.h"
#include "web/fields.h"

#define LEVELS 7

struct log {
	struct merkle_hash nodes[LEVELS][LOG_PEER_ENTRIES];
	struct merkle_hash roots[LOG_PEER_ENTRIES + 1];
};

static struct log honest, forked;

static void fill(struct log *log, int first_other)
{
	struct merkle_edge edge = {0};

	log->roots[0] = merkle_edge_root(&edge);
	for (int i = 0; i < LOG_PEER_ENTRIES; i++) {
		struct merkle_subtree completed[MERKLE_LEVELS];
		char entry[24];
		struct merkle_hash leaf;
		size_t count;

		snprintf(entry, sizeof(entry), "%s%d", i < first_other ? "" : "other ", i);
		leaf = merkle_leaf(str_from(entry));
		count = merkle_append(&edge, &leaf, completed);
		for (size_t k = 0; k < count; k++)
			log->nodes[completed[k].level][completed[k].index] = completed[k].hash;
		log->roots[i + 1] = merkle_edge_root(&edge);
	}
}

static enum err read_node(void *context, unsigned level, uint64_t index, struct merkle_hash *ret_hash,
			  struct fault *why)
{
	const struct log *log = context;

	*ret_hash = log->nodes[level][index];
	return ERR_OK;
}

struct str log_peer_head(struct log_peer *peer)
{
	const struct log *log = peer->is_forked ? &forked : &honest;
	BUF_SCOPED text;

	if (peer->head.p)
		return peer->head;
	buf_init(&text, NOTE_BYTES_MAX);
	checkpoint_write_signed(&peer->signer, peer->size, &log->roots[peer->size], &text);
	return str_of(str_dup(&peer->arena, buf_str(&text)), text.size);
}

/* ---- its answers ---- */

static void reply_with(struct https_reply *reply, int status, struct str body)
{
	reply->body = body;
	snprintf(reply->head, sizeof(reply->head),
		 "HTTP/1.1 %d As Told\r\nContent-Type: text/plain\r\nLocation: /elsewhere\r\nContent-Length: %zu\r\n",
		 status, body.n);
}

static void answer_consistency(struct log_peer *peer, const char *query, struct https_reply *reply)
{
	struct log *log = peer->is_forked ? &forked : &honest;
	struct merkle_nodes nodes = {read_node, log};
	struct merkle_proof proof;
	unsigned long from = 0, to = 0;
	BUF_SCOPED text;

	buf_init(&text, GROWTH_PROOF_BYTES_MAX);
	if (sscanf(query, "from=%lu&to=%lu ", &from, &to) != 2 || from > to)
		reply_with(reply, 400, STR(""));
	else if (peer->consistency_status)
		reply_with(reply, peer->consistency_status, STR("no"));
	else if (peer->proof)
		reply_with(reply, 200, str_from(peer->proof));
	else if (to > peer->known || merkle_prove_consistency(&nodes, from, to, &proof, NULL) != ERR_OK)
		reply_with(reply, 404, STR("no such entry\n"));
	else {
		growth_proof_write(&proof, &text);
		reply_with(reply, 200, str_of(str_dup(&peer->arena, buf_str(&text)), text.size));
	}
}

static void take_cosignature(struct log_peer *peer, const char *request, struct https_reply *reply)
{
	const char *content = strstr(request, "\r\n\r\n") + 4;
	struct value *fields;
	const struct value *note;

	peer->cosignatures++;
	if (fields_decode(&peer->arena, str_from(content), &fields, NULL) == ERR_OK &&
	    (note = value_get(fields, "note")) && note->kind == VALUE_TEXT)
		peer->cosigned = note->text;
	reply_with(reply, peer->cosignature_status ? peer->cosignature_status : 204, STR(""));
}

static void answer(struct https_peer *https, const char *request, struct https_reply *reply)
{
	static const char consistency[] = "GET /log/consistency?", cosignature[] = "POST /log/cosignature ";
	struct log_peer *peer = (struct log_peer *)https;

	if (strncmp(request, "GET /log/head ", 14) == 0)
		reply_with(reply, peer->head_status ? peer->head_status : 200, log_peer_head(peer));
	else if (strncmp(request, consistency, strlen(consistency)) == 0)
		answer_consistency(peer, request + strlen(consistency), reply);
	else if (strncmp(request, cosignature, strlen(cosignature)) == 0)
		take_cosignature(peer, request, reply);
	if (peer->is_stalling) {
		reply->sent_of_body = reply->body.n / 2;
		reply->is_stalling = true;
	}
}

void log_peer_start(struct log_peer *peer)
{
	BUF_SCOPED text;
	FILE *file;

	fill(&honest, LOG_PEER_ENTRIES);
	fill(&forked, LOG_PEER_FORK);
	arena_init(&peer->arena);
	peer->size = LOG_PEER_FORK + 2;
	peer->known = LOG_PEER_ENTRIES;
	assert_int_equal(note_signer_new(STR(LOG_PEER_NAME), NOTE_SIGNATURE, NULL, &peer->signer, NULL), ERR_OK);
	https_peer_start(&peer->https, answer);
	snprintf(peer->url, sizeof(peer->url), "https://127.0.0.1:%u", peer->https.peer.ports[0]);
	snprintf(peer->key_path, sizeof(peer->key_path), "%s/log.key", peer->https.folder);
	buf_init(&text, 1000);
	note_key_write(&peer->signer.key, &text);
	file = fopen(peer->key_path, "w");
	assert_non_null(file);
	fprintf(file, "%s\n", buf_text(&text));
	assert_int_equal(fclose(file), 0);
}

void log_peer_stop(struct log_peer *peer)
{
	https_peer_stop(&peer->https);
	arena_release(&peer->arena);
}
