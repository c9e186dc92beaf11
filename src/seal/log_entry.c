/* SPDX-License-Identifier: Apache-2.0 */
#include "seal/log_entry.h"

#include <stdlib.h>
#include <string.h>

#include "codec/digest.h"

#define FIRST_LINE "tenken-log/1"

static bool is_made_of(struct str word, struct str alphabet)
{
	if (word.n > LOG_ENTRY_WORD_MAX)
		return false;
	for (size_t i = 0; i < word.n; i++)
		if (!memchr(alphabet.p, word.p[i], alphabet.n))
			return false;
	return true;
}

static bool is_word(struct str word)
{
	return is_made_of(word, STR("abcdefghijklmnopqrstuvwxyz0123456789_-"));
}

static bool is_key(struct str word)
{
	return word.n > 0 && is_made_of(word, STR("abcdefghijklmnopqrstuvwxyz0123456789_-."));
}

/* ---- writing ---- */

static enum err write_word(struct buf *bytes, const char *name, const char *word, struct fault *why)
{
	if (!word || !is_word(str_from(word)))
		return fault_set(why, ERR_INVALID,
				 "log entry: %s \"%.80s\" is no word of at most %d letters, digits, _ and -", name,
				 word ? word : "(none)", LOG_ENTRY_WORD_MAX);
	if (*word)
		buf_printf(bytes, "%s %s\n", name, word);
	return ERR_OK;
}

static enum err write_number(struct buf *bytes, const char *name, int64_t number, struct fault *why)
{
	if (number < 0)
		return fault_set(why, ERR_INVALID, "log entry: %s is %lld, below 0", name, (long long)number);
	if (number)
		buf_printf(bytes, "%s %lld\n", name, (long long)number);
	return ERR_OK;
}

static void write_bytes(struct buf *bytes, const void *data, size_t size)
{
	digest_base64_add(bytes, str_of(data, size));
	buf_add_byte(bytes, '\n');
}

static enum err write_bound(struct buf *bytes, const struct log_bound *bound, struct fault *why)
{
	if (!bound->name || !*bound->name || !is_word(str_from(bound->name)))
		return fault_set(why, ERR_INVALID, "log entry: the name of what is bound, \"%.80s\", is no word",
				 bound->name ? bound->name : "(none)");
	if (!bound->key || !is_key(str_from(bound->key)))
		return fault_set(why, ERR_INVALID, "log entry: the key of the %s bound, \"%.80s\", is no word",
				 bound->name, bound->key ? bound->key : "(none)");
	buf_printf(bytes, "bound %s %s ", bound->name, bound->key);
	write_bytes(bytes, bound->commitment.bytes, sizeof(bound->commitment.bytes));
	return ERR_OK;
}

enum err log_entry_write(const struct log_entry *entry, struct buf *bytes, struct fault *why)
{
	enum err err;

	if (!entry->kind || !*entry->kind)
		return fault_set(why, ERR_INVALID, "log entry: it has no kind");
	if (entry->bound_count > LOG_ENTRY_BOUND_MAX)
		return fault_set(why, ERR_TOO_LARGE, "log entry: %zu commitments, %d at most", entry->bound_count,
				 LOG_ENTRY_BOUND_MAX);
	buf_add_text(bytes, FIRST_LINE "\n");
	err = write_word(bytes, "kind", entry->kind, why);
	if (!err)
		err = write_word(bytes, "edition", entry->edition, why);
	if (!err)
		err = write_number(bytes, "case", entry->case_number, why);
	if (!err)
		err = write_number(bytes, "time", entry->at_ms, why);
	if (!err)
		err = write_word(bytes, "actor", entry->actor_kind, why);
	if (!err)
		err = write_number(bytes, "actor-id", entry->actor_id, why);
	if (!err)
		err = write_word(bytes, "state", entry->state, why);
	if (!err)
		err = write_word(bytes, "course", entry->course, why);
	if (!err)
		err = write_number(bytes, "arrival", entry->arrival, why);
	if (!err)
		err = write_number(bytes, "place", entry->holds_place, why);
	if (!err && entry->rule)
		err = write_word(bytes, "rule", entry->rule, why);
	buf_add_text(bytes, "random ");
	write_bytes(bytes, entry->random, sizeof(entry->random));
	for (size_t i = 0; !err && i < entry->bound_count; i++)
		err = write_bound(bytes, &entry->bound[i], why);
	return err ? err : buf_finish(bytes, "a log entry", why);
}

/* ---- reading ---- */

/* Takes the value of the next line when it is of that name; an empty view when it is of another. */
static struct str take(struct str *rest, const char *name)
{
	size_t length = strlen(name), end = str_index(*rest, '\n');
	struct str value;

	if (end == rest->n || !str_starts(*rest, name) || end <= length || rest->p[length] != ' ')
		return (struct str){NULL, 0};
	value = str_of(rest->p + length + 1, end - length - 1);
	*rest = str_skip(*rest, end + 1);
	return value;
}

/* A line whose value is invalid is left where it is, for the fault to name. */
static const char *take_word(struct arena *arena, struct str *rest, const char *name)
{
	struct str before = *rest, value = take(rest, name);

	if (value.n && is_word(value))
		return str_dup(arena, value);
	*rest = before;
	return "";
}

static int64_t take_number(struct str *rest, const char *name)
{
	struct str before = *rest, value = take(rest, name);
	int64_t number;

	if (str_to_i64(value, &number))
		return number;
	*rest = before;
	return 0;
}

static bool take_bytes(struct arena *arena, struct str text, void *ret_bytes, size_t size)
{
	struct str bytes;

	if (!digest_base64_decode(arena, text, &bytes) || bytes.n != size)
		return false;
	memcpy(ret_bytes, bytes.p, size);
	return true;
}

static bool take_bound(struct arena *arena, struct str *rest, struct log_bound *ret_bound)
{
	struct str value = take(rest, "bound"), name = str_cut(&value, ' '), key = str_cut(&value, ' ');

	if (!name.n || !is_word(name) || !is_key(key))
		return false;
	ret_bound->name = str_dup(arena, name);
	ret_bound->key = str_dup(arena, key);
	return take_bytes(arena, value, ret_bound->commitment.bytes, sizeof(ret_bound->commitment.bytes));
}

static bool read_lines(struct arena *arena, struct str *rest, struct log_entry *entry)
{
	struct log_bound *bound = NULL;
	size_t room = 0;

	if (!str_starts(*rest, FIRST_LINE "\n"))
		return false;
	*rest = str_skip(*rest, sizeof(FIRST_LINE "\n") - 1);
	entry->kind = take_word(arena, rest, "kind");
	entry->edition = take_word(arena, rest, "edition");
	entry->case_number = take_number(rest, "case");
	entry->at_ms = take_number(rest, "time");
	entry->actor_kind = take_word(arena, rest, "actor");
	entry->actor_id = take_number(rest, "actor-id");
	entry->state = take_word(arena, rest, "state");
	entry->course = take_word(arena, rest, "course");
	entry->arrival = take_number(rest, "arrival");
	entry->holds_place = take_number(rest, "place") == 1;
	entry->rule = take_word(arena, rest, "rule");
	if (!take_bytes(arena, take(rest, "random"), entry->random, sizeof(entry->random)))
		return false;
	while (rest->n && entry->bound_count < LOG_ENTRY_BOUND_MAX) {
		bound = arena_grow(arena, bound, entry->bound_count, &room, sizeof(*bound));
		if (!take_bound(arena, rest, &bound[entry->bound_count]))
			return false;
		entry->bound_count++;
	}
	entry->bound = bound;
	return rest->n == 0;
}

/* The reader above skips what it does not understand into nothing; that the entry has just one form is settled by
 * writing it again, so that no rule of the form stands twice. */
static bool is_written_so(const struct log_entry *entry, struct str bytes)
{
	BUF_SCOPED again;

	buf_init(&again, LOG_ENTRY_BYTES_MAX);
	return log_entry_write(entry, &again, NULL) == ERR_OK && str_eq(buf_str(&again), bytes);
}

enum err log_entry_read(struct arena *arena, struct str bytes, struct log_entry *ret_entry, struct fault *why)
{
	struct log_entry entry = {.kind = ""};
	struct str rest = bytes;
	size_t line = 1;

	if (bytes.n > LOG_ENTRY_BYTES_MAX)
		return fault_set(why, ERR_TOO_LARGE, "log entry: %zu bytes, %zu at most", bytes.n, LOG_ENTRY_BYTES_MAX);
	if (read_lines(arena, &rest, &entry) && is_written_so(&entry, bytes)) {
		*ret_entry = entry;
		return ERR_OK;
	}
	for (const char *p = bytes.p; p < rest.p; p++)
		line += *p == '\n';
	return fault_set(why, ERR_INVALID, "log entry: line %zu is not as docs/log-format.md says", line);
}
