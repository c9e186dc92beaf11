/* SPDX-License-Identifier: Apache-2.0 */
#include "web/pages/seal/log.h"

#include "seal/growth.h"
#include "seal/note.h"
#include "seal/place_proof.h"
#include "usecases/seal/log_head.h"
#include "usecases/seal/prove_place.h"

#define PLAIN "text/plain; charset=utf-8"

/* A program reads it: one line of what is wrong, with the status of the error. */
static void refuse(struct reply *reply, const struct request *request, enum err err, const struct fault *why)
{
	reply_failure(reply, request, err, why);
	buf_clear(&reply->body);
	buf_printf(&reply->body, "%s\n", reply->status < 500 ? why->text : "not now");
	reply->content_type = PLAIN;
}

void page_log_head(const struct request *request, struct reply *reply)
{
	const char *note;
	struct fault why;
	bool is_witnessed = value_get(request->query, "witnessed") != NULL;
	enum err err = is_witnessed ? log_head_read_witnessed(request->office, request->arena, &note, &why)
				    : log_head_read(request->office, request->arena, &note, &why);

	if (err)
		refuse(reply, request, err, &why);
	else
		reply_bytes(reply, PLAIN, str_from(note), NULL);
}

static bool read_size(const struct request *request, const char *name, int64_t *ret_size)
{
	return str_to_i64(str_from(value_get_text(request->query, name)), ret_size) && *ret_size >= 0;
}

void page_log_consistency(const struct request *request, struct reply *reply)
{
	struct merkle_proof proof;
	struct fault why;
	int64_t from, to;
	BUF_SCOPED lines;
	enum err err;

	buf_init(&lines, NOTE_BYTES_MAX);
	if (!read_size(request, "from", &from) || !read_size(request, "to", &to))
		err = fault_set(&why, ERR_INVALID,
				"from and to are numbers of entries: /log/consistency?from=10&to=20");
	else
		err = log_head_prove_growth(request->office, from, to, &proof, &why);
	if (err) {
		refuse(reply, request, err, &why);
		return;
	}
	growth_proof_write(&proof, &lines);
	reply_bytes(reply, PLAIN, buf_str(&lines), NULL);
}

void page_log_cosignature_post(const struct request *request, struct reply *reply)
{
	struct fault why;
	enum err err = log_head_cosign(request->office, str_from(value_get_text(request->form, "note")), &why);

	if (err) {
		refuse(reply, request, err, &why);
		return;
	}
	reply_bytes(reply, PLAIN, STR(""), NULL);
	reply->status = 204;
}

void page_my_proof(const struct request *request, struct reply *reply)
{
	struct fault why;
	BUF_SCOPED json;
	enum err err;

	buf_init(&json, PLACE_PROOF_BYTES_MAX);
	err = prove_place(request->office, request->actor.case_id, &json, &why);
	if (err)
		reply_failure(reply, request, err, &why);
	else
		reply_bytes(reply, "application/json", buf_str(&json), "tenken-proof.json");
}
