/* SPDX-License-Identifier: Apache-2.0 */
#include "library/knowledge_download.h"

#include <string.h>
#include <unistd.h>

#include "base/ascii.h"
#include "codec/digest.h"
#include "codec/json.h"
#include "disk/folder.h"
#include "disk/read_file.h"
#include "disk/replace_file.h"
#include "library/feed_file.h"
#include "net/fetch.h"

#define SIZE_MAX_FEED ((uint64_t)2 << 30) /* bytes, packed */

enum { SMALL_MAX = 16384 /* bytes of a file about a file */, HEX_SIZE = 2 * DIGEST_SIZE + 1 };

/* A file, and what is known of its version. */
struct knowledge_download_place {
	char *path, *version_path, *sum_path;
	bool is_waiting; /* it was fetched, and not imported yet */
	struct fetch_version version;
	char sha256[HEX_SIZE]; /* "" when its publisher gives none */
};

static void copy_text(char *out, size_t size, const char *text)
{
	if (strlen(text) < size)
		memcpy(out, text, strlen(text) + 1);
}

/* A version that cannot be read counts as no version. */
static void read_version(struct knowledge_download_place *place)
{
	struct value *value;
	struct str text;
	ARENA_SCOPED arena;

	arena_init(&arena);
	if (read_file(&arena, place->version_path, SMALL_MAX, &text, NULL) || json_decode(&arena, text, &value, NULL))
		return;
	copy_text(place->version.etag, FETCH_TAG_MAX, value_get_text(value, "etag"));
	copy_text(place->version.modified, FETCH_TAG_MAX, value_get_text(value, "modified"));
	copy_text(place->sha256, HEX_SIZE, value_get_text(value, "sha256"));
}

/* After its file has its name: the same sync of the folder makes both last. */
static enum err write_version(const struct knowledge_download_place *place, struct fault *why)
{
	struct value *value;
	struct str bytes;
	ARENA_SCOPED arena;
	BUF_SCOPED text;

	arena_init(&arena);
	buf_init(&text, SMALL_MAX);
	value = value_map(&arena);
	value_set_text(&arena, value, "etag", place->version.etag);
	value_set_text(&arena, value, "modified", place->version.modified);
	value_set_text(&arena, value, "sha256", place->sha256);
	json_encode(&text, value);
	bytes = buf_str(&text);
	return replace_file(
		&(struct replace_file){.path = place->version_path, .mode = 0644, .parts = &bytes, .count = 1}, why);
}

static struct knowledge_download_place place_of(struct arena *arena, const struct knowledge_download *download)
{
	struct knowledge_download_place place = {
		.path = arena_printf(arena, "%s/%s", download->folder, download->address->name)};

	place.version_path = arena_printf(arena, "%s.version", place.path);
	place.sum_path = arena_printf(arena, "%s.sum", place.path);
	place.is_waiting = access(place.path, R_OK) == 0;
	if (place.is_waiting || !download->is_anew)
		read_version(&place);
	return place;
}

/* ---- checksums ---- */

/* NVD's .meta has a line "sha256:1124..."; *ret_hex in small letters. */
static bool find_sum(struct str text, char ret_hex[HEX_SIZE])
{
	while (text.n) {
		struct str value = str_trim(str_cut(&text, '\n')), key = str_cut(&value, ':');
		if (!str_eq_ascii_case(key, STR("sha256")) || value.n != HEX_SIZE - 1)
			continue;
		for (size_t i = 0; i < value.n; i++)
			ret_hex[i] = ascii_lower(value.p[i]);
		ret_hex[value.n] = 0;
		return true;
	}
	return false;
}

static enum err fetch_sum(const struct knowledge_download *download, const struct knowledge_download_place *place,
			  char ret_hex[HEX_SIZE], struct fault *why)
{
	const struct fetch fetch = {.url = download->address->sha256_url,
				    .path = place->sum_path,
				    .ca_file = download->ca_file,
				    .size_max = SMALL_MAX};
	struct fetched fetched;
	struct str text = STR("");
	ARENA_SCOPED arena;
	enum err err;

	arena_init(&arena);
	err = fetch_file(&fetch, &fetched, why);
	if (!err)
		err = read_file(&arena, place->sum_path, SMALL_MAX, &text, why);
	if (!err && !find_sum(text, ret_hex))
		err = fault_set(why, ERR_CORRUPT, "%s: tells no checksum", download->address->sha256_url);
	(void)unlink(place->sum_path);
	return err;
}

/* The unpacked file has the checksum that its publisher gives; else it goes. */
static enum err check_sum(const struct knowledge_download *download, const struct knowledge_download_place *place,
			  const char *expected, struct fault *why)
{
	unsigned char digest[DIGEST_SIZE];
	char hex[HEX_SIZE];
	struct feed_file *file;
	enum err err = feed_file_open(place->path, &file, why);

	if (err)
		return err;
	err = digest_sha256_source(feed_file_source(file), digest, why);
	feed_file_close(file);
	if (!err) {
		digest_hex(str_of(digest, sizeof(digest)), hex);
		if (strcmp(hex, expected) != 0)
			err = fault_set(why, ERR_CORRUPT, "it has another checksum than its publisher says");
	}
	if (!err)
		return ERR_OK;
	(void)unlink(place->path);
	return fault_prefix(why, err, "%s", download->address->url);
}

/* ---- one file ---- */

/* expected: the checksum to have, or "". */
static enum err fetch_feed(const struct knowledge_download *download, struct knowledge_download_place *place,
			   const char *expected, bool *ret_is_new, struct fault *why)
{
	const struct fetch fetch = {.url = download->address->url,
				    .path = place->path,
				    .ca_file = download->ca_file,
				    .known = *expected ? NULL : &place->version, /* the checksum has decided already */
				    .size_max = SIZE_MAX_FEED,
				    .on_progress = download->on_progress,
				    .context = download->context};
	struct fetched fetched;
	enum err err = fetch_file(&fetch, &fetched, why);

	if (!err && *expected)
		err = check_sum(download, place, expected, why);
	if (err)
		return err;
	*ret_is_new = !fetched.is_unchanged;
	if (fetched.is_unchanged)
		return ERR_OK;
	place->version = fetched.version;
	memcpy(place->sha256, expected, strlen(expected) + 1);
	return write_version(place, why);
}

enum err knowledge_download(struct arena *arena, const struct knowledge_download *download, char **ret_path,
			    struct fault *why)
{
	struct knowledge_download_place place = place_of(arena, download);
	char expected[HEX_SIZE] = "";
	bool is_new = false, is_known = false;
	enum err err = folder_make(download->folder, 0755, why);

	if (!err && download->address->sha256_url) {
		err = fetch_sum(download, &place, expected, why);
		is_known = !err && strcmp(expected, place.sha256) == 0;
	}
	if (!err && !is_known)
		err = fetch_feed(download, &place, expected, &is_new, why);
	if (!err)
		*ret_path = is_new || place.is_waiting ? place.path : NULL;
	return err;
}

void knowledge_download_done(const char *path)
{
	(void)unlink(path);
}
