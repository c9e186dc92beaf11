/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/software/other_tool.h"

#include <string.h>

#define NAME_MAX_BYTES 160
#define SAID_MAX_BYTES 200

/* What we know of a result: the check that asks the same, and for Nmap's scripts that print a text alone which part of
 * it says that something is wrong, and how bad that is (as our own check of the same judges it). */
struct known_result {
	const char *id;
	const char *doubles;
	const char *says;     /* Nmap alone; NULL: the script tells a state */
	const char *severity; /* likewise */
};

static const struct known_result of_nmap[] = {
	{"dns-recursion", "open-resolver", "Recursion appears to be enabled", "medium"},
	{"dns-zone-transfer", "zone-transfer", "SOA", "medium"},
	{"http-git", "exposed-repository", "Git repository found", "high"},
	{"http-open-proxy", "open-proxy", "OPEN proxy", "high"},
	{"http-trace", "http-trace", "TRACE is enabled", "low"},
	{"memcached-info", "memcached-open", "Version", "high"},
	{"mysql-empty-password", "database-exposed", "empty password", "critical"},
	{"nfs-showmount", "nfs-exported", "/", "high"},
	{"ntp-monlist", "ntp-monlist", "monlist", "medium"},
	{"redis-info", "redis-without-password", "Version", "critical"},
	{"rsync-list-modules", "rsync-open", "\n", "medium"},
	{"smb-security-mode", "smb-exposed", "message_signing: disabled", "medium"},
	{"smb2-security-mode", "smb-exposed", "but not required", "medium"},
	{"smtp-open-relay", "open-relay", "is an open relay", "high"},
	{"snmp-info", "snmp-public", "engineID", "medium"},
	{"snmp-sysdescr", "snmp-public", ":", "medium"},
	{"socks-open-proxy", "", "open", "high"},
	{"ssl-dh-params", "tls-weak-dh", NULL, "medium"},
	{"ssl-heartbleed", "", NULL, "high"},
	{"ssl-poodle", "outdated-tls", NULL, "medium"},
	{"sshv1", "ssh-protocol-1", "supports SSHv1", "high"},
	{"sslv2", "outdated-tls", "SSLv2 supported", "high"},
	{"sslv2-drown", "outdated-tls", NULL, "high"},
	{"tls-ticketbleed", "", NULL, "high"},
	{"vnc-info", "vnc-exposed", "None (1)", "high"},
	{"x11-access", "x11-open", "access is granted", "high"},
};

static const struct known_result of_nuclei[] = {
	{"cookies-without-secure", "cookie-flags", NULL, NULL},
	{"deprecated-tls", "outdated-tls", NULL, NULL},
	{"docker-remote-api", "docker-api-open", NULL, NULL},
	{"dmarc-detect", "dmarc-record", NULL, NULL},
	{"elasticsearch", "elasticsearch-open", NULL, NULL},
	{"expired-ssl", "tls-certificate-expiry", NULL, NULL},
	{"exposed-redis", "redis-without-password", NULL, NULL},
	{"ftp-anonymous-login", "ftp-anonymous", NULL, NULL},
	{"generic-env", "exposed-environment", NULL, NULL},
	{"git-config", "exposed-repository", NULL, NULL},
	{"misconfigured-docker", "docker-api-open", NULL, NULL},
	{"mismatched-ssl-certificate", "tls-certificate-name", NULL, NULL},
	{"mongodb-unauth", "mongodb-without-password", NULL, NULL},
	{"open-proxy-internal", "open-proxy", NULL, NULL},
	{"self-signed-ssl", "tls-certificate-chain", NULL, NULL},
	{"server-status", "server-status-exposed", NULL, NULL},
	{"server-status-localhost", "server-status-exposed", NULL, NULL},
	{"spf-record-detect", "spf-record", NULL, NULL},
	{"unauthenticated-memcached", "memcached-open", NULL, NULL},
	{"untrusted-root-certificate", "tls-certificate-chain", NULL, NULL},
	{"weak-cipher-suites", "tls-weak-cipher", NULL, NULL},
};

/* A test's id up to the first blank or "<": those of a second certificate are "cert_keySize <cert#2>". */
static const struct known_result of_testssl[] = {
	{"BEAST", "tls-weak-cipher", NULL, NULL},
	{"CCS", "", NULL, NULL},
	{"CRIME_TLS", "tls-compression", NULL, NULL},
	{"DH_groups", "tls-weak-dh", NULL, NULL},
	{"DROWN", "outdated-tls", NULL, NULL},
	{"FREAK", "tls-weak-cipher", NULL, NULL},
	{"FS", "tls-no-forward-secrecy", NULL, NULL},
	{"HSTS", "hsts", NULL, NULL},
	{"LOGJAM", "tls-weak-dh", NULL, NULL},
	{"LOGJAM-common_primes", "tls-weak-dh", NULL, NULL},
	{"LUCKY13", "tls-weak-cipher", NULL, NULL},
	{"OCSP_stapling", "tls-certificate-revocation", NULL, NULL},
	{"PFS", "tls-no-forward-secrecy", NULL, NULL},
	{"POODLE_SSL", "outdated-tls", NULL, NULL},
	{"RC4", "tls-weak-cipher", NULL, NULL},
	{"ROBOT", "", NULL, NULL},
	{"SSLv2", "outdated-tls", NULL, NULL},
	{"SWEET32", "tls-weak-cipher", NULL, NULL},
	{"cert_caIssuers", "tls-certificate-chain", NULL, NULL},
	{"cert_chain_of_trust", "tls-certificate-chain", NULL, NULL},
	{"cert_commonName", "tls-certificate-name", NULL, NULL},
	{"cert_crlDistributionPoints", "tls-certificate-revocation", NULL, NULL},
	{"cert_expirationStatus", "tls-certificate-expiry", NULL, NULL},
	{"cert_extlifeSpan", "tls-certificate-expiry", NULL, NULL},
	{"cert_keySize", "tls-certificate-key", NULL, NULL},
	{"cert_mustStapleExtension", "tls-certificate-revocation", NULL, NULL},
	{"cert_notAfter", "tls-certificate-expiry", NULL, NULL},
	{"cert_ocspRevoked", "tls-certificate-revocation", NULL, NULL},
	{"cert_revocation", "tls-certificate-revocation", NULL, NULL},
	{"cert_signatureAlgorithm", "tls-certificate-key", NULL, NULL},
	{"cert_subjectAltName", "tls-certificate-name", NULL, NULL},
	{"cert_trust", "tls-certificate-name", NULL, NULL},
	{"cert_validityPeriod", "tls-certificate-expiry", NULL, NULL},
	{"cipher_negotiated", "tls-weak-cipher", NULL, NULL},
	{"cipher_order", "tls-weak-cipher", NULL, NULL},
	{"cipherlist_3DES_IDEA", "tls-weak-cipher", NULL, NULL},
	{"cipherlist_AVERAGE", "tls-weak-cipher", NULL, NULL},
	{"cipherlist_EXPORT", "tls-weak-cipher", NULL, NULL},
	{"cipherlist_LOW", "tls-weak-cipher", NULL, NULL},
	{"cipherlist_NULL", "tls-weak-cipher", NULL, NULL},
	{"cipherlist_OBSOLETED", "tls-weak-cipher", NULL, NULL},
	{"cipherlist_aNULL", "tls-weak-cipher", NULL, NULL},
	{"cookie_secure", "cookie-flags", NULL, NULL},
	{"fallback_SCSV", "outdated-tls", NULL, NULL},
	{"heartbleed", "", NULL, NULL},
	{"secure_client_renego", "tls-renegotiation", NULL, NULL},
	{"secure_renego", "tls-renegotiation", NULL, NULL},
	{"security_headers", "security-headers", NULL, NULL},
	{"ticketbleed", "", NULL, NULL},
};

static const struct known_result *known(const struct known_result *table, size_t count, struct str id)
{
	for (size_t i = 0; i < count; i++)
		if (str_is(id, table[i].id))
			return &table[i];
	return NULL;
}

/* A severity that asks for something to be done; NULL for "info", "ok", "unknown" and what is no severity. */
static const char *severity_of(const char *text)
{
	static const char *const severities[] = {"critical", "high", "medium", "low"};

	for (size_t i = 0; i < COUNT(severities); i++)
		if (!strcmp(text, severities[i]))
			return severities[i];
	return NULL;
}

/* On one line, and cut between characters. */
static const char *cut(struct arena *arena, const char *text, size_t max)
{
	struct str whole = str_trim(str_from(text));
	size_t n = whole.n < max ? whole.n : max;
	char *line;

	while (n < whole.n && n && ((unsigned char)whole.p[n] & 0xc0) == 0x80)
		n--;
	line = str_dup(arena, str_head(whole, n));
	for (char *at = line; *at; at++)
		if (strchr("\r\n\t", *at))
			*at = ' ';
	return line;
}

static const char *or_else(const char *text, const char *otherwise)
{
	return *text ? text : otherwise;
}

/* A script whose state is told: by Nmap's library, or of a version by vulners. */
static bool read_state(const struct value *data, const struct known_result *is, struct other_tool_result *result)
{
	const char *state = value_get_text(data, "state");

	result->is_tried = strcmp(state, "looked_up") != 0;
	result->is_sure = result->is_tried && strcmp(state, "likely") != 0;
	if (!result->severity)
		result->severity = is && is->severity ? is->severity : "medium";
	return *state && strcmp(state, "not_vulnerable") != 0 && strcmp(state, "unknown") != 0;
}

static bool read_script(const struct value *data, struct other_tool_result *result)
{
	const struct known_result *is = known(of_nmap, COUNT(of_nmap), str_from(value_get_text(data, "id")));
	const char *output = value_get_text(data, "output");

	result->tool = "Nmap";
	result->id = value_get_text(data, "id");
	result->name = or_else(value_get_text(data, "name"), result->id);
	result->said = output;
	result->doubles = is ? is->doubles : "";
	if (*value_get_text(data, "state"))
		return read_state(data, is, result);
	if (!is || !is->says || !strstr(output, is->says))
		return false;
	result->severity = is->severity;
	result->is_sure = strstr(output, "otential") == NULL; /* "Potential Git repository found", "Potentially OPEN" */
	return true;
}

static bool read_template(struct arena *arena, const struct value *data, struct other_tool_result *result)
{
	const struct known_result *is = known(of_nuclei, COUNT(of_nuclei), str_from(value_get_text(data, "template")));
	const struct value *extracted = value_get(data, "extracted");

	result->tool = "nuclei";
	result->id = value_get_text(data, "template");
	result->name = or_else(value_get_text(data, "name"), result->id);
	result->said = value_get_text(data, "matcher");
	if (value_count(extracted) && value_at(extracted, 0)->kind == VALUE_TEXT)
		result->said = str_dup(arena, value_at(extracted, 0)->text);
	result->doubles = is ? is->doubles : "";
	/* Its author graded nothing, but it tests for a vulnerability that has a name. */
	if (!result->severity && value_count(result->cve) && strcmp(value_get_text(data, "severity"), "info") != 0)
		result->severity = "medium";
	return result->severity != NULL;
}

static bool read_test(struct arena *arena, const struct value *data, struct other_tool_result *result)
{
	struct str id = str_from(value_get_text(data, "id"));
	const struct known_result *is;

	id = str_head(id, str_index(id, ' '));
	id = str_head(id, str_index(id, '<'));
	is = known(of_testssl, COUNT(of_testssl), id);
	result->tool = "testssl.sh";
	result->id = str_dup(arena, id);
	result->said = value_get_text(data, "finding");
	result->name = arena_printf(arena, "%s: %s", result->id, result->said);
	result->doubles = is ? is->doubles : "";
	return result->severity != NULL;
}

static bool read_by_kind(struct arena *arena, const struct observation *seen, struct other_tool_result *result)
{
	if (!strcmp(seen->kind, "nmap.script"))
		return read_script(seen->data, result);
	if (!strcmp(seen->kind, "nuclei.result"))
		return read_template(arena, seen->data, result);
	if (!strcmp(seen->kind, "testssl.result"))
		return read_test(arena, seen->data, result);
	return false;
}

bool other_tool_read(struct arena *arena, const struct observation *seen, struct other_tool_result *ret_result)
{
	struct other_tool_result result = {.severity = severity_of(value_get_text(seen->data, "severity")),
					   .reference = value_get_text(seen->data, "reference"),
					   .cve = value_get(seen->data, "cve"),
					   .is_tried = true,
					   .is_sure = true};

	if (!read_by_kind(arena, seen, &result))
		return false;
	result.name = cut(arena, result.name, NAME_MAX_BYTES);
	result.said = cut(arena, result.said, SAID_MAX_BYTES);
	*ret_result = result;
	return true;
}

bool other_tool_is_unread(const struct observation *seen)
{
	static const char *const kinds[] = {"masscan.banner", "nmap.script", "nuclei.result", "testssl.result"};
	static const char *const settled[] = {"not_vulnerable", "ok"}; /* it looked, and nothing is to be mended */
	struct other_tool_result result;
	bool is_result = false;
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (size_t i = 0; i < COUNT(kinds); i++)
		is_result |= !strcmp(seen->kind, kinds[i]);
	for (size_t i = 0; i < COUNT(settled); i++)
		if (!strcmp(value_get_text(seen->data, "state"), settled[i]) ||
		    !strcmp(value_get_text(seen->data, "severity"), settled[i]))
			return false;
	return is_result && !other_tool_read(&arena, seen, &result);
}
