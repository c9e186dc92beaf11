/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/service/smb_exposed.h"

#include <string.h>

#define SMB_1 "NT LM 0.12" /* the last dialect of SMB 1, [MS-CIFS] */

static const struct priority_facts open = {EXPLOITATION_ACTIVE, EXPOSURE_OPEN, true, IMPACT_HIGH};
static const struct priority_facts guarded = {EXPLOITATION_ACTIVE, EXPOSURE_CONTROLLED, false, IMPACT_HIGH};

static const struct service_kind kinds[] = {
	{"smb", "SMB", false, {445, 139}, NULL, "smb.negotiate"},
	{0},
};

static bool speaks_smb_1(const struct observation *seen)
{
	const struct value *dialects = value_get(seen->data, "dialects");

	for (size_t i = 0; i < value_count(dialects); i++)
		if (value_at(dialects, i)->kind == VALUE_TEXT && str_is(value_at(dialects, i)->text, SMB_1))
			return true;
	return false;
}

static bool leaves_unsigned(const struct observation *seen)
{
	const char *signing = value_get_text(seen->data, "signing");

	return !strcmp(signing, "enabled") || !strcmp(signing, "disabled");
}

/* An address of the name that is worse counts. */
static void judge_dialects(const struct endpoint *endpoint, const struct service_seen *found, struct finding *finding)
{
	bool is_old = false, is_unsigned = false;

	for (size_t i = 0; (i = endpoint_next(endpoint, i, "smb.negotiate")) < endpoint->count; i++) {
		is_old |= speaks_smb_1(endpoint->seen[i]);
		is_unsigned |= leaves_unsigned(endpoint->seen[i]);
	}
	if (is_old) {
		finding->variant = "smb1";
		finding->priority = priority_decide(open);
	} else if (is_unsigned && found->access != SERVICE_ACCESS_OPEN) {
		finding->variant = "unsigned";
	}
}

const struct service_rule smb_exposed_rule = {
	.kinds = kinds,
	.question = SERVICE_RULE_SIGN_IN,
	.open = &open,
	.guarded = &guarded,
	.refine = judge_dialects,
	.suspected = &guarded,
};
