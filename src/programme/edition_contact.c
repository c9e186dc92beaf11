/* SPDX-License-Identifier: Apache-2.0 */
#include "programme/edition_contact.h"

struct value *edition_contact_value(struct arena *arena, const struct edition_contact *contact, enum lang lang)
{
	struct value *map = value_map(arena);

	value_set_text(arena, map, "name", lang_pick(contact->name, lang));
	value_set_text(arena, map, "hours", lang_pick(contact->hours, lang));
	value_set_text(arena, map, "phone", contact->phone);
	value_set_text(arena, map, "mail", contact->mail);
	value_set_text(arena, map, "url", contact->url);
	value_set_text(arena, map, "postal_address", lang_pick(contact->postal_address, lang));
	return map;
}
