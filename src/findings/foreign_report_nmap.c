/* SPDX-License-Identifier: Apache-2.0 */
/* Nmap's XML by its own DTD (nmap.dtd): nmaprun > host > address, hostnames, ports > port > state, service, script.
 * masscan writes the same with a host for each answer, and what a service said in an attribute "banner" of its service.
 */
#include <string.h>

#include "codec/text/host_name.h"
#include "codec/utf8.h"
#include "findings/foreign_host.h"
#include "findings/foreign_report_priv.h"

#define PORT_MAX         65535
#define FOREIGN_RUNS_MAX 2048 /* as the probe's own */

struct foreign_report_nmap_run {
	struct foreign_report *report;
	const char *name; /* of the file */
	int64_t at_ms;    /* when the host, or the whole scan, was begun */
	const char *target, *address;
	bool is_tcp_only; /* only then are extraports certainly TCP */
	bool is_masscan;
	const struct value *tried; /* runs of TCP ports, as port.summary has them; NULL: not told */
};

static const char *attribute(const struct xml_node *node, const char *name)
{
	const char *value = node ? xml_attribute(node, name) : NULL;

	return value ? value : "";
}

static int64_t number_of(const struct xml_node *node, const char *name, int64_t otherwise)
{
	int64_t number;

	return str_to_i64(str_from(attribute(node, name)), &number) ? number : otherwise;
}

/* Seconds since 1970 to milliseconds; years beyond 9999 are nonsense. */
static int64_t time_of(const struct xml_node *node, const char *name, int64_t otherwise)
{
	int64_t seconds = number_of(node, name, -1);

	return seconds < 0 || seconds > INT64_C(253402300799) ? otherwise : seconds * 1000;
}

static struct observation about(const struct foreign_report_nmap_run *r, const char *kind, int port,
				const struct value *data)
{
	return (struct observation){r->at_ms, kind, r->target, r->address, port, data};
}

static void add(const struct foreign_report_nmap_run *r, const char *kind, int port, const struct value *data)
{
	const struct observation observation = about(r, kind, port, data);

	foreign_report_add(r->report, &observation);
}

static bool is_host(const struct foreign_report_nmap_run *r, const char *name)
{
	return host_name_is_valid(str_from(foreign_host_form(r->report->arena, str_from(name))));
}

/* The address that was scanned, and the name that the person typed, if it was one. */
static void read_host_names(struct foreign_report_nmap_run *r, const struct xml_node *host)
{
	const struct xml_node *names = xml_child(host, "hostnames");

	r->address = "";
	for (const struct xml_node *node = host->first; node; node = node->next)
		if (!strcmp(node->name, "address") && strncmp(attribute(node, "addrtype"), "ipv", 3) == 0)
			r->address = attribute(node, "addr");
	r->target = r->address;
	for (const struct xml_node *node = names ? names->first : NULL; node; node = node->next)
		if (!strcmp(attribute(node, "type"), "user") && is_host(r, attribute(node, "name")))
			r->target = attribute(node, "name");
}

static void add_service(const struct foreign_report_nmap_run *r, const struct xml_node *port, int number)
{
	static const char *const texts[] = {"name",   "product",    "version", "extrainfo",
					    "ostype", "devicetype", "method"};
	const struct xml_node *service = xml_child(port, "service");
	struct arena *arena = r->report->arena;
	struct value *data = value_map(arena), *names = value_list(arena);

	if (!service)
		return;
	value_set_text(arena, data, "transport", attribute(port, "protocol"));
	for (size_t i = 0; i < COUNT(texts); i++)
		foreign_report_set(arena, data, texts[i], str_from(attribute(service, texts[i])));
	value_set_bool(arena, data, "tls", !strcmp(attribute(service, "tunnel"), "ssl"));
	value_set_int(arena, data, "confidence", number_of(service, "conf", 0));
	for (const struct xml_node *node = service->first; node; node = node->next)
		if (!strcmp(node->name, "cpe") && names->count < FOREIGN_LIST_MAX)
			value_add(arena, names, value_text(arena, node->text));
	value_set(arena, data, "cpe", names);
	add(r, "nmap.service", number, data);
}

/* masscan's names of what it recognised by its greeting, and ours; a name that is not here is of another matter, such
 * as a page's title or a certificate. */
static const char *greeting_of(const char *service)
{
	static const char *const names[][2] = {
		{"ftp", "ftp"},       {"ssh", "ssh"},   {"smtp", "smtp"}, {"pop3", "pop3"},   {"imap4", "imap"},
		{"telnet", "telnet"}, {"http", "http"}, {"vnc", "vnc"},   {"mysql", "mysql"}, {"unknown", "unknown"}};

	for (size_t i = 0; i < COUNT(names); i++)
		if (!strcmp(service, names[i][0]))
			return names[i][1];
	return NULL;
}

static void add_banner(const struct foreign_report_nmap_run *r, const struct xml_node *port, int number)
{
	struct arena *arena = r->report->arena;
	const struct xml_node *service = xml_child(port, "service");
	const char *name = attribute(service, "name"), *greeting = greeting_of(name);
	struct value *data = value_map(arena);

	if (!*attribute(service, "banner"))
		return;
	value_set_text(arena, data, "service", greeting ? greeting : name);
	foreign_report_set(arena, data, "text", foreign_report_unescape(arena, str_from(attribute(service, "banner"))));
	add(r, greeting ? "service.banner" : "masscan.banner", number, data);
}

/* masscan of old writes no state beside a banner: whoever answers is open. */
static bool is_open(const struct foreign_report_nmap_run *r, const struct xml_node *port)
{
	const struct xml_node *state = xml_child(port, "state");

	return r->is_masscan && !state ? xml_child(port, "service") != NULL
				       : !strcmp(attribute(state, "state"), "open");
}

static void pass_over(const struct foreign_report_nmap_run *r, const struct xml_node *node, const char *what)
{
	struct fault why;

	(void)fault_set(&why, ERR_INVALID, "%s:%u:%u: %s", r->name, node->line, node->column, what);
	foreign_report_pass_over(r->report, &why);
}

/* The numbers of a scan of IP protocols, and SCTP's ports, would be taken for those of TCP. */
static bool has_transport(const struct xml_node *port, const char *transport)
{
	return !strcmp(attribute(port, "protocol"), transport);
}

static void read_port(const struct foreign_report_nmap_run *r, const struct xml_node *port)
{
	int64_t number = number_of(port, "portid", -1);
	struct value *data = value_map(r->report->arena);
	struct observation whole;

	if (number < 0 || number > PORT_MAX) {
		pass_over(r, port, "\"portid\" must be 0 to 65535");
		return;
	}
	if (!is_open(r, port) || (!has_transport(port, "tcp") && !has_transport(port, "udp")))
		return;
	value_set_text(r->report->arena, data, "transport", "tcp");
	if (has_transport(port, "tcp"))
		add(r, "port.open", (int)number, data);
	if (r->is_masscan) {
		add_banner(r, port, (int)number);
		return;
	}
	add_service(r, port, (int)number);
	whole = about(r, "", (int)number, NULL);
	for (const struct xml_node *node = port->first; node; node = node->next)
		if (!strcmp(node->name, "script"))
			foreign_report_script_read(r->report, &whole, attribute(xml_child(port, "service"), "name"),
						   node);
}

struct port_counts {
	int64_t tried, open, closed, silent;
};

static void count_state(struct port_counts *counts, const char *state, int64_t count)
{
	counts->tried += count;
	if (!strcmp(state, "open"))
		counts->open += count;
	else if (!strcmp(state, "closed"))
		counts->closed += count;
	else
		counts->silent += count;
}

static void add_summary(const struct foreign_report_nmap_run *r, const struct port_counts *counts)
{
	struct arena *arena = r->report->arena;
	struct value *data = value_map(arena);

	if (!counts->tried || r->is_masscan) /* it names open ports alone, one at a time */
		return;
	value_set_int(arena, data, "tried", counts->tried);
	value_set_int(arena, data, "open", counts->open);
	value_set_int(arena, data, "closed", counts->closed);
	value_set_int(arena, data, "silent", counts->silent);
	if (r->tried)
		value_set_shared(arena, data, "ports", r->tried);
	add(r, "port.summary", 0, data);
}

static void read_ports(const struct foreign_report_nmap_run *r, const struct xml_node *ports)
{
	struct port_counts counts = {0};

	for (const struct xml_node *node = ports->first; node; node = node->next) {
		int64_t count = number_of(node, "count", 0);
		if (!strcmp(node->name, "port")) {
			read_port(r, node);
			if (has_transport(node, "tcp"))
				count_state(&counts, attribute(xml_child(node, "state"), "state"), 1);
		} else if (!strcmp(node->name, "extraports") && r->is_tcp_only && count > 0 && count <= PORT_MAX + 1) {
			count_state(&counts, attribute(node, "state"), count);
		}
	}
	add_summary(r, &counts);
}

/* A host that does not answer gives no observation: its ports were not scanned. */
static void read_host(struct foreign_report_nmap_run *r, const struct xml_node *host, int64_t scan_ms)
{
	const struct xml_node *scripts = xml_child(host, "hostscript");
	struct arena *arena = r->report->arena;
	struct value *data = value_map(arena), *addresses = value_list(arena);
	struct observation whole;

	read_host_names(r, host);
	r->at_ms = time_of(host, r->is_masscan ? "endtime" : "starttime", scan_ms);
	if (utf8_has_control(str_from(r->target)) || utf8_has_control(str_from(r->address))) {
		pass_over(r, host, "a host with control characters");
		return;
	}
	if (!*r->target || !strcmp(attribute(xml_child(host, "status"), "state"), "down"))
		return;
	if (strcmp(r->target, r->address) != 0 && *r->address) {
		value_add(arena, addresses, value_text(arena, r->address));
		value_set(arena, data, "addresses", addresses);
		add(r, "target.resolved", 0, data);
	}
	for (const struct xml_node *node = host->first; node; node = node->next)
		if (!strcmp(node->name, "ports"))
			read_ports(r, node);
	whole = about(r, "", 0, NULL);
	for (const struct xml_node *node = scripts ? scripts->first : NULL; node; node = node->next)
		foreign_report_script_read(r->report, &whole, "", node);
}

/* "21-22,80": first and last of each run of ports; NULL when it is something else. */
static const struct value *runs_of(struct arena *arena, struct str services)
{
	struct value *runs = value_list(arena);

	while (services.n) {
		struct str part = str_cut(&services, ','), first = str_cut(&part, '-');
		struct value *run = value_list(arena);
		uint64_t from, to;
		if (!str_to_u64(first, &from) || !str_to_u64(part.n ? part : first, &to) || from > to ||
		    to > PORT_MAX || runs->count == FOREIGN_RUNS_MAX)
			return NULL;
		value_add(arena, run, value_int(arena, (int64_t)from));
		value_add(arena, run, value_int(arena, (int64_t)to));
		value_add(arena, runs, run);
	}
	return runs->count ? runs : NULL;
}

/* Which ports were tried, and whether only TCP. */
static void read_scan_info(struct foreign_report_nmap_run *r, const struct xml_node *run)
{
	size_t count = 0;

	for (const struct xml_node *node = run->first; node; node = node->next) {
		if (strcmp(node->name, "scaninfo") != 0)
			continue;
		if (strcmp(attribute(node, "protocol"), "tcp") != 0)
			r->is_tcp_only = false;
		r->tried = runs_of(r->report->arena, str_from(attribute(node, "services")));
		count++;
	}
	if (count != 1 || !r->is_tcp_only)
		r->tried = NULL;
}

#define HOST_END "</host>"

/* A report that breaks off, closed behind its last whole host; empty when it has none. */
static struct str mend(struct arena *arena, struct str xml)
{
	size_t end = 0;

	for (size_t at = 0; (at += str_find(str_skip(xml, at), HOST_END)) < xml.n;)
		end = at += strlen(HOST_END);
	return end ? str_from(arena_printf(arena, "%.*s</nmaprun>", (int)end, xml.p)) : STR("");
}

static enum err decode(struct foreign_report *report, const char *name, struct str xml, const struct xml_node **ret_run,
		       struct fault *why)
{
	enum err err = xml_decode(report->arena, xml, name, ret_run, why);
	struct str part = err ? mend(report->arena, xml) : STR("");
	const char *reason;

	if (!err)
		return ERR_OK;
	if (part.n && !xml_decode(report->arena, part, name, ret_run, NULL)) {
		foreign_report_breaks_off(report, name, xml, str_skip(xml, part.n - strlen("</nmaprun>")));
		return ERR_OK;
	}
	reason = arena_strdup(report->arena, why->text);
	return fault_set(why, err,
			 "%s; a report is one whole XML file, which Nmap and masscan end when they have finished (-oX, "
			 "without --append-output)",
			 reason);
}

static enum err read_report(struct foreign_report *report, const char *name, struct str xml, bool is_masscan_asked,
			    struct fault *why)
{
	struct foreign_report_nmap_run r = {.report = report, .name = name, .is_tcp_only = true};
	const struct xml_node *run;
	enum err err = decode(report, name, xml, &run, why);

	if (err)
		return err;
	if (strcmp(run->name, "nmaprun") != 0)
		return fault_set(why, ERR_INVALID, "%s:%u:%u: this is no report of Nmap (-oX)", name, run->line,
				 run->column);
	r.is_masscan = !strcmp(attribute(run, "scanner"), "masscan");
	if (is_masscan_asked && !r.is_masscan)
		return fault_set(why, ERR_INVALID, "%s:%u:%u: this is no report of masscan (-oX)", name, run->line,
				 run->column);
	report->version = foreign_report_cut(str_from(attribute(run, "version")));
	read_scan_info(&r, run);
	for (const struct xml_node *node = run->first; node; node = node->next)
		if (!strcmp(node->name, "host"))
			read_host(&r, node, time_of(run, "start", report->at_ms));
	return ERR_OK;
}

enum err foreign_report_nmap(struct foreign_report *report, const char *name, struct str xml, struct fault *why)
{
	return read_report(report, name, xml, false, why);
}

enum err foreign_report_masscan(struct foreign_report *report, const char *name, struct str xml, struct fault *why)
{
	return read_report(report, name, xml, true, why);
}
