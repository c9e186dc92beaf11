/* SPDX-License-Identifier: Apache-2.0 */
#include "checks/software/end_of_life.h"

#include <string.h>

#include "calendar/day.h"
#include "checks/endpoint.h"
#include "checks/software.h"
#include "findings/priority.h"
#include "knowledge/product_names.h"

/* Where a version stands on a day. */
enum stage { STAGE_UNKNOWN, STAGE_SUPPORTED, STAGE_ENDING, STAGE_EXTENDED, STAGE_ENDED };

static bool goes_on(enum catalog_life life, int64_t end_day, int64_t today)
{
	return life == CATALOG_LIFE_SUPPORTED || (life == CATALOG_LIFE_DATED && end_day >= today);
}

static enum stage stage_of(const struct catalog_release *release, int64_t today)
{
	if (release->eol == CATALOG_LIFE_UNKNOWN)
		return STAGE_UNKNOWN;
	if (!goes_on(release->eol, release->eol_day, today))
		return goes_on(release->extended, release->extended_day, today) ? STAGE_EXTENDED : STAGE_ENDED;
	if (release->eol == CATALOG_LIFE_DATED && release->eol_day - today < END_OF_LIFE_SOON_DAYS)
		return STAGE_ENDING;
	return STAGE_SUPPORTED;
}

/* ---- the release ---- */

static bool find_in(const struct catalog *catalog, char part, struct str vendor, struct str product, struct str version,
		    struct catalog_release *ret_release)
{
	struct catalog_product found;

	return catalog && catalog_find_product_by_cpe(catalog, part, vendor, product, &found) &&
	       catalog_find_release(catalog, &found, version, ret_release);
}

/* Under any name of the product; what was imported goes before what ships. */
static bool find_release(const struct check_knowledge *knowledge, const struct software_facts *is,
			 struct catalog_release *ret_release)
{
	const struct catalog *const catalogs[] = {knowledge->catalog, knowledge->own};
	const struct product_names *names = product_names_find(str_from(is->vendor), str_from(is->product));
	struct str version = str_from(is->version);

	for (size_t i = 0; i < 2; i++) {
		if (find_in(catalogs[i], is->part, str_from(is->vendor), str_from(is->product), version, ret_release))
			return true;
		for (size_t j = 1; names && j < PRODUCT_NAMES_MAX && names->names[j].vendor; j++)
			if (find_in(catalogs[i], is->part, str_from(names->names[j].vendor),
				    str_from(names->names[j].product), version, ret_release))
				return true;
	}
	return false;
}

/* Whether somebody else than its maker may mend it. */
static bool may_be_mended(const struct software *software, const struct catalog_release *release, int64_t today)
{
	const struct product_names *names =
		product_names_find(str_from(software->is->vendor), str_from(software->is->product));

	if (software->is->part != 'a')
		return false;
	if (software->package.distribution != DISTRIBUTION_NONE)
		return true;
	return names && names->debian && release->eol == CATALOG_LIFE_DATED &&
	       today - release->eol_day < END_OF_LIFE_PACKAGED_DAYS;
}

/* ---- the finding ---- */

static void judge_stage(enum stage stage, bool is_mended_elsewhere, struct finding *finding)
{
	/* The next hole will be found, and is never mended. */
	struct priority_facts facts = {EXPLOITATION_LIKELY, EXPOSURE_OPEN, true, IMPACT_HIGH};

	finding->verdict = VERDICT_BAD;
	switch (stage) {
	case STAGE_ENDED:
		finding->variant = is_mended_elsewhere ? "ended_possible" : "ended";
		if (is_mended_elsewhere)
			facts = (struct priority_facts){EXPLOITATION_NONE, EXPOSURE_OPEN, false, IMPACT_MEDIUM};
		break;
	case STAGE_EXTENDED:
		finding->variant = "extended";
		facts = (struct priority_facts){EXPLOITATION_NONE, EXPOSURE_OPEN, false, IMPACT_MEDIUM};
		break;
	case STAGE_ENDING:
		finding->variant = "ending";
		facts = (struct priority_facts){EXPLOITATION_NONE, EXPOSURE_OPEN, false, IMPACT_LOW};
		break;
	case STAGE_UNKNOWN:
	case STAGE_SUPPORTED: finding->verdict = VERDICT_GOOD; break;
	}
	finding->priority = priority_decide(facts);
	if (is_mended_elsewhere)
		finding->confidence = CONFIDENCE_POSSIBLE;
}

/* "*" is the one release of a product whose name says which it is: "Windows Server 2012". */
static const char *release_shown(struct arena *arena, const struct software_facts *is,
				 const struct catalog_release *release)
{
	return str_is(release->cycle, "*")
		       ? is->title
		       : arena_printf(arena, "%s %.*s", is->title, (int)release->cycle.n, release->cycle.p);
}

static struct value *details_of(struct arena *arena, const struct check_knowledge *knowledge,
				const struct software_facts *is, const struct catalog_release *release)
{
	struct value *details = value_map(arena);
	struct str vendor_ja, product_ja;

	value_set_text(arena, details, "product", is->title);
	value_set_text(arena, details, "version", is->version);
	value_set_text(arena, details, "shown", software_shown(arena, is));
	value_set_text(arena, details, "release", release_shown(arena, is, release));
	if (release->eol == CATALOG_LIFE_DATED)
		value_set_int(arena, details, "end_ms", day_start_ms(release->eol_day));
	if (release->extended == CATALOG_LIFE_DATED)
		value_set_int(arena, details, "extended_ms", day_start_ms(release->extended_day));
	if (release->latest.n)
		value_set(arena, details, "latest", value_str(arena, release->latest));
	if (knowledge->catalog &&
	    catalog_find_japanese_name(knowledge->catalog, str_from(is->vendor), str_from(is->product), &vendor_ja,
				       &product_ja) &&
	    product_ja.n && !str_eq_ascii_case(product_ja, str_from(is->title)))
		value_set(arena, details, "product_ja", value_str(arena, product_ja));
	return details;
}

static void judge_software(const struct check_input *input, const struct software *software,
			   struct finding_list *findings)
{
	const struct software_facts *is = software->is;
	int64_t today = day_of_ms(input->now_ms);
	struct finding finding = {.check = "end-of-life",
				  .confidence = CONFIDENCE_LIKELY,
				  .target = software->endpoint->target,
				  .address = software->address,
				  .port = software->endpoint->port,
				  .variant = ""};
	struct catalog_release release;
	enum stage stage;

	if (is->part == 'a' && *software->package.release)
		return; /* its system is judged */
	if (!find_release(input->knowledge, is, &release))
		return;
	stage = stage_of(&release, today);
	if (stage == STAGE_UNKNOWN)
		return;
	judge_stage(stage, may_be_mended(software, &release, today), &finding);
	finding.details = details_of(findings->arena, input->knowledge, is, &release);
	finding.evidence = arena_printf(findings->arena, "%s \"%s\": %s", is->where, is->seen,
					software_shown(findings->arena, is));
	if (finding.verdict == VERDICT_BAD)
		finding.remedy =
			arena_printf(findings->arena, "%s:%s", is->part == 'h' ? "replace" : "update", is->product);
	finding_list_add(findings, &finding);
}

void end_of_life_judge(const struct check *check, const struct check_input *input, struct finding_list *findings)
{
	for (size_t i = 0; input->knowledge && i < input->software_count; i++)
		if (*input->software[i].is->vendor)
			judge_software(input, &input->software[i], findings);
}
