/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/alone/effect_file.h"

#include <math.h>

#include "codec/json.h"
#include "codec/texts.h"
#include "disk/read_file.h"
#include "outcome/effect.h"

#define METHOD "Newcombe 1998, method 10 (hybrid score), 95 %"

/* ---- input ---- */

static enum err read_number(const struct value *map, const char *key, int64_t max, int64_t *ret_number,
			    struct fault *why)
{
	const struct value *value = value_get(map, key);

	if (!value || value->kind != VALUE_INT || value->integer < 0 || value->integer > max)
		return fault_set(why, ERR_INVALID, "\"%s\": a whole number from 0 to %lld, please", key,
				 (long long)max);
	*ret_number = value->integer;
	return ERR_OK;
}

/* Two numbers, of which the second is a part of the first. */
static enum err read_part(const struct value *map, const char *key, int64_t max, int64_t *ret_all, int64_t *ret_mended,
			  struct fault *why)
{
	enum err err = read_number(map, key, max, ret_all, why);

	if (!err)
		err = read_number(map, "mended", max, ret_mended, why);
	if (!err && *ret_mended > *ret_all)
		err = fault_set(why, ERR_INVALID, "\"mended\" (%lld) is more than \"%s\" (%lld)",
				(long long)*ret_mended, key, (long long)*ret_all);
	return err;
}

static enum err read_companies(struct arena *arena, const struct value *list, struct effect_group *ret_group,
			       struct fault *why)
{
	size_t count = value_count(list);
	struct effect_company *companies;
	enum err err = ERR_OK;

	if (count > EFFECT_COMPANIES_MAX)
		return fault_set(why, ERR_TOO_LARGE, "more than %d companies", EFFECT_COMPANIES_MAX);
	companies = arena_array(arena, count, sizeof(*companies));
	for (size_t i = 0; !err && i < count; i++) {
		const struct value *item = value_at(list, i);
		int64_t found = 0, mended = 0;
		err = read_part(item, "found", EFFECT_FINDINGS_MAX, &found, &mended, why);
		if (err)
			return fault_prefix(why, err, "line %u, column %u, company %zu", item->line, item->column,
					    i + 1);
		companies[i] = (struct effect_company){(uint32_t)found, (uint32_t)mended};
	}
	effect_group_of_companies(companies, count, ret_group);
	return ERR_OK;
}

static enum err read_group(struct arena *arena, const struct value *file, const char *name,
			   struct effect_group *ret_group, struct fault *why)
{
	const struct value *value = value_get(file, name);
	int64_t companies = 0, mended = 0;
	enum err err;

	if (!value || (value->kind != VALUE_MAP && value->kind != VALUE_LIST))
		return fault_set(why, ERR_INVALID, "\"%s\": a map of counts or a list of companies, please", name);
	if (value->kind == VALUE_LIST) {
		err = read_companies(arena, value, ret_group, why);
	} else {
		err = read_part(value, "companies", EFFECT_COMPANIES_MAX, &companies, &mended, why);
		if (!err)
			effect_group_of_counts((uint64_t)companies, (uint64_t)mended, ret_group);
		else
			err = fault_prefix(why, err, "line %u, column %u", value->line, value->column);
	}
	return err ? fault_prefix(why, err, "%s", name) : ERR_OK;
}

/* ---- answer ---- */

/* Points with one digit: more would promise what is not there. */
static double points(double share)
{
	return round(1000 * share) / 10;
}

static struct value *group_value(struct arena *arena, const struct effect_group *group, bool with_share)
{
	struct value *map = value_map(arena);

	value_set_int(arena, map, "companies", (int64_t)group->companies);
	value_set_int(arena, map, "found", (int64_t)group->found);
	value_set_int(arena, map, "mended", (int64_t)group->mended);
	if (with_share)
		value_set(arena, map, "percent", value_real(arena, points(group->share)));
	return map;
}

static struct value *answer_of(struct arena *arena, const struct effect *effect)
{
	struct value *map = value_map(arena), *interval = value_list(arena);

	value_set_text(arena, map, "answer", effect->can_tell ? "estimate" : "cannot tell");
	value_set_text(arena, map, "kind", "observation");
	value_set(arena, map, "participants", group_value(arena, &effect->participants, effect->can_tell));
	value_set(arena, map, "waiting", group_value(arena, &effect->waiting, effect->can_tell));
	value_set_int(arena, map, "least", EFFECT_LEAST);
	if (!effect->can_tell)
		return map;
	value_set(arena, map, "difference_points", value_real(arena, points(effect->difference)));
	value_add(arena, interval, value_real(arena, points(effect->low)));
	value_add(arena, interval, value_real(arena, points(effect->high)));
	value_set(arena, map, "interval_points", interval);
	value_set_bool(arena, map, "is_different", effect->low > 0 || effect->high < 0);
	value_set_text(arena, map, "method", METHOD);
	return map;
}

/* What the sentences may name. */
static struct value *words_of(struct arena *arena, const struct effect *effect)
{
	struct value *map = value_map(arena);

	value_set_int(arena, map, "least", EFFECT_LEAST);
	value_set_int(arena, map, "participants", (int64_t)effect->participants.companies);
	value_set_int(arena, map, "waiting", (int64_t)effect->waiting.companies);
	value_set_text(arena, map, "difference", arena_printf(arena, "%+.1f", points(effect->difference)));
	value_set_text(arena, map, "low", arena_printf(arena, "%+.1f", points(effect->low)));
	value_set_text(arena, map, "high", arena_printf(arena, "%+.1f", points(effect->high)));
	value_set_bool(arena, map, "can_tell", effect->can_tell);
	value_set_bool(arena, map, "is_different", effect->low > 0 || effect->high < 0);
	return map;
}

enum err effect_file(struct arena *arena, const char *path, enum lang lang, struct value **ret_answer,
		     struct fault *why)
{
	struct effect_group participants, waiting;
	const struct texts *texts = NULL;
	struct effect effect;
	struct value *file, *answer;
	struct str bytes;
	enum err err = read_file(arena, path, EFFECT_FILE_MAX, &bytes, why);

	if (err)
		return err;
	err = json_decode(arena, bytes, &file, why);
	if (!err)
		err = read_group(arena, file, "participants", &participants, why);
	if (!err)
		err = read_group(arena, file, "waiting", &waiting, why);
	if (err)
		return fault_prefix(why, err, "%s", path);
	err = texts_load(&texts, why);
	if (err)
		return err;
	effect_estimate(&participants, &waiting, &effect);
	answer = answer_of(arena, &effect);
	value_set_str(arena, answer, STR("sentence"),
		      value_str(arena, str_trim(str_from(texts_get(texts, arena, lang, "cli.effect.sentence",
								   words_of(arena, &effect))))));
	*ret_answer = answer;
	return ERR_OK;
}
