/* SPDX-License-Identifier: Apache-2.0 */
#include "measures/assignment.h"

#include <stdlib.h>
#include <string.h>

enum deciding { BY_CHECK, BY_PORT, BY_PRODUCT };

struct row {
	const char *check;
	enum assignment_group group;
	enum assignment_harm harm;
	enum deciding deciding; /* whether another fact may name another group */
};

/* Sorted by check, to be searched. */
static const struct row rows[] = {
	{"adb-exposed", ASSIGNMENT_NETWORK, ASSIGNMENT_TAKEOVER, BY_CHECK},
	{"admin-login-exposed", ASSIGNMENT_NETWORK, ASSIGNMENT_RANSOM, BY_CHECK},
	{"caa-record", ASSIGNMENT_DOMAIN, ASSIGNMENT_CLUE, BY_CHECK},
	{"camera-open", ASSIGNMENT_NETWORK, ASSIGNMENT_DEVICE, BY_CHECK},
	{"chargen-open", ASSIGNMENT_SERVER, ASSIGNMENT_ABUSE, BY_CHECK},
	{"cldap-open", ASSIGNMENT_SERVER, ASSIGNMENT_ABUSE, BY_CHECK},
	{"cleartext-login", ASSIGNMENT_SERVER, ASSIGNMENT_PASSWORD, BY_PORT},
	{"cms-version-disclosure", ASSIGNMENT_WEB, ASSIGNMENT_CLUE, BY_CHECK},
	{"cookie-flags", ASSIGNMENT_WEB, ASSIGNMENT_VISITOR, BY_CHECK},
	{"cors-any-origin", ASSIGNMENT_WEB, ASSIGNMENT_VISITOR, BY_CHECK},
	{"couchdb-open", ASSIGNMENT_SERVER, ASSIGNMENT_LEAK, BY_CHECK},
	{"dangling-name", ASSIGNMENT_DOMAIN, ASSIGNMENT_IMPERSONATE, BY_CHECK},
	{"database-exposed", ASSIGNMENT_SERVER, ASSIGNMENT_LEAK, BY_CHECK},
	{"default-page", ASSIGNMENT_SERVER, ASSIGNMENT_CLUE, BY_CHECK},
	{"directory-listing", ASSIGNMENT_WEB, ASSIGNMENT_LEAK, BY_CHECK},
	{"dkim-key", ASSIGNMENT_MAIL, ASSIGNMENT_IMPERSONATE, BY_CHECK},
	{"dmarc-policy", ASSIGNMENT_MAIL, ASSIGNMENT_IMPERSONATE, BY_CHECK},
	{"dmarc-record", ASSIGNMENT_MAIL, ASSIGNMENT_IMPERSONATE, BY_CHECK},
	{"dmarc-report", ASSIGNMENT_MAIL, ASSIGNMENT_IMPERSONATE, BY_CHECK},
	{"dns-version-disclosure", ASSIGNMENT_DOMAIN, ASSIGNMENT_CLUE, BY_CHECK},
	{"dnssec", ASSIGNMENT_DOMAIN, ASSIGNMENT_IMPERSONATE, BY_CHECK},
	{"docker-api-open", ASSIGNMENT_SERVER, ASSIGNMENT_TAKEOVER, BY_CHECK},
	{"domain-expiry", ASSIGNMENT_DOMAIN, ASSIGNMENT_STOP, BY_CHECK},
	{"domain-lock", ASSIGNMENT_DOMAIN, ASSIGNMENT_STOP, BY_CHECK},
	{"elasticsearch-open", ASSIGNMENT_SERVER, ASSIGNMENT_LEAK, BY_CHECK},
	{"end-of-life", ASSIGNMENT_SERVER, ASSIGNMENT_TAKEOVER, BY_PRODUCT},
	{"exposed-backup", ASSIGNMENT_WEB, ASSIGNMENT_LEAK, BY_CHECK},
	{"exposed-environment", ASSIGNMENT_WEB, ASSIGNMENT_TAKEOVER, BY_CHECK},
	{"exposed-repository", ASSIGNMENT_WEB, ASSIGNMENT_LEAK, BY_CHECK},
	{"file-sharing-exposed", ASSIGNMENT_NETWORK, ASSIGNMENT_LEAK, BY_CHECK},
	{"ftp-anonymous", ASSIGNMENT_SERVER, ASSIGNMENT_LEAK, BY_CHECK},
	{"hsts", ASSIGNMENT_WEB, ASSIGNMENT_EAVESDROP, BY_CHECK},
	{"http-trace", ASSIGNMENT_SERVER, ASSIGNMENT_CLUE, BY_CHECK},
	{"https-redirect", ASSIGNMENT_WEB, ASSIGNMENT_EAVESDROP, BY_CHECK},
	{"industrial-exposed", ASSIGNMENT_NETWORK, ASSIGNMENT_DEVICE, BY_CHECK},
	{"ipmi-exposed", ASSIGNMENT_SERVER, ASSIGNMENT_TAKEOVER, BY_CHECK},
	{"known-vulnerability", ASSIGNMENT_SERVER, ASSIGNMENT_TAKEOVER, BY_PRODUCT},
	{"kubernetes-open", ASSIGNMENT_SERVER, ASSIGNMENT_TAKEOVER, BY_CHECK},
	{"lame-delegation", ASSIGNMENT_DOMAIN, ASSIGNMENT_STOP, BY_CHECK},
	{"ldap-exposed", ASSIGNMENT_SERVER, ASSIGNMENT_LEAK, BY_CHECK},
	{"look-alike-domain", ASSIGNMENT_DOMAIN, ASSIGNMENT_IMPERSONATE, BY_CHECK},
	{"mailless-domain", ASSIGNMENT_MAIL, ASSIGNMENT_IMPERSONATE, BY_CHECK},
	{"mdns-open", ASSIGNMENT_NETWORK, ASSIGNMENT_ABUSE, BY_CHECK},
	{"memcached-open", ASSIGNMENT_SERVER, ASSIGNMENT_LEAK, BY_CHECK},
	{"memcached-udp-open", ASSIGNMENT_SERVER, ASSIGNMENT_ABUSE, BY_CHECK},
	{"mixed-content", ASSIGNMENT_WEB, ASSIGNMENT_EAVESDROP, BY_CHECK},
	{"mongodb-without-password", ASSIGNMENT_SERVER, ASSIGNMENT_LEAK, BY_CHECK},
	{"mqtt-anonymous", ASSIGNMENT_NETWORK, ASSIGNMENT_DEVICE, BY_CHECK},
	{"mta-sts", ASSIGNMENT_MAIL, ASSIGNMENT_EAVESDROP, BY_CHECK},
	{"name-server-diversity", ASSIGNMENT_DOMAIN, ASSIGNMENT_STOP, BY_CHECK},
	{"nfs-exported", ASSIGNMENT_SERVER, ASSIGNMENT_LEAK, BY_CHECK},
	{"ntp-monlist", ASSIGNMENT_SERVER, ASSIGNMENT_ABUSE, BY_CHECK},
	{"open-proxy", ASSIGNMENT_SERVER, ASSIGNMENT_ABUSE, BY_CHECK},
	{"open-relay", ASSIGNMENT_MAIL, ASSIGNMENT_MAIL_LOST, BY_CHECK},
	{"open-resolver", ASSIGNMENT_NETWORK, ASSIGNMENT_ABUSE, BY_CHECK},
	{"other-tool-report", ASSIGNMENT_SERVER, ASSIGNMENT_TAKEOVER, BY_PORT},
	{"outdated-tls", ASSIGNMENT_SERVER, ASSIGNMENT_EAVESDROP, BY_PORT},
	{"pptp-exposed", ASSIGNMENT_NETWORK, ASSIGNMENT_EAVESDROP, BY_CHECK},
	{"printer-exposed", ASSIGNMENT_NETWORK, ASSIGNMENT_DEVICE, BY_CHECK},
	{"rdp-exposed", ASSIGNMENT_NETWORK, ASSIGNMENT_RANSOM, BY_CHECK},
	{"redis-without-password", ASSIGNMENT_SERVER, ASSIGNMENT_TAKEOVER, BY_CHECK},
	{"reverse-dns", ASSIGNMENT_MAIL, ASSIGNMENT_MAIL_LOST, BY_CHECK},
	{"rpc-exposed", ASSIGNMENT_SERVER, ASSIGNMENT_CLUE, BY_CHECK},
	{"rsync-open", ASSIGNMENT_SERVER, ASSIGNMENT_LEAK, BY_CHECK},
	{"security-headers", ASSIGNMENT_WEB, ASSIGNMENT_VISITOR, BY_CHECK},
	{"server-status-exposed", ASSIGNMENT_WEB, ASSIGNMENT_CLUE, BY_CHECK},
	{"server-version-disclosure", ASSIGNMENT_SERVER, ASSIGNMENT_CLUE, BY_CHECK},
	{"sip-exposed", ASSIGNMENT_NETWORK, ASSIGNMENT_ABUSE, BY_CHECK},
	{"smb-exposed", ASSIGNMENT_NETWORK, ASSIGNMENT_RANSOM, BY_CHECK},
	{"smtp-auth-before-tls", ASSIGNMENT_MAIL, ASSIGNMENT_PASSWORD, BY_CHECK},
	{"smtp-disclosure", ASSIGNMENT_MAIL, ASSIGNMENT_CLUE, BY_CHECK},
	{"snmp-public", ASSIGNMENT_NETWORK, ASSIGNMENT_CLUE, BY_CHECK},
	{"spf-policy", ASSIGNMENT_MAIL, ASSIGNMENT_IMPERSONATE, BY_CHECK},
	{"spf-record", ASSIGNMENT_MAIL, ASSIGNMENT_IMPERSONATE, BY_CHECK},
	{"ssdp-open", ASSIGNMENT_NETWORK, ASSIGNMENT_ABUSE, BY_CHECK},
	{"ssh-password-login", ASSIGNMENT_SERVER, ASSIGNMENT_TAKEOVER, BY_CHECK},
	{"ssh-protocol-1", ASSIGNMENT_SERVER, ASSIGNMENT_EAVESDROP, BY_CHECK},
	{"ssh-weak-algorithms", ASSIGNMENT_SERVER, ASSIGNMENT_EAVESDROP, BY_CHECK},
	{"starttls", ASSIGNMENT_MAIL, ASSIGNMENT_EAVESDROP, BY_CHECK},
	{"template-match", ASSIGNMENT_SERVER, ASSIGNMENT_TAKEOVER, BY_CHECK},
	{"tftp-open", ASSIGNMENT_NETWORK, ASSIGNMENT_LEAK, BY_CHECK},
	{"tls-certificate-chain", ASSIGNMENT_WEB, ASSIGNMENT_WARNING, BY_PORT},
	{"tls-certificate-expiry", ASSIGNMENT_WEB, ASSIGNMENT_WARNING, BY_PORT},
	{"tls-certificate-key", ASSIGNMENT_WEB, ASSIGNMENT_WARNING, BY_PORT},
	{"tls-certificate-name", ASSIGNMENT_WEB, ASSIGNMENT_WARNING, BY_PORT},
	{"tls-certificate-revocation", ASSIGNMENT_WEB, ASSIGNMENT_WARNING, BY_PORT},
	{"tls-certificate-transparency", ASSIGNMENT_WEB, ASSIGNMENT_WARNING, BY_PORT},
	{"tls-compression", ASSIGNMENT_SERVER, ASSIGNMENT_EAVESDROP, BY_PORT},
	{"tls-heartbeat", ASSIGNMENT_SERVER, ASSIGNMENT_EAVESDROP, BY_PORT},
	{"tls-no-forward-secrecy", ASSIGNMENT_SERVER, ASSIGNMENT_EAVESDROP, BY_PORT},
	{"tls-renegotiation", ASSIGNMENT_SERVER, ASSIGNMENT_EAVESDROP, BY_PORT},
	{"tls-rpt", ASSIGNMENT_MAIL, ASSIGNMENT_EAVESDROP, BY_CHECK},
	{"tls-weak-cipher", ASSIGNMENT_SERVER, ASSIGNMENT_EAVESDROP, BY_PORT},
	{"tls-weak-dh", ASSIGNMENT_SERVER, ASSIGNMENT_EAVESDROP, BY_PORT},
	{"vnc-exposed", ASSIGNMENT_NETWORK, ASSIGNMENT_RANSOM, BY_CHECK},
	{"vpn-login-exposed", ASSIGNMENT_NETWORK, ASSIGNMENT_RANSOM, BY_CHECK},
	{"webdav", ASSIGNMENT_WEB, ASSIGNMENT_LEAK, BY_CHECK},
	{"winrm-exposed", ASSIGNMENT_NETWORK, ASSIGNMENT_RANSOM, BY_CHECK},
	{"ws-discovery-open", ASSIGNMENT_NETWORK, ASSIGNMENT_ABUSE, BY_CHECK},
	{"x11-open", ASSIGNMENT_NETWORK, ASSIGNMENT_TAKEOVER, BY_CHECK},
	{"zone-transfer", ASSIGNMENT_DOMAIN, ASSIGNMENT_CLUE, BY_CHECK},
};

struct product_row {
	const char *product; /* as a remedy names it, "update:wordpress" */
	enum assignment_group group;
};

/* Programs that are not the servers' own business. */
static const struct product_row products[] = {
	{"adaptive_security_appliance", ASSIGNMENT_NETWORK},
	{"big-ip_access_policy_manager", ASSIGNMENT_NETWORK},
	{"connect_secure", ASSIGNMENT_NETWORK},
	{"diskstation_manager", ASSIGNMENT_NETWORK},
	{"dovecot", ASSIGNMENT_MAIL},
	{"drupal", ASSIGNMENT_WEB},
	{"ec-cube", ASSIGNMENT_WEB},
	{"exchange_server", ASSIGNMENT_MAIL},
	{"exim", ASSIGNMENT_MAIL},
	{"fortios", ASSIGNMENT_NETWORK},
	{"ios", ASSIGNMENT_NETWORK},
	{"joomla!", ASSIGNMENT_WEB},
	{"jquery", ASSIGNMENT_WEB},
	{"movable_type", ASSIGNMENT_WEB},
	{"netscaler", ASSIGNMENT_NETWORK},
	{"pan-os", ASSIGNMENT_NETWORK},
	{"phpmyadmin", ASSIGNMENT_WEB},
	{"postfix", ASSIGNMENT_MAIL},
	{"qts", ASSIGNMENT_NETWORK},
	{"quts_hero", ASSIGNMENT_NETWORK},
	{"sendmail", ASSIGNMENT_MAIL},
	{"sonicos", ASSIGNMENT_NETWORK},
	{"wordpress", ASSIGNMENT_WEB},
};

static int compare_check(const void *key, const void *row)
{
	return strcmp(key, ((const struct row *)row)->check);
}

static const struct row *find(const char *check)
{
	return bsearch(check, rows, COUNT(rows), sizeof(rows[0]), compare_check);
}

/* RFC 6335's well-known ports of mail. */
static bool is_mail_port(int port)
{
	static const int ports[] = {25, 110, 143, 465, 587, 993, 995};

	for (size_t i = 0; i < COUNT(ports); i++)
		if (ports[i] == port)
			return true;
	return false;
}

static enum assignment_group group_of_product(const char *remedy, enum assignment_group otherwise)
{
	const char *product = remedy ? strchr(remedy, ':') : NULL;

	for (size_t i = 0; product && i < COUNT(products); i++)
		if (!strcmp(product + 1, products[i].product))
			return products[i].group;
	if (remedy && !strncmp(remedy, "replace:", strlen("replace:")))
		return ASSIGNMENT_NETWORK;
	return otherwise;
}

/* Checks that hand on what a template or another tool says: anything, of which only the priority tells how bad it is.
 */
static bool speaks_for_another(const char *check)
{
	return !strcmp(check, "other-tool-report") || !strcmp(check, "template-match");
}

struct assignment assignment_of(const struct finding *finding)
{
	static const struct row unknown = {"", ASSIGNMENT_SERVER, ASSIGNMENT_CLUE, BY_CHECK};
	const struct row *row = find(finding->check);
	struct assignment is;

	if (!row)
		row = &unknown;
	is = (struct assignment){row->group, row->harm};
	if (speaks_for_another(row->check) && finding->priority > PRIORITY_P2)
		is.harm = ASSIGNMENT_CLUE;
	if (row->deciding == BY_PORT && is_mail_port(finding->port))
		is.group = ASSIGNMENT_MAIL;
	else if (row->deciding == BY_PRODUCT)
		is.group = group_of_product(finding->remedy, row->group);
	return is;
}

bool assignment_knows(const char *check)
{
	return find(check);
}

size_t assignment_count(void)
{
	return COUNT(rows);
}

const char *assignment_check(size_t index)
{
	return rows[index].check;
}

static const char *const group_names[ASSIGNMENT_GROUPS] = {"web", "server", "mail", "domain", "network"};

const char *assignment_group_name(enum assignment_group group)
{
	return group_names[group];
}

bool assignment_group_parse(struct str name, enum assignment_group *ret_group)
{
	for (size_t i = 0; i < ASSIGNMENT_GROUPS; i++)
		if (str_is(name, group_names[i])) {
			*ret_group = (enum assignment_group)i;
			return true;
		}
	return false;
}

const char *assignment_harm_name(enum assignment_harm harm)
{
	static const char *const names[ASSIGNMENT_HARMS] = {
		[ASSIGNMENT_RANSOM] = "ransom",       [ASSIGNMENT_TAKEOVER] = "takeover",
		[ASSIGNMENT_LEAK] = "leak",           [ASSIGNMENT_STOP] = "stop",
		[ASSIGNMENT_MAIL_LOST] = "mail_lost", [ASSIGNMENT_PASSWORD] = "password",
		[ASSIGNMENT_DEVICE] = "device",       [ASSIGNMENT_IMPERSONATE] = "impersonate",
		[ASSIGNMENT_ABUSE] = "abuse",         [ASSIGNMENT_WARNING] = "warning",
		[ASSIGNMENT_EAVESDROP] = "eavesdrop", [ASSIGNMENT_VISITOR] = "visitor",
		[ASSIGNMENT_CLUE] = "clue",
	};

	return names[harm];
}
