/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/dialogue/capability.h"

#include "diagnosis/banner.h"
#include "records/sign_in_offer.h"

#define QUESTION_MAX 512 /* RFC 5321, 4.5.3.1.4 */

void capability_say(struct talk *talk, const char *service, struct str line, struct buf *answer)
{
	enum talk_event event = talk_send(talk, line);

	while (event == TALK_BYTES && !banner_is_answer_whole(service, buf_str(answer)) && !answer->full)
		event = talk_receive(talk, VISIT_ANSWER_MS, answer);
}

void capability_ask(const struct visit *visit, struct talk *talk, const char *service, struct buf *answer)
{
	BUF_SCOPED question;

	buf_init(&question, QUESTION_MAX);
	banner_question(service, visit->about_url, &question);
	if (question.size && !question.full)
		capability_say(talk, service, buf_str(&question), answer);
}

void capability_tell(const struct visit *visit, uint16_t port, const char *service, struct str answer)
{
	enum tls_offer offer = banner_offers_tls(service, answer);
	struct subject subject = visit_subject(visit, port);
	ARENA_SCOPED arena;
	struct value *data;

	if (offer == TLS_OFFER_UNKNOWN) {
		sink_problem(visit->sink, &subject, "conversation", "the service does not say whether it offers TLS");
		return;
	}
	arena_init(&arena);
	data = value_map(&arena);
	value_set_text(&arena, data, "service", service);
	value_set_bool(&arena, data, "tls_offered", offer == TLS_OFFER_YES);
	if (sign_in_offer_is_told(service, answer))
		value_set_bool(&arena, data, "password_offered", sign_in_offer_takes_password(service, answer));
	sink_emit(visit->sink, &subject, "service.auth", data);
}
