/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/tls/tls_ask.h"

#include <string.h>
#include <sys/random.h>

#include "diagnosis/banner.h"
#include "net/starttls.h"

const char *tls_ask_name(const struct tls_ask *ask)
{
	return ask->visit->is_name ? ask->visit->target : NULL;
}

int tls_ask_left(const struct tls_ask *ask)
{
	return ask->left + ask->is_under_way;
}

bool tls_ask_is_over(const struct tls_ask *ask)
{
	return tls_ask_left(ask) <= 0 || ask->silences >= TLS_ASK_SILENCES ||
	       clock_monotonic_ms() >= ask->visit->deadline_ms || stop_check(ask->visit->way.stop) != STOP_NONE;
}

static enum err go_through(const struct tls_ask *ask, struct starttls *starttls, struct talk *talk, struct fault *why)
{
	int64_t wait_ms = ask->behind && !strcmp(ask->behind, "smtp") ? VISIT_MAIL_MS : VISIT_SPEAKER_MS;
	BUF_SCOPED heard, say;

	buf_init(&heard, STARTTLS_HEARD_MAX);
	buf_init(&say, STARTTLS_SAID_MAX);
	for (;;) {
		enum starttls_event event = starttls_next(starttls, buf_str(&heard), &say);
		enum talk_event talked = TALK_BYTES;

		if (event == STARTTLS_READY)
			return ERR_OK;
		if (event == STARTTLS_SAY) {
			talked = talk_send(talk, buf_str(&say));
			buf_clear(&say);
			buf_clear(&heard);
		} else if (event == STARTTLS_MORE) {
			talked = talk_receive(talk, wait_ms, &heard);
		} else {
			return fault_set(why, ERR_UNSUPPORTED, "STARTTLS was refused");
		}
		if (talked != TALK_BYTES)
			return fault_set(why, ERR_TIMEOUT, "STARTTLS: %s", talk_event_name(talked));
	}
}

static enum err lead_to_tls(const struct tls_ask *ask, struct talk *talk, struct fault *why)
{
	struct starttls starttls;
	BUF_SCOPED ehlo;

	if (!ask->behind)
		return ERR_OK;
	buf_init(&ehlo, STARTTLS_SAID_MAX);
	banner_question("smtp", ask->visit->about_url, &ehlo);
	if (!starttls_begin(&starttls, ask->behind, tls_ask_name(ask) ? tls_ask_name(ask) : "", buf_str(&ehlo)))
		return fault_set(why, ERR_UNSUPPORTED, "no way to TLS is known");
	return go_through(ask, &starttls, talk, why);
}

enum err tls_ask_open(struct tls_ask *ask, struct talk *ret_talk, struct fault *why)
{
	enum err err;

	if (tls_ask_is_over(ask) || (!ask->is_under_way && !talk_ask(&ask->visit->way)))
		return fault_set(why, ERR_DENIED, "no more connections");
	ask->left -= !ask->is_under_way;
	ask->is_under_way = false;
	err = talk_take(&ask->visit->way, &ask->visit->limits, ret_talk, why);
	if (err)
		return err;
	err = lead_to_tls(ask, ret_talk, why);
	if (err)
		talk_close(ret_talk);
	return err;
}

/* The next connection is made while this one is spoken on. */
static void open_ahead(struct tls_ask *ask)
{
	if (ask->left <= 0 || tls_ask_is_over(ask) || !talk_ask(&ask->visit->way))
		return;
	ask->left--;
	ask->is_under_way = true;
}

static enum tls_outcome outcome_of(struct tls_ask *ask, enum tls_reply reply, enum talk_event event)
{
	bool is_silent = reply == TLS_REPLY_UNFINISHED && event != TALK_CLOSED;

	ask->silences = is_silent ? ask->silences + 1 : 0;
	switch (reply) {
	case TLS_REPLY_BEGUN:
	case TLS_REPLY_HELLO: return TLS_OUTCOME_ANSWERED;
	case TLS_REPLY_ALERT: return TLS_OUTCOME_REFUSED;
	case TLS_REPLY_OTHER: return TLS_OUTCOME_NOT_TLS;
	case TLS_REPLY_UNFINISHED: break;
	}
	return is_silent ? TLS_OUTCOME_SILENT : TLS_OUTCOME_HUNG_UP;
}

/* Sends the hello and reads until the answer is whole, nothing comes, or it is too long. */
static enum tls_outcome exchange(struct tls_ask *ask, struct talk *talk, struct str hello,
				 enum tls_reply (*read)(struct str bytes, void *answer), void *ret_answer)
{
	enum tls_reply reply = TLS_REPLY_UNFINISHED;
	enum talk_event event = talk_send(talk, hello);
	BUF_SCOPED bytes;

	buf_init(&bytes, TLS_ANSWER_BYTES_MAX);
	while (event == TALK_BYTES && (reply == TLS_REPLY_UNFINISHED || reply == TLS_REPLY_BEGUN) && !bytes.full) {
		event = talk_receive(talk, TLS_ASK_FIRST_MS, &bytes);
		reply = read(buf_str(&bytes), ret_answer);
	}
	return outcome_of(ask, reply, event);
}

static enum tls_reply read_answer(struct str bytes, void *answer)
{
	return tls_answer_read(bytes, answer);
}

static enum tls_reply read_ssl2(struct str bytes, void *answer)
{
	return tls_answer_read_ssl2(bytes, answer);
}

enum tls_outcome tls_ask_hello(struct tls_ask *ask, struct tls_hello *hello, bool goes_on,
			       struct tls_answer *ret_answer)
{
	unsigned char random[TLS_HELLO_RANDOM_SIZE];
	enum tls_outcome outcome;
	struct talk talk;
	BUF_SCOPED bytes;

	buf_init(&bytes, TLS_HELLO_BYTES_MAX);
	if (getrandom(random, sizeof(random), 0) != sizeof(random) || tls_ask_open(ask, &talk, NULL))
		return TLS_OUTCOME_UNTESTED;
	hello->server_name = tls_ask_name(ask);
	hello->random = random;
	hello->offers_http2 = ask->is_http;
	tls_hello_write(hello, &bytes);
	if (goes_on)
		open_ahead(ask);
	outcome = exchange(ask, &talk, buf_str(&bytes), read_answer, ret_answer);
	talk_close(&talk);
	return outcome;
}

enum tls_outcome tls_ask_ssl2(struct tls_ask *ask, struct tls_ssl2_answer *ret_answer)
{
	unsigned char random[TLS_HELLO_RANDOM_SIZE];
	enum tls_outcome outcome;
	struct talk talk;
	BUF_SCOPED bytes;

	buf_init(&bytes, TLS_HELLO_BYTES_MAX);
	if (getrandom(random, sizeof(random), 0) != sizeof(random) || tls_ask_open(ask, &talk, NULL))
		return TLS_OUTCOME_UNTESTED;
	tls_hello_write_ssl2(random, &bytes);
	outcome = exchange(ask, &talk, buf_str(&bytes), read_ssl2, ret_answer);
	talk_close(&talk);
	return outcome;
}

void tls_ask_end(struct tls_ask *ask)
{
	struct talk talk;

	if (ask->is_under_way && !talk_take(&ask->visit->way, &ask->visit->limits, &talk, NULL))
		talk_close(&talk);
	ask->is_under_way = false;
}
