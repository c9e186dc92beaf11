/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/kind.h"

#include <stddef.h>
#include <string.h>

#include "findings/ownership.h"

const char *const kind_of_services[] = {
	"dns.recursion",  "dns.version",  "http.response",  "probe.problem",    "rdp.security",
	"service.answer", "service.auth", "service.banner", "smb.negotiate",    "smtp.capabilities",
	"smtp.relay",     "smtp.verify",  "ssh.algorithms", "ssh.host_key",     "tls.certificate",
	"tls.chain",      "tls.choice",   "tls.extension",  "tls.key_exchange", "tls.ocsp",
	"tls.version",    NULL,
};

const char *const kind_of_scheduler[] = {
	OWNERSHIP_OBSERVATION, "port.open",     "port.summary",   "probe.begin",     "probe.end",
	"probe.place",         "probe.problem", "probe.progress", "target.resolved", NULL,
};

const char *const kind_of_imports[] = {
	"dns.answer",     "dns.server",  "dnssec.chain", "domain.lookalike", "domain.registration",
	"http.favicon",   "mail.policy", "nmap.script",  "nmap.service",     "nuclei.result",
	"testssl.result", "tls.cipher",  NULL,
};

bool kind_is_among(const char *const *kinds, const char *kind)
{
	for (; *kinds; kinds++)
		if (!strcmp(*kinds, kind))
			return true;
	return false;
}
