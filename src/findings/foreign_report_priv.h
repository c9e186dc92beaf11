/* SPDX-License-Identifier: Apache-2.0 */
/* What the readers of other tools' reports share. */
#ifndef TENKEN_FINDINGS_FOREIGN_REPORT_PRIV_H
#define TENKEN_FINDINGS_FOREIGN_REPORT_PRIV_H

#include "codec/xml.h"
#include "findings/foreign_report.h"

/* Hands it on when the host counts. */
void foreign_report_add(struct foreign_report *report, const struct observation *observation);

/* Names what cannot be read, and counts it. */
void foreign_report_pass_over(struct foreign_report *report, const struct fault *why);

/* At most FOREIGN_TEXT_MAX bytes of a text, cut between characters. */
struct str foreign_report_cut(struct str text);

/* Sets a text, cut as above; an empty one is left out. */
void foreign_report_set(struct arena *arena, struct value *map, const char *key, struct str text);

/* foreign_report_script.c. Nmap and masscan write an unprintable byte as \xNN; gives the character of that value. */
struct str foreign_report_unescape(struct arena *arena, struct str text);

/* foreign_report_script.c. The observations that one <script> gives; about holds time, host and port. service is Nmap's
 * name of what stands at the port, or "". */
void foreign_report_script_read(struct foreign_report *report, const struct observation *about, const char *service,
				const struct xml_node *script);

/* foreign_report_vulnerability.c. What a script says of vulnerabilities, in the form in which Nmap's own library or the
 * script vulners writes it: one observation each; false when it says nothing of the kind. */
bool foreign_report_vulnerability_read(struct foreign_report *report, const struct observation *about,
				       const struct xml_node *script);

/* foreign_report_vulnerability.c. "critical", "high", "medium" or "low" of a CVSS score from 0 to 10 (FIRST's scale).
 */
const char *foreign_report_severity(double score);

#endif
