/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/service/cleartext_login.h"

#include <string.h>

#include "checks/endpoint.h"
#include "checks/nmap_service.h"
#include "checks/service/service_seen.h"
#include "findings/priority.h"
#include "records/sign_in_offer.h"

#define EVIDENCE_BANNER_MAX 160

/* Facts of findings/priority.h, named by what they mean here. */
static const struct priority_facts hunted = {EXPLOITATION_ACTIVE, EXPOSURE_OPEN, true, IMPACT_HIGH};
static const struct priority_facts stolen = {EXPLOITATION_ACTIVE, EXPOSURE_CONTROLLED, false, IMPACT_HIGH};
static const struct priority_facts trusting = {EXPLOITATION_LIKELY, EXPOSURE_OPEN, false, IMPACT_HIGH};
static const struct priority_facts optional = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, true, IMPACT_MEDIUM};
static const struct priority_facts avoidable = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_MEDIUM};

/* How a protocol with passwords is recognised, and what it means when it offers no encryption. */
struct protocol {
	const char *service; /* in service.banner and service.auth; also the variant */
	const char *name;    /* for people */
	int port;            /* where it lives by custom */
	const struct priority_facts *facts;
	bool has_tls; /* it can be offered at all (RFC 4217, RFC 2595) */
};

static const struct protocol protocols[] = {
	{"telnet", "Telnet", 23, &hunted, false},
	{"ftp", "FTP", 21, &stolen, true},
	{"pop3", "POP3", 110, &stolen, true},
	{"imap", "IMAP", 143, &stolen, true},
};

/* Where the services of the table live, to say that none is there. */
static const struct service_kind customs[] = {
	{"telnet", "Telnet", false, {21, 23, 110, 143}, NULL, NULL},
	{0},
};

/* The r-commands (RFC 1282 describes one of them) wait for the client to speak: only their ports tell. NULL: another.
 */
static const char *remote_of_port(int port)
{
	static const char *const names[] = {"rexec", "rlogin", "rsh"};

	return port >= 512 && port <= 514 ? names[port - 512] : NULL;
}

static const struct protocol *protocol_of_service(const char *service)
{
	for (size_t i = 0; i < COUNT(protocols); i++)
		if (str_eq_ascii_case(str_from(service), str_from(protocols[i].service)))
			return &protocols[i];
	return NULL;
}

static const struct protocol *protocol_of_port(int port)
{
	for (size_t i = 0; i < COUNT(protocols); i++)
		if (protocols[i].port == port)
			return &protocols[i];
	return NULL;
}

/* What was learnt at one port. */
struct login_seen {
	const struct protocol *protocol; /* that the service itself showed, or NULL */
	const struct observation *banner;
	const struct observation *auth;
	const struct observation *open;
	const struct observation *named; /* by Nmap, which asked it */
	bool other;                      /* another service answered: not our business */
	bool wrapped;                    /* TLS from the first byte */
};

static void note_nmap(struct login_seen *found, const struct observation *seen)
{
	const char *service = nmap_service_name(seen);
	const struct protocol *protocol = protocol_of_service(service);

	if (!*service)
		return;
	found->named = seen;
	if (protocol)
		found->protocol = protocol;
	else
		found->other = true;
	if (value_get_bool(seen->data, "tls"))
		found->wrapped = true;
}

static void note_login(struct login_seen *found, const struct observation *seen)
{
	const char *service = value_get_text(seen->data, "service");
	const struct protocol *protocol = protocol_of_service(service);

	if (!strcmp(seen->kind, "port.open") && !found->open)
		found->open = seen;
	/* A later address may offer less than the first: the one without encryption counts. */
	if (!strcmp(seen->kind, "service.auth") && protocol &&
	    (!found->auth || !value_get_bool(seen->data, "tls_offered")))
		found->auth = seen;
	if (!strcmp(seen->kind, "service.banner") && (!found->banner || protocol))
		found->banner = seen;
	if (!strncmp(seen->kind, "service.", 8) && protocol)
		found->protocol = protocol;
	if (!strncmp(seen->kind, "service.", 8) && !protocol && *service && strcmp(service, "unknown") != 0)
		found->other = true;
	if (!strcmp(seen->kind, "http.response"))
		found->other = true;
	note_nmap(found, seen);
	if (!strcmp(seen->kind, "tls.version") && value_get_bool(seen->data, "accepted"))
		found->wrapped = true;
}

static struct login_seen login_seen_at(const struct endpoint *endpoint)
{
	struct login_seen found = {0};

	for (size_t i = 0; i < endpoint->count; i++)
		note_login(&found, endpoint->seen[i]);
	return found;
}

/* Says the mail server, asked what it can do or in its greeting, that it takes a password before TLS? */
static bool takes_password(const struct login_seen *found)
{
	const char *greeting = found->banner ? value_get_text(found->banner->data, "text") : "";

	if (value_get(found->auth->data, "password_offered"))
		return value_get_bool(found->auth->data, "password_offered");
	return sign_in_offer_takes_password(found->protocol->service, str_from(greeting));
}

static void judge_offer(const struct login_seen *found, struct finding *finding)
{
	const struct protocol *protocol = found->protocol;

	finding->variant = protocol->service;
	finding->priority = priority_decide(*protocol->facts);
	if (!protocol->has_tls)
		return;
	if (!found->auth) {
		finding->verdict = VERDICT_UNTESTABLE;
		finding->variant = "unasked";
	} else if (value_get_bool(found->auth->data, "tls_offered") && protocol->port == 21) {
		finding->priority = priority_decide(avoidable);
		finding->variant = "ftp_optional";
		finding->confidence = CONFIDENCE_POSSIBLE;
	} else if (value_get_bool(found->auth->data, "tls_offered") && takes_password(found)) {
		finding->priority = priority_decide(optional);
		finding->variant = "optional";
	} else if (value_get_bool(found->auth->data, "tls_offered")) {
		finding->verdict = VERDICT_GOOD;
		finding->variant = "offered";
	}
}

/* Nothing but the port tells. False when the port says nothing either. */
static bool judge_silence(int port, const struct protocol *by_port, struct finding *finding)
{
	if (remote_of_port(port)) {
		finding->variant = "remote";
		finding->priority = priority_decide(trusting);
		finding->confidence = CONFIDENCE_POSSIBLE;
		return true;
	}
	finding->verdict = VERDICT_UNTESTABLE;
	finding->variant = "silent";
	return by_port != NULL;
}

static const char *evidence_of(struct arena *arena, const struct login_seen *found)
{
	const char *offer = "";
	struct str text = str_from(found->banner ? value_get_text(found->banner->data, "text") : "");

	if (found->auth)
		offer = value_get_bool(found->auth->data, "tls_offered") ? "; TLS offered" : "; TLS not offered";
	text = str_trim(str_head(text, str_index(text, '\n')));
	text = str_head(text, EVIDENCE_BANNER_MAX);
	if (!text.n && found->named)
		return arena_printf(arena, "Nmap \"%s\"%s", nmap_service_shown(arena, found->named), offer);
	if (!text.n)
		return arena_printf(arena, "port open, no greeting%s", offer);
	return arena_printf(arena, "greeting \"%.*s\"%s", (int)text.n, text.p, offer);
}

/* True when a sign-in service was seen or suspected at this port. */
static bool judge_port(const struct endpoint *endpoint, struct finding_list *findings)
{
	const struct protocol *by_port = protocol_of_port(endpoint->port);
	struct login_seen found = login_seen_at(endpoint);
	struct finding finding = {.check = "cleartext-login",
				  .verdict = VERDICT_BAD,
				  .confidence = CONFIDENCE_CONFIRMED,
				  .target = endpoint->target,
				  .port = endpoint->port,
				  .address = endpoint->seen[0]->address};
	struct value *details = value_map(findings->arena);
	const char *name;

	if (found.wrapped && !found.auth)
		return false; /* implicit TLS, as POP3 at 995: the sign-in is inside */
	if (found.protocol)
		judge_offer(&found, &finding);
	else if (found.other || !found.open || !judge_silence(endpoint->port, by_port, &finding))
		return false;
	if (found.auth)
		finding.address = found.auth->address;
	name = remote_of_port(endpoint->port);
	if (found.protocol || by_port)
		name = found.protocol ? found.protocol->name : by_port->name;
	value_set_text(findings->arena, details, "service", name);
	finding.details = details;
	finding.evidence = evidence_of(findings->arena, &found);
	finding_list_add(findings, &finding);
	return true;
}

/* Of a target as a whole: the ports were tried and no sign-in service was seen. */
static void judge_target(struct finding_list *findings, const char *target, int64_t tried)
{
	struct value *details = value_map(findings->arena);
	struct finding finding = {.check = "cleartext-login",
				  .verdict = VERDICT_GOOD,
				  .confidence = CONFIDENCE_CONFIRMED,
				  .target = target,
				  .address = "",
				  .variant = "none",
				  .details = details};

	value_set_int(findings->arena, details, "tried", tried);
	finding.evidence = arena_printf(findings->arena, "%lld ports tried", (long long)tried);
	finding_list_add(findings, &finding);
}

/* The most ports that were tried at one address of the target; 0 when those of the services were not all tried. */
static int64_t ports_tried(const struct endpoint *endpoint)
{
	int64_t most = 0;

	if (!service_seen_is_tried(customs, endpoint))
		return 0;
	for (size_t i = 0; (i = endpoint_next(endpoint, i, "port.summary")) < endpoint->count; i++) {
		int64_t tried = value_get_int(endpoint->seen[i]->data, "tried", 0);
		most = tried > most ? tried : most;
	}
	return most;
}

void cleartext_login_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	const struct endpoint *endpoints = input->endpoints;
	size_t count = input->endpoint_count, i = 0;

	while (i < count) {
		const char *target = endpoints[i].target;
		int64_t tried = 0;
		bool seen = false;

		for (; i < count && !strcmp(endpoints[i].target, target); i++) {
			if (!endpoints[i].port)
				tried = ports_tried(&endpoints[i]);
			else if (judge_port(&endpoints[i], findings))
				seen = true;
		}
		if (tried && !seen)
			judge_target(findings, target, tried);
	}
}
