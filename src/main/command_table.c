/* SPDX-License-Identifier: Apache-2.0 */
#include "main/command_table.h"

const struct command command_table[] = {
	{"init", cmd_init},
	{"serve", cmd_serve},
	{"web", cmd_web},
	{"work", cmd_work},
	{"diagnose", cmd_diagnose},
	{"judge", cmd_judge},
	{"findings diff", cmd_findings_diff},
	{"report", cmd_report},
	{"edition check", cmd_edition_check},
	{"knowledge fingerprint", cmd_knowledge_fingerprint},
	{"knowledge import", cmd_knowledge_import},
	{"knowledge update", cmd_knowledge_update},
	{"knowledge status", cmd_knowledge_status},
	{"knowledge match", cmd_knowledge_match},
	{"knowledge order", cmd_knowledge_order},
	{"knowledge range", cmd_knowledge_range},
	{"knowledge cvss", cmd_knowledge_cvss},
	{"knowledge rejudge", cmd_knowledge_rejudge},
	{"audit verify", cmd_audit_verify},
	{"person add", cmd_person_add},
	{"setting", cmd_setting},
	{"template lint", cmd_template_lint},
	{"version", cmd_version},
	{NULL, NULL},
};
