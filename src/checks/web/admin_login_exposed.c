/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/web/admin_login_exposed.h"

#include <string.h>

#include "base/ascii.h"
#include "checks/web/login_page.h"

/* What the kinds of the table lose; the kind is the variant. */
static const struct priority_facts owns = {EXPLOITATION_LIKELY, EXPOSURE_CONTROLLED, true, IMPACT_HIGH};
static const struct priority_facts owns_one = {EXPLOITATION_LIKELY, EXPOSURE_CONTROLLED, true, IMPACT_MEDIUM};

#define MACHINE "machine"
#define SERVICE "service"
#define SITE    "site"

/* product, kind, title, path, header, value, body */
static const struct login_page pages[] = {
	/* Web sites */
	{"WordPress", SITE, NULL, "/wp-login.php", NULL, NULL, "user_login"},
	{"WordPress", SITE, "* WordPress", "/wp-login.php", NULL, NULL, NULL},
	{"Movable Type", SITE, "*Movable Type*", "/mt.cgi", NULL, NULL, NULL},
	{"Joomla!", SITE, NULL, "/administrator/", NULL, NULL, "com_login"},
	/* Databases and servers */
	{"phpMyAdmin", MACHINE, "phpMyAdmin", NULL, NULL, NULL, NULL},
	{"phpMyAdmin", MACHINE, NULL, NULL, "set-cookie", "phpMyAdmin=", NULL},
	{"Adminer", MACHINE, "Login - Adminer", NULL, NULL, NULL, NULL},
	{"Webmin", MACHINE, "Login to Webmin", NULL, NULL, NULL, NULL},
	{"Webmin", MACHINE, NULL, NULL, "server", "MiniServ/", NULL},
	{"Plesk", MACHINE, "Plesk Obsidian*", NULL, NULL, NULL, NULL},
	{"Plesk", MACHINE, "Plesk Onyx*", NULL, NULL, NULL, NULL},
	{"cPanel", MACHINE, "cPanel Login", NULL, NULL, NULL, NULL},
	{"WHM", MACHINE, "WHM Login", NULL, NULL, NULL, NULL},
	{"Jenkins", MACHINE, NULL, NULL, "x-jenkins", NULL, NULL},
	{"Portainer", MACHINE, "Portainer", NULL, NULL, NULL, NULL},
	{"Tomcat Manager", MACHINE, NULL, NULL, "www-authenticate", "Tomcat Manager Application", NULL},
	/* Virtual machines and the controllers of servers */
	{"Proxmox VE", MACHINE, "* - Proxmox Virtual Environment", NULL, NULL, NULL, NULL},
	{"VMware ESXi", MACHINE, NULL, NULL, NULL, NULL, "ID_EESX_Welcome"},
	{"VMware ESXi", MACHINE, "Log in - VMware ESXi", NULL, NULL, NULL, NULL},
	{"VMware vCenter", MACHINE, NULL, NULL, NULL, NULL, "ID_VC_Welcome"},
	{"iDRAC", MACHINE, "*Integrated Dell Remote Access Controller*", NULL, NULL, NULL, NULL},
	{"iDRAC", MACHINE, "iDRAC*", NULL, NULL, NULL, NULL},
	{"iLO", MACHINE, NULL, NULL, "server", "HPE-iLO-Server", NULL},
	{"iLO", MACHINE, NULL, NULL, "server", "HP-iLO-Server", NULL},
	{"iRMC", MACHINE, NULL, NULL, "server", "iRMC", NULL},
	/* Stored files */
	{"Synology DSM", MACHINE, NULL, NULL, NULL, NULL, "SYNO.SDS.Session"},
	{"Synology DSM", MACHINE, "* - Synology DiskStation", NULL, NULL, NULL, NULL},
	{"Synology DSM", MACHINE, "* - Synology NAS", NULL, NULL, NULL, NULL},
	{"QNAP", MACHINE, NULL, NULL, NULL, NULL, "QNAP Turbo NAS"},
	{"TeraStation", MACHINE, "TeraStation", NULL, NULL, NULL, NULL},
	{"LinkStation", MACHINE, "LinkStation", NULL, NULL, NULL, NULL},
	/* Routers and firewalls */
	{"Yamaha RT/RTX", MACHINE, NULL, NULL, "server", "YAMAHA-RT", NULL},
	{"Aterm", MACHINE, "クイック設定Web", NULL, NULL, NULL, NULL},
	{"AirStation", MACHINE, NULL, NULL, "www-authenticate", "AirStation", NULL},
	{"FortiGate", MACHINE, "FortiGate", NULL, NULL, NULL, NULL},
	{"pfSense", MACHINE, "pfSense - Login", NULL, NULL, NULL, NULL},
	{"OPNsense", MACHINE, "Login | OPNsense", NULL, NULL, NULL, NULL},
	{"MikroTik RouterOS", MACHINE, "RouterOS router configuration page", NULL, NULL, NULL, NULL},
	{"OpenWrt", MACHINE, "* - LuCI", NULL, NULL, NULL, NULL},
	/* Monitors and printers */
	{"Grafana", SERVICE, "Grafana", NULL, NULL, NULL, NULL},
	{"Zabbix", SERVICE, "*: Zabbix", NULL, NULL, NULL, NULL},
	{"Zabbix", SERVICE, NULL, NULL, "set-cookie", "zbx_session=", NULL},
	{"Ricoh Web Image Monitor", SERVICE, "Web Image Monitor", NULL, NULL, NULL, NULL},
	{"Canon Remote UI", SERVICE, "Remote UI*", NULL, NULL, NULL, NULL},
	{"Canon Remote UI", SERVICE, "リモートUI*", NULL, NULL, NULL, NULL},
	{"CentreWare Internet Services", SERVICE, "CentreWare Internet Services*", NULL, NULL, NULL, NULL},
	{"Kyocera Command Center RX", SERVICE, "Command Center RX", NULL, NULL, NULL, NULL},
	{"PageScope Web Connection", SERVICE, "PageScope Web Connection*", NULL, NULL, NULL, NULL},
	{"EPSON Web Config", SERVICE, NULL, NULL, "server", "EPSON_Linux", NULL},
	{"HP Embedded Web Server", SERVICE, NULL, NULL, "server", "HP HTTP Server", NULL},
	{0},
};

/* "Synology DSM" is the object synology_dsm of its remedy. */
static const char *object_of(struct arena *arena, const char *product)
{
	char *object = arena_strndup(arena, product, strlen(product));

	for (char *at = object; *at; at++)
		*at = ascii_is_letter_or_digit(*at) ? ascii_lower(*at) : '_';
	return object;
}

static void tell(const struct check_input *input, struct arena *arena, const struct login_page *page,
		 struct finding *finding)
{
	check_set_bad(finding, page->kind, strcmp(page->kind, MACHINE) ? owns_one : owns);
	if (strcmp(page->kind, SITE) != 0)
		finding->remedy = arena_printf(arena, "admin-page:%s", object_of(arena, page->product));
}

const struct login_rule admin_login_exposed_rule = {pages, tell};
