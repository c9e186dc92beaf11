/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/vpn_login_exposed.h"

#include "checks/web/login_page.h"

static const struct priority_facts is_door = {EXPLOITATION_PUBLIC, EXPOSURE_CONTROLLED, false, IMPACT_HIGH};

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

static void tell(struct arena *arena, const struct login_page *page, struct finding *finding)
{
	check_set_bad(finding, "", is_door);
	finding->remedy = arena_printf(arena, "update:%s", page->kind);
}

const struct login_rule vpn_login_exposed_rule = {pages, tell};
