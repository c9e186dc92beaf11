/* SPDX-License-Identifier: Apache-2.0 */
#include "mail/delivery_status_priv.h"

#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "codec/utf8.h"

/* A group of fields as far as it is read. */
struct group {
	struct str final, original, action, status, diagnostic;
};

const char *delivery_status_action_name(enum bounce_action action)
{
	static const char *const names[] = {
		[BOUNCE_ACTION_FAILED] = "failed",       [BOUNCE_ACTION_DELAYED] = "delayed",
		[BOUNCE_ACTION_DELIVERED] = "delivered", [BOUNCE_ACTION_RELAYED] = "relayed",
		[BOUNCE_ACTION_EXPANDED] = "expanded",
	};

	return names[action];
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

struct str delivery_status_unfold(struct arena *arena, struct str text)
{
	bool is_field = false; /* the line before can be continued */
	BUF_SCOPED out;

	buf_init(&out, text.n + 2);
	while (text.p) {
		struct str line = str_cut(&text, '\n');
		struct str value = str_trim(line);

		if (out.size)
			buf_add_byte(&out, is_field && value.n && is_blank(line.p[0]) ? ' ' : '\n');
		buf_add(&out, value);
		is_field = value.n > 0;
	}
	return str_from(arena_strdup(arena, buf_text(&out)));
}

/* Without comments: (text (with text) and \) in it), outside quoted strings. */
static struct str without_comments(struct arena *arena, struct str s)
{
	char *out = arena_alloc(arena, s.n + 1);
	size_t size = 0, depth = 0;
	bool is_quoted = false;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool is_pair = c == '\\' && i + 1 < s.n && (is_quoted || depth);

		if (!depth && !is_pair && c == '"')
			is_quoted = !is_quoted;
		if (!is_quoted && !is_pair && c == '(')
			depth++;
		if (!depth)
			out[size++] = c;
		if (is_pair && !depth)
			out[size++] = s.p[i + 1];
		i += is_pair;
		if (!is_quoted && !is_pair && c == ')' && depth)
			depth--;
	}
	return str_trim(str_of(out, size));
}

/* "5.1.1": class 2, 4 or 5, two numbers of up to three digits (RFC 3463 section 2). */
static bool is_status(struct str s)
{
	struct str class = str_cut(&s, '.');
	struct str subject = str_cut(&s, '.');
	uint64_t number;

	if (class.n != 1 || !strchr("245", class.p[0]) || subject.n > 3 || s.n > 3)
		return false;
	return str_to_u64(subject, &number) && str_to_u64(s, &number);
}

/* The digits and dots at the front: what follows is a server's own addition. */
static struct str leading_status(struct str s)
{
	size_t n = 0;

	while (n < s.n && ((s.p[n] >= '0' && s.p[n] <= '9') || s.p[n] == '.'))
		n++;
	return str_head(s, n);
}

/* The status, else that of the server's answer, "smtp; 550 5.1.1 user unknown", else its class as x.0.0. */
static void read_status(struct arena *arena, const struct group *group, struct bounce_recipient *one)
{
	struct str status = leading_status(without_comments(arena, group->status));
	struct str answer = group->diagnostic;
	uint64_t reply;

	if (!is_status(status)) {
		str_cut(&answer, ';');
		answer = str_trim(answer);
		if (!str_to_u64(str_head(answer, 3), &reply) || (reply / 100 != 4 && reply / 100 != 5))
			return;
		status = leading_status(str_trim(str_skip(answer, 4)));
		if (!is_status(status))
			status = reply / 100 == 5 ? STR("5.0.0") : STR("4.0.0");
	}
	snprintf(one->status, sizeof(one->status), "%.*s", (int)status.n, status.p);
}

/* \x{5409} of RFC 6533 section 3 for a character; 0 when there is none at the front. */
static size_t escaped_length(struct str s, uint32_t *ret_character)
{
	size_t end = str_index(s, '}');
	uint32_t c = 0;

	if (!str_starts(s, "\\x{") || end == s.n || end < 4 || end > 9)
		return 0;
	for (size_t i = 3; i < end; i++) {
		const char *digits = "0123456789ABCDEFabcdef";
		const char *found = s.p[i] ? strchr(digits, s.p[i]) : NULL;

		if (!found)
			return 0;
		c = c * 16 + (uint32_t)(found - digits > 15 ? found - digits - 6 : found - digits);
	}
	*ret_character = c;
	return end + 1;
}

static void add_unescaped(struct buf *out, struct str address)
{
	while (address.n) {
		uint32_t c = 0;
		char bytes[4];
		size_t length = escaped_length(address, &c), size = length ? utf8_encode(c, bytes) : 0;

		buf_add(out, size ? str_of(bytes, size) : str_head(address, 1));
		address = str_skip(address, size ? length : 1);
	}
}

/* "rfc822; a@example.jp", "utf-8; ..." (RFC 3464 section 2.1.2); "" for what is too long or could not be shown. */
static void read_address(struct arena *arena, struct str field, char ret_address[BOUNCE_ADDRESS_SIZE])
{
	struct str address = without_comments(arena, field);
	struct str type = str_cut(&address, ';');
	BUF_SCOPED out;

	buf_init(&out, BOUNCE_ADDRESS_SIZE - 1);
	address = address.p ? str_trim(address) : str_trim(type);
	if (address.n > 2 && address.p[0] == '<' && address.p[address.n - 1] == '>')
		address = str_head(str_skip(address, 1), address.n - 2);
	if (str_eq_ascii_case(str_trim(type), STR("utf-8")))
		add_unescaped(&out, address);
	else
		buf_add(&out, address);
	if (!out.full && utf8_is_valid(buf_str(&out)) && !utf8_has_control(buf_str(&out)))
		snprintf(ret_address, BOUNCE_ADDRESS_SIZE, "%s", buf_text(&out));
}

static bool read_action(struct arena *arena, struct str field, enum bounce_action *ret_action)
{
	struct str word = without_comments(arena, field);

	for (size_t i = 0; i < word.n; i++)
		if (is_blank(word.p[i]) || word.p[i] == ';')
			word = str_head(word, i);
	for (int i = BOUNCE_ACTION_FAILED; i <= BOUNCE_ACTION_EXPANDED; i++)
		if (str_eq_ascii_case(word, str_from(delivery_status_action_name((enum bounce_action)i)))) {
			*ret_action = (enum bounce_action)i;
			return true;
		}
	return false;
}

/* A group without an action is about no recipient. */
static void end_group(struct arena *arena, struct group *group, struct bounce *bounce)
{
	struct bounce_recipient one = {0};

	if (bounce->recipient_count < BOUNCE_RECIPIENTS_MAX && read_action(arena, group->action, &one.action)) {
		if (!bounce->recipients)
			bounce->recipients = arena_alloc(arena, BOUNCE_RECIPIENTS_MAX * sizeof(one));
		read_address(arena, group->original, one.original);
		read_address(arena, group->final, one.address);
		if (one.address[0] == '\0')
			memcpy(one.address, one.original, sizeof(one.address));
		if (strcmp(one.address, one.original) == 0)
			one.original[0] = '\0';
		read_status(arena, group, &one);
		one.is_permanent = one.action == BOUNCE_ACTION_FAILED && one.status[0] == '5';
		bounce->recipients[bounce->recipient_count++] = one;
	}
	*group = (struct group){0};
}

static struct str *field_of(struct group *group, struct str name)
{
	const struct {
		const char *name;
		struct str *field;
	} fields[] = {
		{"Final-Recipient", &group->final},
		{"Original-Recipient", &group->original},
		{"Action", &group->action},
		{"Status", &group->status},
		{"Diagnostic-Code", &group->diagnostic},
	};

	for (size_t i = 0; i < COUNT(fields); i++)
		if (str_eq_ascii_case(name, str_from(fields[i].name)))
			return fields[i].field;
	return NULL;
}

void delivery_status_read(struct arena *arena, struct str text, struct bounce *bounce)
{
	struct group group = {0};

	text = delivery_status_unfold(arena, text);
	while (text.p) {
		struct str value = str_cut(&text, '\n');
		struct str name = str_trim(str_cut(&value, ':'));
		struct str *field = field_of(&group, name);

		/* Some servers leave out the blank line between two recipients. */
		if (name.n == 0 || (field == &group.final && field->p))
			end_group(arena, &group, bounce);
		if (field && !field->p)
			*field = str_trim(value);
	}
	end_group(arena, &group, bounce);
}
