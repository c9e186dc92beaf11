/* SPDX-License-Identifier: Apache-2.0 */
#include "findings/foreign_report_priv.h"

#include <string.h>

#include "findings/foreign_host.h"
#include "findings/foreign_secret.h"

/* Does a host count? address may be "". */
static bool is_wanted(const struct foreign_report *report, const char *name, const char *address)
{
	for (size_t i = 0; i < report->target_count; i++) {
		const char *target = foreign_host_form(report->arena, str_from(report->targets[i]));
		if (!strcmp(target, name) || !strcmp(target, address))
			return true;
	}
	return report->target_count == 0;
}

void foreign_report_add(struct foreign_report *report, const struct observation *observation)
{
	struct observation one = *observation;

	one.target = foreign_host_form(report->arena, str_from(observation->target));
	one.address = foreign_host_form(report->arena, str_from(observation->address));
	if (!is_wanted(report, one.target, one.address)) {
		report->dropped++;
		if (report->leave_out)
			report->leave_out(report->context, &one);
		return;
	}
	report->taken++;
	if (one.at_ms > report->last_ms)
		report->last_ms = one.at_ms;
	report->take(report->context, &one);
}

void foreign_report_pass_over(struct foreign_report *report, const struct fault *why)
{
	report->passed_over++;
	report->pass_over(report->context, why);
}

struct str foreign_report_cut(struct str text)
{
	size_t n = text.n < FOREIGN_TEXT_MAX ? text.n : FOREIGN_TEXT_MAX;

	/* Never in the middle of a character (RFC 3629: continuation bytes are 10xxxxxx). */
	while (n < text.n && n && ((unsigned char)text.p[n] & 0xc0) == 0x80)
		n--;
	return str_head(text, n);
}

struct str foreign_report_kept(struct arena *arena, struct str text)
{
	/* A secret at the place of the cut is seen as a whole. */
	return foreign_report_cut(foreign_secret_hide(arena, str_head(text, 2 * FOREIGN_TEXT_MAX)));
}

void foreign_report_set(struct arena *arena, struct value *map, const char *key, struct str text)
{
	struct str cut = foreign_report_kept(arena, text);

	if (cut.n)
		value_set(arena, map, key, value_str(arena, cut));
}
