/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/service/exposed_service.h"

#include "checks/service/service_rule.h"

/* Facts of findings/priority.h, named by what they mean here. */
static const struct priority_facts obeys = {EXPLOITATION_ACTIVE, EXPOSURE_OPEN, true, IMPACT_HIGH};
static const struct priority_facts leaks = {EXPLOITATION_PUBLIC, EXPOSURE_OPEN, true, IMPACT_HIGH};
static const struct priority_facts open_one = {EXPLOITATION_PUBLIC, EXPOSURE_OPEN, true, IMPACT_MEDIUM};
static const struct priority_facts tells = {EXPLOITATION_PUBLIC, EXPOSURE_OPEN, false, IMPACT_MEDIUM};
static const struct priority_facts guessed = {EXPLOITATION_ACTIVE, EXPOSURE_CONTROLLED, false, IMPACT_HIGH};
static const struct priority_facts billed = {EXPLOITATION_ACTIVE, EXPOSURE_CONTROLLED, true, IMPACT_MEDIUM};
static const struct priority_facts heard = {EXPLOITATION_PUBLIC, EXPOSURE_CONTROLLED, false, IMPACT_HIGH};
static const struct priority_facts guarded = {EXPLOITATION_NONE, EXPOSURE_CONTROLLED, false, IMPACT_HIGH};

/* HTTP at their ports may be theirs, and no header tells. */
static const struct service_http nameless_http = {NULL, NULL, false};
static const struct service_http influxdb_http = {"x-influxdb-version", "", false};

static const struct service_kind database_exposed_kinds[] = {
	{"mysql", "MySQL", false, {3306}, NULL, NULL},
	{"postgresql", "PostgreSQL", false, {5432}, NULL, NULL},
	{"mssql", "SQL Server", false, {1433}, NULL, NULL},
	{"oracle", "Oracle Database", false, {1521}, NULL, NULL},
	{"db2", "Db2", false, {50000}, NULL, NULL},
	{"firebird", "Firebird", false, {3050}, NULL, NULL},
	{"filemaker", "FileMaker", false, {5003}, NULL, NULL},
	{"cassandra", "Cassandra", false, {9042}, NULL, NULL},
	{"influxdb", "InfluxDB", false, {8086}, &influxdb_http, NULL},
	{0},
};

void database_exposed_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {.check = "database-exposed",
						 .kinds = database_exposed_kinds,
						 .question = SERVICE_RULE_REACHABLE,
						 .open = &guessed};

	service_rule_judge(&rule, input, findings);
}

static const struct service_kind file_sharing_exposed_kinds[] = {
	{"afp", "AFP", false, {548}, NULL, NULL},
	{"iscsi", "iSCSI", false, {3260}, NULL, NULL},
	{0},
};

void file_sharing_exposed_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {.check = "file-sharing-exposed",
						 .kinds = file_sharing_exposed_kinds,
						 .question = SERVICE_RULE_SIGN_IN,
						 .open = &leaks,
						 .guarded = &guarded};

	service_rule_judge(&rule, input, findings);
}

static const struct service_kind industrial_exposed_kinds[] = {
	{"modbus", "Modbus", false, {502}, NULL, NULL},
	{"s7", "S7", false, {102}, NULL, NULL},
	{"ethernet-ip", "EtherNet/IP", false, {44818}, NULL, NULL},
	{"dnp3", "DNP3", false, {20000}, NULL, NULL},
	{"melsec", "MELSEC", false, {5007}, NULL, NULL},
	{"fins", "FINS", false, {9600}, NULL, NULL},
	{"fins", "FINS", true, {9600}, NULL, NULL},
	{"pcom", "PCOM", false, {20256}, NULL, NULL},
	{"bacnet", "BACnet", true, {47808}, NULL, NULL},
	{0},
};

void industrial_exposed_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {.check = "industrial-exposed",
						 .kinds = industrial_exposed_kinds,
						 .question = SERVICE_RULE_REACHABLE,
						 .open = &obeys};

	service_rule_judge(&rule, input, findings);
}

static const struct service_kind ipmi_exposed_kinds[] = {
	{"ipmi", "IPMI", true, {623}, NULL, NULL},
	{0},
};

void ipmi_exposed_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {.check = "ipmi-exposed",
						 .kinds = ipmi_exposed_kinds,
						 .question = SERVICE_RULE_REACHABLE,
						 .open = &leaks};

	service_rule_judge(&rule, input, findings);
}

static const struct service_kind ldap_exposed_kinds[] = {
	{"ldap", "LDAP", false, {389, 636, 3268, 3269}, NULL, NULL},
	{0},
};

void ldap_exposed_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {.check = "ldap-exposed",
						 .kinds = ldap_exposed_kinds,
						 .question = SERVICE_RULE_SIGN_IN,
						 .open = &open_one,
						 .guarded = &guarded};

	service_rule_judge(&rule, input, findings);
}

static const struct service_kind pptp_exposed_kinds[] = {
	{"pptp", "PPTP", false, {1723}, NULL, NULL},
	{0},
};

void pptp_exposed_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {.check = "pptp-exposed",
						 .kinds = pptp_exposed_kinds,
						 .question = SERVICE_RULE_REACHABLE,
						 .open = &heard};

	service_rule_judge(&rule, input, findings);
}

static const struct service_kind printer_exposed_kinds[] = {
	{"ipp", "IPP", false, {631}, &nameless_http, NULL},
	{"jetdirect", "JetDirect", false, {9100, 9101, 9102}, NULL, NULL},
	{"lpd", "LPD", false, {515}, NULL, NULL},
	{0},
};

void printer_exposed_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {.check = "printer-exposed",
						 .kinds = printer_exposed_kinds,
						 .question = SERVICE_RULE_REACHABLE,
						 .open = &open_one};

	service_rule_judge(&rule, input, findings);
}

static const struct service_kind rpc_exposed_kinds[] = {
	{"msrpc", "Microsoft RPC", false, {135}, NULL, NULL},
	{"portmapper", "portmapper", false, {111}, NULL, NULL},
	{"portmapper", "portmapper", true, {111}, NULL, NULL},
	{"netbios-ns", "NetBIOS", true, {137}, NULL, NULL},
	{0},
};

void rpc_exposed_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {
		.check = "rpc-exposed", .kinds = rpc_exposed_kinds, .question = SERVICE_RULE_REACHABLE, .open = &tells};

	service_rule_judge(&rule, input, findings);
}

static const struct service_kind sip_exposed_kinds[] = {
	{"sip", "SIP", false, {5060, 5061}, NULL, NULL},
	{"sip", "SIP", true, {5060}, NULL, NULL},
	{0},
};

void sip_exposed_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {.check = "sip-exposed",
						 .kinds = sip_exposed_kinds,
						 .question = SERVICE_RULE_REACHABLE,
						 .open = &billed};

	service_rule_judge(&rule, input, findings);
}

static const struct service_kind winrm_exposed_kinds[] = {
	{"winrm", "WinRM", false, {5985, 5986}, &nameless_http, NULL},
	{0},
};

void winrm_exposed_judge(const struct check_input *input, struct finding_list *findings)
{
	static const struct service_rule rule = {.check = "winrm-exposed",
						 .kinds = winrm_exposed_kinds,
						 .question = SERVICE_RULE_REACHABLE,
						 .open = &guessed};

	service_rule_judge(&rule, input, findings);
}
