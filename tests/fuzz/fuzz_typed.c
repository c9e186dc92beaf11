/* SPDX-License-Identifier: Apache-2.0 */
/* What a person types into a field: seen, then read as a number, as kana and as a host. What is seen of a seen text is
 * itself, a number that was read stays within its bound, and a host that was encoded is encoded for good. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "codec/text/idn.h"
#include "codec/text/kana.h"
#include "codec/text/visible.h"
#include "codec/utf8.h"
#include "programme/numeral.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_host(struct arena *arena, struct str text)
{
	const char *host = idn_to_ascii(arena, text), *again;

	if (!host)
		return;
	again = idn_to_ascii(arena, str_from(host));
	if (!again || strcmp(host, again) != 0)
		abort();
}

static void check_number(struct arena *arena, struct str text)
{
	const struct numeral_unit unit = {"円", 10000};
	int64_t number = -1;

	if (numeral_read(str_from(kana_to_half_width(arena, text)), &unit, &number) == NUMERAL_FINE &&
	    (number < 0 || number > NUMERAL_MAX))
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str seen, again;
	ARENA_SCOPED arena;

	arena_init(&arena);
	for (int joiners = VISIBLE_JOINERS_STAY; joiners <= VISIBLE_JOINERS_GO; joiners++) {
		if (!visible_text(&arena, str_of(data, size), (enum visible_joiners)joiners, &seen))
			return 0;
		if (!utf8_is_valid(seen) || seen.n > size ||
		    !visible_text(&arena, seen, (enum visible_joiners)joiners, &again) || !str_eq(seen, again))
			abort();
	}
	if (!utf8_has_control(seen) && !memchr(seen.p, '\0', seen.n)) {
		check_number(&arena, seen);
		check_host(&arena, seen);
		kana_to_katakana(&arena, seen);
	}
	return 0;
}
