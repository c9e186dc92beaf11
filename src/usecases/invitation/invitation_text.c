/* SPDX-License-Identifier: Apache-2.0 */
#include "usecases/invitation/invitation_text.h"

#include "calendar/day.h"
#include "people/invitation_code.h"
#include "people/personal_link.h"
#include "usecases/call.h"
#include "usecases/mail_context.h"
#include "usecases/message_queue.h"

#define LINK_DAYS 400 /* behind the end of the reception */

const char *invitation_text_code(struct arena *arena, const struct office *office, const struct invitation_row *row)
{
	char code[INVITATION_CODE_LENGTH + 1];

	invitation_code_make(office->secret, row->id, row->number, code);
	return arena_strdup(arena, code);
}

const char *invitation_text_path(struct arena *arena, const struct office *office, const struct edition *edition,
				 const struct invitation_row *row, enum invitation_way way)
{
	const struct personal_link link = {row->id, way, edition->closes_ms + LINK_DAYS * DAY_MS};
	char text[PERSONAL_LINK_LENGTH + 1];

	personal_link_format(office->secret, PERSONAL_LINK_TO_APPLY, &link, text);
	return arena_printf(arena, "%s/invited/%s", call_path(arena, edition), text);
}

/* A mail of the edition is filled from a case: here it has nothing but its company. */
static struct value *context_of(struct arena *arena, const struct office *office, const struct edition *edition,
				const struct invitation_row *row)
{
	const struct case_row of = {.receipt_prefix = edition->receipt_prefix,
				    .course = "",
				    .company_name = row->company_name,
				    .contact_name = "",
				    .mail = row->mail};
	struct value *context = mail_context(arena, office, edition, &of, LANG_JA, NULL);

	value_set_text(arena, context, "receipt", "");
	return context;
}

static enum err write_text(struct tx *tx, struct arena *arena, const struct office *office,
			   const struct edition *edition, const char *mail, const struct value *context,
			   struct invitation_text *text, struct fault *why)
{
	return message_queue_render(tx, arena, office, edition, mail, LANG_JA, context, &text->subject, &text->body,
				    why);
}

enum err invitation_text_mail(struct tx *tx, struct arena *arena, const struct office *office,
			      const struct edition *edition, const struct invitation_row *row, bool is_hidden,
			      struct invitation_text *ret_text, struct fault *why)
{
	struct value *context = context_of(arena, office, edition, row);
	const char *path = invitation_text_path(arena, office, edition, row, INVITATION_WAY_MAIL);
	struct invitation_text text = {
		.secret = is_hidden ? texts_get(office->texts, arena, LANG_JA, "mail.link_place", NULL)
				    : arena_printf(arena, "%s%s", office->base_url, path)};
	enum err err;

	value_set_text(arena, context, "link", text.secret);
	err = write_text(tx, arena, office, edition, "call_mail", context, &text, why);
	if (!err)
		*ret_text = text;
	return err;
}

enum err invitation_text_letter(struct tx *tx, struct arena *arena, const struct office *office,
				const struct edition *edition, const struct invitation_row *row,
				struct invitation_text *ret_text, struct fault *why)
{
	struct value *context = context_of(arena, office, edition, row);
	struct invitation_text text = {.secret = invitation_text_code(arena, office, row)};
	enum err err;

	value_set_text(arena, context, "code", text.secret);
	err = write_text(tx, arena, office, edition, "call_letter", context, &text, why);
	if (!err)
		*ret_text = text;
	return err;
}
