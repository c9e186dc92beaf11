/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/service.h"

#include "diagnosis/banner_observe.h"
#include "diagnosis/http_observe.h"
#include "diagnosis/port_hint.h"
#include "diagnosis/tls_observe.h"

static bool may_go_on(const struct visit *visit)
{
	return stop_check(visit->way.stop) == STOP_NONE && clock_monotonic_ms() < visit->deadline_ms;
}

static bool listen_first(const struct visit *visit, uint16_t port, int64_t wait_ms)
{
	struct subject subject = visit_subject(visit, port);
	struct fault why = {0};
	struct talk talk;
	bool has_spoken;

	if (talk_open(&visit->way, &visit->limits, &talk, &why)) {
		sink_problem(visit->sink, &subject, "conversation", why.text);
		return true; /* it accepted before; more knocking helps nobody */
	}
	has_spoken = banner_observe(visit, port, &talk, wait_ms);
	talk_close(&talk);
	return has_spoken;
}

/* It gets its time, and not a byte before its greeting. */
static void observe_mail(const struct visit *visit, uint16_t port)
{
	struct subject subject = visit_subject(visit, port);
	struct visit patient = *visit;

	patient.limits.session_ms *= VISIT_MAIL_SESSION;
	if (!listen_first(&patient, port, VISIT_MAIL_MS))
		sink_problem(visit->sink, &subject, "conversation",
			     "the mail server did not greet in time, so it was not spoken to");
}

void service_observe(const struct visit *visit, uint16_t port)
{
	struct subject subject = visit_subject(visit, port);
	enum port_hint hint = port_hint_of(port);

	switch (hint) {
	case PORT_HINT_CONNECT_ONLY: return;
	case PORT_HINT_MAIL: observe_mail(visit, port); return;
	case PORT_HINT_TLS:
	case PORT_HINT_TLS_SPEAKS:
		if (tls_observe(visit, port, hint == PORT_HINT_TLS_SPEAKS))
			return;
		break;
	case PORT_HINT_HTTP:
		if (http_observe_plain(visit, port))
			return;
		break;
	case PORT_HINT_SPEAKS_FIRST:
	case PORT_HINT_NONE: break;
	}
	if (!may_go_on(visit) ||
	    listen_first(visit, port, hint == PORT_HINT_SPEAKS_FIRST ? VISIT_SPEAKER_MS : VISIT_LISTEN_MS))
		return;
	if (hint != PORT_HINT_TLS && hint != PORT_HINT_TLS_SPEAKS && may_go_on(visit) &&
	    tls_observe(visit, port, false))
		return;
	if (hint != PORT_HINT_HTTP && may_go_on(visit) && http_observe_plain(visit, port))
		return;
	if (may_go_on(visit))
		sink_problem(visit->sink, &subject, "conversation",
			     "the port accepts connections, but answered none of our questions");
}
