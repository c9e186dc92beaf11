/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/seal/replay_rules.h"

#include "programme/edition_find.h"
#include "usecases/edition_shelf.h"
#include "usecases/place_offer.h"

static bool find(void *context, const char *edition, int64_t version, const char *course,
		 struct replay_places *ret_places)
{
	const struct replay_rules_source *source = context;
	const struct edition_course *of;
	const struct edition *read;

	if (!version || edition_shelf_get(source->shelf, source->tx, edition, version, &read, NULL))
		return false;
	of = edition_find_course(read, str_from(course));
	if (of)
		*ret_places = (struct replay_places){of->places, place_offer_order(read)};
	return of != NULL;
}

struct replay_rules replay_rules_begin(struct replay_rules_source *source, struct tx *tx)
{
	*source = (struct replay_rules_source){tx, edition_shelf_new()};
	return (struct replay_rules){find, source};
}

void replay_rules_end(struct replay_rules_source *source)
{
	edition_shelf_free(source->shelf);
}
