/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/smtp.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include <curl/curl.h>

#include "base/clock.h"
#include "codec/text/mail_address.h"
#include "mail/curl_handle_priv.h"
#include "mail/smtp_reply_priv.h"

#define CONNECT_TIMEOUT_MS 15000
#define TIMEOUT_MS         90000
#define FINAL_TIMEOUT_MS   600000 /* RFC 5321 section 4.5.3.2.6 */
#define PLAIN_PREFIX       "smtp+plain://"

/* What libcurl's callbacks work on during one session. */
struct session {
	struct str unsent;
	struct smtp_reply reply;
	int64_t timeout_ms, final_timeout_ms;
	int64_t deadline_ms; /* of clock_monotonic_ms: for all up to the end of the mail, then for the answer to it */
	bool is_late;
	char error[CURL_ERROR_SIZE];
};

/* The url as libcurl knows it: "smtp+plain" is our word. */
static void url_for_curl(const struct smtp_server *server, char out[SMTP_URL_MAX + 1])
{
	if (str_starts(str_from(server->url), PLAIN_PREFIX))
		snprintf(out, SMTP_URL_MAX + 1, "smtp://%s", server->url + strlen(PLAIN_PREFIX));
	else
		snprintf(out, SMTP_URL_MAX + 1, "%s", server->url);
}

enum err smtp_server_check(const struct smtp_server *server, struct fault *why)
{
	struct str url = str_from(server->url);
	bool known = str_starts(url, "smtp://") || str_starts(url, "smtps://") || str_starts(url, PLAIN_PREFIX);
	char text[SMTP_URL_MAX + 1];
	bool valid;
	CURLU *parsed;

	if (!known)
		return fault_set(why, ERR_INVALID,
				 "a mail server is smtp://HOST, smtps://HOST or " PLAIN_PREFIX "HOST");
	if (url.n > SMTP_URL_MAX)
		return fault_set(why, ERR_TOO_LARGE, "the mail server's address has more than %d bytes", SMTP_URL_MAX);
	url_for_curl(server, text);
	parsed = curl_url();
	valid = parsed && curl_url_set(parsed, CURLUPART_URL, text, CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK;
	curl_url_cleanup(parsed);
	return valid ? ERR_OK : fault_set(why, ERR_INVALID, "the mail server's address cannot be read");
}

/* CURLOPT_READFUNCTION: the next piece of the mail; libcurl doubles leading dots. */
static size_t give(char *out, size_t size, size_t count, void *context)
{
	struct session *session = context;
	struct str piece = str_head(session->unsent, size * count);

	if (piece.n)
		memcpy(out, piece.p, piece.n);
	session->unsent = str_skip(session->unsent, piece.n);
	if (!session->unsent.n)
		session->deadline_ms = clock_monotonic_ms() + session->final_timeout_ms;
	return piece.n;
}

/* CURLOPT_XFERINFOFUNCTION, which libcurl calls each second at the latest, also while it waits. */
static int look_at_clock(void *context, curl_off_t down_total, curl_off_t down, curl_off_t up_total, curl_off_t up)
{
	struct session *session = context;

	session->is_late = clock_monotonic_ms() > session->deadline_ms;
	return session->is_late;
}

/* CURLOPT_HEADERFUNCTION: a line of the server's replies. Behind the answer to the mail only QUIT is left. */
static size_t hear(char *bytes, size_t size, size_t count, void *context)
{
	struct session *session = context;
	unsigned before = session->reply.count;
	bool can_go_on = smtp_reply_add(&session->reply, str_of(bytes, size * count));

	if (!session->unsent.n && session->reply.count > before)
		session->deadline_ms = clock_monotonic_ms() + session->timeout_ms;
	return can_go_on ? size * count : 0;
}

static CURLcode set_server(CURL *curl, const struct smtp_server *server)
{
	bool plain = str_starts(str_from(server->url), PLAIN_PREFIX);
	long connect_ms = server->connect_timeout_ms > 0 ? server->connect_timeout_ms : CONNECT_TIMEOUT_MS;
	char url[SMTP_URL_MAX + 1];
	CURLcode code;

	url_for_curl(server, url);
	code = curl_easy_setopt(curl, CURLOPT_URL, url);
	if (!code)
		code = curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	if (!code)
		code = curl_easy_setopt(curl, CURLOPT_PROXY, ""); /* whatever the environment says */
	if (!code)
		code = curl_easy_setopt(curl, CURLOPT_USE_SSL, plain ? (long)CURLUSESSL_NONE : (long)CURLUSESSL_ALL);
	if (!code)
		code = curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (!code && server->ca_file)
		code = curl_easy_setopt(curl, CURLOPT_CAINFO, server->ca_file);
	if (!code)
		code = curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	if (!code)
		code = curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, connect_ms);
	return code;
}

/* Our deadlines, in place of libcurl's own limit of two minutes for each answer. */
static CURLcode set_deadlines(CURL *curl, const struct smtp_server *server, struct session *session)
{
	CURLcode code = curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, look_at_clock);

	session->timeout_ms = server->timeout_ms > 0 ? server->timeout_ms : TIMEOUT_MS;
	session->final_timeout_ms = server->final_timeout_ms > 0 ? server->final_timeout_ms : FINAL_TIMEOUT_MS;
	session->deadline_ms = clock_monotonic_ms() + session->timeout_ms;
	if (!code)
		code = curl_easy_setopt(curl, CURLOPT_XFERINFODATA, session);
	if (!code)
		code = curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
	if (!code)
		code = curl_easy_setopt(curl, CURLOPT_SERVER_RESPONSE_TIMEOUT,
					(long)((session->timeout_ms + session->final_timeout_ms) / 1000 + 1));
	return code;
}

static CURLcode set_mail(CURL *curl, const char *sender, const struct curl_slist *recipients, struct session *session)
{
	CURLcode code = curl_easy_setopt(curl, CURLOPT_MAIL_FROM, sender);

	if (!code)
		code = curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
	if (!code)
		code = curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
	if (!code)
		code = curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)session->unsent.n);
	if (!code)
		code = curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
	if (!code)
		code = curl_easy_setopt(curl, CURLOPT_READDATA, session);
	if (!code)
		code = curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, session->error);
	if (!code)
		code = curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, hear);
	if (!code)
		code = curl_easy_setopt(curl, CURLOPT_HEADERDATA, session);
	return code;
}

/* A 5xx as the greeting, or to EHLO, STARTTLS, AUTH or MAIL, concerns us or the server's state: try later. Only an
 * answer to RCPT or to the data can concern this mail, and then its words tell whether it does. */
static enum smtp_outcome judge(CURLcode code, long reply, const struct session *session)
{
	bool on_mail = code == CURLE_SEND_ERROR || code == CURLE_WEIRD_SERVER_REPLY || code == CURLE_RECV_ERROR;
	bool on_sender = str_starts(str_from(session->error), "MAIL failed"); /* libcurl's words */

	if (code == CURLE_OK)
		return SMTP_OUTCOME_SENT;
	if (!on_mail || on_sender || session->reply.count < 2 || reply < 500 || reply != session->reply.code)
		return SMTP_OUTCOME_LATER;
	return smtp_reply_is_on_mail(&session->reply) ? SMTP_OUTCOME_REFUSED : SMTP_OUTCOME_LATER;
}

/* The server's words when they decided the result, else libcurl's error. */
static void describe(CURLcode code, long reply, const struct session *session, struct smtp_result *result)
{
	bool server_decided = code == CURLE_OK || (reply >= 400 && reply == session->reply.code);
	const char *met = session->error[0] ? session->error : curl_easy_strerror(code);

	if (code == CURLE_ABORTED_BY_CALLBACK && session->is_late)
		met = session->unsent.n ? "the server did not answer in time"
					: "the server did not say in time whether it took the mail";
	result->code = (int)reply;
	snprintf(result->reply, sizeof(result->reply), "%s", server_decided ? session->reply.text : met);
	for (char *p = result->reply; *p; p++)
		if (*p < ' ' || *p > '~')
			*p = '?';
}

/* Runs the session. On success libcurl keeps the connection to say QUIT when the handle goes, and would
 * wait for the answer of a server that may be in no hurry: the mail is the server's by then, so the
 * reading half is closed and QUIT is only said. */
static void perform(CURL *curl, struct session *session, struct smtp_result *ret_result)
{
	CURLcode code = curl_easy_perform(curl);
	curl_socket_t socket = CURL_SOCKET_BAD;
	long reply = 0;

	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &reply);
	ret_result->outcome = judge(code, reply, session);
	describe(code, reply, session, ret_result);
	if (curl_easy_getinfo(curl, CURLINFO_ACTIVESOCKET, &socket) == CURLE_OK && socket != CURL_SOCKET_BAD)
		shutdown(socket, SHUT_RD);
}

enum err smtp_send(const struct smtp_server *server, const char *sender, const char *recipient, struct str bytes,
		   struct smtp_result *ret_result, struct fault *why)
{
	struct session session = {.unsent = bytes};
	struct curl_slist *recipients = NULL;
	enum err err = smtp_server_check(server, why);
	CURL *curl = NULL;

	if (err)
		return err;
	if (!mail_address_is_sendable(str_from(sender)) || !mail_address_is_sendable(str_from(recipient)))
		return fault_set(why, ERR_INVALID, "sender or recipient is not an address that mail can be sent to");
	curl = curl_handle_new();
	recipients = curl_slist_append(NULL, recipient);
	if (!curl || !recipients || set_server(curl, server) || set_deadlines(curl, server, &session) ||
	    set_mail(curl, sender, recipients, &session))
		err = fault_set(why, ERR_IO, "libcurl could not be set up to send mail");
	else
		perform(curl, &session, ret_result);
	curl_easy_cleanup(curl);
	curl_slist_free_all(recipients);
	return err;
}
