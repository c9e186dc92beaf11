/* SPDX-License-Identifier: Apache-2.0 */
#include "main/command_table.h"

#include "knowledge/catalog/catalog.h"

#define NOTHING COMMAND_OPENS_NOTHING
#define READER  COMMAND_OPENS_READER
#define WRITER  COMMAND_OPENS_WRITER
#define ITSELF  COMMAND_OPENS_ITSELF
#define MANY    COMMAND_WORDS_MAX

/* Name, options beside those of what it opens, fewest and most words, what it opens. */
const struct command command_table[] = {
	{"init",
	 {"edition=", "earlier=", "clock=", "base-url=", "smtp=", "from=", "rehearsal"},
	 0,
	 0,
	 ITSELF,
	 cmd_init},
	{"serve", {"knowledge=", "listen=", "tls-front", "quiet", "without-landlock"}, 0, 0, ITSELF, cmd_serve},
	{"web", {"knowledge=", "listen=", "tls-front", "quiet", "without-landlock"}, 0, 0, ITSELF, cmd_web},
	{"work", {"knowledge=", "without-landlock"}, 0, 0, ITSELF, cmd_work},
	{"diagnose", {"authorisation=", "data=", "probe=", "json", "without-landlock"}, 0, 0, NOTHING, cmd_diagnose},
	{"judge", {"data=", "now=", "explain"}, 0, 1, NOTHING, cmd_judge},
	{"findings diff", {"json"}, 2, 2, NOTHING, cmd_findings_diff},
	{"findings export", {"format="}, 0, 0, NOTHING, cmd_findings_export},
	{"observations import", {"target="}, 2, 2, NOTHING, cmd_observations_import},
	{"report",
	 {"case=", "findings=", "observations=", "company=", "out=", "output=", "lang="},
	 0,
	 0,
	 ITSELF,
	 cmd_report},
	{"case list", {"edition=", "json"}, 0, 0, READER, cmd_case_list},
	{"case show", {"json"}, 1, 1, READER, cmd_case_show},
	{"edition check", {NULL}, 1, 1, ITSELF, cmd_edition_check},
	{"edition add", {"reason=", "as="}, 1, 1, WRITER, cmd_edition_add},
	{"edition list", {"json"}, 0, 0, READER, cmd_edition_list},
	{"edition publish", {"as="}, 1, 1, WRITER, cmd_edition_publish},
	{"edition close", {"as="}, 1, 1, WRITER, cmd_edition_close},
	{"knowledge fingerprint", {"data=", "recog=", "all"}, 0, 0, NOTHING, cmd_knowledge_fingerprint},
	{"knowledge import", {"data=!"}, 2, MANY, NOTHING, cmd_knowledge_import},
	{"knowledge update", {"data=!", "sources="}, 0, CATALOG_SOURCES, NOTHING, cmd_knowledge_update},
	{"knowledge status", {"data=!", "json"}, 0, 0, NOTHING, cmd_knowledge_status},
	{"knowledge match", {"data=!"}, 0, 0, NOTHING, cmd_knowledge_match},
	{"knowledge order", {NULL}, 0, 0, NOTHING, cmd_knowledge_order},
	{"knowledge range", {NULL}, 0, 0, NOTHING, cmd_knowledge_range},
	{"knowledge cvss", {NULL}, 0, 0, NOTHING, cmd_knowledge_cvss},
	{"knowledge rejudge", {"knowledge="}, 0, 0, WRITER, cmd_knowledge_rejudge},
	{"case erase", {"class=!", "rule=!"}, 1, 1, WRITER, cmd_case_erase},
	{"audit check-proof", {"head=!", "key=!", "growth="}, 1, 1, NOTHING, cmd_audit_check_proof},
	{"audit verify", {"head=", "key="}, 0, 0, READER, cmd_audit_verify},
	{"audit head", {"witnessed"}, 0, 0, READER, cmd_audit_head},
	{"audit key", {NULL}, 0, 0, READER, cmd_audit_key},
	{"audit prove", {NULL}, 1, 1, READER, cmd_audit_prove},
	{"audit replay", {NULL}, 0, 0, READER, cmd_audit_replay},
	{"person add", {"sign-in=", "name=", "role="}, 0, 0, WRITER, cmd_person_add},
	{"person disable", {"sign-in=!"}, 0, 0, WRITER, cmd_person_disable},
	{"person enable", {"sign-in=!"}, 0, 0, WRITER, cmd_person_enable},
	{"person password", {"sign-in=!"}, 0, 0, WRITER, cmd_person_password},
	{"bounce", {NULL}, 0, 0, NOTHING, cmd_bounce},
	{"key", {NULL}, 0, 0, NOTHING, cmd_key},
	{"setting", {NULL}, 2, 2, WRITER, cmd_setting},
	{"template disable", {"data=!"}, 1, 1, NOTHING, cmd_template_disable},
	{"template enable", {"data=!"}, 1, 1, NOTHING, cmd_template_enable},
	{"template explain", {NULL}, 1, 1, NOTHING, cmd_template_explain},
	{"template lint", {NULL}, 1, MANY, NOTHING, cmd_template_lint},
	{"version", {NULL}, 0, 0, NOTHING, cmd_version},
	{0},
};
