/* SPDX-License-Identifier: Apache-2.0 */
/* The output of Nmap's scripts, some of which have an observation kind of ours. Their structured output is tables with
 * keys. */
#include <stdio.h>
#include <string.h>

#include "base/ascii.h"
#include "calendar/day.h"
#include "codec/digest.h"
#include "codec/utf8.h"
#include "findings/foreign_host.h"
#include "findings/foreign_report_priv.h"

#define SMB_PORT 445

static const char *attribute(const struct xml_node *node, const char *name)
{
	const char *value = xml_attribute(node, name);

	return value ? value : "";
}

/* The table or elem with that key, or NULL. */
static const struct xml_node *keyed(const struct xml_node *node, const char *key)
{
	const struct xml_node *child = node ? node->first : NULL;

	while (child && strcmp(attribute(child, "key"), key) != 0)
		child = child->next;
	return child;
}

static const char *text_at(const struct xml_node *node, const char *key)
{
	const struct xml_node *child = keyed(node, key);

	return child ? child->text : "";
}

static void add(struct foreign_report *report, const struct observation *about, const char *kind,
		const struct value *data)
{
	struct observation observation = *about;

	observation.kind = kind;
	observation.data = data;
	foreign_report_add(report, &observation);
}

struct str foreign_report_unescape(struct arena *arena, struct str text)
{
	char *out = arena_alloc(arena, text.n + 1);
	size_t n = 0;

	for (size_t i = 0; i < text.n; i++) {
		int high = -1, low = -1;
		if (i + 3 < text.n && text.p[i] == '\\' && text.p[i + 1] == 'x') {
			high = ascii_hex_digit(text.p[i + 2]);
			low = ascii_hex_digit(text.p[i + 3]);
		}
		if (high < 0 || low < 0 || high + low == 0) {
			out[n++] = text.p[i];
			continue;
		}
		n += utf8_encode((uint32_t)(high * 16 + low), out + n);
		i += 3;
	}
	return str_of(out, n);
}

/* Services that service.banner knows by the same names; all others are "unknown" there. */
static const char *banner_service(const char *service)
{
	static const char *const known[] = {"ftp",   "ssh", "smtp",  "pop3", "imap", "telnet", "http",
					    "mysql", "vnc", "rsync", "irc",  "nntp", "redis"};

	for (size_t i = 0; i < COUNT(known); i++)
		if (!strcmp(service, known[i]))
			return known[i];
	return "unknown";
}

static bool read_banner(struct foreign_report *report, const struct observation *about, const char *service,
			const struct xml_node *script)
{
	struct arena *arena = report->arena;
	struct value *data = value_map(arena);
	struct str output = str_from(attribute(script, "output"));

	if (!output.n || !about->port)
		return false;
	value_set_text(arena, data, "service", banner_service(service));
	foreign_report_set(arena, data, "text", foreign_report_unescape(arena, output));
	add(report, about, "service.banner", data);
	return true;
}

/* The elements of a table as texts. */
static struct value *list_of(struct arena *arena, const struct xml_node *table)
{
	struct value *list = value_list(arena);

	for (const struct xml_node *node = table ? table->first : NULL; node; node = node->next)
		if (!strcmp(node->name, "elem") && list->count < FOREIGN_LIST_MAX)
			value_add(arena, list, value_text(arena, node->text));
	return list;
}

static bool read_ssh_algorithms(struct foreign_report *report, const struct observation *about,
				const struct xml_node *script)
{
	static const char *const keys[][2] = {{"kex_algorithms", "kex"},
					      {"server_host_key_algorithms", "host_keys"},
					      {"encryption_algorithms", "ciphers"},
					      {"mac_algorithms", "macs"}};
	struct value *data = value_map(report->arena);

	for (size_t i = 0; i < COUNT(keys); i++)
		if (keyed(script, keys[i][0]))
			value_set(report->arena, data, keys[i][1], list_of(report->arena, keyed(script, keys[i][0])));
	if (!data->count)
		return false;
	add(report, about, "ssh.algorithms", data);
	return true;
}

/* One table a key, whose SHA-256 is the fingerprint that OpenSSH shows (RFC 4253, 6.6: the blob). Such a script that
 * holds no key whole is left to those that are shown as they are. */
static bool read_ssh_host_keys(struct foreign_report *report, const struct observation *about,
			       const struct xml_node *script)
{
	bool is_read = false;

	for (const struct xml_node *node = script->first; node; node = node->next) {
		struct value *data = value_map(report->arena);
		unsigned char digest[DIGEST_SIZE];
		char hex[2 * DIGEST_SIZE + 1];
		struct str key = str_trim(str_from(text_at(node, "key"))), bytes;
		if (!key.n || !digest_base64_decode(report->arena, key, &bytes))
			continue;
		digest_sha256(bytes, digest);
		digest_hex(str_of(digest, DIGEST_SIZE), hex);
		foreign_report_set(report->arena, data, "type", str_from(text_at(node, "type")));
		value_set_text(report->arena, data, "public_key_sha256", hex);
		add(report, about, "ssh.host_key", data);
		is_read = true;
	}
	return is_read;
}

/* What the server answers to the method "none", told by the script ssh-auth-methods. */
static bool read_ssh_methods(struct foreign_report *report, const struct observation *about,
			     const struct xml_node *script)
{
	struct value *data = value_map(report->arena),
		     *methods = list_of(report->arena, keyed(script, "Supported authentication methods"));

	if (!methods->count)
		return false;
	value_set(report->arena, data, "methods", methods);
	add(report, about, "ssh.algorithms", data);
	return true;
}

/* "Anonymous FTP login allowed (FTP code 230)"; where it is not, the script says nothing. */
static bool read_ftp_anonymous(struct foreign_report *report, const struct observation *about,
			       const struct xml_node *script)
{
	struct str output = str_from(attribute(script, "output"));
	struct value *data = value_map(report->arena);

	if (!str_starts(output, "Anonymous FTP login allowed"))
		return false;
	value_set_text(report->arena, data, "service", "ftp");
	value_set_text(report->arena, data, "transport", "tcp");
	value_set_bool(report->arena, data, "answered", true);
	value_set_text(report->arena, data, "authentication", "none");
	foreign_report_set(report->arena, data, "text", output);
	add(report, about, "service.answer", data);
	return true;
}

/* "2:0:2", "202", "3:1:1", "NT LM 0.12 (SMBv1) [dangerous, but default]" to the names of smb.negotiate; NULL for
 * others. */
static const char *dialect_of(const char *text)
{
	static const char *const names[][3] = {{"2:0:2", "202", "2.0.2"},
					       {"2:1:0", "210", "2.1"},
					       {"3:0:0", "300", "3.0"},
					       {"3:0:2", "302", "3.0.2"},
					       {"3:1:1", "311", "3.1.1"}};

	for (size_t i = 0; i < COUNT(names); i++)
		if (!strcmp(text, names[i][0]) || !strcmp(text, names[i][1]))
			return names[i][2];
	return str_starts(str_from(text), "NT LM 0.12") ? "NT LM 0.12" : NULL;
}

static bool read_smb_dialects(struct foreign_report *report, const struct observation *about,
			      const struct xml_node *script)
{
	const struct xml_node *table = keyed(script, "dialects");
	struct value *data = value_map(report->arena), *dialects = value_list(report->arena);
	struct observation at = *about;

	for (const struct xml_node *node = table ? table->first : NULL; node; node = node->next)
		if (dialect_of(node->text) && dialects->count < FOREIGN_LIST_MAX)
			value_add(report->arena, dialects, value_text(report->arena, dialect_of(node->text)));
	if (!dialects->count)
		return false;
	if (!at.port)
		at.port = SMB_PORT; /* a script of the whole host: it asked there */
	value_set(report->arena, data, "dialects", dialects);
	add(report, &at, "smb.negotiate", data);
	return true;
}

/* Nmap calls the suites of TLS 1.3, which name no key exchange, "TLS_AKE_WITH_AES_128_GCM_SHA256". */
static const char *iana_name(struct arena *arena, const char *suite)
{
	struct str name = str_from(suite);

	return str_starts(name, "TLS_AKE_WITH_") ? arena_printf(arena, "TLS_%s", suite + strlen("TLS_AKE_WITH_"))
						 : suite;
}

static void add_suite(struct foreign_report *report, const struct observation *about, const char *version,
		      const char *suite)
{
	struct value *data = value_map(report->arena);

	value_set_text(report->arena, data, "version", version);
	value_set_text(report->arena, data, "suite", iana_name(report->arena, suite));
	value_set_bool(report->arena, data, "accepted", true);
	add(report, about, "tls.cipher", data);
}

/* "dh 1024": the modulus; curves are named, not measured. bits: of the suite before. */
static void add_exchange(struct foreign_report *report, const struct observation *about, const char *version,
			 const char *said, uint64_t *bits)
{
	struct value *data = value_map(report->arena);
	uint64_t now;

	if (!str_starts(str_from(said), "dh ") || !str_to_u64(str_skip(str_from(said), 3), &now) || !now ||
	    now > UINT16_MAX || now == *bits)
		return;
	*bits = now;
	value_set_bool(report->arena, data, "answered", true);
	value_set_text(report->arena, data, "version", version);
	value_set_text(report->arena, data, "method", "DHE");
	value_set_int(report->arena, data, "bits", (int64_t)now);
	value_set_text(report->arena, data, "group", "");
	add(report, about, "tls.key_exchange", data);
}

/* Only accepted versions: the script does not tell whether the others were refused or never asked. */
static bool read_tls_ciphers(struct foreign_report *report, const struct observation *about,
			     const struct xml_node *script)
{
	static const char *const versions[] = {"SSLv3", "TLSv1.0", "TLSv1.1", "TLSv1.2", "TLSv1.3"};
	bool is_read = false;

	for (size_t i = 0; i < COUNT(versions); i++) {
		const struct xml_node *suites = keyed(keyed(script, versions[i]), "ciphers");
		struct value *data = value_map(report->arena);
		size_t count = 0;
		uint64_t bits = 0;
		if (!suites || !suites->first)
			continue;
		is_read = true;
		value_set_text(report->arena, data, "version", versions[i]);
		value_set_bool(report->arena, data, "accepted", true);
		value_set_text(report->arena, data, "cipher", iana_name(report->arena, text_at(suites->first, "name")));
		add(report, about, "tls.version", data);
		for (const struct xml_node *node = suites->first; node && count < FOREIGN_LIST_MAX; node = node->next) {
			if (!*text_at(node, "name"))
				continue;
			count++;
			add_suite(report, about, versions[i], text_at(node, "name"));
			add_exchange(report, about, versions[i], text_at(node, "kex_info"), &bits);
		}
	}
	return is_read;
}

/* "2025-06-01T10:00:00", in UTC. */
static bool read_moment(struct arena *arena, const char *text, int64_t *ret_ms)
{
	struct str moment = str_from(text);

	return day_parse_instant(moment, ret_ms) ||
	       (*text && day_parse_instant(str_from(arena_printf(arena, "%sZ", text)), ret_ms));
}

/* "CN=www.example.jp, O=Example" from a table of long names. */
static const char *name_of(struct arena *arena, const struct xml_node *table)
{
	static const char *const short_names[][2] = {
		{"commonName", "CN"}, {"organizationName", "O"},     {"organizationalUnitName", "OU"},
		{"countryName", "C"}, {"stateOrProvinceName", "ST"}, {"localityName", "L"}};
	const char *name = "";

	for (const struct xml_node *node = table ? table->first : NULL; node; node = node->next) {
		const char *key = attribute(node, "key");
		for (size_t i = 0; i < COUNT(short_names); i++)
			if (!strcmp(key, short_names[i][0]))
				key = short_names[i][1];
		name = arena_printf(arena, "%s%s%s=%s", name, *name ? ", " : "", key, node->text);
	}
	return name;
}

/* SHA-256 of the bytes between the PEM lines (RFC 7468); false when there are no such bytes. */
static bool fingerprint_of(struct arena *arena, const char *pem, char ret_hex[2 * DIGEST_SIZE + 1])
{
	struct str text = str_from(pem), bytes;
	size_t begin = str_find(text, "-----BEGIN CERTIFICATE-----");
	char *base64 = arena_alloc(arena, text.n + 1);
	unsigned char digest[DIGEST_SIZE];
	size_t n = 0;

	if (begin == text.n)
		return false;
	text = str_skip(text, begin + strlen("-----BEGIN CERTIFICATE-----"));
	text = str_head(text, str_find(text, "-----END"));
	for (size_t i = 0; i < text.n; i++)
		if (!strchr(" \t\r\n", text.p[i]))
			base64[n++] = text.p[i];
	if (!n || !digest_base64_decode(arena, str_of(base64, n), &bytes))
		return false;
	digest_sha256(bytes, digest);
	digest_hex(str_of(digest, DIGEST_SIZE), ret_hex);
	return true;
}

/* OpenSSL writes addresses of IPv6 at full length. */
static const char *address_of(struct arena *arena, struct str name)
{
	return foreign_host_form(arena, str_skip(name, strlen("IP Address:")));
}

/* "DNS:www.example.jp, IP Address:192.0.2.20" of the extension for further names. */
static struct value *names_of(struct arena *arena, const struct xml_node *script, bool *ret_is_cut)
{
	const struct xml_node *extensions = keyed(script, "extensions");
	struct value *names = value_list(arena);

	for (const struct xml_node *node = extensions ? extensions->first : NULL; node; node = node->next) {
		struct str rest = str_from(text_at(node, "value"));
		if (strcmp(text_at(node, "name"), "X509v3 Subject Alternative Name") != 0)
			continue;
		while (rest.p && names->count < FOREIGN_LIST_MAX) {
			struct str name = str_trim(str_cut(&rest, ','));
			if (str_starts(name, "DNS:"))
				value_add(arena, names, value_str(arena, str_skip(name, strlen("DNS:"))));
			else if (str_starts(name, "IP Address:"))
				value_add(arena, names, value_text(arena, address_of(arena, name)));
		}
	}
	*ret_is_cut = names->count == FOREIGN_LIST_MAX;
	return names;
}

/* Nmap calls what its script does not know "unknown", Ed25519 among them. */
static const char *key_kind(const char *type)
{
	static const char *const kinds[][2] = {{"rsa", "RSA"}, {"ec", "EC"}, {"dsa", "DSA"}, {"dh", "DH"}};

	for (size_t i = 0; i < COUNT(kinds); i++)
		if (!strcmp(type, kinds[i][0]))
			return kinds[i][1];
	return "unknown";
}

static bool read_certificate(struct foreign_report *report, const struct observation *about,
			     const struct xml_node *script)
{
	struct arena *arena = report->arena;
	const struct xml_node *validity = keyed(script, "validity"), *key = keyed(script, "pubkey");
	const char *subject = name_of(arena, keyed(script, "subject")),
		   *issuer = name_of(arena, keyed(script, "issuer"));
	struct value *data = value_map(arena);
	char fingerprint[2 * DIGEST_SIZE + 1];
	int64_t from_ms, to_ms;
	bool is_cut;

	if (!read_moment(arena, text_at(validity, "notBefore"), &from_ms) ||
	    !read_moment(arena, text_at(validity, "notAfter"), &to_ms) ||
	    !fingerprint_of(arena, text_at(script, "pem"), fingerprint))
		return false;
	value_set_int(arena, data, "position", 0);
	foreign_report_set(arena, data, "subject", str_from(subject));
	foreign_report_set(arena, data, "issuer", str_from(issuer));
	value_set_int(arena, data, "not_before_ms", from_ms);
	value_set_int(arena, data, "not_after_ms", to_ms);
	value_set(arena, data, "names", names_of(arena, script, &is_cut));
	value_set_bool(arena, data, "names_cut", is_cut);
	value_set_bool(arena, data, "self_signed", !strcmp(subject, issuer));
	value_set_text(arena, data, "key",
		       arena_printf(arena, "%s %s", key_kind(text_at(key, "type")), text_at(key, "bits")));
	value_set_text(arena, data, "signature", text_at(script, "sig_algo"));
	value_set_text(arena, data, "fingerprint_sha256", fingerprint);
	add(report, about, "tls.certificate", data);
	return true;
}

void foreign_report_script_read(struct foreign_report *report, const struct observation *about, const char *service,
				const struct xml_node *script)
{
	static const struct {
		const char *id;
		bool (*read)(struct foreign_report *report, const struct observation *about,
			     const struct xml_node *script);
	} readers[] = {
		{"ftp-anon", read_ftp_anonymous},         {"smb-protocols", read_smb_dialects},
		{"ssh-hostkey", read_ssh_host_keys},      {"ssh-auth-methods", read_ssh_methods},
		{"ssh2-enum-algos", read_ssh_algorithms}, {"ssl-cert", read_certificate},
		{"ssl-enum-ciphers", read_tls_ciphers},
	};
	const char *id = attribute(script, "id");
	struct value *data = value_map(report->arena);
	struct observation at = *about;
	bool is_read = !strcmp(id, "banner") && read_banner(report, about, service, script);

	for (size_t i = 0; i < COUNT(readers) && !is_read; i++)
		is_read = !strcmp(id, readers[i].id) && readers[i].read(report, about, script);
	if (!at.port && str_starts(str_from(id), "smb"))
		at.port = SMB_PORT; /* a script of the whole host: it asked there */
	if (is_read || !*id || foreign_report_vulnerability_read(report, &at, script))
		return;
	foreign_report_set(report->arena, data, "id", str_from(id));
	foreign_report_set(report->arena, data, "output", str_from(attribute(script, "output")));
	add(report, &at, "nmap.script", data);
}
