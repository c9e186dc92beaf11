/* SPDX-License-Identifier: Apache-2.0 */
#include "net/fetch.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <curl/curl.h>

#include "net/fetch_priv.h"

#define CONNECT_TIMEOUT_MS 30000
#define STALL_S            60
#define TIMEOUT_MS         3600000
#define REDIRECTS_MAX      5L
#define STALL_BYTES        100L
#define RANGE_MAX          64

enum { STATUS_OK = 200, STATUS_PARTIAL = 206, STATUS_UNCHANGED = 304, STATUS_BAD_RANGE = 416 };

static void start_curl(void)
{
	curl_global_init(CURL_GLOBAL_DEFAULT);
}

/* ---- what the server says ---- */

/* CURLOPT_HEADERFUNCTION: one line; a status line begins a new answer (redirects). */
static size_t hear(char *bytes, size_t size, size_t count, void *context)
{
	struct fetch_session *session = context;

	fetch_answer_add(&session->answer, str_of(bytes, size * count));
	return size * count;
}

/* Before the first byte of the content: where it belongs in the file. */
static enum err begin_content(struct fetch_session *session, long status)
{
	session->has_begun = true;
	if (status == STATUS_PARTIAL && session->answer.range_start == session->resumed_from)
		return ERR_OK;
	if (status == STATUS_PARTIAL)
		return fault_set(&session->fault, ERR_IO, "the server sends another part than was asked for");
	session->size = session->resumed_from = 0;
	return fetch_part_begin(&session->part, &session->answer.version, &session->fault);
}

static enum err add_content(struct fetch_session *session, struct str piece)
{
	if (piece.n > session->fetch->size_max - session->size)
		return fault_set(&session->fault, ERR_TOO_LARGE, "it has more than %llu bytes",
				 (unsigned long long)session->fetch->size_max);
	session->size += piece.n;
	return fetch_part_add(&session->part, piece, &session->fault);
}

/* CURLOPT_WRITEFUNCTION; the answer 0 makes libcurl end the transfer. */
static size_t take(char *bytes, size_t size, size_t count, void *context)
{
	struct fetch_session *session = context;
	struct str piece = str_of(bytes, size * count);
	long status = 0;

	curl_easy_getinfo(session->curl, CURLINFO_RESPONSE_CODE, &status);
	if (status != STATUS_OK && status != STATUS_PARTIAL)
		return piece.n; /* a page about the error */
	if (!session->has_begun)
		session->err = begin_content(session, status);
	if (!session->err)
		session->err = add_content(session, piece);
	return session->err ? 0 : piece.n;
}

/* CURLOPT_XFERINFOFUNCTION */
static int progress(void *context, curl_off_t total, curl_off_t now, curl_off_t to_send, curl_off_t sent)
{
	const struct fetch_session *session = context;
	uint64_t before = session->resumed_from;

	(void)to_send;
	(void)sent;
	if (session->fetch->on_progress && session->has_begun)
		session->fetch->on_progress(session->fetch->context, before + (uint64_t)now,
					    total > 0 ? before + (uint64_t)total : 0);
	return 0;
}

/* ---- one request ---- */

static struct curl_slist *conditions(const struct fetch_session *session)
{
	const struct fetch_version *known = session->fetch->known;
	struct curl_slist *list = NULL;
	char line[FETCH_TAG_MAX + 32];

	if (session->resumed_from) {
		snprintf(line, sizeof(line), "If-Range: %s", session->part.tag);
		return curl_slist_append(list, line);
	}
	if (known && known->etag[0]) {
		snprintf(line, sizeof(line), "If-None-Match: %s", known->etag);
		list = curl_slist_append(list, line);
	}
	if (known && known->modified[0]) {
		snprintf(line, sizeof(line), "If-Modified-Since: %s", known->modified);
		list = curl_slist_append(list, line);
	}
	return list;
}

static CURLcode set_limits(CURL *curl, const struct fetch *fetch)
{
	const struct {
		CURLoption option;
		long value;
	} limits[] = {
		{CURLOPT_CONNECTTIMEOUT_MS, fetch->connect_timeout_ms ? fetch->connect_timeout_ms : CONNECT_TIMEOUT_MS},
		{CURLOPT_TIMEOUT_MS, fetch->timeout_ms ? fetch->timeout_ms : TIMEOUT_MS},
		{CURLOPT_LOW_SPEED_TIME, fetch->stall_s ? fetch->stall_s : STALL_S},
		{CURLOPT_LOW_SPEED_LIMIT, STALL_BYTES},
		{CURLOPT_FOLLOWLOCATION, 1},
		{CURLOPT_MAXREDIRS, REDIRECTS_MAX},
		{CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2},
		{CURLOPT_NOSIGNAL, 1},
		{CURLOPT_NOPROGRESS, 0},
	};
	CURLcode code = CURLE_OK;

	for (size_t i = 0; i < COUNT(limits) && !code; i++)
		code = curl_easy_setopt(curl, limits[i].option, limits[i].value);
	return code;
}

static CURLcode set_request(struct fetch_session *session, const struct curl_slist *headers)
{
	char range[RANGE_MAX];
	const struct {
		CURLoption option;
		const void *value;
	} texts[] = {
		{CURLOPT_URL, session->fetch->url},     {CURLOPT_PROTOCOLS_STR, "https"},
		{CURLOPT_REDIR_PROTOCOLS_STR, "https"}, {CURLOPT_USERAGENT, "tenken"},
		{CURLOPT_HTTPHEADER, headers},          {CURLOPT_ERRORBUFFER, session->error},
		{CURLOPT_HEADERDATA, session},          {CURLOPT_WRITEDATA, session},
		{CURLOPT_XFERINFODATA, session},
	};
	CURLcode code = set_limits(session->curl, session->fetch);

	for (size_t i = 0; i < COUNT(texts) && !code; i++)
		code = curl_easy_setopt(session->curl, texts[i].option, texts[i].value);
	if (!code && session->fetch->ca_file)
		code = curl_easy_setopt(session->curl, CURLOPT_CAINFO, session->fetch->ca_file);
	if (!code)
		code = curl_easy_setopt(session->curl, CURLOPT_HEADERFUNCTION, hear);
	if (!code)
		code = curl_easy_setopt(session->curl, CURLOPT_WRITEFUNCTION, take);
	if (!code)
		code = curl_easy_setopt(session->curl, CURLOPT_XFERINFOFUNCTION, progress);
	snprintf(range, sizeof(range), "%llu-", (unsigned long long)session->resumed_from);
	if (!code && session->resumed_from)
		code = curl_easy_setopt(session->curl, CURLOPT_RANGE, range);
	return code;
}

/* What libcurl and the status amount to. */
static enum err judge(const struct fetch_session *session, CURLcode code, long status, struct fault *why)
{
	const char *met = session->error[0] ? session->error : curl_easy_strerror(code);

	if (session->err)
		return fault_set(why, session->err, "%s", session->fault.text);
	if (code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_URL_MALFORMAT)
		return fault_set(why, ERR_INVALID, "not an HTTPS address, or a redirect to an address that is not");
	if (code)
		return fault_set(why, ERR_IO, "%s", met);
	if (status == STATUS_OK || status == STATUS_PARTIAL || status == STATUS_UNCHANGED || status == STATUS_BAD_RANGE)
		return ERR_OK;
	if (status == 404 || status == 410)
		return fault_set(why, ERR_NOT_FOUND, "the server has no such file (%ld)", status);
	if (status == 429 || status >= 500)
		return fault_set(why, ERR_BUSY, "the server asks to come again later (%ld)", status);
	return fault_set(why, ERR_IO, "the server answers with status %ld", status);
}

static enum err run(struct fetch_session *session, long *ret_status, struct fault *why)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct curl_slist *headers = conditions(session);
	enum err err = ERR_OK;
	CURLcode code;

	pthread_once(&once, start_curl);
	session->curl = curl_easy_init();
	if (!session->curl || set_request(session, headers)) {
		err = fault_set(why, ERR_IO, "libcurl could not be set up");
	} else {
		code = curl_easy_perform(session->curl);
		curl_easy_getinfo(session->curl, CURLINFO_RESPONSE_CODE, ret_status);
		err = judge(session, code, *ret_status, why);
	}
	curl_easy_cleanup(session->curl);
	curl_slist_free_all(headers);
	return err;
}

/* One try; *ret_again: what was there does not fit to what the server has now, and is gone. */
static enum err try(const struct fetch *fetch, struct fetched *fetched, bool *ret_again, struct fault *why)
{
	struct fetch_session session = {.fetch = fetch};
	long status = 0;
	enum err err = fetch_part_open(&session.part, fetch->path, &session.resumed_from, why);

	if (err)
		return err;
	session.size = session.resumed_from;
	err = run(&session, &status, why);
	*ret_again = !err && status == STATUS_BAD_RANGE && session.resumed_from;
	if (!err && !*ret_again && status == STATUS_BAD_RANGE)
		err = fault_set(why, ERR_IO, "the server answers with status %ld", status);
	if (!err && status == STATUS_OK && !session.has_begun) /* an empty file */
		err = begin_content(&session, status);
	if (!err && !*ret_again && status != STATUS_UNCHANGED)
		err = fetch_part_finish(&session.part, fetch->path, why);
	if (*ret_again || err == ERR_TOO_LARGE || status == STATUS_UNCHANGED)
		fetch_part_drop(&session.part);
	fetch_part_close(&session.part);
	*fetched = (struct fetched){status == STATUS_UNCHANGED, session.answer.version, session.size,
				    session.resumed_from};
	return err;
}

enum err fetch_file(const struct fetch *fetch, struct fetched *ret_fetched, struct fault *why)
{
	struct fetched fetched;
	struct fault inner = {ERR_OK, ""};
	bool is_again = false;
	enum err err;

	if (!str_starts(str_from(fetch->url), "https://") || str_from(fetch->url).n > FETCH_URL_MAX)
		return fault_set(why, ERR_INVALID, "%.200s: not an HTTPS address", fetch->url);
	err = try(fetch, &fetched, &is_again, &inner);
	if (!err && is_again)
		err = try(fetch, &fetched, &is_again, &inner);
	if (!err && is_again)
		err = fault_set(&inner, ERR_IO, "the server does not say where its file ends");
	if (err)
		return fault_set(why, err, "%.200s: %s", fetch->url, inner.text);
	*ret_fetched = fetched;
	return ERR_OK;
}
