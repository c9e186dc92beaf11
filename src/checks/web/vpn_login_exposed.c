/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/vpn_login_exposed.h"

#include <string.h>

#include "calendar/day.h"
#include "checks/web/login_page.h"

#define RECENT_DAYS ((int64_t)2 * 366)

static const struct priority_facts is_door = {EXPLOITATION_LIKELY, EXPOSURE_CONTROLLED, false, IMPACT_HIGH};
static const struct priority_facts is_forced = {EXPLOITATION_ACTIVE, EXPOSURE_OPEN, true,
						IMPACT_HIGH}; /* not by sign-in */

/* As the names of their CVEs call the kinds of the table. */
static const struct {
	const char *kind, *vendor, *product;
} names[] = {
	{"fortios", "fortinet", "fortios"},
	{"connect_secure", "ivanti", "connect_secure"},
	{"pan-os", "paloaltonetworks", "pan-os"},
	{"adaptive_security_appliance", "cisco", "adaptive_security_appliance_software"},
	{"netscaler_gateway", "citrix", "netscaler_gateway"},
	{"sonicos", "sonicwall", "sonicos"},
	{"arrayos_ag", "arraynetworks", "arrayos_ag"},
	{"big-ip_access_policy_manager", "f5", "big-ip_access_policy_manager"},
	{"quantum_security_gateway", "checkpoint", "quantum_security_gateway_firmware"},
	{"fireware", "watchguard", "fireware"},
	{"firewall", "sophos", "firewall"},
};

/* product, kind (the product of its CPE name), title, path, header, value, body */
static const struct login_page pages[] = {
	{"FortiGate SSL-VPN", "fortios", NULL, "/remote/login", NULL, NULL, "fgt_lang"},
	{"FortiGate SSL-VPN", "fortios", NULL, NULL, "location", "/remote/login", NULL},
	{"FortiGate SSL-VPN", "fortios", NULL, NULL, "set-cookie", "SVPNCOOKIE=", NULL},
	{"Ivanti Connect Secure", "connect_secure", NULL, NULL, "location", "/dana-na/", NULL},
	{"Ivanti Connect Secure", "connect_secure", NULL, NULL, NULL, NULL, "/dana-na/"},
	{"GlobalProtect", "pan-os", NULL, NULL, "location", "/global-protect/", NULL},
	{"GlobalProtect", "pan-os", "GlobalProtect Portal", NULL, NULL, NULL, NULL},
	{"Cisco AnyConnect", "adaptive_security_appliance", NULL, NULL, "location", "/+CSCOE+/", NULL},
	{"Cisco AnyConnect", "adaptive_security_appliance", NULL, NULL, NULL, NULL, "/+CSCOE+/"},
	{"Cisco AnyConnect", "adaptive_security_appliance", NULL, NULL, "set-cookie", "webvpn", NULL},
	{"NetScaler Gateway", "netscaler_gateway", "NetScaler Gateway", NULL, NULL, NULL, NULL},
	{"NetScaler Gateway", "netscaler_gateway", "Citrix Gateway", NULL, NULL, NULL, NULL},
	{"NetScaler Gateway", "netscaler_gateway", NULL, NULL, "location", "/logon/LogonPoint/", NULL},
	{"NetScaler Gateway", "netscaler_gateway", NULL, NULL, "set-cookie", "NSC_AAAC=", NULL},
	{"SonicWall", "sonicos", NULL, NULL, "server", "SonicWALL", NULL},
	{"SonicWall", "sonicos", "SonicWall - Authentication", NULL, NULL, NULL, NULL},
	{"SonicWall", "sonicos", "SonicWall - Virtual Office", NULL, NULL, NULL, NULL},
	{"Array AG", "arrayos_ag", NULL, NULL, "location", "/prx/000/http/", NULL},
	{"Array AG", "arrayos_ag", NULL, NULL, NULL, NULL, "/prx/000/http/"},
	{"F5 BIG-IP APM", "big-ip_access_policy_manager", NULL, NULL, "location", "/my.policy", NULL},
	{"F5 BIG-IP APM", "big-ip_access_policy_manager", NULL, NULL, "set-cookie", "MRHSession=", NULL},
	{"Check Point Mobile Access", "quantum_security_gateway", NULL, NULL, "location", "/sslvpn/Login/Login", NULL},
	{"Check Point Mobile Access", "quantum_security_gateway", NULL, NULL, "server", "CPWS", NULL},
	{"WatchGuard Firebox", "fireware", NULL, NULL, "location", "/sslvpn_logon.shtml", NULL},
	{"WatchGuard Firebox", "fireware", NULL, "/sslvpn_logon.shtml", NULL, NULL, "WatchGuard"},
	{"Sophos Firewall", "firewall", NULL, NULL, "location", "/userportal/webpages/myaccount/login.jsp", NULL},
	{"Sophos Firewall", "firewall", NULL, "/userportal/webpages/myaccount/login.jsp", NULL, NULL, "Sophos"},
	{0},
};

/* Whether such devices were broken into within two years. */
static bool was_forced(const struct check_input *input, const char *kind)
{
	struct catalog_history history;

	for (size_t i = 0; input->knowledge && input->knowledge->catalog && i < COUNT(names); i++)
		if (!strcmp(names[i].kind, kind))
			return catalog_find_history(input->knowledge->catalog, str_from(names[i].vendor),
						    str_from(names[i].product), &history) &&
			       history.last_day >= input->now_ms / DAY_MS - RECENT_DAYS;
	return false;
}

static void tell(const struct check_input *input, struct arena *arena, const struct login_page *page,
		 struct finding *finding)
{
	check_set_bad(finding, "", was_forced(input, page->kind) ? is_forced : is_door);
	finding->remedy = arena_printf(arena, "update:%s", page->kind);
}

const struct login_rule vpn_login_exposed_rule = {pages, tell};
