/* SPDX-License-Identifier: Apache-2.0 */
#include "net/ask.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <curl/curl.h>

#include "base/buf.h"
#include "net/addr.h"

struct session {
	CURL *curl;
	struct buf body;
	char error[CURL_ERROR_SIZE];
};

static void start_curl(void)
{
	curl_global_init(CURL_GLOBAL_DEFAULT);
}

/* ---- the address ---- */

/* "127.0.0.1", "[::1]" or "localhost", which libcurl never asks a name server for. */
static bool is_this_machine(struct str host)
{
	struct addr addr;

	if (str_eq_ascii_case(host, STR("localhost")))
		return true;
	if (str_starts(host, "[") && str_ends(host, "]"))
		host = str_of(host.p + 1, host.n - 2);
	if (!addr_parse(host, &addr))
		return false;
	if (addr.family == AF_INET)
		return addr.bytes[0] == 127;
	return memcmp(addr.bytes, (const unsigned char[16]){[15] = 1}, sizeof(addr.bytes)) == 0;
}

static bool may_be_asked(CURLU *url, const char *text)
{
	char *scheme = NULL, *host = NULL;
	bool may = strlen(text) <= ASK_URL_MAX && curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK &&
		   curl_url_get(url, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
		   curl_url_get(url, CURLUPART_HOST, &host, 0) == CURLUE_OK &&
		   (strcmp(scheme, "https") == 0 || (strcmp(scheme, "http") == 0 && is_this_machine(str_from(host))));

	curl_free(scheme);
	curl_free(host);
	return may;
}

/* ---- one request ---- */

/* CURLOPT_WRITEFUNCTION; the answer 0 makes libcurl end the transfer. */
static size_t take(char *bytes, size_t size, size_t count, void *context)
{
	struct session *session = context;

	buf_add(&session->body, str_of(bytes, size * count));
	return session->body.full ? 0 : size * count;
}

/* "field=value" as a form is sent; NULL when libcurl cannot. */
static const char *form_of(struct arena *arena, CURL *curl, const struct ask *ask)
{
	char *value = curl_easy_escape(curl, ask->value.p ? ask->value.p : "", (int)ask->value.n);
	const char *form = value ? arena_printf(arena, "%s=%s", ask->field, value) : NULL;

	curl_free(value);
	return form;
}

static CURLcode set_limits(CURL *curl, const struct ask *ask)
{
	const struct {
		CURLoption option;
		long value;
	} limits[] = {
		{CURLOPT_TIMEOUT_MS, ask->timeout_ms},
		{CURLOPT_CONNECTTIMEOUT_MS, ask->timeout_ms},
		{CURLOPT_FOLLOWLOCATION, 0},
		{CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2},
		{CURLOPT_NOSIGNAL, 1},
	};
	CURLcode code = CURLE_OK;

	for (size_t i = 0; i < COUNT(limits) && !code; i++)
		code = curl_easy_setopt(curl, limits[i].option, limits[i].value);
	return code;
}

static CURLcode set_request(struct arena *arena, struct session *session, CURLU *url, const struct ask *ask)
{
	const char *form = ask->field ? form_of(arena, session->curl, ask) : NULL;
	const struct {
		CURLoption option;
		const void *value;
	} settings[] = {
		{CURLOPT_CURLU, url},          {CURLOPT_PROTOCOLS_STR, "http,https"},
		{CURLOPT_USERAGENT, "tenken"}, {CURLOPT_ERRORBUFFER, session->error},
		{CURLOPT_WRITEDATA, session},
	};
	CURLcode code = ask->field && !form ? CURLE_OUT_OF_MEMORY : set_limits(session->curl, ask);

	for (size_t i = 0; i < COUNT(settings) && !code; i++)
		code = curl_easy_setopt(session->curl, settings[i].option, settings[i].value);
	if (!code)
		code = curl_easy_setopt(session->curl, CURLOPT_WRITEFUNCTION, take);
	if (!code && ask->ca_file)
		code = curl_easy_setopt(session->curl, CURLOPT_CAINFO, ask->ca_file);
	/* What goes in clear to this machine must not be led away by a proxy of the environment. */
	if (!code && strncmp(ask->url, "https", 5) != 0)
		code = curl_easy_setopt(session->curl, CURLOPT_PROXY, "");
	if (!code && form)
		code = curl_easy_setopt(session->curl, CURLOPT_POSTFIELDS, form);
	return code;
}

static enum err judge(const struct session *session, const struct ask *ask, CURLcode code, struct fault *why)
{
	if (session->body.full)
		return fault_set(why, ERR_TOO_LARGE, "%.200s: the answer has more than %zu bytes", ask->url,
				 ask->size_max);
	if (code == CURLE_OK)
		return ERR_OK;
	return fault_set(why, code == CURLE_OPERATION_TIMEDOUT ? ERR_TIMEOUT : ERR_IO, "%.200s: %s", ask->url,
			 session->error[0] ? session->error : curl_easy_strerror(code));
}

static enum err run(struct arena *arena, struct session *session, CURLU *url, const struct ask *ask,
		    struct ask_answer *ret_answer, struct fault *why)
{
	CURLcode code = set_request(arena, session, url, ask);
	enum err err;
	long status;

	if (!code)
		code = curl_easy_perform(session->curl);
	err = judge(session, ask, code, why);
	if (err)
		return err;
	curl_easy_getinfo(session->curl, CURLINFO_RESPONSE_CODE, &status);
	*ret_answer = (struct ask_answer){status, str_of(str_dup(arena, buf_str(&session->body)), session->body.size)};
	return ERR_OK;
}

enum err ask_server(struct arena *arena, const struct ask *ask, struct ask_answer *ret_answer, struct fault *why)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct session session = {.error = ""};
	CURLU *url;
	enum err err;

	pthread_once(&once, start_curl);
	url = curl_url();
	session.curl = curl_easy_init();
	if (!url || !session.curl)
		abort(); /* the rule of arena.h */
	buf_init(&session.body, ask->size_max);
	if (may_be_asked(url, ask->url))
		err = run(arena, &session, url, ask, ret_answer, why);
	else
		err = fault_set(why, ERR_INVALID, "%.200s: neither an HTTPS address nor one of this machine", ask->url);
	buf_release(&session.body);
	curl_easy_cleanup(session.curl);
	curl_url_cleanup(url);
	return err;
}
