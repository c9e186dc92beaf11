/* SPDX-License-Identifier: Apache-2.0 */
#include "library/knowledge_load.h"

#include <string.h>

#include "base/asset.h"
#include "checks/check_memo.h"
#include "codec/digest.h"
#include "library/own_knowledge.h"
#include "library/recog_files.h"
#include "library/template_sets.h"

#define OWN_FOLDER  "knowledge/fingerprints/"
#define OWN_FOLDERS "knowledge/" /* all that ships */
#define MARK_SIZE   9            /* eight hexadecimal digits and the end */
#define DIGESTS_MAX ((size_t)1024 * 1024)

/* All files of fingerprints, in any order: a set sorts them by name. */
struct files {
	const struct fingerprint_file **items;
	size_t count, cap;
};

static void add_file(struct arena *arena, struct files *files, const struct fingerprint_file *file)
{
	files->items = arena_grow(arena, files->items, files->count, &files->cap, sizeof(*files->items));
	files->items[files->count++] = file;
}

/* Eight digits that change with the content of any of the things added. */
struct mark {
	struct buf digests;
};

static void mark_add(struct mark *mark, const char *name, struct str bytes)
{
	unsigned char digest[DIGEST_SIZE];

	buf_add(&mark->digests, str_of(name, strlen(name) + 1));
	digest_sha256(bytes, digest);
	buf_add(&mark->digests, str_of(digest, sizeof(digest)));
}

static void mark_finish(struct mark *mark, char ret_text[MARK_SIZE])
{
	unsigned char digest[DIGEST_SIZE];

	digest_sha256(buf_str(&mark->digests), digest);
	digest_hex(str_of(digest, (MARK_SIZE - 1) / 2), ret_text);
	buf_release(&mark->digests);
}

/* What ships with the program; a fault of ours there is a fault of the build. */
static enum err load_own(struct arena *arena, struct files *files, char ret_mark[MARK_SIZE], struct fault *why)
{
	struct mark mark;
	enum err err = ERR_OK;

	buf_init(&mark.digests, DIGESTS_MAX);
	for (size_t i = 0; i < asset_count && !err; i++) {
		const struct asset *asset = &asset_table[i];
		const struct fingerprint_file *file = NULL;
		if (!str_starts(str_from(asset->name), OWN_FOLDERS))
			continue;
		mark_add(&mark, asset->name, asset->bytes);
		if (!str_starts(str_from(asset->name), OWN_FOLDER))
			continue;
		err = fingerprint_file_parse(arena, asset->name + strlen(OWN_FOLDER), asset->bytes, &file, why);
		if (!err)
			add_file(arena, files, file);
	}
	mark_finish(&mark, ret_mark);
	return err;
}

/* ret_mark is left alone when nothing was imported. */
static enum err load_recog(struct arena *arena, const char *data, struct files *files, char ret_mark[MARK_SIZE],
			   struct fault *why)
{
	struct recog_files recog;
	struct fault inner = {ERR_OK, ""};
	struct mark mark;
	enum err err = recog_files_load(arena, recog_files_folder(arena, data), &recog, &inner);

	if (err == ERR_NOT_FOUND)
		return ERR_OK;
	if (err)
		return fault_set(why, err, "%s", inner.text);
	buf_init(&mark.digests, DIGESTS_MAX);
	for (size_t i = 0; i < recog.count; i++) {
		mark_add(&mark, recog.files[i]->name, recog.bytes[i]);
		add_file(arena, files, recog.files[i]);
	}
	mark_finish(&mark, ret_mark);
	return ERR_OK;
}

/* The templates that are turned on; ret_mark is left alone when none is. */
static enum err load_templates(struct arena *arena, const char *data, struct template_sets *ret_sets,
			       char ret_mark[MARK_SIZE], struct fault *why)
{
	struct mark mark;
	enum err err;

	err = template_sets_load(arena, data, ret_sets, why);
	if (err || !ret_sets->count)
		return err;
	buf_init(&mark.digests, DIGESTS_MAX);
	for (size_t i = 0; i < ret_sets->count; i++)
		mark_add(&mark, ret_sets->templates[i]->id, ret_sets->yamls[i]);
	mark_finish(&mark, ret_mark);
	return ERR_OK;
}

static void add_part(struct arena *arena, const char **version, const char *part, const char *mark)
{
	if (*mark)
		*version = arena_printf(arena, "%s%s%s%s", *version, **version ? "+" : "", part, mark);
}

static const char *version_of(struct arena *arena, const struct catalog *catalog, const char *recog,
			      const char *templates, const char *own)
{
	const char *version = "";

	if (catalog)
		add_part(arena, &version, "", str_dup(arena, catalog_version(catalog)));
	add_part(arena, &version, "recog.", recog);
	add_part(arena, &version, "nuclei.", templates);
	add_part(arena, &version, "own.", own);
	return version;
}

enum err knowledge_load(const char *data, struct knowledge_loaded *ret_loaded, struct fault *why)
{
	struct knowledge_loaded loaded = {.set = NULL};
	const struct catalog *own_catalog = NULL;
	char recog[MARK_SIZE] = "", own[MARK_SIZE] = "", nuclei[MARK_SIZE] = "";
	struct template_sets sets = {.count = 0};
	struct files files = {0};
	enum err err;

	arena_init(&loaded.arena);
	arena_init(&loaded.file.arena);
	err = load_own(&loaded.arena, &files, own, why);
	if (!err)
		err = own_knowledge_load(&loaded.arena, &own_catalog, why);
	if (!err && data)
		err = load_recog(&loaded.arena, data, &files, recog, why);
	if (!err && data)
		err = load_templates(&loaded.arena, data, &sets, nuclei, why);
	if (!err && data)
		err = knowledge_file_open(data, &loaded.file, why);
	if (err) {
		knowledge_load_release(&loaded);
		return err;
	}
	loaded.set = fingerprint_set_new(files.items, files.count);
	loaded.knowledge = (struct check_knowledge){
		.version = version_of(&loaded.arena, loaded.file.catalog, recog, nuclei, own),
		.catalog = loaded.file.catalog,
		.own = own_catalog,
		.fingerprints = loaded.set,
		.matcher = fingerprint_matcher_new(loaded.set),
		.templates = sets.templates,
		.template_count = sets.count,
		.patterns = nuclei_pattern_store_new(),
		.memo = check_memo_new(),
	};
	*ret_loaded = loaded;
	return ERR_OK;
}

void knowledge_load_release(struct knowledge_loaded *loaded)
{
	check_memo_free(loaded->knowledge.memo);
	nuclei_pattern_store_free(loaded->knowledge.patterns);
	fingerprint_matcher_free(loaded->knowledge.matcher);
	fingerprint_set_free(loaded->set);
	knowledge_file_close(&loaded->file);
	arena_release(&loaded->arena);
	*loaded = (struct knowledge_loaded){.set = NULL};
}
