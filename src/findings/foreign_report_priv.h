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

/* The same, without the secrets of its URLs (foreign_secret.h). */
struct str foreign_report_kept(struct arena *arena, struct str text);

/* Sets a text as it is kept; an empty one is left out. */
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

/* foreign_report_object.c. Cuts the next JSON object off a list, whatever stands before it; empty when none ends: then
 * rest is what breaks off. */
struct str foreign_report_next_object(struct str *rest);

/* foreign_report_object.c. JSON that breaks off, closed behind the last map or list in it that is whole; empty when
 * there is none. */
struct str foreign_report_mend(struct arena *arena, struct str text);

/* foreign_report_object.c. Names the line at which rest begins, and counts it as passed over. */
void foreign_report_breaks_off(struct foreign_report *report, const char *name, struct str whole, struct str rest);

#endif
