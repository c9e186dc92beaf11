/* SPDX-License-Identifier: Apache-2.0 */
#include "diagnosis/web/api.h"

#include <string.h>

#include "net/http_wire.h"

enum { OK = 200, UNAUTHORIZED = 401, FORBIDDEN = 403 };

/* ---- what all share ---- */

/* The text behind a member's name in JSON, as it stands there: "Version":"24.0.5". */
static struct str member(struct str body, const char *name)
{
	struct str rest = str_skip(body, str_find(body, name));
	size_t colon = str_index(rest, ':');

	rest = str_trim(str_skip(rest, colon + 1));
	if (!str_starts(rest, "\""))
		return STR("");
	rest = str_skip(rest, 1);
	return str_head(rest, str_index(rest, '"'));
}

static bool has(struct str body, const char *word)
{
	return str_find(body, word) < body.n;
}

/* An answer that has no length is whole when nothing more comes. */
static enum dialogue_reading begin(struct arena *arena, struct str bytes, struct http_response *ret_response)
{
	if (!dialogue_may_begin(bytes, "HTTP/1."))
		return DIALOGUE_OTHER;
	if (!http_wire_parse(arena, bytes, ret_response) || !ret_response->has_head)
		return DIALOGUE_MORE;
	return ret_response->is_whole ? DIALOGUE_ANSWER : DIALOGUE_ENOUGH;
}

static bool is_refused(const struct http_response *response)
{
	return response->status == UNAUTHORIZED || response->status == FORBIDDEN;
}

/* `sign` stands in the body of an answer to those who are served, `refusal` in one to those who are not. */
static enum dialogue_reading read_signs(struct arena *arena, struct str bytes, const char *sign, const char *refusal,
					struct value *data, struct http_response *ret_response)
{
	enum dialogue_reading reading = begin(arena, bytes, ret_response);
	bool is_served = ret_response->status == OK && has(ret_response->body, sign);

	if (reading != DIALOGUE_ANSWER && reading != DIALOGUE_ENOUGH)
		return reading;
	if (!is_served && !(is_refused(ret_response) && has(ret_response->body, refusal)))
		return reading == DIALOGUE_ENOUGH ? DIALOGUE_MORE : DIALOGUE_OTHER;
	dialogue_set_access(arena, data, is_served);
	return reading;
}

static void get(const struct visit *visit, uint16_t port, const char *path, struct buf *out)
{
	http_wire_get(&(struct http_question){visit->target, port, false, path, visit->about_url}, out);
}

/* ---- each ---- */

static enum dialogue_reading read_docker(struct arena *arena, struct str bytes, struct value *data)
{
	struct http_response response = {0};
	enum dialogue_reading reading =
		read_signs(arena, bytes, "\"ApiVersion\"", "authorization denied", data, &response);

	if (response.status == OK)
		dialogue_set_version(arena, data, member(response.body, "\"Version\""));
	return reading;
}

static enum dialogue_reading read_elasticsearch(struct arena *arena, struct str bytes, struct value *data)
{
	struct http_response response = {0};
	enum dialogue_reading reading =
		read_signs(arena, bytes, "\"cluster_name\"", "security_exception", data, &response);

	if (response.status == OK && !has(response.body, "\"distribution\"")) /* OpenSearch counts for itself */
		dialogue_set_version(arena, data, member(response.body, "\"number\""));
	return reading;
}

static enum dialogue_reading read_couchdb(struct arena *arena, struct str bytes, struct value *data)
{
	struct http_response response = {0};
	enum dialogue_reading reading = begin(arena, bytes, &response);
	struct str server = http_wire_field(&response, "Server");

	if (reading != DIALOGUE_ANSWER && reading != DIALOGUE_ENOUGH)
		return reading;
	if (!str_starts(server, "CouchDB/") || (response.status != OK && !is_refused(&response)))
		return DIALOGUE_OTHER;
	server = str_skip(server, sizeof("CouchDB/") - 1);
	dialogue_set_version(arena, data, str_head(server, str_index(server, ' ')));
	dialogue_set_access(arena, data, response.status == OK);
	return reading;
}

/* Its version is for everybody, whatever else it guards. */
static enum dialogue_reading read_etcd(struct arena *arena, struct str bytes, struct value *data)
{
	struct http_response response = {0};
	enum dialogue_reading reading = read_signs(arena, bytes, "\"etcdserver\"", "etcd", data, &response);

	dialogue_set_version(arena, data, member(response.body, "\"etcdserver\""));
	if (response.status == OK)
		value_set_text(arena, data, "authentication", "unknown");
	return reading;
}

static enum dialogue_reading read_kubelet(struct arena *arena, struct str bytes, struct value *data)
{
	struct http_response response = {0};

	return read_signs(arena, bytes, "\"PodList\"", "orbidden", data, &response) == DIALOGUE_OTHER
		       ? read_signs(arena, bytes, "\"PodList\"", "Unauthorized", data, &response)
		       : read_signs(arena, bytes, "\"PodList\"", "orbidden", data, &response);
}

static enum dialogue_reading read_kubernetes(struct arena *arena, struct str bytes, struct value *data)
{
	struct http_response response = {0};

	return read_signs(arena, bytes, "\"APIVersions\"", "\"Status\"", data, &response);
}

static enum dialogue_reading read_influxdb(struct arena *arena, struct str bytes, struct value *data)
{
	struct http_response response = {0};
	enum dialogue_reading reading = begin(arena, bytes, &response);
	struct str version = http_wire_field(&response, "X-Influxdb-Version");

	if (reading != DIALOGUE_ANSWER && reading != DIALOGUE_ENOUGH)
		return reading;
	if (!version.n)
		return DIALOGUE_OTHER;
	dialogue_set_version(arena, data, version);
	return reading;
}

/* The answer to Identify (DMTF DSP0226, 11) names the vendor and the system: "OS: 10.0.20348 SP: 0.0 Stack: 3.0". */
static enum dialogue_reading read_winrm(struct arena *arena, struct str bytes, struct value *data)
{
	struct http_response response = {0};
	enum dialogue_reading reading = begin(arena, bytes, &response);
	struct str server = http_wire_field(&response, "Server"), version;

	if (reading != DIALOGUE_ANSWER && reading != DIALOGUE_ENOUGH)
		return reading;
	if (!has(response.body, "IdentifyResponse") &&
	    !(is_refused(&response) && str_starts(server, "Microsoft-HTTPAPI/")))
		return reading == DIALOGUE_ENOUGH ? DIALOGUE_MORE : DIALOGUE_OTHER;
	version = str_skip(response.body, str_find(response.body, "ProductVersion>") + sizeof("ProductVersion>") - 1);
	dialogue_set_text(arena, data, str_head(version, str_index(version, '<')));
	dialogue_set_access(arena, data, false);
	return reading;
}

/* An answer of IPP (RFC 8010, 3.1) begins with a version and a status; the printer's name stands in an attribute. */
static enum dialogue_reading read_ipp(struct arena *arena, struct str bytes, struct value *data)
{
	static const char name[] = "printer-make-and-model";
	struct http_response response = {0};
	enum dialogue_reading reading = begin(arena, bytes, &response);
	struct str value;

	if (reading != DIALOGUE_ANSWER && reading != DIALOGUE_ENOUGH)
		return reading;
	if (!has(http_wire_field(&response, "Content-Type"), "application/ipp") || response.body.n < 4)
		return is_refused(&response) || reading == DIALOGUE_ANSWER ? DIALOGUE_OTHER : DIALOGUE_MORE;
	value = str_skip(response.body, str_find(response.body, name) + sizeof(name) - 1);
	if (value.n > 2)
		value = str_head(str_skip(value, 2),
				 (size_t)((unsigned char)value.p[0] << 8 | (unsigned char)value.p[1]));
	dialogue_set_text(arena, data, value);
	dialogue_set_access(arena, data, response.status == OK);
	return reading;
}

#define ASK(name, path)                                                                                                \
	static void ask_##name(const struct visit *visit, uint16_t port, struct buf *out)                              \
	{                                                                                                              \
		get(visit, port, path, out);                                                                           \
	}
ASK(docker, "/version")
ASK(elasticsearch, "/")
ASK(couchdb, "/_all_dbs")
ASK(etcd, "/version")
ASK(kubelet, "/pods")
ASK(kubernetes, "/api")
ASK(influxdb, "/ping")

static void post(const struct visit *visit, uint16_t port, const char *path, const char *fields, struct str body,
		 struct buf *out)
{
	buf_printf(out,
		   "POST %s HTTP/1.1\r\nHost: %s:%u\r\nUser-Agent: tenken-probe\r\n%sContent-Length: %zu\r\n"
		   "Connection: close\r\n\r\n",
		   path, visit->target, (unsigned)port, fields, body.n);
	buf_add(out, body);
}

static void ask_winrm(const struct visit *visit, uint16_t port, struct buf *out)
{
	post(visit, port, "/wsman",
	     "Content-Type: application/soap+xml;charset=UTF-8\r\nWSMANIDENTIFY: unauthenticated\r\n",
	     STR("<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\" "
		 "xmlns:i=\"http://schemas.dmtf.org/wbem/wsman/identity/1/wsmanidentity.xsd\"><s:Header/><s:Body>"
		 "<i:Identify/></s:Body></s:Envelope>"),
	     out);
}

/* Get-Printer-Attributes (RFC 8011, 4.2.5) of IPP 1.1, for one attribute. */
static void ask_ipp(const struct visit *visit, uint16_t port, struct buf *out)
{
	post(visit, port, "/ipp/print", "Content-Type: application/ipp\r\n",
	     STR("\x01\x01\0\x0b\0\0\0\x01\x01"
		 "\x47\0\x12"
		 "attributes-charset\0\x05utf-8"
		 "\x48\0\x1b"
		 "attributes-natural-language\0\x02"
		 "en"
		 "\x45\0\x0bprinter-uri\0\x1aipp://tenken.invalid/print"
		 "\x44\0\x14requested-attributes\0\x16printer-make-and-model"
		 "\x03"),
	     out);
}

#define API(name, ...)                                                                                                 \
	const struct dialogue api_##name##_dialogue = {.service = #name,                                               \
						       .manner = DIALOGUE_HTTP,                                        \
						       .ports = {__VA_ARGS__},                                         \
						       .ask = ask_##name,                                              \
						       .read = read_##name}
API(docker, 2375, 2376);
API(elasticsearch, 9200, 9201);
API(couchdb, 5984, 6984);
API(etcd, 2379);
API(kubelet, 10250, 10255);
API(kubernetes, 6443);
API(influxdb, 8086);
API(winrm, 5985, 5986);
API(ipp, 631);
