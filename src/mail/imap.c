/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/imap.h"

#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include <curl/curl.h>

#include "base/buf.h"
#include "base/clock.h"
#include "mail/curl_handle_priv.h"
#include "mail/imap_answer_priv.h"

#define TIMEOUT_MS   30000
#define PLAIN_PREFIX "imap+plain://"
#define UID_MAX      INT64_C(0xffffffff)
#define SPAN_FIRST   500 /* UIDs of the first window in which messages are looked for */
#define LIST_MAX     (IMAP_FETCH_MAX * 12)
#define COMMAND_MAX  (LIST_MAX + IMAP_TEXT_MAX + 100)

struct imap {
	CURL *curl;
	curl_socket_t socket;
	int timeout_ms;
	int64_t deadline_ms; /* of clock_monotonic_ms, for the command that runs */
	int64_t uid_validity, uid_next;
	unsigned tag;
	struct imap_input input;
	struct buf literal;
};

/* --- where --- */

/* The address as libcurl knows it; the path is the mailbox, which libcurl has nothing to do with. The caller frees both
 * with curl_free. */
static bool split_url(const char *url, char **ret_address, char **ret_mailbox)
{
	bool plain = str_starts(str_from(url), PLAIN_PREFIX);
	char text[IMAP_TEXT_MAX + 1];
	CURLU *parsed = curl_url();
	bool good;

	snprintf(text, sizeof(text), "%s%s", plain ? "imap://" : "", plain ? url + strlen(PLAIN_PREFIX) : url);
	good = parsed && curl_url_set(parsed, CURLUPART_URL, text, CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK &&
	       curl_url_get(parsed, CURLUPART_PATH, ret_mailbox, CURLU_URLDECODE) == CURLUE_OK &&
	       curl_url_set(parsed, CURLUPART_PATH, "/", 0) == CURLUE_OK &&
	       curl_url_get(parsed, CURLUPART_URL, ret_address, 0) == CURLUE_OK;
	curl_url_cleanup(parsed);
	return good;
}

static bool is_printable(const char *text)
{
	for (; *text; text++)
		if (*text < ' ' || *text > '~' || *text == '"' || *text == '\\')
			return false;
	return true;
}

enum err imap_server_check(const struct imap_server *server, struct fault *why)
{
	struct str url = str_from(server->url);
	bool known = str_starts(url, "imap://") || str_starts(url, "imaps://") || str_starts(url, PLAIN_PREFIX);
	char *address = NULL, *mailbox = NULL;
	bool good;

	if (!known)
		return fault_set(why, ERR_INVALID,
				 "a mailbox is imaps://HOST/MAILBOX, imap://HOST/MAILBOX or " PLAIN_PREFIX
				 "HOST/MAILBOX");
	if (url.n > IMAP_TEXT_MAX || strlen(server->user) > IMAP_TEXT_MAX || strlen(server->password) > IMAP_TEXT_MAX)
		return fault_set(why, ERR_TOO_LARGE, "address, user and password have at most %d bytes each",
				 IMAP_TEXT_MAX);
	if (!*server->user || !*server->password)
		return fault_set(why, ERR_INVALID, "the mailbox needs a user and a password");
	good = str_index(url, '@') == url.n && split_url(server->url, &address, &mailbox) && is_printable(mailbox);
	curl_free(address);
	curl_free(mailbox);
	return good ? ERR_OK
		    : fault_set(why, ERR_INVALID, "the address of the mailbox cannot be read, or holds a user");
}

/* --- bytes --- */

static enum err wait_for(const struct imap *imap, short what, struct fault *why)
{
	struct pollfd ready = {.fd = imap->socket, .events = what};
	int64_t left_ms = imap->deadline_ms - clock_monotonic_ms();

	if (left_ms > 0 && poll(&ready, 1, (int)left_ms) >= 0 && imap->deadline_ms > clock_monotonic_ms())
		return ERR_OK;
	return fault_set(why, ERR_TIMEOUT, "the mailbox's server did not answer in time");
}

/* Some more bytes, for struct imap_input. */
static enum err receive(void *context, char *bytes, size_t room, size_t *ret_size, struct fault *why)
{
	struct imap *imap = context;
	CURLcode code = curl_easy_recv(imap->curl, bytes, room, ret_size);
	enum err err = ERR_OK;

	while (!err && code == CURLE_AGAIN) {
		err = wait_for(imap, POLLIN, why);
		code = curl_easy_recv(imap->curl, bytes, room, ret_size);
	}
	if (!err && clock_monotonic_ms() > imap->deadline_ms)
		err = fault_set(why, ERR_TIMEOUT, "the mailbox's server did not answer in time");
	if (!err && (code || *ret_size == 0))
		err = fault_set(why, ERR_IO, "the connection to the mailbox ended");
	return err;
}

static enum err transmit(struct imap *imap, struct str bytes, struct fault *why)
{
	enum err err = ERR_OK;

	while (!err && bytes.n) {
		size_t sent = 0;
		CURLcode code = curl_easy_send(imap->curl, bytes.p, bytes.n, &sent);

		bytes = str_skip(bytes, sent);
		if (code == CURLE_AGAIN)
			err = wait_for(imap, POLLOUT, why);
		else if (code)
			err = fault_set(why, ERR_IO, "the connection to the mailbox ended");
	}
	return err;
}

/* --- commands --- */

/* What one command hears: each untagged answer, with its literal. */
struct hearing {
	void (*hear)(struct hearing *hearing, struct str line, struct str literal);
	struct imap *imap;
	int64_t first, last; /* UIDs that may be named */
	int64_t *uids;       /* the smallest that were */
	size_t count, max;
	const int64_t *wanted; /* messages: count of them */
	void (*take)(void *context, int64_t uid, struct str bytes);
	void *context;
};

static enum err hear_all(struct imap *imap, struct hearing *hearing, size_t literal_max, struct fault *why)
{
	struct imap_answer answer = {.kind = IMAP_ANSWER_UNTAGGED};
	enum err err = ERR_OK;

	while (!err && answer.kind == IMAP_ANSWER_UNTAGGED) {
		err = imap_answer_read(&imap->input, imap->tag, &imap->literal, literal_max, &answer, why);
		if (!err && answer.kind == IMAP_ANSWER_UNTAGGED)
			hearing->hear(hearing, answer.line, answer.literal);
	}
	if (!err && answer.kind == IMAP_ANSWER_REFUSED)
		err = fault_set(why, ERR_DENIED, "the mailbox's server refused a command");
	return err;
}

static enum err run(struct imap *imap, struct hearing *hearing, size_t literal_max, struct fault *why,
		    const char *format, ...) __attribute__((format(printf, 5, 6)));

static enum err run(struct imap *imap, struct hearing *hearing, size_t literal_max, struct fault *why,
		    const char *format, ...)
{
	char command[COMMAND_MAX];
	va_list arguments;
	int size;
	enum err err;

	imap->deadline_ms = clock_monotonic_ms() + imap->timeout_ms;
	size = snprintf(command, sizeof(command), "t%u ", ++imap->tag);
	va_start(arguments, format);
	size += vsnprintf(command + size, sizeof(command) - (size_t)size, format, arguments);
	va_end(arguments);
	err = transmit(imap, str_of(command, (size_t)size), why);
	return err ? err : hear_all(imap, hearing, literal_max, why);
}

static void hear_nothing(struct hearing *hearing, struct str line, struct str literal)
{
}

/* "* OK [UIDNEXT 4392] Predicted next UID" */
static void hear_mailbox(struct hearing *hearing, struct str line, struct str literal)
{
	imap_answer_code(line, "[UIDVALIDITY ", &hearing->imap->uid_validity);
	imap_answer_code(line, "[UIDNEXT ", &hearing->imap->uid_next);
}

static enum err open_mailbox(struct imap *imap, const char *mailbox, struct fault *why)
{
	struct hearing hearing = {.hear = hear_mailbox, .imap = imap};
	enum err err = run(imap, &hearing, 0, why, "SELECT \"%s\"\r\n", *mailbox ? mailbox : "INBOX");

	if (!err && (imap->uid_validity <= 0 || imap->uid_validity > UID_MAX || imap->uid_next <= 0 ||
		     imap->uid_next > UID_MAX))
		err = fault_set(why, ERR_UNSUPPORTED, "the mailbox's server gives its messages no lasting numbers");
	return err;
}

/* --- connecting --- */

static CURLcode set_server(CURL *curl, const struct imap_server *server, const char *address, long timeout_ms)
{
	bool plain = str_starts(str_from(server->url), PLAIN_PREFIX);
	CURLcode code = curl_easy_setopt(curl, CURLOPT_URL, address);

	if (!code)
		code = curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "imap,imaps");
	if (!code)
		code = curl_easy_setopt(curl, CURLOPT_PROXY, ""); /* whatever the environment says */
	if (!code)
		code = curl_easy_setopt(curl, CURLOPT_USERNAME, server->user);
	if (!code)
		code = curl_easy_setopt(curl, CURLOPT_PASSWORD, server->password);
	if (!code)
		code = curl_easy_setopt(curl, CURLOPT_USE_SSL, plain ? (long)CURLUSESSL_NONE : (long)CURLUSESSL_ALL);
	if (!code)
		code = curl_easy_setopt(curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
	if (!code && server->ca_file)
		code = curl_easy_setopt(curl, CURLOPT_CAINFO, server->ca_file);
	if (!code)
		code = curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	if (!code)
		code = curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, timeout_ms);
	if (!code)
		code = curl_easy_setopt(curl, CURLOPT_CONNECT_ONLY, 1L);
	return code;
}

static enum err connect_to(struct imap *imap, const struct imap_server *server, const char *address, struct fault *why)
{
	CURLcode code = set_server(imap->curl, server, address, imap->timeout_ms);

	if (code)
		return fault_set(why, ERR_IO, "libcurl could not be set up to read a mailbox");
	code = curl_easy_perform(imap->curl);
	if (code == CURLE_OK && curl_easy_getinfo(imap->curl, CURLINFO_ACTIVESOCKET, &imap->socket) == CURLE_OK &&
	    imap->socket != CURL_SOCKET_BAD)
		return ERR_OK;
	if (code == CURLE_OPERATION_TIMEDOUT)
		return fault_set(why, ERR_TIMEOUT, "the mailbox's server did not answer in time");
	return fault_set(why, code == CURLE_LOGIN_DENIED ? ERR_DENIED : ERR_IO, "the mailbox cannot be opened: %s",
			 curl_easy_strerror(code));
}

enum err imap_open(const struct imap_server *server, struct imap **ret_imap, struct fault *why)
{
	char *address = NULL, *mailbox = NULL;
	struct imap *imap;
	enum err err = imap_server_check(server, why);

	if (err)
		return err;
	imap = calloc(1, sizeof(*imap));
	if (!imap)
		abort(); /* the rule of arena.h */
	imap->curl = curl_handle_new();
	imap->socket = CURL_SOCKET_BAD;
	imap->timeout_ms = server->timeout_ms > 0 ? server->timeout_ms : TIMEOUT_MS;
	imap->input = (struct imap_input){.fill = receive, .context = imap};
	buf_init(&imap->literal, IMAP_LITERAL_MAX);
	if (!imap->curl || !split_url(server->url, &address, &mailbox))
		err = fault_set(why, ERR_IO, "libcurl could not be set up to read a mailbox");
	if (!err)
		err = connect_to(imap, server, address, why);
	if (!err)
		err = open_mailbox(imap, mailbox + 1, why);
	curl_free(address);
	curl_free(mailbox);
	if (err)
		imap_close(imap);
	else
		*ret_imap = imap;
	return err;
}

/* libcurl would say LOGOUT and wait for the answer of a server that may be in no hurry. */
void imap_close(struct imap *imap)
{
	if (!imap)
		return;
	if (imap->socket != CURL_SOCKET_BAD)
		shutdown(imap->socket, SHUT_RDWR);
	curl_easy_cleanup(imap->curl);
	buf_release(&imap->literal);
	free(imap);
}

int64_t imap_uid_validity(const struct imap *imap)
{
	return imap->uid_validity;
}

/* --- messages --- */

/* Keeps the smallest of them, in order. */
static void hear_uid(struct hearing *hearing, struct str line, struct str literal)
{
	int64_t uid = imap_answer_uid(line);
	size_t i = hearing->count;

	if (uid < hearing->first || uid > hearing->last)
		return;
	while (i > 0 && hearing->uids[i - 1] > uid)
		i--;
	if (i == hearing->max || (i > 0 && hearing->uids[i - 1] == uid))
		return;
	hearing->count += hearing->count < hearing->max;
	memmove(&hearing->uids[i + 1], &hearing->uids[i], (hearing->count - i - 1) * sizeof(*hearing->uids));
	hearing->uids[i] = uid;
}

/* Looks in windows of UIDs that double while they are empty: what is deleted leaves gaps, at most 32 windows wide. */
enum err imap_list(struct imap *imap, int64_t after, int64_t *uids, size_t max, size_t *ret_count, struct fault *why)
{
	struct hearing hearing = {.hear = hear_uid, .uids = uids, .max = max, .first = after + 1};
	int64_t span = SPAN_FIRST;
	enum err err = ERR_OK;

	while (!err && !hearing.count && hearing.first < imap->uid_next) {
		hearing.last = hearing.first + span - 1;
		if (hearing.last >= imap->uid_next)
			hearing.last = imap->uid_next - 1;
		err = run(imap, &hearing, 0, why, "UID FETCH %lld:%lld (UID)\r\n", (long long)hearing.first,
			  (long long)hearing.last);
		if (!hearing.count)
			hearing.first = hearing.last + 1;
		span *= 2;
	}
	if (!err)
		*ret_count = hearing.count;
	return err;
}

static void hear_message(struct hearing *hearing, struct str line, struct str literal)
{
	int64_t uid = imap_answer_uid(line);

	for (size_t i = 0; i < hearing->count && literal.n; i++)
		if (hearing->wanted[i] == uid)
			hearing->take(hearing->context, uid, literal);
}

enum err imap_fetch(struct imap *imap, const int64_t *uids, size_t count, size_t max,
		    void (*take)(void *context, int64_t uid, struct str bytes), void *context, struct fault *why)
{
	struct hearing hearing = {
		.hear = hear_message, .wanted = uids, .count = count, .take = take, .context = context};
	BUF_SCOPED list;

	buf_init(&list, LIST_MAX);
	for (size_t i = 0; i < count && i < IMAP_FETCH_MAX; i++)
		buf_printf(&list, "%s%lld", i ? "," : "", (long long)uids[i]);
	return count ? run(imap, &hearing, max, why, "UID FETCH %s (UID BODY.PEEK[]<0.%zu>)\r\n", buf_text(&list), max)
		     : ERR_OK;
}

enum err imap_mark_seen(struct imap *imap, int64_t uid, struct fault *why)
{
	struct hearing hearing = {.hear = hear_nothing};

	return run(imap, &hearing, 0, why, "UID STORE %lld +FLAGS.SILENT (\\Seen)\r\n", (long long)uid);
}
