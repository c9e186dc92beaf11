/* SPDX-License-Identifier: Apache-2.0 */
/*
 * testssl.sh's JSON: a list of results (--jsonfile), each with "ip" as "NAME/ADDRESS", or a map (--jsonfile-pretty)
 * with a "scanResult" for each server, whose sections are lists of results. It tells no time but the pretty one's
 * begin.
 */
#include <string.h>

#include "base/ascii.h"
#include "codec/json.h"
#include "codec/utf8.h"
#include "findings/foreign_host.h"
#include "findings/foreign_report_priv.h"

#define JSON_MAX_BYTES ((size_t)16 * 1024 * 1024)

static struct str text_of(const struct value *map, const char *key)
{
	const struct value *value = value_get(map, key);

	return value && value->kind == VALUE_TEXT ? value->text : STR("");
}

static int port_of(struct str text)
{
	uint64_t port;

	return str_to_u64(text, &port) && port <= UINT16_MAX ? (int)port : 0;
}

/* "CVE-2013-2566 CVE-2015-2808" */
static struct value *cves_of(struct arena *arena, struct str text)
{
	struct value *list = value_list(arena);

	while (text.n && list->count < FOREIGN_LIST_MAX) {
		struct str one = str_trim(str_cut(&text, ' '));
		if (one.n)
			value_add(arena, list, value_str(arena, foreign_report_cut(one)));
	}
	return list;
}

/* The version that a result is about, by our name for it; NULL when it is about something else. */
static const char *version_of(struct str id)
{
	static const char *const names[][2] = {{"SSLv2", "SSLv2"},    {"SSLv3", "SSLv3"},    {"TLS1", "TLSv1.0"},
					       {"TLS1_1", "TLSv1.1"}, {"TLS1_2", "TLSv1.2"}, {"TLS1_3", "TLSv1.3"}};

	for (size_t i = 0; i < COUNT(names); i++)
		if (str_is(id, names[i][0]))
			return names[i][1];
	return NULL;
}

static void add(struct foreign_report *report, const struct observation *about, const char *kind,
		const struct value *data)
{
	struct observation observation = *about;

	observation.kind = kind;
	observation.data = data;
	foreign_report_add(report, &observation);
}

/* "offered", "offered (deprecated)", "not offered", "not offered and downgraded"; false for what does not tell. */
static bool read_version(struct foreign_report *report, const struct observation *about, const struct value *result)
{
	const char *version = version_of(text_of(result, "id"));
	struct str finding = text_of(result, "finding");
	struct value *data = value_map(report->arena);

	if (!version || (!str_starts(finding, "offered") && !str_starts(finding, "not offered")))
		return false;
	value_set_text(report->arena, data, "version", version);
	value_set_bool(report->arena, data, "accepted", str_starts(finding, "offered"));
	value_set_text(report->arena, data, "cipher", "");
	add(report, about, "tls.version", data);
	return true;
}

static struct str lower(struct arena *arena, struct str text)
{
	char *out = str_dup(arena, text);

	for (size_t i = 0; i < text.n; i++)
		out[i] = ascii_lower(out[i]);
	return str_of(out, text.n);
}

static enum err read_result(struct foreign_report *report, const struct observation *about, const struct value *result,
			    struct fault *why)
{
	struct arena *arena = report->arena;
	struct value *data = value_map(arena);
	struct str id = text_of(result, "id"), severity = text_of(result, "severity");

	if (!id.n || !severity.n || !*about->target)
		return fault_set(why, ERR_INVALID, "testssl: a result has \"id\", \"severity\" and a server");
	if (read_version(report, about, result))
		return ERR_OK;
	foreign_report_set(arena, data, "id", id);
	foreign_report_set(arena, data, "severity", lower(arena, severity));
	foreign_report_set(arena, data, "finding", text_of(result, "finding"));
	value_set(arena, data, "cve", cves_of(arena, text_of(result, "cve")));
	add(report, about, "testssl.result", data);
	return ERR_OK;
}

/* Of the run, not of a server: it stands before the first one is named. */
static bool is_about_run(const struct value *result)
{
	struct str ip = text_of(result, "ip");

	return str_is(text_of(result, "id"), "engine_problem") || str_is(text_of(result, "id"), "scanTime") ||
	       str_is(ip, "/");
}

static const char *host_of(struct arena *arena, struct str text)
{
	return utf8_has_control(text) ? "" : foreign_host_read(arena, text).host;
}

static void read_list(struct foreign_report *report, const char *name, const struct value *results)
{
	for (size_t i = 0; i < value_count(results); i++) {
		const struct value *result = value_at(results, i);
		struct str ip = text_of(result, "ip"), address = str_skip(ip, str_index(ip, '/') + 1);
		struct observation about = {.at_ms = report->at_ms,
					    .target = host_of(report->arena, str_head(ip, str_index(ip, '/'))),
					    .address = host_of(report->arena, address),
					    .port = port_of(text_of(result, "port"))};
		struct fault why;
		enum err err = is_about_run(result) ? ERR_OK : read_result(report, &about, result, &why);
		if (err && fault_prefix(&why, err, "%s: result %zu", name, i + 1))
			foreign_report_pass_over(report, &why);
	}
}

/* Every section of a server is a list of results; what is no list describes the server. */
static void read_server(struct foreign_report *report, const char *name, int64_t at_ms, const struct value *server)
{
	struct observation about = {.at_ms = at_ms,
				    .target = host_of(report->arena, text_of(server, "targetHost")),
				    .address = host_of(report->arena, text_of(server, "ip")),
				    .port = port_of(text_of(server, "port"))};

	for (size_t i = 0; server->kind == VALUE_MAP && i < server->count; i++) {
		const struct value *section = server->items[i];
		for (size_t j = 0; section->kind == VALUE_LIST && j < section->count; j++) {
			struct fault why;
			enum err err = read_result(report, &about, section->items[j], &why);
			if (err && fault_prefix(&why, err, "%s: result %zu", name, j + 1))
				foreign_report_pass_over(report, &why);
		}
	}
}

static enum err read_run(struct foreign_report *report, const char *name, const struct value *run, struct fault *why)
{
	const struct value *servers = value_get(run, "scanResult");
	int64_t seconds;

	if (!servers || servers->kind != VALUE_LIST)
		return fault_set(why, ERR_INVALID, "%s: this is no report of testssl.sh (--jsonfile)", name);
	report->version = foreign_report_cut(text_of(run, "version"));
	if (!str_to_i64(text_of(run, "startTime"), &seconds) || seconds < 0 || seconds > INT64_C(253402300799))
		seconds = report->at_ms / 1000;
	for (size_t i = 0; i < servers->count; i++)
		read_server(report, name, seconds * 1000, servers->items[i]);
	return ERR_OK;
}

/* ---- a file that breaks off ---- */

/* Of a list whose end is missing: the results that are whole. False when there is none. */
static bool read_whole_ones(struct foreign_report *report, const char *name, struct str text)
{
	struct value *results = value_list(report->arena), *one;
	struct str rest = text, before = text, object;

	while ((object = foreign_report_next_object(&rest)).n) {
		if (json_decode(report->arena, object, &one, NULL))
			break;
		value_add(report->arena, results, one);
		before = rest;
	}
	if (!results->count)
		return false;
	read_list(report, name, results);
	foreign_report_breaks_off(report, name, text, str_skip(before, str_index(before, '{')));
	return true;
}

/* Of a run whose end is missing: its servers, with the results that are whole. */
static bool read_part(struct foreign_report *report, const char *name, struct str text)
{
	struct str mended = foreign_report_mend(report->arena, text);
	struct value *run;

	if (!mended.n || json_decode(report->arena, mended, &run, NULL) || read_run(report, name, run, NULL))
		return false;
	foreign_report_breaks_off(report, name, text, STR(""));
	return true;
}

enum err foreign_report_testssl(struct foreign_report *report, const char *name, struct str text, struct fault *why)
{
	struct value *whole;
	enum err err;

	if (text.n > JSON_MAX_BYTES)
		return fault_set(why, ERR_TOO_LARGE, "%s: more than %zu bytes", name, JSON_MAX_BYTES);
	err = json_decode(report->arena, text, &whole, why);
	if (err &&
	    (str_starts(str_trim(text), "[") ? read_whole_ones(report, name, text) : read_part(report, name, text)))
		return ERR_OK;
	if (err)
		return fault_set(why, err, "%s: %s; testssl.sh writes the end of its file when it has finished", name,
				 arena_strdup(report->arena, why->text));
	if (whole->kind != VALUE_LIST)
		return read_run(report, name, whole, why);
	read_list(report, name, whole);
	return ERR_OK;
}
