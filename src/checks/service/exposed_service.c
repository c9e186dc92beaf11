/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/service/exposed_service.h"

/* Facts of findings/priority.h, named by what they mean here. */
static const struct priority_facts obeys = {EXPLOITATION_ACTIVE, EXPOSURE_OPEN, true, IMPACT_HIGH};
static const struct priority_facts leaks = {EXPLOITATION_LIKELY, EXPOSURE_OPEN, true, IMPACT_HIGH};
static const struct priority_facts open_one = {EXPLOITATION_LIKELY, EXPOSURE_OPEN, true, IMPACT_MEDIUM};
static const struct priority_facts tells = {EXPLOITATION_LIKELY, EXPOSURE_OPEN, false, IMPACT_MEDIUM};
static const struct priority_facts guessed = {EXPLOITATION_ACTIVE, EXPOSURE_CONTROLLED, false, IMPACT_HIGH};
static const struct priority_facts billed = {EXPLOITATION_ACTIVE, EXPOSURE_CONTROLLED, true, IMPACT_MEDIUM};
static const struct priority_facts heard = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_HIGH};
static const struct priority_facts guarded = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_HIGH};

/* HTTP at their ports may be theirs, and no header tells. */
static const struct service_http nameless_http = {NULL, NULL, false};
static const struct service_http influxdb_http = {"x-influxdb-version", "", false};

const struct service_rule exposed_service_database = {
	.kinds = SERVICE_KINDS(
		{"mysql", "MySQL", false, {3306}, NULL, NULL}, {"postgresql", "PostgreSQL", false, {5432}, NULL, NULL},
		{"mssql", "SQL Server", false, {1433}, NULL, NULL},
		{"oracle", "Oracle Database", false, {1521}, NULL, NULL}, {"db2", "Db2", false, {50000}, NULL, NULL},
		{"firebird", "Firebird", false, {3050}, NULL, NULL},
		{"filemaker", "FileMaker", false, {5003}, NULL, NULL},
		{"cassandra", "Cassandra", false, {9042}, NULL, NULL},
		{"influxdb", "InfluxDB", false, {8086}, &influxdb_http, NULL}),
	.question = SERVICE_RULE_REACHABLE,
	.open = &guessed,
};

const struct service_rule exposed_service_file_sharing = {
	.kinds = SERVICE_KINDS({"afp", "AFP", false, {548}, NULL, NULL}, {"iscsi", "iSCSI", false, {3260}, NULL, NULL}),
	.question = SERVICE_RULE_SIGN_IN,
	.open = &leaks,
	.guarded = &guarded,
};

const struct service_rule exposed_service_industrial = {
	.kinds = SERVICE_KINDS(
		{"modbus", "Modbus", false, {502}, NULL, NULL}, {"s7", "S7", false, {102}, NULL, NULL},
		{"ethernet-ip", "EtherNet/IP", false, {44818}, NULL, NULL},
		{"dnp3", "DNP3", false, {20000}, NULL, NULL}, {"melsec", "MELSEC", false, {5007}, NULL, NULL},
		{"fins", "FINS", false, {9600}, NULL, NULL}, {"fins", "FINS", true, {9600}, NULL, NULL},
		{"pcom", "PCOM", false, {20256}, NULL, NULL}, {"bacnet", "BACnet", true, {47808}, NULL, NULL}),
	.question = SERVICE_RULE_REACHABLE,
	.open = &obeys,
};

const struct service_rule exposed_service_ipmi = {
	.kinds = SERVICE_KINDS({"ipmi", "IPMI", true, {623}, NULL, NULL}),
	.question = SERVICE_RULE_REACHABLE,
	.open = &leaks,
};

const struct service_rule exposed_service_ldap = {
	.kinds = SERVICE_KINDS({"ldap", "LDAP", false, {389, 636, 3268, 3269}, NULL, NULL}),
	.question = SERVICE_RULE_SIGN_IN,
	.open = &open_one,
	.guarded = &guarded,
};

const struct service_rule exposed_service_pptp = {
	.kinds = SERVICE_KINDS({"pptp", "PPTP", false, {1723}, NULL, NULL}),
	.question = SERVICE_RULE_REACHABLE,
	.open = &heard,
};

const struct service_rule exposed_service_printer = {
	.kinds = SERVICE_KINDS({"ipp", "IPP", false, {631}, &nameless_http, NULL},
			       {"jetdirect", "JetDirect", false, {9100, 9101, 9102}, NULL, NULL},
			       {"lpd", "LPD", false, {515}, NULL, NULL}),
	.question = SERVICE_RULE_REACHABLE,
	.open = &open_one,
};

const struct service_rule exposed_service_rpc = {
	.kinds = SERVICE_KINDS({"msrpc", "Microsoft RPC", false, {135}, NULL, NULL},
			       {"portmapper", "portmapper", false, {111}, NULL, NULL},
			       {"portmapper", "portmapper", true, {111}, NULL, NULL},
			       {"netbios-ns", "NetBIOS", true, {137}, NULL, NULL}),
	.question = SERVICE_RULE_REACHABLE,
	.open = &tells,
};

const struct service_rule exposed_service_sip = {
	.kinds = SERVICE_KINDS({"sip", "SIP", false, {5060, 5061}, NULL, NULL},
			       {"sip", "SIP", true, {5060}, NULL, NULL}),
	.question = SERVICE_RULE_REACHABLE,
	.open = &billed,
};

const struct service_rule exposed_service_winrm = {
	.kinds = SERVICE_KINDS({"winrm", "WinRM", false, {5985, 5986}, &nameless_http, NULL}),
	.question = SERVICE_RULE_REACHABLE,
	.open = &guessed,
};
